package jname

import (
	"strings"
	"testing"
)

// Signs fall a clause into stretches whose sums stand for themselves: a long run
// of them once let the product vanish, and the names with it.
func TestNamesBesideManySigns(t *testing.T) {
	f := Take()
	defer Give(f)
	signs := strings.Repeat("=[]{}", 30)
	for _, text := range []string{"佐藤美咲さんは出席した", signs + "佐藤美咲さんは出席した", "佐藤美咲さんは出席した" + signs} {
		for _, whole := range []bool{true, false} {
			var got []string
			for _, n := range f.Find(text, 0.5, whole) {
				got = append(got, text[n.Start:n.End])
			}
			if len(got) != 1 || got[0] != "佐藤美咲" {
				t.Errorf("Find(%.40q, %v): %q", text, whole, got)
			}
		}
	}
}
