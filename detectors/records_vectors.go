package detectors

import "strings"

// vector is a column that is written as a list of its values.
type vector struct {
	header string
	items  []span
}

// aside takes vectors of one length, side by side, for the columns of a table.
func (rs *records) aside(vs []vector) {
	for len(vs) > 0 {
		n := len(vs[0].items)
		var same, rest []vector
		for _, v := range vs {
			if len(v.items) == n {
				same = append(same, v)
			} else {
				rest = append(rest, v)
			}
		}
		if vs = rest; len(same) < 2 {
			continue
		}
		for i := range n {
			rs.next()
			for _, v := range same {
				rs.add(v.header, v.items[i].start, v.items[i].end)
			}
		}
		rs.next()
	}
}

// vectors reads the columns of data frames of R: shimei = c("甲", "乙").
func (rs *records) vectors(text string) {
	var vs []vector
	for i := 0; len(vs) < maxColumns; {
		n := strings.Index(text[i:], "c(")
		if n < 0 {
			break
		}
		i += n + len("c(")
		header := assigned(text[:i-len("c(")])
		if header == "" {
			continue
		}
		var items []span
		if items, i = scalars(text, i); len(items) >= leastRecords {
			vs = append(vs, vector{header, items})
		}
	}
	rs.aside(vs)
}

// assigned is the name that text gives what follows it: x =, x <-.
func assigned(text string) string {
	const longest = 3 * headerRunes
	s := strings.TrimRight(text[max(0, len(text)-longest):], " \t\r\n")
	for _, sign := range [...]string{"=", "<-"} {
		if left, ok := strings.CutSuffix(s, sign); ok {
			left = strings.TrimRight(left, " \t`\"")
			return left[1+strings.LastIndexAny(left, " \t\r\n,(`\""):]
		}
	}
	return ""
}

// scalars are the values from text[i] on, up to the bracket that ends them, and
// where that is.
func scalars(text string, i int) (items []span, end int) {
	const most = 1 << 14
	for i < len(text) && len(items) < most {
		switch c := text[i]; {
		case c == ')':
			return items, i + 1
		case c == '"' || c == '\'':
			to := closing(text, i)
			if to < 0 {
				return nil, len(text)
			}
			items = append(items, span{i + 1, to})
			i = to + 1
		case c == ',' || c <= ' ':
			i++
		case isWord(c) || c == '-' || c == '.':
			from := i
			for i < len(text) && (isWord(text[i]) || text[i] == '.' || text[i] == '-') {
				i++
			}
			items = append(items, span{from, i})
		default: // an expression
			return nil, i
		}
	}
	return items, i
}
