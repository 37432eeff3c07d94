package accuracy

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"tenken/detectors"
	"tenken/internal/corpus"
	"tenken/internal/extract"
	"tenken/internal/inspect"
	"tenken/internal/record"
	"tenken/scanners"
)

// Result is what was measured of one type.
type Result struct {
	Type    string
	Value   Count // planted values among those of medium confidence and above
	File    Count // files said to hold the type, at medium confidence and above
	Flagged Count // files that the policy has a department act on: Right, Missed of those that hold the type, Wrong of those alike
	Alike   int   // files that do not hold the type
	Persons Count // Right: files whose number of persons is within 10 %
	Levels  Levels
	Errors  []string
}

// Levels are how often findings of each level of confidence are right: high,
// medium, low.
type Levels [3]Count

// level is the index of a confidence in Levels; -1 below Low.
func level(confidence float64) int {
	switch {
	case confidence >= detectors.High:
		return 0
	case confidence >= detectors.Medium:
		return 1
	case confidence >= detectors.Low:
		return 2
	}
	return -1
}

func (l *Levels) add(m Levels) {
	for i := range l {
		l[i].add(m[i])
	}
}

// Measure inspects documents. The Reader of in is watched for the text that
// offsets refer to.
func Measure(ctx context.Context, in *inspect.Inspector, documents iter.Seq2[corpus.Document, error]) (types []Result, formats map[string]Count, err error) {
	watch := &watcher{Reader: in.Reader}
	copied := *in
	copied.Reader = watch
	at := map[string]int{}
	formats = map[string]Count{}
	for d, err := range documents {
		if err != nil {
			return nil, nil, err
		}
		if _, ok := at[d.Type]; !ok {
			at[d.Type] = len(types)
			types = append(types, Result{Type: d.Type})
		}
		watch.text.Reset()
		var found []inspect.MatchAt
		f, err := copied.Matches(ctx, source(d.Data), scanners.Item{Source: "corpus", ID: d.Name, Path: d.Name, Size: int64(len(d.Data)), Modified: time.Unix(0, 0)}, func(m inspect.MatchAt) {
			if m.Type == d.Type {
				found = append(found, m)
			}
		})
		if err != nil {
			return nil, nil, fmt.Errorf("%s %s %s: %w", d.Type, d.Template, d.Format, err)
		}
		value, levels := values(d, found, []rune(watch.text.String()))
		types[at[d.Type]].count(d, f, value)
		types[at[d.Type]].Levels.add(levels)
		if d.Holds {
			c := formats[d.Format]
			c.add(value)
			formats[d.Format] = c
		}
	}
	return types, formats, nil
}

func (r *Result) count(d corpus.Document, f record.File, value Count) {
	r.Value.add(value)
	if !d.Holds {
		r.Alike++
	}
	sure := slices.ContainsFunc(f.Findings, func(g record.Finding) bool { return g.Type == d.Type && g.Confidence >= detectors.Medium })
	file := verdict(d.Holds, sure)
	r.File.add(file)
	r.Flagged.add(verdict(d.Holds, f.Flagged()))
	if file.Wrong+file.Missed > 0 {
		r.Errors = append(r.Errors, fmt.Sprintf("%s %s: %+v", d.Template, d.Format, file))
	}
	if d.Persons > 0 {
		if off := f.Persons - d.Persons; off*10 <= d.Persons && -off*10 <= d.Persons {
			r.Persons.Right++
		} else {
			r.Persons.Missed++
		}
	}
}

func verdict(holds, said bool) (c Count) {
	switch {
	case holds && said:
		c.Right = 1
	case holds:
		c.Missed = 1
	case said:
		c.Wrong = 1
	}
	return c
}

// values compares planted values with those found. Where none of the type is
// planted, as in documents that are of a type as a whole, nothing is counted.
// What is found counts from medium confidence on, by its level from low on.
func values(d corpus.Document, found []inspect.MatchAt, text []rune) (c Count, by Levels) {
	var want []string
	for _, v := range d.Values {
		if v.Type == d.Type {
			want = append(want, plain(v.Text))
		}
	}
	if d.Holds && len(want) == 0 {
		return c, by
	}
	for _, m := range found {
		l := level(m.Confidence)
		if l < 0 {
			continue
		}
		got := plain(string(text[min(m.Start, len(text)):min(m.End, len(text))]))
		i := slices.IndexFunc(want, func(w string) bool { return strings.Contains(w, got) || strings.Contains(got, w) })
		if got == "" || i < 0 {
			by[l].Wrong++
			if l < 2 {
				c.Wrong++
			}
			continue
		}
		if by[l].Right++; l < 2 {
			c.Right++
			want = slices.Delete(want, i, i+1)
		}
	}
	c.Missed = len(want)
	return c, by
}

// plain is a value without what formats and people put between its parts.
func plain(s string) string {
	return strings.NewReplacer(" ", "", "　", "", "\n", "", "-", "").Replace(s)
}

// watcher keeps the text that a Reader gives.
type watcher struct {
	inspect.Reader
	text strings.Builder
}

// Read reads a file.
func (w *watcher) Read(ctx context.Context, f extract.File, emit func(extract.Text) error) (string, []extract.Problem, error) {
	return w.Reader.Read(ctx, f, func(t extract.Text) error {
		w.text.WriteString(t.Body[t.Lead:])
		return emit(t)
	})
}

// source is one document in memory.
type source []byte

func (source) Roots(context.Context) ([]string, error) { return nil, nil }
func (source) List(context.Context, string, string) iter.Seq2[scanners.Page, error] {
	return func(func(scanners.Page, error) bool) {}
}
func (s source) Open(context.Context, scanners.Item) (io.ReadCloser, error) {
	return memory{bytes.NewReader(s)}, nil
}

type memory struct{ *bytes.Reader }

func (memory) Close() error { return nil }
