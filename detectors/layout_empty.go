package detectors

// letters is what characters a field holds: figures, Japanese, both, neither. It
// tells which columns the fields of a row are of that has fewer.
type letters uint8

const (
	ofFigures letters = 1 << iota
	ofJapanese
	ofMail
)

func lettersOf(v string) (s letters) {
	for i := range len(v) {
		switch c := v[i]; {
		case c-'0' <= 9:
			s |= ofFigures
		case c == '@':
			s |= ofMail
		case c >= 0xE3:
			s |= ofJapanese
		}
	}
	return s
}

// noteFull notes what the fields of a row that has all of them are.
func (l *layout) noteFull(text string) {
	l.full = l.full[:0]
	for _, f := range l.fields {
		l.full = append(l.full, lettersOf(text[f.start:f.end]))
	}
}

// fits reports whether the fields of a row may be those from a column on.
func (l *layout) fits(text string, from int) bool {
	if len(l.full) != l.width || from+len(l.fields) > l.width {
		return false
	}
	for i, f := range l.fields {
		if lettersOf(text[f.start:f.end]) != l.full[from+i] {
			return false
		}
	}
	return true
}
