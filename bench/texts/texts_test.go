package texts

import (
	"testing"
	"unicode/utf8"
)

func TestTheSameSeedTheSameTexts(t *testing.T) {
	a, b := All(1, 1<<20), All(1, 1<<20)
	for i := range a {
		if n := a[i].Bytes(); n < 1<<20 || n > 1<<20+64<<10 {
			t.Errorf("%s: %d bytes", a[i].Name, n)
		}
		for k, p := range a[i].Pieces {
			if p.Text != b[i].Pieces[k].Text || !utf8.ValidString(p.Text) {
				t.Errorf("%s: piece %d differs, or is no UTF-8", a[i].Name, k)
			}
		}
	}
	if n := len(Terms(1, MostTerms)); n != MostTerms {
		t.Errorf("%d terms", n)
	}
}
