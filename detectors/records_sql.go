package detectors

import (
	"strconv"
	"strings"
)

// inserts reads the rows of INSERT INTO table (columns) VALUES (…), (…).
// Without columns, those of the table's CREATE TABLE hold, if they are known.
func (rs *records) inserts(text string) {
	for i := 0; ; {
		n := indexFold(text[i:], "insert into")
		if n < 0 {
			return
		}
		i = skipSpace(text, i+n+len("insert into"))
		table := i
		for i < len(text) && text[i] > ' ' && text[i] != '(' {
			i++
		}
		name := unquote(text[table:i])
		i = skipSpace(text, i)
		var headers []string
		if i < len(text) && text[i] == '(' {
			var end int
			headers, end = columnList(text[i+1 : min(len(text), i+maxRowLine)])
			if headers == nil {
				continue
			}
			i = skipSpace(text, i+1+end)
		} else {
			headers = created(text, name)
		}
		if n := len("values"); i+n > len(text) || !equalFold(text[i:i+n], "values") {
			continue
		}
		i = rs.tuples(text, i+len("values"), headers)
	}
}

// copies reads the rows of COPY table (columns) FROM stdin, as pg_dump writes them:
// tabs divide the values, and \\. ends them.
func (rs *records) copies(text string) {
	for i := 0; ; {
		n := strings.Index(text[i:], "COPY ")
		if n < 0 {
			return
		}
		i += n + len("COPY ")
		line, _, _ := strings.Cut(text[i:], "\n")
		open := strings.IndexByte(line, '(')
		if open < 0 || !strings.Contains(line, ") FROM stdin") {
			continue
		}
		headers, _ := columnList(line[open+1:])
		for i += len(line) + 1; i < len(text) && !strings.HasPrefix(text[i:], `\.`); {
			line, _, _ := strings.Cut(text[i:], "\n")
			rs.next()
			at := i
			for k := 0; k < len(headers) && at <= i+len(line); k++ {
				value, _, _ := strings.Cut(text[at:i+len(line)], "\t")
				if value != `\N` {
					rs.add(headers[k], at, at+len(value))
				}
				at += len(value) + 1
			}
			rs.next()
			i += len(line) + 1
		}
		if i >= len(text) {
			return
		}
	}
}

// columnList reads the names of columns up to the bracket that ends them, and
// says where that ended.
func columnList(s string) (names []string, end int) {
	quote, from := byte(0), 0
	for i := range len(s) {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '`' || c == '"':
			quote = c
		case c == ',' || c == ')':
			names = append(names, strings.Trim(s[from:i], " \t\r\n`\"[]'"))
			if from = i + 1; c == ')' {
				return names, from
			}
		}
	}
	return nil, 0
}

// tuples reads (…), (…) from text[i] on and returns where they end.
func (rs *records) tuples(text string, i int, headers []string) int {
	var row []span
	for i = skipSpace(text, i); i < len(text) && text[i] == '('; {
		row = row[:0]
		for i++; i < len(text) && text[i] != ')'; {
			switch c := text[i]; {
			case c == '\'' || c == '"':
				end := i + 1
				for end < len(text) && (text[end] != c || end+1 < len(text) && text[end+1] == c) {
					if text[end] == '\\' || text[end] == c {
						end++
					}
					end++
				}
				row = append(row, span{i + 1, min(end, len(text))})
				i = min(end, len(text)) + 1
			case c == ',' || c <= ' ':
				i++
			default:
				end := i
				for end < len(text) && text[end] != ',' && text[end] != ')' && text[end] != '\'' {
					end++
				}
				if end < len(text) && text[end] == '\'' && end-i <= 2 { // N'山田'
					i = end
					continue
				}
				row = append(row, span{i, end})
				i = max(end, i+1)
			}
		}
		rs.next()
		for k, s := range row {
			switch {
			case k < len(headers):
				rs.add(headers[k], s.start, s.end)
			case headers == nil:
				rs.add(strconv.Itoa(k+1), s.start, s.end)
			}
		}
		rs.next()
		if i = skipSpace(text, i+1); i < len(text) && text[i] == ',' {
			i = skipSpace(text, i+1)
		}
	}
	return min(i, len(text))
}

// created are the columns of a table by the statement that creates it.
func created(text, table string) (headers []string) {
	n := indexFold(text, "create table")
	if n < 0 || table == "" || !strings.Contains(text[n:min(len(text), n+200)], table) {
		return nil
	}
	open := strings.IndexByte(text[n:], '(')
	if open < 0 {
		return nil
	}
	body := text[n+open+1 : min(len(text), n+open+maxRowLine)]
	for line := range strings.SplitSeq(body, ",") {
		word, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch strings.ToUpper(word) {
		case "PRIMARY", "KEY", "UNIQUE", "INDEX", "CONSTRAINT", "FOREIGN", "CHECK":
			return headers
		}
		if word = unquote(word); strings.Trim(word, "0123456789)") != "" {
			headers = append(headers, word)
		}
		if strings.Contains(line, ";") {
			break
		}
	}
	return headers
}

func unquote(s string) string { return strings.Trim(s, " \t\r\n`\"[]'();") }

// indexFold is where word, in lower case, begins in text; letters match in
// either case.
func indexFold(text, word string) int {
	for i := 0; ; i++ {
		n := strings.IndexAny(text[i:], word[:1]+strings.ToUpper(word[:1]))
		if n < 0 || i+n+len(word) > len(text) {
			return -1
		}
		if i += n; equalFold(text[i:i+len(word)], word) {
			return i
		}
	}
}
