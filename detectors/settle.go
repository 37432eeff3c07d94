package detectors

import "slices"

// check is one number that was tried by its check digit.
//
// It holds the detector (12 bits), the column (19), a sum of the digits that
// tells repeated values (32), and whether it passed (1).
type check uint64

func (c check) det() uint16 { return uint16(c >> 52) }
func (c check) col() int32  { return int32(c>>33&(1<<19-1)) - 1 }
func (c check) ok() bool    { return c&1 != 0 }

// alike reports whether two are of one detector and column.
func (c check) alike(d check) bool { return c>>33 == d>>33 }

func (sc *Scan) checked(det uint16, _ int, ok bool) {
	col := int32(-1)
	if sc.cell >= 0 {
		col = int32(sc.grid.cells[sc.cell].Col)
	}
	sum := uint32(2166136261)
	for _, d := range sc.number.digits {
		sum = (sum ^ uint32(d)) * 16777619
	}
	c := check(det)<<52 | check(min(col+1, 1<<19-1))<<33 | check(sum)<<1
	if ok {
		c |= 1
	}
	if n := len(sc.checks); n == 0 || sc.checks[n-1] != c {
		sc.checks = append(sc.checks, c)
	}
}

// A check digit lets one number in ten pass by chance. So many numbers of one
// form must have been tried before their share says something, ...
const (
	rateLeast = 10
	rateMost  = 0.9 // ... above this they are what they seem to be, ...
	rateFew   = 0.4 // ... below this the ones that pass do so by chance.
)

// rate weighs the matches that have no label by how many numbers like them,
// in the same column or in the text, fail their check digit.
func (sc *Scan) rate() {
	if len(sc.checks) < rateLeast || !sc.bare {
		return
	}
	slices.Sort(sc.checks)
	for i := 0; i < len(sc.checks); {
		j, tried, passed := i, 0, 0
		for ; j < len(sc.checks) && sc.checks[j].alike(sc.checks[i]); j++ {
			if j > i && sc.checks[j] == sc.checks[j-1] {
				continue
			}
			tried++
			if sc.checks[j].ok() {
				passed++
			}
		}
		if tried >= rateLeast {
			sc.weigh(sc.checks[i].det(), sc.checks[i].col(), float64(passed)/float64(tried))
		}
		i = j
	}
}

func (sc *Scan) weigh(det uint16, col int32, share float64) {
	for i := range sc.found {
		f := &sc.found[i]
		if f.det != det || f.col != col || !bare(f.why) {
			continue
		}
		switch {
		case share >= rateMost && f.why&(WhySequence|WhyTime|WhyOtherLabel|WhyTest|WhyExample) == 0:
			f.confidence, f.why = max(f.confidence, Medium), f.why&^WhyBare|WhyRate
		case share <= rateFew:
			f.confidence = 0 // chance: not reported
		}
	}
	sc.found = slices.DeleteFunc(sc.found, func(f found) bool { return f.confidence <= 0 })
}

// bare reports whether a number has its check digit and no label.
func bare(w Why) bool { return w&WhyCheckDigit != 0 && w&(WhyLabel|WhyHeader|WhyNear) == 0 }

// settle decides which of several matches at one place stands, and puts the
// matches out in order.
func (sc *Scan) settle() {
	sc.sort()
	kept, to := sc.found[:0], 0
	for i := range sc.found {
		f := &sc.found[i]
		if f.start >= to { // nothing shares text with it
			if to = f.end; len(kept) == i {
				kept = sc.found[:i+1]
				continue
			}
			kept = append(kept, *f)
			continue
		}
		to = max(to, f.end)
		if sc.set.asks[f.det].Beside {
			if twice(kept, *f) {
				continue
			}
			kept = append(kept, *f)
			continue
		}
		// What f competes with lies at the end of kept: starts are in order.
		weaker := 0
		for k := len(kept) - 1; k >= 0 && k >= len(kept)-maxRivals && weaker >= 0; k-- {
			switch g := kept[k]; {
			case g.end <= f.start || sc.set.asks[g.det].Beside:
			case stronger(*f, g):
				weaker++
			default:
				weaker = -1
			}
		}
		if weaker < 0 {
			continue
		}
		for k := len(kept) - 1; weaker > 0; k-- {
			if g := kept[k]; g.end > f.start && !sc.set.asks[g.det].Beside {
				kept = append(kept[:k], kept[k+1:]...)
				weaker--
			}
		}
		kept = append(kept, *f)
	}
	sc.abouts(kept)
	sc.offices(kept)
	sc.samples(kept)
	sc.out = slices.Grow(sc.out, len(kept))
	for i := range kept {
		f := &kept[i]
		sc.out = append(sc.out, Match{sc.set.infos[f.det].ID, f.start, f.end, f.confidence, f.why, int(f.row), int(f.col)})
	}
}

// twice reports whether a type was found at the very same place already.
func twice(kept []found, f found) bool {
	for k := len(kept) - 1; k >= 0 && k >= len(kept)-maxRivals && kept[k].start == f.start; k-- {
		if kept[k].det == f.det && kept[k].end == f.end {
			return true
		}
	}
	return false
}

// maxRivals bounds how many matches may share text with one.
const maxRivals = 8

// stronger reports whether f has better evidence than g: more confidence, and
// at equal confidence more text, then the order of the detectors.
func stronger(f, g found) bool {
	if f.confidence != g.confidence {
		return f.confidence > g.confidence
	}
	if a, b := f.end-f.start, g.end-g.start; a != b {
		return a > b
	}
	return f.det < g.det
}
