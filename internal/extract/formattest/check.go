package formattest

import (
	"fmt"
	"sort"
	"unicode/utf8"

	"tenken/internal/extract"
)

// maxBody is the largest piece a format may put out.
const maxBody = 8 << 20

// Check reports a promise of extract.Text that x breaks.
func Check(x extract.Text) error {
	switch {
	case len(x.Body) > maxBody:
		return fmt.Errorf("a piece of %d bytes", len(x.Body))
	case !utf8.ValidString(x.Body):
		return fmt.Errorf("text is not valid UTF-8: %.60q", x.Body)
	case !utf8.ValidString(x.Path):
		return fmt.Errorf("path is not valid UTF-8: %.60q", x.Path)
	case x.Lead < 0 || x.Lead > len(x.Body):
		return fmt.Errorf("lead %d of %d bytes", x.Lead, len(x.Body))
	case x.Lead < len(x.Body) && !utf8.RuneStart(x.Body[x.Lead]):
		return fmt.Errorf("lead ends inside a character")
	case !sort.SliceIsSorted(x.Marks, func(i, j int) bool { return x.Marks[i].Offset < x.Marks[j].Offset }):
		return fmt.Errorf("marks are not sorted: %v", x.Marks)
	}
	for _, m := range x.Marks {
		if m.Offset < 0 || m.Offset > len(x.Body) {
			return fmt.Errorf("mark %+v outside of %d bytes", m, len(x.Body))
		}
	}
	if x.Table == nil {
		return nil
	}
	end := 0
	for i, c := range x.Table.Cells {
		switch {
		case c.Start < end || c.End < c.Start || c.End > len(x.Body):
			return fmt.Errorf("cell %d, %+v, after offset %d in %d bytes", i, c, end, len(x.Body))
		case c.Row < 0 || c.Col < 0:
			return fmt.Errorf("cell %d at row %d, column %d", i, c.Row, c.Col)
		case !utf8.ValidString(x.Body[c.Start:c.End]):
			return fmt.Errorf("cell %d ends inside a character", i)
		}
		end = c.End
	}
	return nil
}
