package xmlscan

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// tokens writes out what a document is read as: text pieces are joined.
func tokens(r io.Reader) string {
	var b strings.Builder
	s := New(r)
	for {
		t, err := s.Next()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			return b.String() + "!" + err.Error()
		}
		switch t.Kind {
		case Start:
			fmt.Fprintf(&b, "<%s %s>", t.Name, t.Attr("v"))
		case End:
			fmt.Fprintf(&b, "</%s>", t.Name)
		case Text:
			b.Write(t.Text)
		}
	}
}

func TestScanner(t *testing.T) {
	long := strings.Repeat("長い文字列", 50000)
	for _, c := range []struct{ name, in, want string }{
		{"plain", `<?xml version="1.0"?><a><b v="1">x</b></a>`, "<a ><b 1>x</b></a>"},
		{"prefixes", `<w:a w:v="1" v2="2"/>`, "<a 1></a>"},
		{"entities", `<a v="&lt;&#x3042;">&amp;&#12354;&quot;&apos;&gt;&unknown;&</a>`, "<a <あ>&あ\"'>&unknown;&</a>"},
		{"quotes", `<a v='>"'>x</a>`, "<a >\">x</a>"},
		{"comment", `<a><!-- <b> -- > -->x</a>`, "<a >x</a>"},
		{"cdata", `<a><![CDATA[<&amp;]]></a>`, "<a ><&amp;</a>"},
		{"doctype", `<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>`, "<a >&b;</a>"},
		{"doctype alone", `<!DOCTYPE a><a/>`, "<a ></a>"},
		{"line ends", "<a>x\r\ny\rz</a>", "<a >x\ny\nz</a>"},
		{"byte order mark", "\xEF\xBB\xBF<a/>", "<a ></a>"},
		{"utf-16", "\xFF\xFE<\x00a\x00>\x00\x42\x30<\x00/\x00a\x00>\x00", "<a >あ</a>"},
		{"long text", "<a>" + long + "</a>", "<a >" + long + "</a>"},
		{"long attribute", `<a x="` + long + `" v="1"/>`, "<a 1></a>"},
		{"endless attribute", `<a x="` + strings.Repeat("x", 2*longestTag) + `" v="1"></a>`, "<a ></a>"},
		{"endless value", `<a x="` + strings.Repeat("y>", longestTag) + `<c/>`, "<a >" + strings.Repeat("y>", longestTag-1) + "<c ></c>"},
		{"cut", `<a><b v="1`, "<a >"},
		{"not XML", "text & < more", "text & "},
		{"empty", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := tokens(strings.NewReader(c.in)); got != c.want {
				t.Errorf("%.200q, want %.200q", got, c.want)
			}
			if got := tokens(iotest.DataErrReader(strings.NewReader(c.in))); got != c.want {
				t.Errorf("with the end at once %.200q, want %.200q", got, c.want)
			}
			if len(c.in) < 1000 {
				if got := tokens(iotest.OneByteReader(strings.NewReader(c.in))); got != c.want {
					t.Errorf("byte by byte %.200q, want %.200q", got, c.want)
				}
			}
		})
	}
	if got := tokens(io.MultiReader(strings.NewReader("<a>x"), iotest.ErrReader(io.ErrClosedPipe))); got != "<a >x!"+io.ErrClosedPipe.Error() {
		t.Errorf("broken reader: %q", got)
	}
}

// TestElements reads elements at once and piece by piece: what comes out is the
// same.
func TestElements(t *testing.T) {
	long := strings.Repeat("長い", 40000)
	for _, c := range []struct{ in, want string }{
		{`<s><c><v>1</v></c><c><v>2</v></c></s>`, "[1][2]"},
		{`<x:s><x:c r="A1"><x:v>1</x:v></x:c></x:s>`, "[1]"},
		{`<x:s><x:c><y:v>1</y:v></x:c></x:s>`, "(1)"},
		{`<s><c><v>a&amp;b</v></c><c><v>` + long + `</v></c></s>`, "(a&b)<" + long + ">"},
		{`<s><c><f>x</f><v>1</v></c><c><v/></c><c/></s>`, "(1)()"},
		{`<s><c><v>1<b/>2</v></c><c><v>1</w></c></s>`, "<12><1>"},
		{`<s><f><f/><g a="/>"/><!-- </f> --><![CDATA[</f>]]><f>x</f></f><c><v>1</v></c></s>`, "[1]"},
		{`<s><f a="/>"><g/><ff/></f><x:f><f/></x:f><f/><c><v>1</v></c></s>`, "[1]"},
		{`<s><f><!-- </f> --></f><f><?x </f>?></f><c><v>1</v></c></s>`, "[1]"},
		{`<s><f><f><c><v>1</v></c>`, ""},
		{`<s><f>` + long + `</f><c><v>1`, "<1"},
	} {
		if got := elements(strings.NewReader(c.in)); got != c.want {
			t.Errorf("%.100q is read as %.200q, want %.200q", c.in, got, c.want)
		}
		how := strings.NewReplacer("[", "", "]", "", "(", "", ")", "", "<", "", ">", "")
		if got := elements(iotest.OneByteReader(strings.NewReader(c.in[:min(len(c.in), 1000)]))); how.Replace(got) != how.Replace(elements(strings.NewReader(c.in[:min(len(c.in), 1000)]))) {
			t.Errorf("%.100q is read byte by byte as %.200q", c.in, got)
		}
	}
}

// elements writes out the text of v: [of a cell at once], (of a leaf), <piece by
// piece>. Elements f are left out.
func elements(r io.Reader) string {
	var b strings.Builder
	s := New(r)
	inside := false
	for {
		t, err := s.Next()
		if err != nil {
			return b.String()
		}
		switch name := string(t.Name); {
		case t.Kind == Text && inside:
			b.Write(t.Text)
		case t.Kind == Start && name == "f":
			t.Skip()
		case t.Kind == Start && name == "c":
			if text, ok := t.Only("v"); ok {
				fmt.Fprintf(&b, "[%s]", text)
			}
		case t.Kind == Start && name == "v":
			if text, ok := t.Leaf(); ok {
				fmt.Fprintf(&b, "(%s)", text)
				break
			}
			inside = true
			b.WriteByte('<')
		case t.Kind == End && inside && name != "b":
			inside = false
			b.WriteByte('>')
		}
	}
}

func FuzzScanner(f *testing.F) {
	for _, s := range []string{`<a v="1">x&amp;</a>`, "<![CDATA[x]]>", "<!DOCTYPE a[", "<!--", "\xFF\xFE<", "<a", "</", "<//>", "&#", "<a v"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		whole, bytewise := tokens(strings.NewReader(in)), tokens(iotest.OneByteReader(strings.NewReader(in)))
		if whole != bytewise {
			t.Fatalf("%q is read as %q, byte by byte as %q", in, whole, bytewise)
		}
		elements(strings.NewReader(in))
	})
}

func BenchmarkScanner(b *testing.B) {
	var doc strings.Builder
	doc.WriteString(`<worksheet><sheetData>`)
	for i := range 20000 {
		fmt.Fprintf(&doc, `<row r="%d" spans="1:3"><c r="A%d" s="1" t="s"><v>%d</v></c><c r="B%d"><v>%d</v></c></row>`, i, i, i, i, i*7)
	}
	doc.WriteString(`</sheetData></worksheet>`)
	b.SetBytes(int64(doc.Len()))
	b.ReportAllocs()
	for b.Loop() {
		s := New(strings.NewReader(doc.String()))
		for {
			if _, err := s.Next(); err != nil {
				break
			}
		}
	}
}
