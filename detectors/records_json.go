package detectors

import "strings"

// json reads the objects of JSON and JSON Lines from an offset on: an object that
// is an element of an array, or stands on its own, is a record; the key of an
// object inside another one belongs to the keys in it. Arrays of arrays are rows,
// the first of which may be a header; arrays of an object that are of one length
// are columns. Literals of Python are read as well. What is no JSON does no harm.
func (rs *records) json(text string, from int, ws *words) {
	type level struct {
		array  bool
		parent string // key of an object
		key    string // read last
		items  []span // of an array: its scalars
	}
	stack := make([]level, 1, 16) // the outermost is like an array: of lines
	stack[0].array = true
	var rows [][]span
	var vectors []vector
	top := func() *level { return &stack[len(stack)-1] }
	scalar := func(start, end int) {
		switch l := top(); {
		case !l.array && l.key != "":
			header := l.key
			if l.parent != "" && !(l.key == "name" && (l.parent == "user" || l.parent == "users")) { // "user name" is no one's name
				header = l.parent + " " + l.key
			}
			rs.add(header, start, end)
			l.key = ""
		case l.array && len(stack) > 1 && len(l.items) < maxColumns:
			l.items = append(l.items, span{start, end})
		}
	}
	for i := from; i < len(text); {
		switch c := text[i]; {
		case c == '"' || c == '\'':
			end := closing(text, i)
			if end < 0 {
				rs.rows(text, rows, ws)
				return
			}
			if after := skipSpace(text, end+1); after < len(text) && text[after] == ':' && !top().array {
				top().key = text[i+1 : end]
				i = after + 1
				continue
			}
			scalar(i+1, end)
			i = end + 1
		case c == '{' || c == '[':
			l := level{array: c == '['}
			if p := top(); !p.array {
				l.parent, p.key = p.key, ""
			} else if c == '{' {
				rs.next()
			} else if len(stack) > 1 {
				l.items = make([]span, 0, 8)
			}
			if len(stack) < 64 {
				stack = append(stack, l)
			}
			i++
		case c == '}' || c == ']':
			if len(stack) > 1 {
				l := *top()
				stack = stack[:len(stack)-1]
				if c == ']' && l.parent != "" && len(l.items) >= leastRecords {
					vectors = append(vectors, vector{l.parent, l.items})
				}
				if p := top(); p.array && c == '}' {
					rs.next()
				} else if p.array && l.items != nil && len(l.items) > 1 && len(stack) > 1 {
					rows = append(rows, l.items)
				}
			}
			i++
		case c == '-' || c-'0' <= 9 || c == 't' || c == 'f' || c == 'n':
			end := i
			for end < len(text) && (isWord(text[end]) || text[end] == '.' || text[end] == '-' || text[end] == '+') {
				end++
			}
			scalar(i, end)
			i = max(end, i+1)
		default:
			i++
		}
	}
	rs.rows(text, rows, ws)
	if len(rs.fields) == 0 {
		rs.aside(vectors)
	}
}

// closing is where the string that begins at text[i] ends; -1 when it does not.
func closing(text string, i int) int {
	for k := i + 1; ; {
		n := strings.IndexByte(text[k:], text[i])
		if n < 0 {
			return -1
		}
		k += n
		back := 0
		for k-1-back > i && text[k-1-back] == '\\' {
			back++
		}
		if back%2 == 0 {
			return k
		}
		k++
	}
}

func skipSpace(text string, i int) int {
	for i < len(text) && text[i] <= ' ' {
		i++
	}
	return i
}

// rows takes rows of values without keys; the headers are those of the first
// row that holds as many, and captions.
func (rs *records) rows(text string, rows [][]span, ws *words) {
	var headers []string
	for _, r := range rows {
		if len(headers) != len(r) {
			if headers = headers[:0]; captions(text, r, ws) {
				for _, s := range r {
					headers = append(headers, text[s.start:s.end])
				}
			}
			continue
		}
		rs.next()
		for i, s := range r {
			rs.add(headers[i], s.start, s.end)
		}
	}
	rs.next()
}

// captions reports whether a row holds words only, half of which announce
// something.
func captions(text string, row []span, ws *words) bool {
	n := 0
	for _, s := range row {
		v := text[s.start:s.end]
		if v == "" || len(v) > maxKey || hasData(v) {
			return false
		}
		if _, whole := ws.whole(v); whole || usualCaption(v) {
			n++
		}
	}
	return 2*n >= len(row)
}
