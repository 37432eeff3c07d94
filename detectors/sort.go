package detectors

// sort puts the matches in order. Each stage finds them in a rising run, some a
// little late, so that insertion and a merge or two take the place of sorting.
func (sc *Scan) sort() {
	fs := sc.found
	sc.runs = append(sc.runs[:0], 0)
	for i, first := 1, 0; i < len(fs); i++ {
		k := i
		for k > first && i-k < maxRivals && fs[i].before(&fs[k-1]) {
			k--
		}
		switch {
		case k == i:
		case k > first && fs[i].before(&fs[k-1]):
			first = i
			sc.runs = append(sc.runs, i)
		default:
			f := fs[i]
			copy(fs[k+1:i+1], fs[k:i])
			fs[k] = f
		}
	}
	for len(sc.runs) > 1 {
		sc.merge()
	}
}

// merge merges every two runs into one.
func (sc *Scan) merge() {
	fs, out, runs := sc.found, sc.spare[:0], sc.runs[:0]
	for r := 0; r < len(sc.runs); r += 2 {
		lo, mid, hi := sc.runs[r], len(fs), len(fs)
		if r+1 < len(sc.runs) {
			mid = sc.runs[r+1]
		}
		if r+2 < len(sc.runs) {
			hi = sc.runs[r+2]
		}
		runs = append(runs, lo)
		a, b := fs[lo:mid], fs[mid:hi]
		for len(a) > 0 && len(b) > 0 {
			if b[0].before(&a[0]) {
				out, b = append(out, b[0]), b[1:]
			} else {
				out, a = append(out, a[0]), a[1:]
			}
		}
		out = append(append(out, a...), b...)
	}
	sc.found, sc.spare, sc.runs = out, fs, runs
}

// before reports whether f comes before g: by start, the longer first, then the
// surer, then in the order of the detectors.
func (f *found) before(g *found) bool {
	switch {
	case f.start != g.start:
		return f.start < g.start
	case f.end != g.end:
		return f.end > g.end
	case f.confidence != g.confidence:
		return f.confidence > g.confidence
	}
	return f.det < g.det
}
