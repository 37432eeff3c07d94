package sqlite

import (
	"strings"

	"tenken/internal/extract"
)

// Kinds of values.
const (
	null = iota
	integer
	real
	text
	blob
)

// value is one value of a row.
type value struct {
	kind   int
	number int64 // of real, its bits
	bytes  []byte
}

// integers are the sizes of the serial types 1 to 6.
var integers = [7]int{0, 1, 2, 3, 4, 6, 8}

// record calls each with the values of a row.
func (d *database) record(b []byte, each func(value)) {
	size, k := varint(b)
	if size < int64(k) || size > int64(len(b)) {
		if len(b) > 0 {
			d.note("a row is damaged")
		}
		return
	}
	types, rest := b[k:size], b[size:]
	for len(types) > 0 {
		t, k := varint(types)
		types = types[k:]
		n := int64(0)
		v := value{}
		switch {
		case t >= 1 && t <= 6:
			v.kind, n = integer, int64(integers[t])
		case t == 7:
			v.kind, n = real, 8
		case t == 8 || t == 9:
			v.kind, v.number = integer, t-8
		case t >= 12:
			v.kind, n = blob-int(t&1), (t-12)/2
		}
		whole := n <= int64(len(rest))
		n = min(n, int64(len(rest)))
		v.bytes, rest = rest[:n], rest[n:]
		if v.kind == integer && n > 0 || v.kind == real {
			if !whole {
				return
			}
			v.number = int64(int8(v.bytes[0])) //nolint:gosec // its sign
			for _, c := range v.bytes[1:] {
				v.number = v.number<<8 | int64(c)
			}
		}
		each(v)
	}
}

// columns are the names in a statement CREATE TABLE, in the order in which rows
// have them, and the column that stands for the number of the row, or -1.
func columns(sql string) (names []string, rowid int) {
	rowid = -1
	open := strings.IndexByte(sql, '(')
	if open < 0 {
		return nil, rowid
	}
	var key []string
	parts, rest := definitions(sql[open+1:])
	for _, p := range parts {
		name, more := word(p)
		if name == "" {
			continue
		}
		upper := strings.ToUpper(more)
		switch strings.ToUpper(name) {
		case "PRIMARY", "CONSTRAINT", "UNIQUE", "CHECK", "FOREIGN":
			if i := strings.Index(extract.LowerASCII(p), "primary key"); i >= 0 && strings.ContainsRune(p[i:], '(') {
				list, _ := definitions(p[i+strings.IndexByte(p[i:], '(')+1:])
				for _, k := range list {
					n, _ := word(k)
					key = append(key, n)
				}
			}
			continue
		}
		if strings.Contains(upper, "PRIMARY KEY") {
			if kind, _ := word(more); strings.EqualFold(kind, "INTEGER") {
				rowid = len(names)
			}
			key = []string{name}
		}
		if names = append(names, name); len(names) > 2000 {
			break
		}
	}
	if strings.Contains(strings.ToUpper(rest), "WITHOUT ROWID") { // the key comes first
		first := key
		for _, n := range names {
			if !contains(key, n) {
				first = append(first, n)
			}
		}
		return first, -1
	}
	return names, rowid
}

func contains(list []string, name string) bool {
	for _, l := range list {
		if strings.EqualFold(l, name) {
			return true
		}
	}
	return false
}

// definitions divides at commas, up to the closing bracket.
func definitions(s string) (parts []string, rest string) {
	depth, from := 0, 0
	quote := byte(0)
	for i := range len(s) {
		c := s[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'' || c == '`':
			quote = c
		case c == '[':
			quote = ']'
		case c == '(':
			depth++
		case c == ')' && depth == 0:
			return append(parts, strings.TrimSpace(s[from:i])), s[i+1:]
		case c == ')':
			depth--
		case c == ',' && depth == 0:
			parts, from = append(parts, strings.TrimSpace(s[from:i])), i+1
		}
	}
	return append(parts, strings.TrimSpace(s[from:])), ""
}

// word is the first word of s, without quotes, and what follows.
func word(s string) (first, rest string) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", ""
	}
	if i := strings.IndexByte("\"`['", s[0]); i >= 0 {
		end := strings.IndexByte(s[1:], "\"`]'"[i])
		if end < 0 {
			return s[1:], ""
		}
		return s[1 : 1+end], s[2+end:]
	}
	if i := strings.IndexAny(s, " \t\r\n("); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}
