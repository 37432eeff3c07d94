package pdf

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
	"tenken/internal/extract/html"
	plaintext "tenken/internal/extract/plain"
)

// unnamed is a page in a font that gives its characters numbers of its own.
func unnamed(text string) []byte {
	data := made(&writer{}, "Identity-H", "", []string{text})
	return bytes.Replace(data, []byte("Ordering(Japan1)"), []byte("Ordering(Ours!!)"), 1)
}

// TestUnnamedCharacters does not take numbers of glyphs for text, even where they
// look like some, and few.
func TestUnnamedCharacters(t *testing.T) {
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir())
	for _, text := range []string{"受講者名簿です", "Only a few", "\u0001\u0004\u0005"} {
		res := formattest.Read(t, r, "a.pdf", unnamed(text))
		if !slices.ContainsFunc(res.Problems, func(p extract.Problem) bool { return errors.Is(p.Err, extract.ErrUnsupported) && p.Place == "page 1" }) {
			t.Errorf("%q: %q, %v", text, res.Text(), res.Problems)
		}
	}
	if res := formattest.Read(t, r, "a.pdf", plain()); len(res.Problems) > 0 {
		t.Errorf("a sound document: %v", res.Problems)
	}
}

// form is a document whose form is of XFA, in two packets that belong together.
func form() []byte {
	w := &writer{catalog: "/AcroForm<</Fields[]/XFA[(datasets) 8 0 R (form) 9 0 R]>>"}
	made(w, "UniJIS-UTF16-H", "", []string{"申請書"})
	w.b.Truncate(bytes.LastIndex(w.b.Bytes(), []byte("xref\n0 ")))
	w.stream("", "<xfa:datasets><data><氏名>山中 桜</氏")
	w.stream("", "名><電話>090-0000-0000</電話></data></xfa:datasets>")
	return w.end()
}

func TestForm(t *testing.T) {
	r := extract.NewReader([]extract.Format{Format{}, html.Format{}, plaintext.Format{}}, extract.Budget{}, t.TempDir())
	res := formattest.Read(t, r, "a.pdf", form())
	for _, want := range []string{"申請書", "山中 桜", "090-0000-0000"} {
		if !strings.Contains(res.Text(), want) {
			t.Errorf("no %q in %q, %v", want, res.Text(), res.Problems)
		}
	}
}

// TestLinksAndFiles puts out the address behind a link that the page does not
// show, and tells of a file in a note, which PDFium does not give.
func TestLinksAndFiles(t *testing.T) {
	data := made(&writer{}, "UniJIS-UTF16-H", "/Annots["+
		"<</Type/Annot/Subtype/Link/Rect[50 700 200 790]/A<</S/URI/URI(mailto:momiji@example.ac.jp)>>>>"+
		"<</Type/Annot/Subtype/Link/Rect[50 600 200 690]/A<</S/URI/URI(mailto:aoba@example.ac.jp)>>>>"+
		"<</Type/Annot/Subtype/FileAttachment/Rect[0 0 10 10]/Contents(see the list)/FS<</Type/Filespec/F(a.csv)>>>>]",
		[]string{"宛先", "aoba@example.ac.jp"})
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir())
	res := formattest.Read(t, r, "a.pdf", data)
	text := res.Text()
	if strings.Count(text, "momiji@example.ac.jp") != 1 || strings.Count(text, "aoba@example.ac.jp") != 1 || !strings.Contains(text, "see the list") {
		t.Errorf("%q", text)
	}
	if len(res.Problems) != 1 || !errors.Is(res.Problems[0].Err, extract.ErrUnsupported) || !strings.HasSuffix(res.Problems[0].Place, "page 1 file 1") {
		t.Errorf("problems %v", res.Problems)
	}
}
