package tnef

import (
	"encoding/binary"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/japanese"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

func le32(n int) string { return string(binary.LittleEndian.AppendUint32(nil, uint32(n))) }
func le16(n int) string { return string(binary.LittleEndian.AppendUint16(nil, uint16(n))) }

func attribute(level byte, id int, data string) string {
	sum := 0
	for i := range len(data) {
		sum += int(data[i])
	}
	return string([]byte{level}) + le16(id) + le16(6) + le32(len(data)) + data + le16(sum)
}

func wide(s string) string {
	out := ""
	for _, u := range utf16.Encode([]rune(s)) {
		out += le16(int(u))
	}
	return out + "\x00\x00"
}

// property is one of a type with a length, padded.
func property(kind, id int, v string) string {
	return le16(kind) + le16(id) + le32(1) + le32(len(v)) + v + "\x00\x00\x00"[:-len(v)&3]
}

func sample(t testing.TB, body string) []byte {
	t.Helper()
	sjis, err := japanese.ShiftJIS.NewEncoder().String("名簿の送付\x00")
	if err != nil {
		t.Fatal(err)
	}
	named := le16(0x1F) + le16(0x8001) + "0123456789abcdef" + le32(1) + le32(4) + "n\x00a\x00" + le32(1) + le32(4) + "x\x00\x00\x00"
	props := le32(5) + property(typeUnicode, propSenderName, wide("山中 桜")) + le16(3) + le16(0x3FDE) + le32(932) + named + le16(0x40) + le16(0x39) + "12345678" + body
	return []byte(signature + "\x01\x00" +
		attribute(1, attCodePage, le32(932)+le32(0)) + attribute(1, attSubject, sjis) + attribute(1, attProperties, props) +
		attribute(2, attRendering, "xxxxxxxxxxxxxx") + attribute(2, attTitle, "A.CSV\x00") + attribute(2, attData, "氏名,室\n木下 進,101\n") +
		attribute(2, attAttachment, le32(1)+property(typeUnicode, propLongName, wide("出席者一覧.csv"))) +
		attribute(2, attRendering, "xxxxxxxxxxxxxx") + attribute(2, attTitle, "B.TXT\x00") + attribute(2, attData, "二つ目の添付"))
}

func TestTNEF(t *testing.T) {
	want := []string{"Subject: 名簿の送付\n", "From: 山中 桜\n", "木下 進,101", "二つ目の添付"}
	formattest.Run(t, Format{},
		formattest.Sample{Name: "winmail.dat", Data: sample(t, property(typeUnicode, propBody, wide("本文です。\r\n二行目"))), Want: append(want, "本文です。\n二行目")},
		formattest.Sample{Name: "html.dat", Data: sample(t, property(typeBinary, propHTML, "<p>本文です。</p>")), Want: append(want, "本文です。")},
		formattest.Sample{Name: "rtf.dat", Data: sample(t, property(typeBinary, propRTF, le32(30)+le32(14)+"MELA"+le32(0)+`{\rtf1 body}  `)), Want: append(want, `{\rtf1 body}`)},
	)
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir())
	found := false
	for _, p := range formattest.Read(t, r, "winmail.dat", sample(t, "")).Problems {
		found = found || p.Place == "winmail.dat!/出席者一覧.csv"
	}
	if !found {
		t.Error("the attachment has not its long name")
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample(f, property(typeUnicode, propBody, wide("x"))))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20, Members: 50}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "winmail.dat", data) })
}
