// Package texts makes the texts that detection is measured on: five slices of
// what a university's storage holds, and a dictionary of terms. A seed gives
// the same bytes on every machine; nothing in them is real.
package texts

import (
	"math/rand/v2"
	"strings"

	"tenken/detectors"
)

// Seed is the one that published figures are made with.
const Seed = 20261126

// Slice is text of one kind, in pieces as internal/extract cuts them.
type Slice struct {
	Name   string
	Pieces []Piece
}

// Piece is one call of detectors.Scan.Text.
type Piece struct {
	Text  string
	Table *detectors.Table
}

// Bytes is the size of all pieces.
func (s Slice) Bytes() (n int) {
	for _, p := range s.Pieces {
		n += len(p.Text)
	}
	return n
}

// pieceBytes is the size of a piece, that of an extraction window.
const pieceBytes = 512 << 10

// All makes about size bytes of each slice.
func All(seed uint64, size int) []Slice {
	w := newWords(seed)
	var out []Slice
	for i, s := range []struct {
		name string
		add  func(*words, *strings.Builder)
	}{
		{"prose", (*words).paragraph}, {"documents", (*words).section}, {"rosters", nil}, {"mail", (*words).mail}, {"numeric", (*words).numbers},
	} {
		w.Rand = rand.New(rand.NewPCG(seed, uint64(i)))
		slice := Slice{Name: s.name}
		for left := size; left > 0; left -= pieceBytes {
			n := min(left, pieceBytes)
			if s.add == nil {
				slice.Pieces = append(slice.Pieces, w.roster(n, len(slice.Pieces)))
				continue
			}
			var b strings.Builder
			for b.Len() < n {
				s.add(w, &b)
			}
			slice.Pieces = append(slice.Pieces, Piece{Text: b.String()})
		}
		out = append(out, slice)
	}
	return out
}

// Terms is a dictionary of n terms of four and more characters: names of
// diseases and substances, technical terms. Prose holds one in each paragraph
// or so.
func Terms(seed uint64, n int) []string { return newWords(seed).terms[:n] }

// MostTerms is how many Terms there are.
const MostTerms = 50_000
