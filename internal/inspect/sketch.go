package inspect

import (
	"encoding/binary"
	"math"
	"slices"
)

// sketch counts distinct 64-bit digests in bounded memory: it keeps all of
// them up to a limit, then only those below a threshold that falls as more
// come. The count is exact at first; later it is kept ÷ (threshold ÷ 2⁶⁴),
// with a standard error of about 1/√kept, at most 1.6 %. (Adaptive sampling
// after Wegman; Flajolet, On Adaptive Sampling, Computing 43, 1990.)
type sketch struct {
	set map[uint64]struct{}
	max uint64 // digests above it are dropped; 0 while nothing was dropped
}

const sketchSize = 4096

func (s *sketch) add(d uint64) {
	if s.max != 0 && d > s.max {
		return
	}
	if s.set == nil {
		s.set = make(map[uint64]struct{})
	}
	s.set[d] = struct{}{}
	if len(s.set) > 2*sketchSize {
		s.drop(s.sorted()[sketchSize-1])
	}
}

// drop keeps the digests up to limit.
func (s *sketch) drop(limit uint64) {
	s.max = limit
	for d := range s.set {
		if d > limit {
			delete(s.set, d)
		}
	}
}

func (s *sketch) sorted() []uint64 {
	all := make([]uint64, 0, len(s.set))
	for d := range s.set {
		all = append(all, d)
	}
	slices.Sort(all)
	return all
}

// count is the number of distinct digests added.
func (s *sketch) count() int {
	if s.max == 0 {
		return len(s.set)
	}
	return int(math.Round(float64(len(s.set)) / (float64(s.max) / math.MaxUint64)))
}

// union counts what is in either sketch.
func union(a, b *sketch) *sketch {
	u := &sketch{}
	for _, s := range []*sketch{a, b} {
		if s.max != 0 && (u.max == 0 || s.max < u.max) {
			u.max = s.max
		}
	}
	for _, s := range []*sketch{a, b} {
		for d := range s.set {
			u.add(d)
		}
	}
	return u
}

// smallest gives the n smallest digests, big-endian: a fair sample that is the
// same for the same values, so that two files can be compared.
func (s *sketch) smallest(n int) [][]byte {
	all := s.sorted()
	out := make([][]byte, 0, min(n, len(all)))
	for _, d := range all[:min(n, len(all))] {
		out = append(out, binary.BigEndian.AppendUint64(nil, d))
	}
	return out
}
