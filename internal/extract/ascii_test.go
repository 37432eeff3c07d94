package extract_test

import (
	"testing"

	"tenken/internal/extract"
)

func TestLowerASCII(t *testing.T) {
	for in, want := range map[string]string{
		"PRIMARY key": "primary key",
		"\xffA\x80Z":  "\xffa\x80z",
		"İ\u212AＡ[H]": "İ\u212AＡ[h]",
		"":            "",
	} {
		if got := extract.LowerASCII(in); got != want || len(got) != len(in) {
			t.Errorf("LowerASCII(%q) = %q, want %q", in, got, want)
		}
	}
}
