package detectors

import "strings"

// brackets remember where the next opening brackets of either width stand: two
// detectors ask for them in every line, and most lines hold none.
type brackets struct{ narrow, wide next }

// next is one such place: 1 + its offset, found from an offset on. The zero
// value knows nothing.
type next struct{ from, at int }

func (n *next) in(text string, i int, what string) int {
	if i < n.from || i >= n.at {
		n.from, n.at = i, len(text)+1
		if k := strings.Index(text[i:], what); k >= 0 {
			n.at = i + k + 1
		}
	}
	return n.at - 1
}

// Bracket is the offset of the first ( or （ of the candidate at or behind offset
// i, and its width, which is 0 when there is none.
func (c *Candidate) Bracket(i int) (at, width int) {
	b := &c.scan.brackets
	at, width = b.narrow.in(c.Text, i, "("), len("(")
	if wide := b.wide.in(c.Text, i, "（"); wide < at {
		at, width = wide, len("（")
	}
	if at >= c.End {
		return c.End, 0
	}
	return at, width
}
