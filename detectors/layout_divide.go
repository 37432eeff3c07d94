package detectors

import "strings"

// divider is what divides the fields of a line.
type divider byte

const (
	byTab   divider = '\t'
	byBar   divider = '|'
	byComma divider = ','
	byAmp   divider = '&' // of LaTeX
	byGap   divider = 'g' // two spaces and more, or tabs
	bySpace divider = ' ' // single spaces
)

// divides reports whether something that may be a divider stands within the
// longest caption that a line can begin with: most lines of prose fail.
func divides(text string, start, end int) bool {
	for w := spaceWidth(text, start, end); w > 0; w = spaceWidth(text, start, end) {
		start += w
	}
	for i := start; i < min(end, start+3*headerRunes+len(`"""`)); i++ {
		switch text[i] {
		case ' ', '\t', '|', ',':
			return true
		case 0x80: // the second byte of a wide space, ...
			if i > start && i+1 < end && text[i-1] == 0xE3 && text[i+1] == 0x80 {
				return true
			}
		case 0xBD: // ... and that of a wide bar, which are rarer than the first
			if i > start && i+1 < end && text[i-1] == 0xEF && text[i+1] == 0x9C {
				return true
			}
		}
	}
	return false
}

// divided are the dividers that a piece of text holds at all: most prose holds
// none, and its lines need not be searched.
type divided struct{ tab, bar, wideBar, comma, amp, space, wideSpace bool }

func (d *divided) look(text string) {
	*d = divided{
		tab: strings.IndexByte(text, '\t') >= 0, bar: strings.IndexByte(text, '|') >= 0, wideBar: strings.Contains(text, "｜"),
		comma: strings.IndexByte(text, ',') >= 0, amp: strings.Contains(text, " & "), space: strings.IndexByte(text, ' ') >= 0, wideSpace: strings.Contains(text, "　"),
	}
}

func (d *divided) any() bool {
	return d.tab || d.bar || d.wideBar || d.comma || d.amp || d.space || d.wideSpace
}

// dividers are what may divide a line, 0 for none.
func (d *divided) dividers(s string) [2]divider {
	switch {
	case d.tab && strings.IndexByte(s, '\t') > 0:
		return [2]divider{byTab}
	case d.bar && strings.IndexByte(s, '|') >= 0 || d.wideBar && hasWide(s, 0xBD, "｜"):
		return [2]divider{byBar}
	case d.amp && strings.Contains(s, " & ") && strings.Contains(s, rowEnd):
		return [2]divider{byAmp}
	case d.comma && strings.IndexByte(s, ',') > 0:
		return [2]divider{byComma}
	case d.space && strings.Contains(s, "  ") || d.wideSpace && doubleWideSpace(s):
		return [2]divider{byGap, bySpace}
	case d.space && strings.IndexByte(s, ' ') > 0 || d.wideSpace && hasWide(s, 0x80, "　"):
		return [2]divider{bySpace}
	}
	return [2]divider{}
}

// hasWide reports whether s holds a character of three bytes, whose second is
// rarer than the first and is looked for.
func hasWide(s string, second byte, char string) bool { return indexWide(s, second, char) >= 0 }

func indexWide(s string, second byte, char string) int {
	for i := 0; ; i++ {
		k := strings.IndexByte(s[i:], second)
		if k < 0 {
			return -1
		}
		if i += k; i > 0 && strings.HasPrefix(s[i-1:], char) {
			return i - 1
		}
	}
}

// doubleWideSpace reports whether two wide spaces stand side by side.
func doubleWideSpace(s string) bool {
	for {
		i := indexWide(s, 0x80, "　")
		if i < 0 {
			return false
		}
		if s = s[i+3:]; strings.HasPrefix(s, "　") {
			return true
		}
	}
}

// divide cuts text[start:end] into fields without outer spaces and quotes.
func (l *layout) divide(text string, start, end int) {
	l.fields = l.fields[:0]
	if l.by == byAmp {
		if n := strings.Index(text[start:end], rowEnd); n >= 0 {
			end = start + n
		}
	}
	if l.by == byBar { // bars at the edges divide nothing
		if start < end && text[start] == '|' {
			start++
		}
		if start < end && text[end-1] == '|' {
			end--
		}
	}
	for i := start; i <= end; {
		stop, next := l.field(text, i, end)
		lo, hi := trim(text, i, stop)
		if hi-lo >= 2 && text[lo] == '"' && text[hi-1] == '"' {
			lo, hi = trim(text, lo+1, hi-1)
		}
		if lo < hi || l.by != byGap && l.by != bySpace {
			l.fields = append(l.fields, span{lo, hi})
		}
		i = next
	}
}

// field finds where the field at text[i:end] ends and the next one begins.
func (l *layout) field(text string, i, end int) (stop, next int) {
	switch l.by {
	case byGap, bySpace:
		for k := i; k < end; {
			w := spaceWidth(text, k, end)
			if w == 0 {
				k++
				continue
			}
			from, n := k, 0
			for w > 0 {
				if n++; text[k] == '\t' {
					n++
				}
				k += w
				w = spaceWidth(text, k, end)
			}
			if l.by == bySpace || n >= 2 {
				return from, k
			}
		}
		return end, end + 1
	case byComma:
		k := i
		for k < end && text[k] == ' ' {
			k++
		}
		if k < end && text[k] == '"' {
			for k++; k < end; k++ {
				if text[k] == '"' && (k+1 >= end || text[k+1] == ',') {
					return k + 1, k + 2
				}
			}
		}
	case byBar:
		for k := i; k < end; k++ {
			if text[k] == '|' {
				return k, k + 1
			}
			if strings.HasPrefix(text[k:end], "｜") {
				return k, k + len("｜")
			}
		}
		return end, end + 1
	}
	if n := strings.IndexByte(text[i:end], byte(l.by)); n >= 0 {
		return i + n, i + n + 1
	}
	return end, end + 1
}

// spaceWidth is the width of the space at text[i], 0 when there is none.
func spaceWidth(text string, i, end int) int {
	if i >= end {
		return 0
	}
	switch c := text[i]; {
	case c == ' ', c == '\t':
		return 1
	case c == 0xE3 && strings.HasPrefix(text[i:end], "　"):
		return len("　")
	}
	return 0
}
