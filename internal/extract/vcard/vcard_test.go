package vcard

import (
	"bytes"
	"mime/quotedprintable"
	"testing"

	"golang.org/x/text/encoding/japanese"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

func sjis(t testing.TB, s string) string {
	t.Helper()
	out, err := japanese.ShiftJIS.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func quoted(t testing.TB, s string) string {
	t.Helper()
	var b bytes.Buffer
	w := quotedprintable.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	w.Close()
	return b.String()
}

func TestCards(t *testing.T) {
	old := "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:" + quoted(t, sjis(t, "木下;進;;;")) +
		"\r\nADR;HOME;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:" + quoted(t, sjis(t, ";;見本町一丁目二番三号の青葉ハイツ四〇五;広島市中区;広島県;730-0011;")) +
		"\r\nTEL;CELL:082-000-0000\r\nPHOTO;JPEG;ENCODING=BASE64:\r\n /9j/4AAQSkZJRgABAQAAAQABAAD\r\n\r\nEND:VCARD\r\n"
	raw := sjis(t, "BEGIN:VCARD\nVERSION:2.1\nN:山中;桜\nFN:山中 桜\nEND:VCARD\n")
	three := "BEGIN:VCARD\nVERSION:3.0\nN:若葉;二葉;;;\nitem1.ADR;TYPE=WORK:;;見本町1-2;東広島市;広島県;739-0000;日本\nNOTE:一行目\\n二行目\\, 続\n  き\nEMAIL:futaba@example.ac.jp\nEND:VCARD\nBEGIN:VCARD\nVERSION:4.0\nFN:もみじ\nPHOTO:data:image/jpeg;base64,AAAA\nEND:VCARD\n"
	calendar := "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:面談\r\nATTENDEE;CN=\"青葉: 一郎\";ROLE=CHAIR:mailto:aoba@example.ac.jp\r\nDESCRIPTION:場所は\\n会議室\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
	wide := "\xFF\xFE"
	for _, r := range units(three) {
		wide += string([]byte{byte(r), byte(r >> 8)})
	}
	formattest.Run(t, Format{},
		formattest.Sample{Name: "old.vcf", Data: []byte(old), Want: []string{"N: 木下 進\n", "ADR: 730-0011 広島県 広島市中区 見本町一丁目二番三号の青葉ハイツ四〇五\n", "TEL;CELL:082-000-0000\n", "PHOTO\n"}},
		formattest.Sample{Name: "raw.vcf", Data: []byte(raw), Want: []string{"N: 山中 桜\n", "FN:山中 桜\n"}},
		formattest.Sample{Name: "three.vcf", Data: []byte(three), Want: []string{"N: 若葉 二葉\n", "ADR: 739-0000 広島県 東広島市 見本町1-2 日本\n", "NOTE: 一行目\n二行目, 続 き\n", "FN:もみじ\nPHOTO\n"}},
		formattest.Sample{Name: "wide.vcf", Data: []byte(wide), Want: []string{"N: 若葉 二葉\n"}},
		formattest.Sample{Name: "a.ics", Data: []byte(calendar), Want: []string{"ATTENDEE: 青葉: 一郎 aoba@example.ac.jp\n", "場所は\n会議室\n"}},
	)
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir())
	res := formattest.Read(t, r, "three.vcf", []byte(three))
	if got := res.Texts[0].Place(bytes.Index([]byte(res.Text()), []byte("EMAIL"))); got != "line 7" {
		t.Errorf("place %q", got)
	}
}

func units(s string) []uint16 {
	var out []uint16
	for _, r := range s {
		out = append(out, uint16(r))
	}
	return out
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("BEGIN:VCARD\nN;ENCODING=QUOTED-PRINTABLE:=41=\n=42\nNOTE:a\n b\nEND:VCARD"))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) {
		formattest.Read(t, r, "a.vcf", append([]byte("BEGIN:VCARD\n"), data...))
	})
}
