package detectors_test

import (
	"testing"

	"tenken/detectors"
)

func TestDigits(t *testing.T) {
	for v, want := range map[string]string{"1234-567890": "1234567890", "１２３４－５６": "123456", "12 34": "1234", "12/34": "", "A12": "", "": ""} {
		if got, ok := detectors.Digits(v); got != want || ok != (want != "") {
			t.Errorf("Digits(%q) = %q, %v, want %q", v, got, ok, want)
		}
	}
}

func TestHalf(t *testing.T) {
	for v, want := range map[string]string{"ＴＫ１２−３": "TK12-3", "点検　A": "点検 A"} {
		if got := detectors.Half(v); got != want {
			t.Errorf("Half(%q) = %q, want %q", v, got, want)
		}
	}
}
