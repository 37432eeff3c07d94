package rtf

import (
	"context"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

func TestRTF(t *testing.T) {
	// 氏名 in Shift_JIS is 8E 81 96 BC.
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.rtf", Data: []byte(`{\rtf1\ansi\ansicpg932\deff0{\fonttbl{\f0\fnil\fcharset128 MS Mincho;}{\f1\fcharset0 Arial;}}{\info{\author nobody}}` +
			"\n" + `\f0 \'8e\'81\'96\'bc\tab{\f1 caf\'e9}\par \uc2\u23665\'8e\'52\u20013\'92\'86\uc1 \par{\*\generator x;}{\field{\*\fldinst HYPERLINK "y"}{\fldrslt link}}\par a\_b\{c\}\par` +
			`\trowd\cell 1\cell 2\row {\header top}{\pict 00ff}\u-10179?\u-8258?\par}`), Want: []string{"氏名\tcafé\n山中\nlink\na-b{c}\n", "1\t2\n", "top", "\U0001F7BE"}},
		formattest.Sample{Name: "about.rtf", Data: []byte(`{\rtf1\ansi{\info{\title List}{\author nobody}{\keywords a, b}{\creatim\yr2026\mo1}}before{\shp{\*\shpinst{\sp{\sn shapeType}{\sv 136}}{\sp{\sn gtextUNICODE}{\sv letters}}{\sp{\sn gtextFont}{\sv Arial}}}}\par after\par}`),
			Want: []string{"List\na, b\n", "before\nletters\nafter\n"}},
		formattest.Sample{Name: "fields.rtf", Data: []byte(`{\rtf1\ansi\ansicpg932 {\field{\*\fldinst { EQ \\* jc2 \\* "Font:MS" \\* hps22 \\o\\ad(\\s\\up 10(\u12420\'3f\u12414\'3f\u12384\'3f),\u23665\'3f\u30000\'3f)}}{\fldrslt {}}}\u22826\'3f\u37070\'3f\par{\field{\*\fldinst{HYPERLINK "mailto:momiji@example.ac.jp"}}{\fldrslt{to}}}\par}`),
			Want: []string{"山田太郎\nto\nmomiji@example.ac.jp\n"}},
		formattest.Sample{Name: "cut.rtf", Data: []byte(`{\rtf1\ansi {\b some text`), Want: []string{"some text"}, Partial: extract.ErrDamaged},
	)
}

func TestTables(t *testing.T) {
	// As Word writes it, with the row's definition again at its end, and as others do.
	const word = `\pard par one\par \trowd\cellx1\cellx2\cellx3\pard\intbl a\cell b\par c\cell\cell{\trowd\cellx1\row}\pard\intbl \cell d\cell e\cell{\trowd\row}\pard par two\par`
	const others = `par one\par\trowd\cellx1 a\cell b\line c\cell\cell\row\trowd\cell d\cell e\cell\row\pard par two\par`
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir())
	for _, body := range []string{word, others} {
		res := formattest.Read(t, r, "a.rtf", []byte(`{\rtf1 `+body+`}`))
		if len(res.Texts) != 3 || res.Texts[1].Table == nil {
			t.Fatalf("%+v", res.Texts)
		}
		var cells []string
		for _, c := range res.Texts[1].Table.Cells {
			cells = append(cells, fmt.Sprintf("%d,%d=%s", c.Row, c.Col, res.Texts[1].Body[c.Start:c.End]))
		}
		if got, want := strings.Join(cells, " "), "0,0=a 0,1=b\nc 0,2= 1,0= 1,1=d 1,2=e"; got != want {
			t.Errorf("%q, want %q", got, want)
		}
		if res.Texts[0].Body != "par one\n" || res.Texts[2].Body != "par two\n" || res.Texts[1].Place(0) != "table 1!A1" {
			t.Errorf("%+v", res.Texts)
		}
	}
}

// hexed writes bytes as RTF does, in lines.
func hexed(b []byte) string {
	text := fmt.Sprintf("%x", b)
	return text[:len(text)/2] + "\r\n" + text[len(text)/2:]
}

// object is the header of an object of a class, and its data.
func object(class string, data []byte) []byte {
	word := func(b []byte) []byte { return append(binary.LittleEndian.AppendUint32(nil, uint32(len(b))), b...) }
	b := append([]byte{1, 5, 0, 0, 2, 0, 0, 0}, word(append([]byte(class), 0))...)
	return append(append(append(b, word(nil)...), word(nil)...), word(data)...)
}

func TestObjects(t *testing.T) {
	csv := "氏名\n山中 桜\n"
	name := "\x96\xBC\x95\xEB.csv" // 名簿 in Shift_JIS
	pack := append([]byte{2, 0}, name+"\x00C:\\a.csv\x00\x00\x00\x03\x00\x03\x00\x00\x00a\x00\x00"...)
	pack = append(append(pack, byte(len(csv)), 0, 0, 0), csv...)
	raw := object("Text", []byte("{}そのまま"))
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.rtf", Data: []byte(`{\rtf1 前{\object\objemb{\*\objclass Package}{\*\objdata ` + hexed(object("Package", pack)) + `}{\result 絵}}\par` +
			`{\object{\*\objdata ` + fmt.Sprintf("{\\bin%d ", len(raw)) + string(raw) + `}}}{\object{\*\objdata 0105000001000000}}後}`), Want: []string{csv, "{}そのまま"}},
	)
	r := extract.NewReader([]extract.Format{Format{}, plain{}}, extract.Budget{}, t.TempDir())
	res := formattest.Read(t, r, "a.rtf", []byte(`{\rtf1 {\object{\*\objdata `+hexed(object("Package", pack))+`}}}`))
	if len(res.Texts) != 1 || res.Texts[0].Path != "a.rtf!/名簿.csv" {
		t.Errorf("%+v", res.Texts)
	}
}

// plain reads any bytes.
type plain struct{ Format }

func (plain) Claims(extract.File, []byte) bool { return true }
func (plain) Read(_ context.Context, f extract.File, out extract.Out) error {
	return extract.Pieces(f.Reader(), "", out.Text)
}

func TestDeepGroups(t *testing.T) {
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir())
	deep := `{\rtf1 ` + strings.Repeat("{", 300_000) + "x" + strings.Repeat("}", 300_000) + "y}"
	if res := formattest.Read(t, r, "a.rtf", []byte(deep)); res.Text() != "xy" || len(res.Problems) > 0 {
		t.Errorf("%q, %v", res.Text(), res.Problems)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{\rtf1{\field{\*\fldinst EQ (a,b)}{\fldrslt{\*\fldinst mailto:x@y}}}{\fldinst mailto:z@y`))
	f.Add([]byte(`{\rtf1\ansicpg932{\fonttbl{\f0\fcharset128 a;}}\f0\'8e\'81\u12354?\bin3 abc\par}`))
	f.Add([]byte(`{\rtf1{\object{\*\objdata ` + hexed(object("Package", []byte("\x02\x00a\x00b\x00\x00\x00\x03\x00\x01\x00\x00\x00\x00\x01\x00\x00\x00x"))) + `}}}`))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.rtf", data) })
}
