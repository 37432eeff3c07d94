package detectors

// Events goes through text as the pass does and counts where it stops.
func (s *Set) Events(text string) (n int) {
	last := uint64(0)
	for i := 0; ; n++ {
		var e event
		switch i, last, e = s.next(text, i, last); e {
		case atEnd:
			return n
		case atAnchor:
		case atMixed:
			last = 0
		default:
			i, last = i+1, 0
		}
	}
}

// Figure reports whether a cell is a number or date with its units.
func Figure(cell string) bool { return figure(cell) }
