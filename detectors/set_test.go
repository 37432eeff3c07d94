package detectors_test

import (
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
)

func newSet(t testing.TB) *detectors.Set {
	t.Helper()
	s, err := detectors.NewSet(all.Detectors()...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSmoke(t *testing.T) {
	s := newSet(t)
	for _, text := range []string{
		"個人番号：1234-5678-9018です。", "連絡先 hanako@example.ac.jp まで", "ＩＤ １２３４ ５６７８ ９０１８", "個人番号\n123456789018", "伝票番号 123456789018 ",
	} {
		for _, m := range s.NewScan().Text("", text, nil) {
			t.Logf("%s: %s %q %.2f %v", text, m.Type, text[m.Start:m.End], m.Confidence, m.Why.Strings())
		}
	}
}
