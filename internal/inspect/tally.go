package inspect

import (
	"encoding/binary"
	"slices"
	"unicode/utf8"

	"tenken/detectors"
	"tenken/internal/extract"
	"tenken/internal/policy"
	"tenken/internal/record"
)

// MatchAt is one match as `inspect --matches` shows it.
type MatchAt struct {
	Type       string   `json:"type"`
	Place      string   `json:"place"`
	Start      int      `json:"start"` // code points in the extracted text
	End        int      `json:"end"`
	Confidence float64  `json:"confidence"`
	Why        []string `json:"why,omitempty"`
	Because    []string `json:"because,omitempty"` // Why in words

	Evidence detectors.Why `json:"-"`
}

// tally collects the matches of one file, piece by piece, and forgets the text.
type tally struct {
	set      *detectors.Set
	scan     *detectors.Scan
	infos    map[string]detectors.Info
	digest   *digester
	types    map[string]*typeTally
	surnames surnames
	people   people
	labels   []string // classification marks
	each     func(MatchAt)
	texts    int // pieces with text
	runes    int // code points of the pieces before
	cells    []detectors.Cell
}

// typeTally is what is known of one type in the file.
type typeTally struct {
	sure, all  int // matches of medium confidence and above; all
	confidence float64
	places     []string
	piece      int // 1 + number of the piece whose place was added last, ...
	alike      int // ... and the offset up to which that is the same
	sample     string
	distinct   sketch
	values     uint64 // sum of the digests: the same for the same values, in whatever order
}

func newTally(set *detectors.Set, key []byte, each func(MatchAt)) *tally {
	t := &tally{
		set:      set,
		scan:     set.NewScan(),
		infos:    map[string]detectors.Info{},
		digest:   newDigester(key),
		types:    map[string]*typeTally{},
		surnames: surnames{},
		each:     each,
	}
	for _, i := range set.Infos() {
		t.infos[i.ID] = i
	}
	return t
}

// text takes one piece.
func (t *tally) text(x extract.Text) error {
	if x.Aside { // looked through in its other form
		if t.each != nil {
			t.runes += utf8.RuneCountInString(x.Body[x.Lead:])
		}
		return nil
	}
	t.texts++
	var table *detectors.Table
	if x.Table != nil {
		t.cells = t.cells[:0]
		for _, c := range x.Table.Cells {
			t.cells = append(t.cells, detectors.Cell(c))
		}
		table = &detectors.Table{Name: x.Table.Name, Cells: t.cells}
	}
	t.people.piece(x.Path, table)
	at := counter{body: x.Body}
	if t.each != nil { // nobody else asks for code points
		at.runes = t.runes - utf8.RuneCountInString(x.Body[:x.Lead])
	}
	for _, m := range t.scan.Text(x.Path, x.Body, table) {
		if m.End <= x.Lead || m.Confidence < detectors.Low {
			continue
		}
		t.match(x, m)
		if t.each != nil {
			start := at.to(m.Start)
			t.each(MatchAt{
				Type: m.Type, Place: x.Place(m.Start), Confidence: m.Confidence, Why: m.Why.Strings(), Evidence: m.Why,
				Start: start, End: start + utf8.RuneCountInString(x.Body[m.Start:m.End]),
			})
		}
	}
	if t.each != nil {
		t.runes = at.to(len(x.Body))
	}
	return nil
}

// namePlace is where a match in the name of a file is said to be.
const namePlace = "(file name)"

// name looks at the name of the file: detectors that read names need nothing
// else. Its matches are counted like others and shown to nobody, since they
// are not in the text.
func (t *tally) name(name string) {
	sc := t.set.NewScan()
	defer sc.Close()
	for _, m := range sc.Text("", name, nil) {
		if t.infos[m.Type].Names && m.Confidence >= detectors.Medium {
			t.people.piece("", nil)
			t.match(extract.Text{Body: name, Marks: []extract.Mark{{Place: namePlace}}}, m)
		}
	}
}

func (t *tally) match(x extract.Text, m detectors.Match) {
	y := t.types[m.Type]
	if y == nil {
		y = &typeTally{}
		t.types[m.Type] = y
	}
	sure := m.Confidence >= detectors.Medium
	if sure && y.sure == 0 { // what was only suspected gives way to what is sure
		y.places, y.sample, y.distinct, y.values, y.piece = nil, "", sketch{}, 0, 0
	}
	y.all++
	y.confidence = max(y.confidence, m.Confidence)
	value := x.Body[m.Start:m.End]
	if sure {
		y.sure++
	} else if m.Why&detectors.WhyDummy != 0 {
		t.people.doubt(t.infos[m.Type], m, t.digest.digest(m.Type, value))
	}
	if !sure && y.sure > 0 {
		return
	}
	if sure && t.infos[m.Type].Category == detectors.Marking {
		t.label(policy.Mask(m.Type, value))
	}
	d := t.digest.digest(m.Type, value)
	y.distinct.add(d)
	y.values += d
	if sure && !(m.Type == "name" && x.Table == nil && t.surnames.again(t.digest, value)) {
		t.people.match(t.infos[m.Type], m, value, d)
	}
	if len(y.places) < record.MaxPlaces && (y.piece != t.texts+1 || m.Start > y.alike) {
		if p := x.Place(m.Start); !slices.Contains(y.places, p) {
			y.places = append(y.places, p)
		}
		y.piece, y.alike = t.texts+1, x.Alike(m.Start)
	}
	if y.sample == "" {
		y.sample = policy.Mask(m.Type, value)
	}
}

// label notes a classification mark of the document.
func (t *tally) label(mark string) {
	if len(t.labels) < record.MaxLabels && !slices.Contains(t.labels, mark) {
		t.labels = append(t.labels, mark)
	}
}

// findings gives one finding per type, in a stable order, and the persons.
func (t *tally) findings() ([]record.Finding, int) {
	var out []record.Finding
	for typ, y := range t.types {
		out = append(out, record.Finding{
			Type:       typ,
			Category:   record.Category(t.infos[typ].Category),
			Count:      y.count(),
			Persons:    t.people.of(typ),
			Confidence: y.confidence,
			Places:     y.places,
			Sample:     y.sample,
			Digests:    y.distinct.smallest(record.MaxDigests),
			Values:     binary.BigEndian.AppendUint64(nil, y.values),
		})
	}
	slices.SortFunc(out, func(a, b record.Finding) int {
		if s := t.infos[a.Type].Severity - t.infos[b.Type].Severity; s != 0 {
			return s
		}
		if a.Type < b.Type {
			return -1
		}
		return 1
	})
	return out, t.people.total()
}

func (y *typeTally) count() int {
	if y.sure > 0 {
		return y.sure
	}
	return y.all
}

// close forgets what the detectors learned about the file.
func (t *tally) close() {
	t.scan.Close()
	t.scan = nil
}

// counter turns byte offsets into code points. Offsets must not decrease.
type counter struct {
	body  string
	bytes int
	runes int
}

func (c *counter) to(offset int) int {
	if offset < c.bytes { // matches may overlap
		return c.runes - utf8.RuneCountInString(c.body[offset:c.bytes])
	}
	c.runes += utf8.RuneCountInString(c.body[c.bytes:offset])
	c.bytes = offset
	return c.runes
}
