package csv

import (
	"bytes"

	"tenken/internal/extract"
)

// scanner finds cells. It is lenient as spreadsheets are: a quotation mark
// inside a cell is a character, and what follows a closing one belongs to the
// cell.
type scanner struct {
	delim   byte
	special [256]bool // bytes that may end a cell
	cells   []extract.Cell
	row     int // of the next cell
	col     int
	next    int  // where the cell begins that scan did not finish
	inside  bool // the next bytes go on with a cell that was cut
	strays  int  // quotation marks that nothing closed
}

func newScanner(delim byte) *scanner {
	s := &scanner{delim: delim}
	s.special[delim], s.special['\n'], s.special['\r'] = true, true, true
	return s
}

// maxQuoted is the longest quoted cell: spreadsheets hold 32,767 characters. A
// quotation mark that nothing closes within is a character.
const maxQuoted = 128 << 10

// maxStrays is after how many of them quotation marks mean nothing any more.
const maxStrays = 64

// scan finds the cells of b[from:] and returns where the last complete record
// ends. The cells are those up to there, or, when no record is complete, those
// of the incomplete one; last says that nothing follows b.
func (s *scanner) scan(b []byte, from int, last bool) (end int) {
	s.cells, s.next, end = s.cells[:0], from, from
	row, col, complete := s.row, s.col, 0 // at end
	for s.next < len(b) {
		start, stop, next := s.cell(b, s.next, last)
		if next < 0 {
			break
		}
		if stop > start {
			s.cells = append(s.cells, extract.Cell{Start: start, End: stop, Row: s.row, Col: s.col})
		}
		s.inside, s.next = false, next
		if b[next-1] == s.delim {
			s.col++
			continue
		}
		s.row, s.col = s.row+1, 0
		end, row, col, complete = next, s.row, s.col, len(s.cells)
	}
	if last {
		return len(b)
	}
	if end > from {
		s.cells, s.row, s.col = s.cells[:complete], row, col
	}
	return end
}

// cell finds the cell at i: its content b[start:stop] and where the next
// begins; -1 when it may go on behind b.
func (s *scanner) cell(b []byte, i int, last bool) (start, stop, next int) {
	if b[i] == '"' && !s.inside && s.strays < maxStrays {
		stop, next, found := s.quoted(b, i, last)
		switch {
		case found:
			return i + 1, stop, next
		case next < 0:
			return 0, 0, -1
		}
	}
	j := i
	for j < len(b) && !s.special[b[j]] {
		j++
	}
	next = s.after(b, j, last)
	return i, j, next
}

// quoted finds the end of a cell that begins with a quotation mark at i. It is
// not found when the mark is a stray one, or, with next < 0, when the cell may
// go on behind b.
func (s *scanner) quoted(b []byte, i int, last bool) (stop, next int, found bool) {
	window := b[:min(len(b), i+maxQuoted)]
	for j := i + 1; ; j += 2 {
		k := bytes.IndexByte(window[min(j, len(window)):], '"')
		if k < 0 {
			break
		}
		j += k
		if j+1 < len(b) && b[j+1] == '"' {
			continue
		}
		if j+1 == len(b) {
			if !last {
				return 0, -1, false
			}
			return j, len(b), true
		}
		if s.special[b[j+1]] {
			next := s.after(b, j+1, last)
			return j, next, next >= 0
		}
		return s.trailing(b, j+1, last)
	}
	if !last && len(window) == len(b) {
		return 0, -1, false
	}
	s.strays++
	return 0, 0, false
}

// trailing ends a cell that goes on after its closing mark: "a" b,
func (s *scanner) trailing(b []byte, j int, last bool) (stop, next int, found bool) {
	for j < len(b) && !s.special[b[j]] {
		j++
	}
	next = s.after(b, j, last)
	return j, next, next >= 0
}

// after is where the cell after the one that ends at j begins; -1 when b does
// not tell.
func (s *scanner) after(b []byte, j int, last bool) int {
	switch {
	case j == len(b):
		if last {
			return j
		}
		return -1
	case b[j] != '\r':
		return j + 1
	case j+1 < len(b):
		if b[j+1] == '\n' {
			return j + 2
		}
		return j + 1
	case last:
		return j + 1
	}
	return -1
}
