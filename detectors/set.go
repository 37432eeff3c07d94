package detectors

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/bits"
	"strconv"
	"strings"
	"sync"
)

// Set is compiled detectors. It is safe for concurrent use; each file gets a
// Scan of its own.
type Set struct {
	detectors []Detector
	columns   []ColumnDetector // nil where the detector is none
	infos     []Info
	persons   []person
	public    []bool // types that are published of people in public
	asks      []Asks
	shapes    shapes
	joiners   []joiners // of each detector
	terms     *terms
	words     *words
	at        []uint16
	lines     []uint16
	rows      []uint16
	ruleset   string
	scans     sync.Pool // of *Scan
}

const maxSets = 1 << 12

// NewSet compiles detectors. Their order decides between matches of equal
// evidence at one place: the earlier wins.
func NewSet(ds ...Detector) (*Set, error) {
	if len(ds) > maxSets {
		return nil, fmt.Errorf("%d detectors: at most %d", len(ds), maxSets)
	}
	s := &Set{detectors: ds, columns: make([]ColumnDetector, len(ds))}
	seen := map[string]bool{}
	for i, d := range ds {
		info, asks := d.Info(), d.Asks()
		if info.ID == "" || seen[info.ID] {
			return nil, fmt.Errorf("detector %d: id %q is empty or used twice", i+1, info.ID)
		}
		seen[info.ID] = true
		s.infos, s.asks, s.persons, s.public = append(s.infos, info), append(s.asks, asks), append(s.persons, personOf(info)), append(s.public, publishes(info.ID))
		s.columns[i], _ = d.(ColumnDetector)
		if asks.At {
			s.at = append(s.at, uint16(i))
		}
		if asks.Rows && s.columns[i] != nil {
			s.rows = append(s.rows, uint16(i))
		}
		if asks.Lines {
			s.lines = append(s.lines, uint16(i))
		}
		s.joiners = append(s.joiners, joinersOf(asks.Joiners))
		for _, n := range asks.Numbers {
			if err := s.shapes.add(n, uint16(i), s.joiners[i]); err != nil {
				return nil, fmt.Errorf("detector %s: %w", info.ID, err)
			}
		}
	}
	var err error
	if s.terms, err = compileTerms(s.asks); err != nil {
		return nil, err
	}
	if len(s.terms.digits) == 0 {
		s.terms.fewDigits = min(bits.TrailingZeros32(s.shapes.single), 8) - 1
	}
	s.words = compileWords(s.asks)
	s.ruleset = s.fingerprint()
	return s, nil
}

// Infos describes the detectors in their order.
func (s *Set) Infos() []Info { return s.infos }

// Ruleset is a fingerprint of what the Set detects: it changes when a detector
// is added, removed, or declares something else.
func (s *Set) Ruleset() string { return s.ruleset }

// generation is raised when the code that judges changes what is found, so
// that files inspected by an older build are inspected again.
const generation = 4

func (s *Set) fingerprint() string {
	h := sha256.New()
	enc := json.NewEncoder(h)
	_ = enc.Encode(generation) // writing to a hash does not fail
	for i := range s.infos {
		_ = enc.Encode(s.infos[i])
		_ = enc.Encode(s.asks[i])
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Column says which type a column holds; "" when none.
func (s *Set) Column(c Column) (typ string, confidence float64) {
	best := -1
	for i, d := range s.columns {
		if d == nil {
			continue
		}
		c.Label = s.words.header(c.Header, uint16(i))
		if f := d.Column(c); f > confidence {
			best, confidence = i, f
		}
	}
	if best < 0 {
		return "", 0
	}
	return s.infos[best].ID, confidence
}

// shapes finds the detectors that ask for a shape of digit group.
type shapes struct {
	slots   [1024]shape
	n       int
	lengths uint32                // lengths of runs that begin some shape, ...
	single  uint32                // ... of those that are one alone, ...
	second  [maxDigits + 1]uint32 // ... and of those that may come behind one of a length

	pairs [Break + 1][maxDigits + 1]uint32 // second, of shapes of two runs, by what joins them
}

// joiners is a set of Sep.
type joiners uint16

func joinersOf(list []Sep) (j joiners) {
	if list == nil {
		return ^j
	}
	for _, s := range list {
		j |= 1 << s
	}
	return j
}

type shape struct {
	sig  uint32 // five bits per run
	dets []uint16
}

func (t *shapes) add(text string, det uint16, by joiners) error {
	var sig uint32
	first := 0
	runs := strings.Split(text, "-")
	if len(runs) > maxShape {
		return fmt.Errorf("shape %q: more than %d runs", text, maxShape)
	}
	for i, r := range runs {
		n, err := strconv.Atoi(r)
		if err != nil || n < 1 || n > maxDigits {
			return fmt.Errorf("shape %q: runs of 1 to %d digits, such as 4-4-4", text, maxDigits)
		}
		switch i {
		case 0:
			first = n
			t.lengths |= 1 << n
			if len(runs) == 1 {
				t.single |= 1 << n
			}
		case 1:
			t.second[first] |= 1 << n
			for s := range t.pairs {
				if len(runs) == 2 && by>>s&1 != 0 {
					t.pairs[s][first] |= 1 << n
				}
			}
		}
		sig = sig<<5 | uint32(n)
	}
	for i := slot(sig); ; i = (i + 1) % len(t.slots) {
		s := &t.slots[i]
		if s.sig == 0 {
			if t.n++; t.n > len(t.slots)/2 {
				return fmt.Errorf("shape %q: more than %d shapes", text, len(t.slots)/2)
			}
			s.sig = sig
		}
		if s.sig == sig {
			s.dets = append(s.dets, det)
			return nil
		}
	}
}

func (t *shapes) find(sig uint32) []uint16 {
	for i := slot(sig); ; i = (i + 1) % len(t.slots) {
		if s := &t.slots[i]; s.sig == sig {
			return s.dets
		} else if s.sig == 0 {
			return nil
		}
	}
}

func slot(sig uint32) int { return int(sig * 0x9E3779B1 >> 22) }
