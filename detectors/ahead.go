package detectors

import "strings"

// ahead remembers where something stands next in a text that is read forward:
// line after line asks for it, and most of them lie before the next one. So a
// text is searched once, however many lines it has. at is 1 + its offset, found
// from an offset on; the zero value knows nothing.
type ahead struct{ from, at int }

// of is where what stands next at or behind offset i; len(text) when it does not.
func (a *ahead) of(text string, i int, what string) int {
	if i < a.from || i >= a.at {
		n := strings.Index(text[i:], what)
		a.found(text, i, n)
	}
	return a.at - 1
}

// char is of for a character of ASCII.
func (a *ahead) char(text string, i int, c byte) int {
	if i < a.from || i >= a.at {
		n := strings.IndexByte(text[i:], c)
		a.found(text, i, n)
	}
	return a.at - 1
}

func (a *ahead) found(text string, i, n int) {
	a.from, a.at = i, len(text)+1
	if n >= 0 {
		a.at = i + n + 1
	}
}
