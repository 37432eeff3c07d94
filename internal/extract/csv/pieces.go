package csv

import (
	"io"

	"tenken/internal/extract"
)

// pieces puts out the valid UTF-8 of r as pieces of one table.
func pieces(r io.Reader, delim byte, text func(extract.Text) error) error {
	w := extract.NewWindows(r)
	s := newScanner(delim)
	var table extract.Table
	var marks [1]extract.Mark
	for {
		b, last, err := w.Next()
		lead := w.Lead()
		cut, next := s.window(b, lead, last)
		if cut > lead {
			table.Cells, marks[0].Line = s.cells, w.Line()
			if err := text(extract.Text{Body: string(b[:cut]), Lead: lead, Marks: marks[:], Table: &table}); err != nil {
				return err
			}
		}
		if last {
			return err
		}
		w.Take(cut, next)
	}
}

// window finds the cells of the window b, of which lead bytes were in the one
// before, and where to cut it; next is the lead of the next window.
func (s *scanner) window(b []byte, lead int, last bool) (cut, next int) {
	inside := s.inside
	cut = s.scan(b, lead, last)
	if inside && len(s.cells) > 0 && s.cells[0].Start == lead {
		s.cells[0].Start = 0 // the lead is of the same cell
	}
	if last || cut > lead {
		return cut, 0
	}
	// The record is longer than the window: cut behind its last whole cell.
	if s.next > lead {
		return s.next, 0
	}
	// So is the cell: cut through it.
	cut = extract.CutRune(b)
	s.cells = append(s.cells, extract.Cell{End: cut, Row: s.row, Col: s.col})
	s.inside = true
	return cut, extract.LeadSize
}
