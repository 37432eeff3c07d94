package detectors

import "math/bits"

// Events goes through text as the pass does and counts where it stops.
func (s *Set) Events(text string) (n int) {
	var sight sight
	for from := 0; from < len(text); from += blocks * blockBytes {
		for b := range sight.look(s.terms, text, from, len(text)) {
			m := &sight.marks[b]
			n += bits.OnesCount64(m.digits | m.ats | m.latin | m.mixed | m.anchors)
		}
	}
	return n
}

// Figure reports whether a cell is a number or date with its units.
func Figure(cell string) bool { return figure(cell) }
