package detectors

import (
	"slices"
	"strings"
)

// records are the values of plain text that keys announce, over and over:
// objects of JSON, rows of INSERT statements, elements of XML, and forms below
// one another with 氏名：山田 in each. They become the cells of a table whose
// headers are the keys.
type records struct {
	fields  []keyed
	headers []string
	columns map[string]int // by header
	count   []int          // fields of each column
	filled  []bool         // columns that the record has
	odd     []bool         // columns of keys that nobody knows
	sure    int            // keys of lines that somebody knows
	row     int            // records so far in this piece
	fresh   bool           // the record is empty
}

// keyed is text[start:end], the value of a column in a record.
type keyed struct{ start, end, col, row int }

const (
	leastRecords = 3   // of one telling key
	leastOnce    = 3   // different ones, where the record is alone
	maxKey       = 120 // bytes
)

func (rs *records) reset() {
	rs.fields, rs.headers, rs.count, rs.filled, rs.odd = rs.fields[:0], rs.headers[:0], rs.count[:0], rs.filled[:0], rs.odd[:0]
	rs.row, rs.fresh, rs.sure = 0, true, 0
	if rs.columns == nil {
		rs.columns = map[string]int{}
	}
	clear(rs.columns)
}

// next begins a record, unless the present one is empty.
func (rs *records) next() {
	if !rs.fresh {
		rs.row++
		rs.fresh = true
		clear(rs.filled)
	}
}

// column is that of a header; -1 when there are too many.
func (rs *records) column(header string) int {
	col, ok := rs.columns[header]
	if !ok {
		if col = len(rs.headers); col >= maxColumns-1 {
			return -1
		}
		rs.columns[header] = col
		rs.headers, rs.count, rs.filled, rs.odd = append(rs.headers, header), append(rs.count, 0), append(rs.filled, false), append(rs.odd, false)
	}
	return col
}

// add takes text[start:end] for the value of header, and begins a new record
// where the present one has that value.
func (rs *records) add(header string, start, end int) {
	if header == "" || len(header) > maxKey {
		return
	}
	col := rs.column(header)
	if col < 0 {
		return
	}
	if rs.filled[col] {
		rs.next()
	}
	rs.filled[col], rs.fresh = true, false
	rs.count[col]++
	if start < end {
		rs.fields = append(rs.fields, keyed{start, end, col, rs.row})
	}
}

// strange notes that nobody knows the key of a column.
func (rs *records) strange(header string) {
	if col := rs.column(header); col >= 0 {
		rs.odd[col] = true
	}
}

// known drops the values of keys that nobody knows and that do not come again.
func (rs *records) known() {
	rs.fields = slices.DeleteFunc(rs.fields, func(f keyed) bool { return rs.odd[f.col] && rs.count[f.col] < leastRecords })
}

// telling reports whether a key of what is looked for stands often enough; where
// a record may be alone, several of them, once.
func (rs *records) telling(ws *words, alone bool) bool {
	once := 0 // keys of one record that tell
	for col, n := range rs.count {
		if n < leastRecords {
			if c := ws.read(rs.headers[col]); alone && n > 0 && c.whole && ws.telling(&c) {
				if once++; once >= leastOnce {
					return true
				}
			}
			continue
		}
		if isCount(rs.headers[col]) { // columns that nobody named
			return true
		}
		if c := ws.read(rs.headers[col]); ws.telling(&c) {
			return true
		}
	}
	return false
}

// sheet is the cells of records: a section of the table of the layout.
type sheet struct {
	first   int // row
	headers []string
}

// take makes cells of the records that were read, if they tell anything.
func (l *layout) take(text string) bool {
	rs := &l.records
	if len(rs.fields) == 0 || !rs.telling(l.words, l.data != 0) {
		return false
	}
	l.cells, l.heads, l.by = l.cells[:0], l.heads[:0], 0
	l.row++ // no header's own row
	headers := make([]string, len(rs.headers))
	for i, h := range rs.headers {
		headers[i] = strings.Clone(h)
	}
	l.sheets = append(l.sheets, sheet{l.row, headers})
	if byStart := func(a, b keyed) int { return a.start - b.start }; !slices.IsSortedFunc(rs.fields, byStart) {
		slices.SortFunc(rs.fields, byStart)
	}
	for _, f := range rs.fields {
		if lo, hi := trim(text, f.start, f.end); lo < hi {
			l.cells = append(l.cells, Cell{lo, hi, l.row + f.row, f.col})
		}
	}
	l.row += rs.row + 1
	return true
}

// structured reads text that is written in a notation of data.
func (l *layout) structured(text string) bool {
	rs := &l.records
	head := strings.TrimLeft(text[:min(len(text), 4<<10)], " \t\r\n\uFEFF")
	switch {
	case head == "":
		return false
	case (head[0] == '{' || head[0] == '[' || l.data == 'j') && strings.IndexByte(text, '"') >= 0:
		rs.reset()
		rs.json(text, 0, l.words)
		l.data = 'j'
	case head[0] == '<' || l.data == 'x':
		rs.reset()
		rs.xml(text)
		l.data = 'x'
	case l.data == 's' || inSamples(text, func(s string) bool { return strings.Contains(s, "INSERT INTO") || strings.Contains(s, "insert into") }):
		l.data = 's'
		rs.reset()
		rs.inserts(text)
	case inSamples(text, func(s string) bool { return strings.Contains(s, ") FROM stdin") }):
		rs.reset()
		rs.copies(text)
	case inSamples(text, func(s string) bool { return strings.Count(s, "= c(") > 1 }):
		rs.reset()
		rs.vectors(text)
	case inSamples(text, func(s string) bool { return strings.Count(s, "{'") >= leastRecords }): // literals of Python
		rs.reset()
		rs.json(text, strings.Index(text, "{'"), l.words)
	default:
		return false
	}
	return l.take(text)
}

// sampleBytes at the beginning, in the middle and at the end of a long piece
// tell whether it is worth to be searched for what repeats all over it.
const sampleBytes = 4 << 10

func inSamples(text string, holds func(string) bool) bool {
	if len(text) <= 3*sampleBytes {
		return holds(text)
	}
	middle := (len(text) - sampleBytes) / 2
	return holds(text[:sampleBytes]) || holds(text[middle:middle+sampleBytes]) || holds(text[len(text)-sampleBytes:])
}
