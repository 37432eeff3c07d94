package csv

import (
	"bytes"
	"io"
	"path"
	"strings"

	"tenken/internal/extract/charset"
)

// sniffed is how many bytes of a file show whether it is a table.
const sniffed = 32 << 10

// maxPreamble is how many lines may stand above a table: titles, dates.
const maxPreamble = 20

// sniff finds out what separates the cells of the text that begins with head.
// more says that the file goes on behind it.
func sniff(head []byte, more bool, name string) (delim byte, ok bool) {
	more = more || len(head) > sniffed
	head = head[:min(len(head), sniffed)]
	if !bytes.ContainsAny(head, "\t,;") { // bytes that no encoding uses within a character of two
		return 0, false
	}
	e := charset.Detect(head)
	if e == nil {
		return 0, false
	}
	text, err := io.ReadAll(charset.NewReader(bytes.NewReader(head), e)) //nolint:forbidigo // of the head only
	if err != nil || isMarkup(text) {
		return 0, false
	}
	hint := hinted(name)
	best := 0
	for _, d := range []byte{'\t', ',', ';'} {
		s := shapeOf(text, d, !more)
		if d == hint && s.records+s.above == 0 && bytes.IndexByte(text, d) >= 0 {
			return d, true // the first record is longer than what is sniffed
		}
		if s.isTable(d, d == hint) && s.columns > best {
			delim, best = d, s.columns
		}
	}
	return delim, best > 0
}

// hinted is what the extension says; 0 when it says nothing.
func hinted(name string) byte {
	switch strings.ToLower(path.Ext(name)) {
	case ".csv":
		return ','
	case ".tsv", ".tab":
		return '\t'
	}
	return 0
}

// isMarkup reports text that is written for programs, whatever its commas.
func isMarkup(text []byte) bool {
	text = bytes.TrimSpace(text)
	return len(text) > 0 && bytes.IndexByte([]byte("{[<%|"), text[0]) >= 0 ||
		bytes.Contains(text, []byte("INSERT INTO ")) || bytes.Contains(text, []byte("insert into ")) && bytes.Contains(text, []byte("values"))
}

// shape is what a delimiter makes of a text.
type shape struct {
	columns int // cells of most records
	records int // from the first one that has them on
	regular int // those of records that have them
	above   int // records before
	hollow  int // those of regular whose last cell is empty
}

// maxColumns is how many columns are told apart.
const maxColumns = 1 << 10

func shapeOf(text []byte, delim byte, last bool) (s shape) {
	sc := newScanner(delim)
	var cells []int
	var hollow []bool
	var counts [maxColumns]int
	for i, n, first := 0, 1, 0; i < len(text); {
		start, stop, next := sc.cell(text, i, last)
		if next < 0 {
			break
		}
		i = next
		if text[next-1] == delim && n < maxColumns {
			if n++; i < len(text) {
				continue
			}
			stop = start // the text ends with a delimiter
		}
		if len(bytes.TrimSpace(text[first:next])) > 0 {
			cells, hollow = append(cells, n), append(hollow, start == stop)
			counts[n-1]++
		}
		n, first = 1, next
	}
	for n := 2; n <= maxColumns; n++ {
		if c := counts[n-1]; c > 0 && (s.columns == 0 || c >= counts[s.columns-1]) {
			s.columns = n
		}
	}
	for i, n := range cells {
		switch {
		case n == s.columns:
			s.regular++
			s.records++
			if hollow[i] {
				s.hollow++
			}
		case s.regular > 0:
			s.records++
		default:
			s.above++
		}
	}
	return s
}

// isTable reports whether the records are regular enough to be a table. Prose
// has commas too, but not the same number in every line; program text ends
// every line with a semicolon.
func (s shape) isTable(delim byte, hinted bool) bool {
	switch {
	case s.columns < 2 || s.above > maxPreamble:
		return false
	case hinted:
		return s.regular*2 >= s.records
	case s.columns == 2 && s.hollow*2 >= s.regular:
		return false
	case delim == '\t':
		return s.records >= 2 && s.regular*5 >= s.records*4
	case s.columns == 2: // in lists with 267,900 and no comma else, the header has none
		return s.records >= 4 && s.regular == s.records && s.above == 0
	}
	return s.records >= 2 && s.regular*10 >= s.records*9
}
