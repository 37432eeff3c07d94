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

// TestCutsOfTablesChangeNothing reads a roster in pieces of many numbers of rows,
// and finds what it finds in the whole, with the same evidence and rows.
func TestCutsOfTablesChangeNothing(t *testing.T) {
	set := newSet(t)
	whole := texts.All(5, 96<<10)[2].Pieces[0]
	read := func(sc *detectors.Scan, from, to int) (out []detectors.Match) {
		cells := whole.Table.Cells[from:to]
		begin, end := cells[0].Start, cells[len(cells)-1].End+1
		piece := &detectors.Table{Name: whole.Table.Name, Cells: slices.Clone(cells)}
		for i := range piece.Cells {
			piece.Cells[i].Start -= begin
			piece.Cells[i].End -= begin
		}
		for _, m := range sc.Text("", whole.Text[begin:end], piece) {
			m.Start, m.End = m.Start+begin, m.End+begin
			out = append(out, m)
		}
		return out
	}
	want := read(set.NewScan(), 0, len(whole.Table.Cells))
	if rows := len(want) / 10; rows < 300 {
		t.Fatalf("%d rows with ten findings each", rows)
	}
	r := seeded()
	const columns = 12
	for _, most := range []int{3, 10, 60, 300} {
		sc := set.NewScan()
		var got []detectors.Match
		for from := 0; from < len(whole.Table.Cells); {
			to := min(len(whole.Table.Cells), from+columns*(2+r.IntN(most)))
			got = append(got, read(sc, from, to)...)
			from = to
		}
		sc.Close()
		if !slices.Equal(got, want) {
			i := 0
			for i < min(len(got), len(want)) && got[i] == want[i] {
				i++
			}
			t.Errorf("pieces of %d rows and less: %d matches, not %d; the first that differs is number %d", most+1, len(got), len(want), i)
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
