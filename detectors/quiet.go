package detectors

import "unicode/utf8"

// quiet knows of a stretch of the text where its last label may begin. Most
// candidates stand where none does, and one look at each character tells.
type quiet struct {
	from, to int  // the stretch
	label    int  // 1 + where the last label in it may begin; 0: none does
	last     rune // the last folded character, 0 for none
	at       int  // where that begins
	first    int  // where the first one begins
}

// before reports whether no label can begin in the window before text[end].
func (q *quiet) before(ws *words, text string, lo, end int) bool {
	lo = max(lo, end-windowBytes)
	if lo < q.from || lo > q.to {
		*q = quiet{from: lo, to: lo}
	}
	for q.to < end {
		q.to += q.step(ws, text[q.to:end])
	}
	return q.label <= lo
}

// step takes the character at text[0] and returns its width.
func (q *quiet) step(ws *words, text string) int {
	var f rune
	w := 1
	if c := text[0]; c < 0x80 {
		f = rune(asciiFold[c])
	} else {
		f, w = utf8.DecodeRuneInString(text)
		f = foldRune(f)
	}
	switch f {
	case 0:
		return w
	case 'ﾞ', 'ﾟ': // it makes another character, and other pairs, of the last one
		q.label = q.at + 1
		return w
	}
	if q.last == 0 {
		q.first = q.to
	}
	if h := pair(q.last, f); ws.pairs[h>>6]>>(h&63)&1 != 0 {
		q.label = q.at + 1
	}
	if q.last, q.at = f, q.to; isSign(f) {
		q.label = q.to + 1
	}
	return w
}
