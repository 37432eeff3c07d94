package detectors

import "strings"

// Costly analysis costs a hundred times what the pass costs, so a file may ask
// for so many bytes of it, ...
const (
	affordAll     = 1 << 10
	affordFirst   = 8 << 10
	affordEvident = 20 << 10
	affordShare   = 32 // ... and for one byte in so many of its text ...
	affordLong    = 256
	longText      = 4 << 20 // ... or in so many beyond the first 4 MB.
	leastLine     = 16
)

// AffordFirst is Afford of the first KB of a file, which are analysed
// whatever they are.
func (c *Candidate) AffordFirst(n int) bool {
	if !afford(&c.scan.first, n) {
		c.scan.first = 0
		return false
	}
	return true
}

// AffordEarly is Afford of the next 8 KB, for what looks worth it.
func (c *Candidate) AffordEarly(n int) bool { return afford(&c.scan.early, n) }

// Afford reports whether the file's allowance of costly analysis covers n more
// bytes of text, and takes them from it: 20 KB, 1/32 of the first 4 MB of text and
// 1/256 of the rest, for places where something speaks for a find that counts. By
// then a file has told what it is.
func (c *Candidate) Afford(n int) bool { return afford(&c.scan.afford, n) }

// Broke reports whether all that is spent, so that no sentence need be looked at.
func (c *Candidate) Broke() bool {
	return c.scan.first == 0 && c.scan.early < leastLine && c.scan.afford < leastLine
}

func afford(left *int, n int) bool {
	if *left < n {
		return false
	}
	*left -= n
	return true
}

// lines asks about the lines of prose and the lines in cells.
func (sc *Scan) lines() {
	if len(sc.set.lines) == 0 {
		return
	}
	if sc.seen < longText {
		sc.afford += len(sc.text) / affordShare
	} else {
		sc.afford += len(sc.text) / affordLong
	}
	sc.seen += len(sc.text)
	lo := 0
	for i := range sc.grid.cells {
		cell := &sc.grid.cells[i]
		if cell.Start-lo > len("あ") || japanese(sc.text[lo:max(lo, cell.Start)]) {
			sc.stretch(-1, lo, cell.Start)
		}
		if !sc.grid.isCovered(i) && !figure(sc.text[cell.Start:cell.End]) {
			sc.stretch(i, cell.Start, cell.End)
		}
		lo = cell.End
	}
	sc.stretch(-1, lo, len(sc.text))
}

// stretch asks about the lines of text[lo:hi], which is cell cell, or prose
// when that is -1.
func (sc *Scan) stretch(cell, lo, hi int) {
	c := &sc.cand
	sc.cell, c.Lo, c.Hi = cell, lo, hi
	for lo < hi {
		end := hi
		if n := strings.IndexByte(sc.text[lo:hi], '\n'); n >= 0 {
			end = lo + n
		}
		if start, stop := trim(sc.text, lo, end); start < stop && (sc.first > 0 && cell < 0 || japanese(sc.text[start:stop])) {
			for _, det := range sc.set.lines {
				if sc.columnOf(det) == 0 {
					c.Kind, c.Start, c.End, c.det = LineKind, start, stop, det
					sc.set.detectors[det].Judge(c)
				}
			}
		}
		lo = end + 1
	}
}

// japanese reports whether s holds kana or kanji.
func japanese(s string) bool {
	for i := 0; i < len(s); i++ {
		for len(s)-i >= 8 && (s[i]|s[i+1]|s[i+2]|s[i+3]|s[i+4]|s[i+5]|s[i+6]|s[i+7]) < 0x80 {
			i += 8
		}
		if i < len(s) && s[i]-0xE3 <= 0xE9-0xE3 {
			return true
		}
	}
	return false
}
