package pdf

import (
	"bytes"
	"context"
	"crypto/md5"
	"crypto/rc4"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

// writer writes a PDF file, object by object from number 1.
type writer struct {
	b       bytes.Buffer
	off     []int
	trailer string
	catalog string // entries of it
	key     []byte // of streams and strings, where they are encrypted
}

func (w *writer) object(body string) {
	if w.b.Len() == 0 {
		w.b.WriteString("%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
	}
	w.off = append(w.off, w.b.Len())
	fmt.Fprintf(&w.b, "%d 0 obj\n%s\nendobj\n", len(w.off), body)
}

func (w *writer) stream(dict, data string) {
	if w.key != nil {
		data = w.encrypt(len(w.off)+1, data)
	}
	w.object(fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data))
}

// encrypt is RC4 with a key for the object (ISO 32000-1, 7.6.2 algorithm 1).
func (w *writer) encrypt(object int, data string) string {
	key := md5.Sum(append(append([]byte{}, w.key...), byte(object), byte(object>>8), byte(object>>16), 0, 0))
	c, err := rc4.NewCipher(key[:10])
	if err != nil {
		panic(err)
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, []byte(data))
	return string(out)
}

func (w *writer) end() []byte {
	at := w.b.Len()
	fmt.Fprintf(&w.b, "xref\n0 %d\n0000000000 65535 f \n", len(w.off)+1)
	for _, o := range w.off {
		fmt.Fprintf(&w.b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&w.b, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(w.off)+1, w.trailer, at)
	return w.b.Bytes()
}

// glyphs writes a text in UTF-16, as the CMaps UniJIS-UTF16 take it.
func glyphs(s string) string {
	var b strings.Builder
	b.WriteByte('<')
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	b.WriteByte('>')
	return b.String()
}

// made writes pages of lines in a Japanese font that is not embedded.
func made(w *writer, cmap string, annotation string, pages ...[]string) []byte {
	kids := ""
	for i := range pages {
		kids += fmt.Sprintf("%d 0 R ", 6+2*i)
	}
	w.object("<</Type/Catalog/Pages 2 0 R" + w.catalog + ">>")
	w.object(fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(pages), kids))
	w.object("<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light/Encoding/" + cmap + "/DescendantFonts[4 0 R]>>")
	w.object("<</Type/Font/Subtype/CIDFontType0/BaseFont/Ryumin-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 6>>/FontDescriptor 5 0 R/DW 1000>>")
	w.object("<</Type/FontDescriptor/FontName/Ryumin-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>")
	for i, lines := range pages {
		var c strings.Builder
		c.WriteString("BT /F1 10 Tf 16 TL 50 780 Td\n")
		for _, l := range lines {
			c.WriteString(glyphs(l) + " Tj T*\n")
		}
		c.WriteString("ET\n")
		w.object(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R%s>>", 7+2*i, annotation))
		w.stream("", c.String())
	}
	return w.end()
}

func plain() []byte {
	return made(&writer{}, "UniJIS-UTF16-H", "", []string{"受講者名簿", "山中 桜  090-0000-0000", "𠮷田 一郎"}, []string{"二枚目です。"})
}

func picture(pages int) []byte {
	w := &writer{}
	kids := ""
	for i := range pages {
		kids += fmt.Sprintf("%d 0 R ", 3+3*i)
	}
	w.object("<</Type/Catalog/Pages 2 0 R>>")
	w.object(fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", pages, kids))
	for i := range pages {
		w.object(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I %d 0 R>>>>/Contents %d 0 R>>", 5+3*i, 4+3*i))
		w.stream("", "595 0 0 842 0 0 cm /I Do\n")
		w.stream("/Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8", "\x00\xff\xff\x00")
	}
	return w.end()
}

// pad is what passwords are filled up with (ISO 32000-1, 7.6.3.3).
const pad = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"

// encrypted needs the password, or opens with none where that is empty.
func encrypted(password string) []byte {
	owner := strings.Repeat("o", 32)
	user := (password + pad)[:32]
	permissions := binary.LittleEndian.AppendUint32(nil, 0xFFFFFFFC)
	id := strings.Repeat("i", 16)
	key := md5.Sum([]byte(user + owner + string(permissions) + id))
	c, err := rc4.NewCipher(key[:5])
	if err != nil {
		panic(err)
	}
	u := make([]byte, 32)
	c.XORKeyStream(u, []byte(pad))
	w := &writer{key: key[:5]}
	w.trailer = fmt.Sprintf("/ID[<%x><%x>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%x>/U<%x>>>", id, id, owner, u)
	return made(w, "UniJIS-UTF16-H", "", []string{"鍵のかかった文書の本文です。"})
}

func TestPDF(t *testing.T) {
	note := "/Annots[<</Type/Annot/Subtype/FreeText/Rect[50 600 300 640]/Contents(x)/DA(/F1 10 Tf)/AP<</N 8 0 R>>>>]"
	annotated := func() []byte {
		w := &writer{}
		made(w, "UniJIS-UTF16-H", note, []string{"本文はこちらです。"})
		w.b.Truncate(bytes.LastIndex(w.b.Bytes(), []byte("xref\n0")))
		w.stream("/Type/XObject/Subtype/Form/BBox[0 0 250 40]/Resources<</Font<</F1 3 0 R>>>>", "BT /F1 10 Tf 5 20 Td "+glyphs("注釈の中の文字")+" Tj ET")
		return w.end()
	}()
	outlined := func() []byte { // whose second entry is before the first again
		w := &writer{catalog: "/Outlines 8 0 R"}
		made(w, "UniJIS-UTF16-H", "", []string{"heading 1"})
		w.b.Truncate(bytes.LastIndex(w.b.Bytes(), []byte("xref\n0")))
		w.object("<</Type/Outlines/First 9 0 R/Last 10 0 R/Count 2>>")
		w.object("<</Title(heading 1)/Parent 8 0 R/Next 10 0 R>>")
		w.object("<</Title(only in the outline)/Parent 8 0 R/First 9 0 R/Next 9 0 R>>")
		return w.end()
	}()
	formattest.Run(t, Format{},
		formattest.Sample{Name: "outline.pdf", Data: outlined, Want: []string{"heading 1\n", "only in the outline\n"}},
		formattest.Sample{Name: "a.pdf", Data: plain(), Want: []string{"受講者名簿\n", "山中 桜 090-0000-0000\n", "𠮷田 一郎", "二枚目です。"}},
		formattest.Sample{Name: "vertical.pdf", Data: made(&writer{}, "UniJIS-UTF16-V", "", []string{"縦書きの文章を読みます"}), Want: []string{"縦書きの文章を読みます"}},
		formattest.Sample{Name: "note.pdf", Data: annotated, Want: []string{"本文はこちらです。", "注釈の中の文字"}},
		formattest.Sample{Name: "notes.pdf", Data: made(&writer{}, "UniJIS-UTF16-H", "/Annots[<</Type/Annot/Subtype/Text/Rect[50 600 70 620]/Contents(what the note says)>>]", []string{"本文はこちらです。"}), Want: []string{"本文はこちらです。", "what the note says\n"}},
		formattest.Sample{Name: "owner.pdf", Data: encrypted(""), Want: []string{"鍵のかかった文書の本文です。"}},
		formattest.Sample{Name: "user.pdf", Data: encrypted("secret"), Partial: extract.ErrEncrypted},
		formattest.Sample{Name: "scan.pdf", Data: picture(2), Partial: extract.ErrImageOnly},
		formattest.Sample{Name: "cut.pdf", Data: plain()[:len(plain())-300], Partial: extract.ErrDamaged},
	)
}

func TestPlaces(t *testing.T) {
	res := formattest.Read(t, extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir()), "a.pdf", plain())
	if len(res.Texts) != 2 || res.Texts[0].Place(0) != "page 1" || res.Texts[1].Place(3) != "page 2" {
		t.Errorf("%+v", res.Texts)
	}
}

func TestTidy(t *testing.T) {
	for in, want := range map[string]string{
		"電話 082-\r\n2391-\r\n3602": "電話 082-2391-3602",
		"第\r\n二\r\n条\r\nに\r\n次":    "第二条に次",
		"第\r\n二\r\n条":              "第\n二\n条",
		"end of a line\x02":        "end of a line-",
		"a\x00b\uFFFEc":            "abc",
		"a -\n- b":                 "a -\n- b",
	} {
		if got := tidy(in); got != want {
			t.Errorf("tidy(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestPoppler compares with another reader.
func TestPoppler(t *testing.T) {
	pdftotext, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext (package poppler-utils) is not installed")
	}
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, plain(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(pdftotext, path, "-").Output()
	if err != nil {
		t.Skip("pdftotext cannot read Japanese here (package poppler-data): ", err)
	}
	res := formattest.Read(t, extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir()), "a.pdf", plain())
	words := func(s string) string { // the programs put lines in different orders
		all := []rune(strings.Join(strings.Fields(s), ""))
		slices.Sort(all)
		return string(all)
	}
	if want := words(string(out)); strings.Contains(want, "名簿") && words(res.Text()) != want {
		t.Errorf("read %q, pdftotext %q", words(res.Text()), want)
	}
}

// TestLeftAlone ends a reading while the reader is at work.
func TestLeftAlone(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	data := plain()
	err := Format{}.Read(ctx, extract.File{Size: int64(len(data)), ReaderAt: bytes.NewReader(data)}, extract.Out{
		Text: func(extract.Text) error { cancel(); return nil }, Problem: func(string, error) {},
	})
	if err != nil && !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(plain())
	f.Add(picture(1))
	f.Add(encrypted("x"))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Expanded: 16 << 20, Members: 10}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.pdf", data) })
}

func BenchmarkRead(b *testing.B) {
	pages := make([][]string, 20)
	for i := range pages {
		for range 40 {
			pages[i] = append(pages[i], "山中 桜　東京都文京区本郷7-3-1　090-0000-0000　この行は速さを測るためのものです。")
		}
	}
	data := made(&writer{}, "UniJIS-UTF16-H", "", pages...)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		err := Format{}.Read(b.Context(), extract.File{Size: int64(len(data)), ReaderAt: bytes.NewReader(data)}, extract.Out{
			Text: func(extract.Text) error { return nil }, Problem: func(string, error) {},
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(20*b.N)/b.Elapsed().Seconds(), "pages/s")
}

func TestPasswords(t *testing.T) {
	formattest.Unlocks(t, Format{}, "a.pdf", encrypted("secret"), "secret", "鍵のかかった文書の本文です。")
}
