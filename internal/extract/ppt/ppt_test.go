package ppt

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/binary"
	"io"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	"tenken/internal/extract"
	"tenken/internal/extract/cfb"
	"tenken/internal/extract/formattest"
)

// sample is a presentation of two slides that LibreOffice wrote from invented
// data.
func sample(t testing.TB) []byte { return unzipped(t, "testdata/powerpoint97.ppt.gz") }

func unzipped(t testing.TB, name string) []byte {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestPPT(t *testing.T) {
	whole := sample(t)
	plain := []byte{0x5F, 0xC0, 0x91, 0xE3} // the token of presentations that are not encrypted
	if bytes.Count(whole, plain) == 0 {
		t.Fatal("the sample has no token")
	}
	locked := bytes.Replace(whole, plain, []byte{0xDF, 0xC4, 0xD1, 0xF3}, 1)
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.ppt", Data: whole, Want: []string{"緊急連絡網\n山中 桜　090-0000-0000\n", "二枚目\nLatin only\n"}},
		formattest.Sample{Name: "locked.ppt", Data: locked, Partial: extract.ErrEncrypted},
	)
}

// record is a record of a presentation.
func record(version, instance, kind int, data ...[]byte) []byte {
	b := binary.LittleEndian.AppendUint16(nil, uint16(version|instance<<4))
	b = binary.LittleEndian.AppendUint16(b, uint16(kind))
	all := bytes.Join(data, nil)
	return append(binary.LittleEndian.AppendUint32(b, uint32(len(all))), all...)
}

// withObjects is a presentation of a slide, a package and a workbook beside it,
// compressed, and macros.
func withObjects() []byte {
	packed := []byte("\x02\x00list.csv\x00C:\\list.csv\x00\x00\x00\x03\x00\x02\x00\x00\x00t\x00\x0b\x00\x00\x00" + "木下 進\n")
	packed = append(binary.LittleEndian.AppendUint32(nil, uint32(len(packed))), packed...)
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	w.Write(cfb.Build(cfb.Part{Path: "Workbook", Data: []byte("表の中身")}))
	w.Close()
	return cfb.Build(cfb.Part{Path: stream, Data: bytes.Join([][]byte{
		record(container, 0, recSlide, record(0, 0, recTextBytes, []byte("slide text"))),
		record(0, 0, recObject, cfb.Build(cfb.Part{Path: "\x01Ole10Native", Data: packed})),
		record(0, 1, recObject, []byte{0, 9, 0, 0}, z.Bytes()),
		record(0, 0, recObject, cfb.Build(cfb.Part{Path: "VBA/dir", Data: []byte("macros")})),
	}, nil)})
}

// TestComments reads the comments that PowerPoint keeps among the tags of a
// slide, but for who wrote them, and the title of the presentation.
func TestComments(t *testing.T) {
	chars := func(s string) (b []byte) {
		for _, u := range utf16.Encode([]rune(s)) {
			b = binary.LittleEndian.AppendUint16(b, u)
		}
		return b
	}
	tag := func(name string, data []byte) []byte {
		return record(container, 0, 0x1388, record(container, 0, 0x138A, record(0, 0, recCString, chars(name)), record(0, 0, recTagData, data)))
	}
	comment := record(container, 0, recComment, record(0, 0, recCString, chars("書いた人")), record(0, 1, recCString, chars("意見です")), record(0, 2, recCString, chars("略")), record(0, 0, 12001, make([]byte, 28)))
	data := cfb.Build(cfb.Part{Path: stream, Data: bytes.Join([][]byte{
		record(container, 0, recSlide, record(0, 0, recTextBytes, []byte("slide text")), tag("___PPT9", []byte{1, 2, 3}), tag("___PPT10", comment)),
		record(container, 0, recSlide, record(0, 0, recTextBytes, []byte("second"))),
	}, nil)})
	formattest.Run(t, Format{}, formattest.Sample{Name: "comments.ppt", Data: data, Want: []string{"slide text\n意見です\n", "second"}})
	res := formattest.Read(t, extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir()), "a.ppt", data)
	if strings.Contains(res.Text(), "書いた人") || strings.Contains(res.Text(), "略") {
		t.Errorf("who wrote a comment is in its text: %q", res.Text())
	}
}

