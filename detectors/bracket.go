package detectors

// brackets remember where the next opening brackets of either width stand: two
// detectors ask for them in every line.
type brackets struct{ narrow, wide ahead }

// Bracket is the offset of the first ( or （ of the candidate at or behind offset
// i, and its width, which is 0 when there is none.
func (c *Candidate) Bracket(i int) (at, width int) {
	b := &c.scan.brackets
	at, width = b.narrow.char(c.Text, i, '('), len("(")
	if wide := b.wide.of(c.Text, i, "（"); wide < at {
		at, width = wide, len("（")
	}
	if at >= c.End {
		return c.End, 0
	}
	return at, width
}
