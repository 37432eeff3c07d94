package detectors

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// caption is the labels of a header or of a cell that stands beside another.
type caption struct {
	words [16]int16
	n     int
	whole bool // nothing but labels, brackets and numbers
	joint bool // several captions in one: 氏名・住所
}

// may is a cheap test whether read may find a label in a header.
func (ws *words) may(text string) bool {
	q := quiet{}
	q.look(ws, text, len(text), true)
	return q.label > 0 || q.at == q.first
}

// read finds the labels of a header.
func (ws *words) read(text string) (c caption) {
	if !ws.may(text) {
		return c
	}
	var w window
	w.before(text, 0, len(text))
	return ws.labels(&w, text)
}

// whole is read of what is a caption and nothing else, which few texts are.
func (ws *words) whole(text string) (c caption, ok bool) {
	if !ws.mayCover(text) {
		return c, false
	}
	var w window
	w.before(text, 0, len(text))
	c = ws.labels(&w, text)
	return c, c.whole
}

// labels finds the labels of the header that is in the window.
func (ws *words) labels(w *window, text string) (c caption) {
	if w.n == 1 { // 〒, 点
		if k, ok := ws.index[string(w.runes[0])]; ok {
			c.words[0], c.n, c.whole = int16(k), 1, true
		}
		return c
	}
	var buf [windowRunes]hit
	hits, covered := ws.find(w, text, true, buf[:0]), 0
	c.joint = len(hits) > 0 && joint(text)
	for _, h := range hits {
		covered += h.to - h.from
		if c.n < len(c.words) {
			c.words[c.n] = int16(h.word)
			c.n++
		}
	}
	plain, depth := 0, 0
	for _, r := range w.runes[:w.n] {
		if isPlain(r, &depth) {
			plain++
		}
	}
	c.whole = covers(covered, plain)
	return c
}

// covers reports whether labels of so many of the plain runes make a caption of
// them.
func covers(covered, plain int) bool { return covered > 0 && 3*covered >= 2*plain }

// mayCover is a cheap test whether labels may cover text: every three of their
// characters in a row are so in some label.
func (ws *words) mayCover(text string) bool {
	var a, b rune // the two characters before
	n, to, most, plain, depth := 0, 0, 0, 0, 0
	for i := 0; i < len(text); {
		r, w := rune(text[i]), 1
		if r < 0x80 {
			r = rune(asciiFold[r])
		} else {
			if r, w = utf8.DecodeRuneInString(text[i:]); r < 0x3041 || r > 0x9FFF {
				r = foldRune(r)
			}
			if r == 'ﾞ' || r == 'ﾟ' || r == utf8.RuneError {
				return true
			}
		}
		if i += w; r == 0 {
			continue
		}
		if n > 0 {
			h := pair(b, r)
			if n > 1 {
				if t := third(pair(a, b), r); ws.within[t>>6]>>(t&63)&1 != 0 {
					most, to = most+n+1-max(n-2, to), n+1
				}
			}
			if ws.twos[h>>6]>>(h&63)&1 != 0 && to <= n {
				most, to = most+n+1-max(n-1, to), n+1
			}
		}
		if to <= n && r > 0x2000 && isSign(r) {
			most, to = most+1, n+1
		}
		if isPlain(r, &depth) {
			plain++
		}
		a, b, n = b, r, n+1
	}
	return n == 1 || n > windowRunes || covers(most, plain)
}

// joint reports whether a header joins several: 氏名／住所.
func joint(text string) bool { return strings.ContainsAny(text, "・／/、,，＆&＋+\n") }

// isPlain reports whether r is no punctuation and stands outside brackets; depth
// is how many are open.
func isPlain(r rune, depth *int) bool {
	if r >= 0x3041 && r != '・' || r >= '@' && r < '[' || r >= 'a' && r <= 'z' {
		return *depth <= 0
	}
	switch r {
	case '(', '[', '【', '<', '「':
		*depth++
		return false
	case ')', ']', '】', '>', '」':
		*depth--
		return false
	case ':', '*', '※', '/', '・', '●', '○', '■', '□', '◆', '◎', '★', '#', '"', '、', ',':
		return false
	}
	return *depth <= 0
}

// of says what the caption announces to det.
func (c *caption) of(ws *words, det uint16) Label {
	verdict, beside := NoLabel, false
	for _, k := range c.words[:c.n] {
		e := &ws.list[k]
		switch {
		case c.joint && len(e.own) > 0 && slices.Contains(e.not, det):
			beside = true // another value stands in the same cell
		case slices.Contains(e.not, det):
			return OtherLabel
		case slices.Contains(e.own, det), slices.Contains(e.head, det):
			verdict = HeaderLabel
		case verdict == NoLabel && e.kind == specific:
			verdict = OtherLabel
		}
	}
	if beside && verdict == NoLabel {
		return OtherLabel
	}
	return verdict
}

func (ws *words) header(text string, det uint16) Label {
	c := ws.read(text)
	return c.of(ws, det)
}
