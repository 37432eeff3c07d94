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

// dividers are where in the text the next of what may divide a line stand: most
// prose holds none but wide spaces, which are looked for in the line itself.
type dividers struct{ tab, bar, wideBar, comma, amp, space ahead }

// any reports whether the text holds one.
func (d *dividers) any(text string) bool {
	n := len(text)
	return d.space.char(text, 0, ' ') < n || d.tab.char(text, 0, '\t') < n || d.bar.char(text, 0, '|') < n || d.comma.char(text, 0, ',') < n ||
		hasWide(text, 0x80, "　") || d.wideBar.of(text, 0, "｜") < n || d.amp.char(text, 0, '&') < n
}

// first reports whether one of a table or a list stands at most so many bytes
// behind offset i of a line that ends at end.
func (d *dividers) first(text string, i, end, most int) bool {
	if min(d.bar.char(text, i, '|'), d.comma.char(text, i, ','), d.wideBar.of(text, i, "｜")) <= min(end-1, i+most) {
		return true
	}
	return d.blank(text, i, end, most) < end
}

// blank is where the next space or tab stands, as in first; end when none does.
func (d *dividers) blank(text string, i, end, most int) int {
	at := min(d.space.char(text, i, ' '), d.tab.char(text, i, '\t'))
	if to := min(end, at, i+most+len("　")); i < to {
		if n := indexWide(text[i:to], 0x80, "　"); n >= 0 {
			at = i + n
		}
	}
	if at > i+most {
		return end
	}
	return min(at, end)
}

// of are what may divide the line text[start:end], 0 for none.
func (d *dividers) of(text string, start, end int) [2]divider {
	tab, comma, space := d.tab.char(text, start, '\t'), d.comma.char(text, start, ','), d.space.char(text, start, ' ')
	s := text[start:end]
	switch {
	case tab > start && tab < end:
		return [2]divider{byTab}
	case d.bar.char(text, start, '|') < end || d.wideBar.of(text, start, "｜") < end:
		return [2]divider{byBar}
	case d.amp.char(text, start, '&') < end && strings.Contains(s, " & ") && strings.Contains(s, rowEnd):
		return [2]divider{byAmp}
	case comma > start && comma < end:
		return [2]divider{byComma}
	}
	wide := hasWide(s, 0x80, "　")
	switch {
	case space < end && doubleSpace(text, space, end) || wide && doubleWideSpace(s):
		return [2]divider{byGap, bySpace}
	case space > start && space < end || wide:
		return [2]divider{bySpace}
	}
	return [2]divider{}
}

// doubleSpace reports whether two spaces stand side by side in text[i:end]: of
// two, one is at every second place.
func doubleSpace(text string, i, end int) bool {
	for i++; i < end; i += 2 {
		if text[i] == ' ' && (text[i-1] == ' ' || i+1 < end && text[i+1] == ' ') {
			return true
		}
	}
	return false
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
