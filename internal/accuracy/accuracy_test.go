package accuracy_test

import (
	"context"
	"flag"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tenken/detectors"
	alldetectors "tenken/detectors/all"
	"tenken/internal/accuracy"
	"tenken/internal/corpus"
	"tenken/internal/extract"
	allformats "tenken/internal/extract/all"
	"tenken/internal/inspect"
	"tenken/internal/policy"
)

const seed = 20260701

var (
	draws = flag.Int("draws", 2, "documents of each template")
	write = flag.String("write", "", "file to write the results to")
	names = flag.String("labelled", "", "files of sentences whose names others labelled, with commas between")
)

func inspector(t *testing.T, ds ...detectors.Detector) *inspect.Inspector {
	t.Helper()
	text, err := os.ReadFile("../../configs/policy/default.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p, err := policy.Parse("default.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	set, err := detectors.NewSet(ds...)
	if err != nil {
		t.Fatal(err)
	}
	return &inspect.Inspector{
		Reader: extract.NewReader(allformats.Formats(), extract.DefaultBudget, t.TempDir()),
		Set:    set, Policy: p, Key: []byte("key"), TmpDir: t.TempDir(),
	}
}

// judging are the documents whose templates judge.
func judging(draws int, types ...string) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		for d, err := range corpus.Documents(seed, draws) {
			if !d.Test || len(types) > 0 && !slices.Contains(types, d.Type) {
				continue
			}
			if !yield(d, err) {
				return
			}
		}
	}
}

// least is the F1 of files that every detector must reach; weak lists those
// that do not yet, with what they reach.
const least = 0.9

var weak = map[string]float64{}

// fails lists the types below the gate.
func fails(types []accuracy.Result) (ids []string) {
	for _, r := range types {
		want := least
		if w, ok := weak[r.Type]; ok {
			want = w
		}
		if r.File.F1() < want {
			ids = append(ids, r.Type)
		}
	}
	return ids
}

func TestAccuracy(t *testing.T) {
	types, formats, err := accuracy.Measure(context.Background(), inspector(t, alldetectors.Detectors()...), judging(*draws))
	if err != nil {
		t.Fatal(err)
	}
	failed := fails(types)
	for _, r := range types {
		t.Logf("%-22s value %.3f %.3f  file %.3f %.3f  flagged %v  alike %d  persons %v", r.Type, r.Value.Precision(), r.Value.Recall(), r.File.Precision(), r.File.Recall(), r.Flagged, r.Alike, r.Persons)
		for _, e := range r.Errors {
			t.Log(r.Type, e)
		}
		if slices.Contains(failed, r.Type) {
			t.Errorf("%s: F1 of files %.3f: %v", r.Type, r.File.F1(), r.Errors)
		}
	}
	if *write == "" {
		return
	}
	f, err := os.Create(*write)
	if err != nil {
		t.Fatal(err)
	}
	if err := accuracy.Write(f, seed, *draws, types, formats, labelled(t)); err != nil {
		t.Error(err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}

// labelled measures names on the sentences of others, where they are given.
func labelled(t *testing.T) map[string]accuracy.Levels {
	others := map[string]accuracy.Levels{}
	set, err := detectors.NewSet(alldetectors.Detectors()...)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range strings.FieldsFunc(*names, func(r rune) bool { return r == ',' }) {
		f, err := os.Open(name)
		if err != nil {
			t.Log(err)
			continue
		}
		by, err := accuracy.Labelled(set, f, "name", "PERSON")
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
		others["`name`, "+filepath.Base(name)] = by
	}
	return others
}

// TestLevels: a level that is higher is at least as often right.
func TestLevels(t *testing.T) {
	set, err := detectors.NewSet(alldetectors.Detectors()...)
	if err != nil {
		t.Fatal(err)
	}
	by, err := accuracy.Labelled(set, strings.NewReader(`{"text":"氏名：佐藤 健一","entities":[{"type":"PERSON","start":3,"end":8}]}
{"text":"氏名：鈴木 大輔","entities":[]}
`), "name", "PERSON")
	if err != nil || by[0] != (accuracy.Count{Right: 1, Wrong: 1}) {
		t.Errorf("%+v, %v", by, err)
	}
	if _, err := accuracy.Labelled(set, strings.NewReader("{"), "name", "PERSON"); err == nil {
		t.Error("what is no JSON was read")
	}
	types, _, err := accuracy.Measure(context.Background(), inspector(t, alldetectors.Detectors()...), judging(1, "name", "email", "my_number", "phone_fixed"))
	if err != nil {
		t.Fatal(err)
	}
	var right, wrong [3]int
	for _, r := range types {
		for i, c := range r.Levels {
			right[i], wrong[i] = right[i]+c.Right, wrong[i]+c.Wrong
		}
	}
	for i := 1; i < len(right); i++ {
		if right[i-1]*(right[i]+wrong[i]) < right[i]*(right[i-1]+wrong[i-1]) {
			t.Errorf("level %d: right %v, wrong %v", i, right, wrong)
		}
	}
}

func TestEveryDetectorHasDocuments(t *testing.T) {
	types := corpus.Types()
	for _, d := range alldetectors.Detectors() {
		if id := d.Info().ID; !slices.Contains(types, id) {
			t.Errorf("%s has no documents", id)
		}
	}
}

// deaf is a detector that someone broke: it finds nothing.
type deaf struct{ detectors.Detector }

func (deaf) Judge(*detectors.Candidate) {}

// gullible takes everything it is asked about for what it looks for.
type gullible struct{ detectors.Detector }

func (gullible) Judge(c *detectors.Candidate) {
	if c.End > c.Start {
		c.Report(c.Start, c.End, 1, 0)
	}
}

// TestGateBites breaks detectors and expects the gate to say so of each.
func TestGateBites(t *testing.T) {
	var broken []detectors.Detector
	for _, d := range alldetectors.Detectors() {
		broken = append(broken, deaf{d})
	}
	types, _, err := accuracy.Measure(context.Background(), inspector(t, broken...), judging(1))
	if err != nil {
		t.Fatal(err)
	}
	if passed := len(corpus.Types()) - len(fails(types)); passed > 0 {
		t.Errorf("no detector finds anything, and %d types pass the gate: it lists %v", passed, fails(types))
	}
	for i, d := range alldetectors.Detectors() {
		id := d.Info().ID
		if !slices.Contains([]string{"my_number", "credit_card", "name", "email", "birth_date", "student_id", "phone_mobile", "dicom", "exam_paper", "classification_mark"}, id) {
			continue
		}
		ds := alldetectors.Detectors()
		ds[i] = gullible{d}
		types, _, err := accuracy.Measure(context.Background(), inspector(t, ds...), judging(1, id))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(fails(types), id) {
			t.Errorf("%s believes everything and passes the gate: file %+v", id, types[0].File)
		}
	}
}
