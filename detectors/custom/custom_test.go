package custom

import (
	"slices"
	"strings"
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/detectortest"
)

func compile(t testing.TB, def Definition) detectors.Detector {
	t.Helper()
	def.Info = detectors.Info{ID: "own", Label: "独自", Category: detectors.Personal, Severity: 3, Persons: detectors.None}
	d, wrong := New(def)
	if wrong != nil {
		t.Fatal(wrong)
	}
	return d
}

func TestWords(t *testing.T) {
	d := compile(t, Definition{Words: []string{"極秘計画", "3号館", "Project Phoenix", "凜 計画"}})
	detectortest.RunAmong(t, d, all.Detectors(), []detectortest.Case{
		{Text: "来年度の«極秘計画»について"}, {Text: "«3号館»の«極秘計画»極秘"}, {Text: "the «project phoenix» was"}, {Text: "この«凜 計画»を", Plain: true},
		{Text: "Project Phoeni"}, {Text: "13号館", Plain: true},
	})
}

func TestPatterns(t *testing.T) {
	d := compile(t, Definition{Patterns: []string{`KY-\d{6}(?:-[A-Z])?`, `(?:第|别)\d+号契約書`, `\bPRJ[0-9]{4}\b`}})
	detectortest.RunAmong(t, d, all.Detectors(), []detectortest.Case{
		{Text: "文書番号 «KY-123456-B» を参照"}, {Text: "甲は«第12号契約書»を"}, {Text: "«PRJ2024» and PRJ20245 KY-12", Plain: true}, {Text: "KY-\n123456"},
	})
}

func TestLabelsAndValidators(t *testing.T) {
	d := compile(t, Definition{Patterns: []string{`\d{13}`}, Validators: []string{"corporate_number"}, Labels: []string{"納入業者番号"}, NotLabels: []string{"旧納入業者番号"}})
	detectortest.Run(t, d, []detectortest.Case{
		{Text: "納入業者番号：«7000012050002»", Least: 0.9, Plain: true}, {Text: "納入業者番号：7000012050003", Plain: true}, {Text: "旧納入業者番号：7000012050002", Plain: true}, {Text: "7000012050002", Plain: true},
		{Rows: [][]string{{"品名", "納入業者番号"}, {"紙", "«7000012050002»"}, {"机", "«1180301018771»"}, {"棚", "7000012050001"}}},
	})
}

func TestAnchors(t *testing.T) {
	for expr, want := range map[string][]string{
		`KY-\d+`: {"KY-"}, `\d+号契約`: {"号契約"}, `(?:AB|CD)\d`: {"AB", "CD"}, `(?i)tokyo-\d`: {"TOKYO-"}, `\d{4}`: nil, `X?KY1\d`: nil, `x\bKY\d`: {"KY"}, `(?:学籍){2}\d`: {"学籍"}, `(?:AB)?\d`: nil, `\d-AB`: {"-AB"}, `\dAB`: nil,
	} {
		if got := anchorsOf(expr); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", expr, got, want)
		}
	}
}

func TestMistakes(t *testing.T) {
	_, wrong := New(Definition{Words: []string{"字", "言葉"}, Patterns: []string{`(`, `\d*`, `\d{3}`, `AB\d`}, Validators: []string{"luhn", "lune"}})
	var keys []string
	for _, m := range wrong {
		keys = append(keys, m.Key)
	}
	if want := []string{"words[0]", "patterns[0]", "patterns[1]", "patterns[2]", "validators[1]"}; !slices.Equal(keys, want) {
		t.Errorf("%q, want %q", keys, want)
	}
	if _, wrong := New(Definition{}); len(wrong) != 1 {
		t.Errorf("an empty definition: %v", wrong)
	}
}

func TestValidators(t *testing.T) {
	for name, values := range map[string][2]string{
		"luhn": {"4111 1111 1111 1111", "4111 1111 1111 1112"}, "my_number": {"１２３４－５６７８－９０１８", "123456789012"},
		"corporate_number": {"7000012050002", "7000012050003"}, "jan": {"4901234567894", "4901234567890"},
	} {
		if f := validators[name]; !f(values[0]) || f(values[1]) || f("") || f(strings.Repeat("1", 99)) && name != "luhn" {
			t.Errorf("%s: %q must be valid, %q not", name, values[0], values[1])
		}
	}
}
