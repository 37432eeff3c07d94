package detectors_test

import (
	"testing"

	"tenken/detectors"
)

func TestFigure(t *testing.T) {
	for text, want := range map[string]bool{
		"昭和60年4月1日": true, "令和元年5月1日": true, "1,200円": true, "第３回": true, "2026/4/1　9時": true, "平成3": true,
		"昭和": false, "3 正和": false, "12 佐藤 誠": false, "John 3日": false, "": false, "一月": false, "3月 弥生": false, "平成": false,
	} {
		if got := detectors.Figure(text); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
}
