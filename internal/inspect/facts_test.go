package inspect_test

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"testing"

	"tenken/internal/extract"
	"tenken/internal/record"
	"tenken/scanners"
)

// shared is a store whose items are shared with others.
type shared struct {
	store
	with []string
	err  error
}

func (s shared) SharedWith(context.Context, scanners.Item) ([]string, error) { return s.with, s.err }

func TestFactsOfAFile(t *testing.T) {
	in := newInspector(t)
	in.Storage = map[string]record.Storage{"test": {Kind: "onedrive", Contract: record.Institutional}}
	roster := "【機密性3情報】\n【関係者限り】\n【機密性3情報】\n氏名 山田太郎 携帯 090-1234-5678\n"
	many := make([]string, record.MaxShares+2)
	for i := range many {
		many[i] = "user" + strconv.Itoa(i)
	}
	for _, c := range []struct {
		name, text string
		with       []string
		err        error
		labels     []string
		shares     int
		reasons    int
	}{
		{"shared", roster, []string{"b", "a", "b"}, nil, []string{"機密性3情報", "関係者限り"}, 2, 0},
		{"shared with many", roster, many, nil, []string{"機密性3情報", "関係者限り"}, len(many), 0},
		{"it would not tell", roster, nil, scanners.ErrDenied, []string{"機密性3情報", "関係者限り"}, 0, 1},
		{"nothing found, nobody asked", "会議の予定", []string{"a"}, nil, nil, 0, 0},
	} {
		f, err := in.Item(t.Context(), shared{store{data: map[string]string{"f.txt": c.text}}, c.with, c.err}, item("f.txt", c.text))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(f.Labels, c.labels) || f.Shares != c.shares || len(f.SharedWith) != min(c.shares, record.MaxShares) ||
			!slices.IsSorted(f.SharedWith) || len(f.Reasons) != c.reasons || (f.Storage.Kind == "onedrive") != (len(f.Findings) > 0) {
			t.Errorf("%s: labels %q, %d shares (%d kept), reasons %v, storage %v", c.name, f.Labels, f.Shares, len(f.SharedWith), f.Reasons, f.Storage)
		}
	}
	_, err := in.Item(t.Context(), shared{store{data: map[string]string{"f.txt": roster}}, nil, scanners.Busy{}}, item("f.txt", roster))
	if !errors.As(err, new(scanners.Busy)) {
		t.Errorf("busy: %v", err)
	}
}

// opened is a reader of files that passwords opened, here and there.
type opened struct{ problems []extract.Problem }

func (o opened) Read(_ context.Context, _ extract.File, emit func(extract.Text) error) (string, []extract.Problem, error) {
	return "text/plain", o.problems, emit(extract.Text{Body: "氏名 山田太郎 携帯 090-1234-5678\n", Marks: []extract.Mark{{Place: "line 1"}}})
}

func TestProtection(t *testing.T) {
	in := newInspector(t)
	unlocked := func(place string) extract.Problem { return extract.Problem{Place: place, Err: extract.ErrUnlocked} }
	for _, c := range []struct {
		name     string
		problems []extract.Problem
		want     record.Protection
		reasons  int
	}{
		{"plain", nil, record.Unprotected, 0},
		{"the file itself", []extract.Problem{unlocked("")}, record.WithPassword, 0},
		{"a member of an open archive", []extract.Problem{unlocked("a.xlsx")}, record.Unprotected, 0},
		{"members that no password opens", []extract.Problem{unlocked(""), {Place: "b", Err: extract.ErrEncrypted}}, record.Unprotected, 1},
	} {
		in.Reader = opened{c.problems}
		f, err := in.Item(t.Context(), store{data: map[string]string{"f": "x"}}, item("f", "x"))
		if err != nil || f.Protection != c.want || len(f.Reasons) != c.reasons {
			t.Errorf("%s: %q, reasons %v, %v; want %q", c.name, f.Protection, f.Reasons, err, c.want)
		}
		again, ok, err := in.Again(t.Context(), store{}, f.Item, f)
		if err != nil || !ok || again.Protection != c.want {
			t.Errorf("%s, judged again: %q, %v, %v", c.name, again.Protection, ok, err)
		}
	}
}
