package detectors

import (
	"slices"
	"strings"
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
	var (
		w   window
		buf [windowRunes]hit
	)
	w.before(text, 0, len(text))
	if w.n == 1 { // 〒, 点
		if k, ok := ws.index[string(w.runes[0])]; ok {
			c.words[0], c.n, c.whole = int16(k), 1, true
		}
		return c
	}
	c.joint = joint(text)
	hits, covered := ws.find(&w, text, true, buf[:0]), 0
	for _, h := range hits {
		covered += h.to - h.from
		if c.n < len(c.words) {
			c.words[c.n] = int16(h.word)
			c.n++
		}
	}
	c.whole = c.n > 0 && 3*covered >= 2*plainRunes(w.runes[:w.n])
	return c
}

// joint reports whether a header joins several: 氏名／住所.
func joint(text string) bool { return strings.ContainsAny(text, "・／/、,，＆&＋+\n") }

// plainRunes counts the runes that are not punctuation nor inside brackets.
func plainRunes(runes []rune) int {
	n, depth := 0, 0
	for _, r := range runes {
		switch r {
		case '(', '[', '【', '<', '「':
			depth++
		case ')', ']', '】', '>', '」':
			depth--
		case ':', '*', '※', '/', '・', '●', '○', '■', '□', '◆', '◎', '★', '#', '"', '、', ',':
		default:
			if depth <= 0 {
				n++
			}
		}
	}
	return n
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