// withMaster is a presentation whose master holds a prompt, a name and a mark.
func withMaster() []byte {
	chars := func(s string) (b []byte) {
		for _, u := range utf16.Encode([]rune(s)) {
			b = binary.LittleEndian.AppendUint16(b, u)
		}
		return b
	}
	shape := func(kind byte, text string) []byte {
		var client []byte
		if kind > 0 {
			client = record(container, 0, 0xF011, record(0, 0, recPlaceholder, []byte{0, 0, 0, 0, kind, 0, 0, 0}))
		}
		return record(container, 0, recShape, client, record(container, 0, 0xF00D, record(0, 0, recTextChars, chars(text))))
	}
	return cfb.Build(cfb.Part{Path: stream, Data: bytes.Join([][]byte{
		record(container, 0, recMainMaster, record(0, 0, recTextBytes, []byte("style")), shape(1, "題を入力"), shape(0, "青葉大学"), shape(9, "学外秘"), record(0, 0, recCString, chars("template"))),
		record(container, 0, recSlide, shape(13, "一枚目")),
	}, nil)})
}

// TestWrongSizes reads on behind a record that claims more than its container has,
// as some programs write it.
func TestWrongSizes(t *testing.T) {
	lying := record(0, 0, 0x0420, []byte{1})
	lying[4] = 8
	data := cfb.Build(cfb.Part{Path: stream, Data: record(container, 0, recSlide,
		record(container, 0, recShape, record(container, 0, 0xF011, lying), record(container, 0, 0xF00D, record(0, 0, recTextBytes, []byte("title")))),
		record(container, 0, recShape, record(container, 0, 0xF011, []byte{1, 2, 3}), record(container, 0, 0xF00D, record(0, 0, recTextBytes, []byte("body")))))})
	formattest.Run(t, Format{}, formattest.Sample{Name: "lying.ppt", Data: data, Want: []string{"title\nbody\n"}})
}

func TestMasters(t *testing.T) {
	formattest.Run(t, Format{}, formattest.Sample{Name: "m.ppt", Data: withMaster(), Want: []string{"青葉大学\n学外秘\n", "一枚目"}})
	res := formattest.Read(t, extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir()), "m.ppt", withMaster())
	for _, not := range []string{"題を入力", "template", "style"} {
		if strings.Contains(res.Text(), not) {
			t.Errorf("text holds %q", not)
		}
	}
	if x := res.Texts[0]; x.Place(0) != "slide master 1" || x.Place(strings.Index(x.Body, "一枚目")) != "slide 1" {
		t.Errorf("places %v", x.Marks)
	}
}

func TestTablesAndObjects(t *testing.T) {
	table := unzipped(t, "testdata/table.ppt.gz") // by LibreOffice
	formattest.Run(t, Format{}, formattest.Sample{Name: "b.ppt", Data: withObjects(), Want: []string{"slide text", "木下 進", "表の中身"}})
	res := formattest.Read(t, extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir()), "a.ppt", table)
	const want = "氏名\t電話\t学年\n山中 桜\t090-0000-0000\t2\n木下 進\t080-0000-0000\t3\n"
	if n := len(res.Texts); n != 2 || res.Texts[1].Body != want || res.Texts[1].Place(len("氏名\t")) != "slide 1 table 1!B1" {
		t.Errorf("%+v, want a table of %q", res.Texts, want)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample(f)[:20<<10]) // more slows the mutations down
	f.Add(withObjects())
	f.Add(withMaster())
	f.Add(cfb.Build(cfb.Part{Path: stream, Data: record(container, 0, recSlide, record(container, 0, recGroup,
		record(2, 1, recMore, []byte{0x9F, 3, 1, 0, 0, 0}), record(0, 0, recAnchor, make([]byte, 16)), record(0, 0, recTextBytes, []byte("cell"))))}))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.ppt", data) })
}
