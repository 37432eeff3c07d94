package detectors_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"tenken/bench/texts"
	"tenken/detectors"
)

// lead is how much of a piece internal/extract repeats in the next one.
const lead = 512

// TestCutsChangeNothing reads texts in pieces of many sizes, each of which
// repeats the end of the one before, and finds what it finds in the whole.
func TestCutsChangeNothing(t *testing.T) {
	set := numberSet(t)
	for _, s := range texts.All(3, 96<<10) {
		text := s.Pieces[0].Text
		if s.Name == "rosters" {
			continue // what a column holds is judged by as many rows as there are
		}
		want := places(set.NewScan().Text("", text, nil), 0, 0)
		for _, size := range []int{1500, 4096, 7777, 64 << 10} {
			sc := set.NewScan()
			var got []place
			for from := 0; from < len(text); {
				to := min(len(text), from+size)
				if i := strings.LastIndexByte(text[from:to], '\n'); i > 0 && to < len(text) {
					to = from + i + 1
				}
				begin := max(0, from-lead)
				for !utf8.RuneStart(text[begin]) {
					begin++
				}
				got = append(got, places(sc.Text("", text[begin:to], nil), begin, from)...)
				from = to
			}
			for _, p := range want {
				if !slices.Contains(got, p) {
					t.Fatalf("%s in pieces of %d: %s %q is lost", s.Name, size, p.typ, text[p.start:p.end])
				}
			}
			for _, p := range got {
				if !slices.Contains(want, p) {
					t.Fatalf("%s in pieces of %d: %s %q is found in a piece only", s.Name, size, p.typ, text[p.start:p.end])
				}
			}
		}
	}
}

type place struct {
	start, end int
	typ        string
}

// places are the matches behind offset from of a text whose piece begins at
// offset begin.
func places(ms []detectors.Match, begin, from int) (out []place) {
	for _, m := range ms {
		if m.Confidence >= detectors.Medium && begin+m.End > from {
			out = append(out, place{begin + m.Start, begin + m.End, m.Type})
		}
	}
	return out
}
