package detectors

import (
	"hash/maphash"
	"strings"
	"unicode/utf8"
)

// head takes the fields of a line for captions.
func (l *layout) head(text string) {
	l.heads = append(l.heads, l.row)
	for i := 0; i+1 < len(l.fields); i++ { // 氏  名 is one
		if a, b := l.fields[i], l.fields[i+1]; text[a.start:a.end] == "氏" && text[b.start:b.end] == "名" {
			l.fields[i].end = b.end
			l.fields = append(l.fields[:i+1], l.fields[i+2:]...)
		}
	}
	l.width, l.names, l.full = len(l.fields), l.names[:0], l.full[:0]
	for _, f := range l.fields {
		l.names = append(l.names, scriptOf(text[f.start:f.end]))
	}
}

// isHeader reports whether a line is one of captions, and opens a table.
func (l *layout) isHeader(text string, start, end int) bool {
	first := start // the first field; most lines of prose have no other that begins soon
	for w := spaceWidth(text, first, end); w > 0; w = spaceWidth(text, first, end) {
		first += w
	}
	if !l.next.first(text, first, end, mostField) {
		return false
	}
	by := l.next.of(text, start, end)
	if by[0] == bySpace && !l.begins(text, first, end) || hasData(text[start:end]) && !strings.Contains(text[start:end], "rs") {
		return false
	}
	open := l.by
	for i, by := range by {
		if by == 0 || i > 0 && !l.begins(text, first, end) {
			break
		}
		l.by = by
		if l.divide(text, start, end); l.captions(text) {
			return true
		}
	}
	l.by = open
	return false
}

// mostField is how long a caption is at most, in quotes.
const mostField = 3*headerRunes + len(`""`)

// begins is a cheap test of what captions asks of the first field of a line
// that single spaces divide: most lines of prose fail it.
func (l *layout) begins(text string, first, end int) bool {
	stop := l.next.blank(text, first, end, mostField)
	if stop-first > mostField {
		return false
	}
	field := text[first:stop]
	if hasData(field) { // then the line has, too
		return false
	}
	caption, _ := l.look(strings.Trim(field, `"`))
	return caption
}

// looked is what the text with the hash key was found to be: a caption, and one
// of something that is looked for. The same words begin line after line.
type looked struct {
	key              uint64 // 0: empty
	caption, telling bool
}

const mostLooked = 1 << 9

var lookedSeed = maphash.MakeSeed()

// look reports whether v is a caption, and of something that is looked for.
func (l *layout) look(v string) (caption, telling bool) {
	if l.looked == nil {
		l.looked = make([]looked, mostLooked)
	}
	key := maphash.String(lookedSeed, v) | 1
	e := &l.looked[key>>32%mostLooked]
	if e.key != key {
		c, caption := l.words.whole(v)
		if !caption && usualCaption(v) {
			c, caption = l.words.read(v), true
		}
		*e = looked{key, caption, l.words.telling(&c)}
	}
	return e.caption, e.caption && e.telling
}

// captions reports whether the fields are a header: at least two captions, one
// of them of something that is looked for, and no data.
func (l *layout) captions(text string) bool {
	found, filled, telling := 0, 0, 0
	for _, f := range l.fields {
		if f.end-f.start > 3*headerRunes {
			return false
		}
	}
	for i, f := range l.fields {
		v := text[f.start:f.end]
		if v == "" {
			continue
		}
		filled++
		if hasData(v) && !polymorphism(v) || l.by == bySpace && (isCount(v) || i == 0 && len(l.fields) == 2 && strings.HasSuffix(v, ":")) { // sex: M
			return false
		}
		caption, tells := l.look(v)
		if l.by == byBar && exampleHeader(v) {
			caption, tells = true, true
		}
		if tells {
			telling++
		}
		if caption {
			found++
		} else if l.by == bySpace && 3*found < 2*filled || i > 3 && found == 0 || l.by != byBar && found+len(l.fields)-i-1 < 2 {
			return false
		}
	}
	if filled == 2 && (l.by == bySpace || l.by == byGap) && telling < 2 {
		return false // a title of two words
	}
	if l.by == byBar && telling > 0 && ruled(text[l.fields[len(l.fields)-1].end:]) {
		return true
	}
	if telling > 0 && filled > 2 && (l.by == byBar || l.by == byTab || l.by == byComma && found >= 2 && filled > 4) && l.goesOn(text[l.fields[len(l.fields)-1].end:]) {
		return true
	}
	return found >= 2 && telling > 0 && 2*found >= filled || l.by != bySpace && l.by != byComma && telling >= 2 && 3*found >= filled
}

// counts reports whether a field of the line below an open header is a number
// and nothing else: a row, whatever its words announce.
func (l *layout) counts(text string) bool {
	for _, f := range l.fields {
		if isCount(text[f.start:f.end]) {
			return true
		}
	}
	return false
}

// goesOn reports whether the next two lines have as many fields as the one that
// was divided, and figures in them: rows below a header of which few captions
// are known.
func (l *layout) goesOn(rest string) bool {
	_, rest, _ = strings.Cut(rest, "\n")
	for range 2 {
		line, below, more := strings.Cut(rest, "\n")
		if !more && line == "" || len(line) > maxRowLine || !hasDigitOrAt(line) {
			return false
		}
		n := strings.Count(strings.Trim(line, "| \r"), string(rune(l.by))) + 1
		if l.by == byTab {
			n = strings.Count(line, "\t") + 1
		}
		if n != len(l.fields) {
			return false
		}
		rest = below
	}
	return true
}

// ruled reports whether a line of dashes and bars comes next, as below the header
// of a table of Markdown.
func ruled(rest string) bool {
	_, rest, _ = strings.Cut(rest, "\n")
	line, _, _ := strings.Cut(rest, "\n")
	return strings.Contains(line, "-") && strings.Contains(line, "|") && strings.Trim(line, "|-: \t\r") == ""
}

// ruler reports whether a line is only drawn: |---|---|, ======.
func ruler(s string) bool {
	for _, r := range s {
		switch r {
		case '-', '=', '|', '+', ':', ' ', '\t', '─', '━', '│', '┼', '├', '┤', '┃', '　', '_', '*', '・':
		default:
			return false
		}
	}
	return s != ""
}

// isCount reports whether s is the number of a row.
func isCount(s string) bool {
	for _, r := range s {
		if (r < '0' || r > '9') && (r < '０' || r > '９') && r != '.' && r != ')' {
			return false
		}
	}
	return s != "" && utf8.RuneCountInString(s) <= 5
}

func hasDigitOrAt(s string) bool {
	for i := range len(s) {
		if c := s[i]; c-'0' <= 9 || c == '@' {
			return true
		}
	}
	return strings.ContainsAny(s, "０１２３４５６７８９＠")
}

// telling reports whether a caption announces something that is looked for, or
// people in public posts.
func (ws *words) telling(c *caption) bool {
	for _, k := range c.words[:c.n] {
		if e := &ws.list[k]; len(e.own)+len(e.head) > 0 || e.post {
			return true
		}
	}
	return false
}
