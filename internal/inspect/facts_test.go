package inspect_test

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"testing"

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
