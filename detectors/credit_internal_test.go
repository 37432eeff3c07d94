package detectors

import (
	"slices"
	"strings"
	"testing"
)

// The cheap tests say what the lists say.
func TestCreditShortcuts(t *testing.T) {
	for _, h := range creditHeadings {
		for _, line := range []string{h, "## " + strings.ToUpper(h) + " ##", "■【" + h + "】", "　" + h, "（" + h + "）"} {
			if !mayHead(line) {
				t.Errorf("%q may be a heading", line)
			}
		}
	}
	for _, line := range []string{"The people have helped", "以下の人が HAVE CONTRIBUTED"} {
		if !mayHead(line) {
			t.Errorf("%q may be a heading", line)
		}
	}
	for _, w := range creditWords {
		line := "x " + strings.ToUpper(w) + " y"
		latin := !slices.ContainsFunc([]byte(w), func(c byte) bool { return c >= 0x80 })
		if latin && !hasCreditWord(line) {
			t.Errorf("%q holds %q", line, w)
		}
	}
	if hasCreditWord("From: yoko sato <") {
		t.Error("a sender is no credit")
	}
}
