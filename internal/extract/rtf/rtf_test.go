package rtf

import (
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
			`\trowd\cell 1\cell 2\row {\header top}{\pict 00ff}\u-10179?\u-8258?\par}`), Want: []string{"氏名\tcafé\n山中\nlink\na-b{c}\n", "\t1\t2\n", "top", "\U0001F7BE"}},
		formattest.Sample{Name: "cut.rtf", Data: []byte(`{\rtf1\ansi {\b some text`), Want: []string{"some text"}, Partial: extract.ErrDamaged},
	)
}

func TestDeepGroups(t *testing.T) {
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir())
	deep := `{\rtf1 ` + strings.Repeat("{", 300_000) + "x" + strings.Repeat("}", 300_000) + "y}"
	if res := formattest.Read(t, r, "a.rtf", []byte(deep)); res.Text() != "xy" || len(res.Problems) > 0 {
		t.Errorf("%q, %v", res.Text(), res.Problems)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{\rtf1\ansicpg932{\fonttbl{\f0\fcharset128 a;}}\f0\'8e\'81\u12354?\bin3 abc\par}`))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.rtf", data) })
}
