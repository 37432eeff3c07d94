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

	places [16]int // where labels may begin, the last ones
	n      int     // of all in the stretch
}

// before reports whether no label can begin in the window before text[end].
func (q *quiet) before(ws *words, text string, lo, end int) bool {
	lo = max(lo, end-windowBytes)
	if lo < q.from || lo > q.to {
		*q = quiet{from: lo, to: lo}
	}
	if q.to < end {
		q.look(ws, text, end, false)
	}
	return q.label <= lo
}

// place is the first place in text[lo:end] where a label may begin, and end where
// there is none.
func (q *quiet) place(lo, end int) int {
	first := end
	for k := q.n; k > 0; k-- {
		if q.n-k == len(q.places) {
			return lo // there may be more
		}
		at := q.places[(k-1)%len(q.places)]
		if at < lo {
			break
		}
		first = min(first, at)
	}
	return first
}

func (q *quiet) note(at int) {
	if q.n == 0 || q.places[(q.n-1)%len(q.places)] != at {
		q.places[q.n%len(q.places)] = at
		q.n++
	}
}

// look goes on to text[end], or only to the first label.
func (q *quiet) look(ws *words, text string, end int, first bool) {
	i, at, last, label := q.to, q.at, q.last, q.label
	for i < end && !(first && label > 0) {
		var f rune
		w := 1
		if c := text[i]; c < 0x80 {
			f = rune(asciiFold[c])
		} else {
			if c&0xF0 == 0xE0 && i+2 < end && (text[i+1]^0x80)|(text[i+2]^0x80) < 0x40 {
				f, w = rune(c&0x0F)<<12|rune(text[i+1]&0x3F)<<6|rune(text[i+2]&0x3F), 3
			} else {
				f, w = utf8.DecodeRuneInString(text[i:end])
			}
			if f < 0x3041 || f > 0x9FFF { // others are as they are
				f = foldRune(f)
			}
		}
		switch f {
		case 0:
		case 'ﾞ', 'ﾟ': // it makes another character, and other pairs, of the last one
			label = at + 1
			q.note(at)
		default:
			if last == 0 {
				q.first = i
			}
			if h := pair(last, f); ws.pairs[h>>6]>>(h&63)&1 != 0 && !(isLower(last) && inside(text, at)) && ws.goesOn(h, text, i+w) {
				label = at + 1
				q.note(at)
			}
			if last, at = f, i; f > 0x2000 && isSign(f) {
				label = i + 1
				q.note(i)
			}
		}
		i += w
	}
	q.to, q.at, q.last, q.label = i, at, last, label
}

// goesOn reports whether a label may begin with two characters of hash h and
// the text behind them.
func (ws *words) goesOn(h uint32, text string, i int) bool {
	if i >= len(text) {
		return ws.begins(h, 0)
	}
	switch c := text[i]; {
	case c < 0x80 && asciiFold[c] != 0:
		return ws.begins(h, rune(asciiFold[c]))
	case c-0xE3 <= 6 && i+2 < len(text) && (text[i+1]^0x80)|(text[i+2]^0x80) < 0x40:
		if r := rune(c&0x0F)<<12 | rune(text[i+1]&0x3F)<<6 | rune(text[i+2]&0x3F); r >= 0x3041 { // as it is
			return ws.begins(h, r)
		}
	}
	return true
}
