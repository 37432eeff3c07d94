package charset

import (
	"golang.org/x/text/transform"

	"tenken/internal/extract"
)

// String decodes a short text: a file name, a mail header. hint is the
// encoding it is said to be in, nil when nothing is said. What is valid UTF-8
// without escape sequences is taken as it is, whatever the hint.
func String(b []byte, hint *Encoding) string {
	t := count(b)
	if t.escapes == 0 && extract.ValidUTF8(b) && (hint == nil || hint.step == 1) {
		return string(b)
	}
	e := hint
	if e == nil || e == UTF8 || t.escapes > 0 {
		if e = Detect(b); e == nil {
			e = ShiftJIS
		}
	}
	return e.Decode(b)
}

// Decode decodes all of b.
func (e *Encoding) Decode(b []byte) string {
	s, _, err := transform.Bytes(e.NewDecoder(), b)
	if err != nil {
		return string([]rune(string(b)))
	}
	return string(s)
}
