package detectors

import "slices"

// Label says what announces a candidate.
type Label uint8

// From nothing to the best; compare with >=.
const (
	NoLabel     Label = iota
	OtherLabel        // something else is announced here
	NearLabel         // a label of the type within 40 characters before, nothing else announced between
	OwnLabel          // a label of the type directly before, in the cell to the left or above
	HeaderLabel       // the header of the column
)

// Why is the evidence that the label is.
func (l Label) Why() Why {
	switch l {
	case OtherLabel:
		return WhyOtherLabel
	case NearLabel:
		return WhyNear
	case OwnLabel:
		return WhyLabel
	case HeaderLabel:
		return WhyHeader
	}
	return 0
}

// announce says what the labels of the window announce to detector det, when
// the value begins where the window ends.
func (ws *words) announce(w *window, hits []hit, det uint16, headers bool) Label {
	l, gap := ws.last(hits, w.n, det, headers)
	switch {
	case l == NoLabel:
		return NoLabel
	case l == OwnLabel && !glue(w.runes[w.n-gap:w.n]):
		if gap > nearRunes {
			return NoLabel
		}
		return NearLabel
	case l == OtherLabel && !glue(w.runes[w.n-gap:w.n]):
		return NoLabel
	}
	return l
}

const nearRunes = 40

// last finds what the last label among hits says to det: OwnLabel, OtherLabel
// or NoLabel, and how many runes lie behind it. Words that touch one another
// are one caption, in which a word of det's own decides.
func (ws *words) last(hits []hit, n int, det uint16, headers bool) (Label, int) {
	if len(hits) == 0 {
		return NoLabel, 0
	}
	for ws.list[hits[len(hits)-1].word].kind == exemplar { // says how, not what
		if hits = hits[:len(hits)-1]; len(hits) == 0 {
			return NoLabel, 0
		}
	}
	gap := n - hits[len(hits)-1].to
	for i := len(hits) - 1; i >= 0; i-- {
		e := &ws.list[hits[i].word]
		switch {
		case slices.Contains(e.not, det):
			return OtherLabel, gap
		case slices.Contains(e.own, det), headers && slices.Contains(e.head, det):
			return OwnLabel, gap
		}
		if e.kind == neutral {
			return NoLabel, gap
		}
		if i > 0 && hits[i-1].to == hits[i].from && e.kind == anyNumber {
			continue
		}
		break
	}
	return OtherLabel, gap
}

// glue reports whether the runes between a label and a value leave the value
// announced: punctuation, a parenthesis, a particle.
func glue(between []rune) bool {
	depth, loose := 0, 0
	for _, r := range between {
		switch r {
		case '(', '[', '【', '〔', '<', '「', '『':
			depth++
			continue
		case ')', ']', '】', '〕', '>', '」', '』':
			depth = max(0, depth-1)
			continue
		case ':', '=', '|', '/', '"', '\'', '→', '⇒', '・', '〒', '*', '+', '~', ';', '`', '#', '{', '}':
			continue
		case '。', '、', ',':
			loose++
		}
		if depth > 0 {
			continue
		}
		if r >= '0' && r <= '9' {
			return false
		}
		loose++
	}
	return loose <= 4 && len(between) <= 24
}
