// Package scannertest is the trial that every connector passes: nothing that a
// source holds is missing from its listing or there twice, a listing goes on
// after any page, and what is opened is what was listed.
package scannertest

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"slices"
	"sync"
	"testing"
	"unicode/utf8"

	"tenken/scanners"
)

// Source is a connected source whose contents are known.
type Source struct {
	Scanner  scanners.Scanner
	Contents map[string]string // of each item, by Item.Path; one root holds them all

	// Vanish removes an item and Change gives it other contents, behind the
	// connector's back.
	Vanish, Change func(path string)
}

// Run tries a connector. connect makes a source anew for each trial.
func Run(t *testing.T, connect func(t *testing.T) Source) {
	t.Helper()
	for _, trial := range []struct {
		name string
		run  func(*testing.T, Source)
	}{
		{"complete", complete},
		{"stable", stable},
		{"resumes", resumes},
		{"contents", contents},
		{"vanished", vanished},
		{"changed", changed},
		{"cancelled", cancelled},
		{"left early", leftEarly},
		{"feed", feed},
		{"forged cursor", forgedCursor},
	} {
		t.Run(trial.name, func(t *testing.T) { trial.run(t, connect(t)) })
	}
}

// root is the one root that holds the contents.
func root(t *testing.T, s Source) string {
	t.Helper()
	roots, err := s.Scanner.Roots(t.Context())
	if err != nil || len(roots) == 0 {
		t.Fatalf("roots %q, %v", roots, err)
	}
	for _, r := range roots {
		if len(items(t, s, r, "")) > 0 {
			return r
		}
	}
	t.Fatal("no root lists anything")
	return ""
}

func pages(t *testing.T, s Source, root, from string) []scanners.Page {
	t.Helper()
	var out []scanners.Page
	for p, err := range s.Scanner.List(t.Context(), root, from) {
		if err != nil {
			t.Fatalf("list %q from %q: %v", root, from, err)
		}
		for _, r := range p.Refused {
			t.Errorf("%s refused: %v", r.Path, r.Err)
		}
		out = append(out, p)
	}
	return out
}

func items(t *testing.T, s Source, root, from string) []scanners.Item {
	t.Helper()
	var out []scanners.Item
	for _, p := range pages(t, s, root, from) {
		out = append(out, p.Items...)
	}
	return out
}

func complete(t *testing.T, s Source) {
	r := root(t, s)
	ids, paths := map[string]bool{}, map[string]bool{}
	for _, it := range items(t, s, r, "") {
		if ids[it.ID] || paths[it.Path] {
			t.Errorf("%q is listed twice", it.Path)
		}
		ids[it.ID], paths[it.Path] = true, true
		want, ok := s.Contents[it.Path]
		switch {
		case !ok:
			t.Errorf("%q was not put there", it.Path)
		case it.Size != int64(len(want)):
			t.Errorf("%q: size %d, want %d", it.Path, it.Size, len(want))
		case it.Source == "" || it.Root != r || it.ID == "" || it.Version == "" || it.Modified.IsZero():
			t.Errorf("not complete: %+v", it)
		case !utf8.ValidString(it.Path):
			t.Errorf("path %q is not UTF-8", it.Path)
		}
		b, err := json.Marshal(it)
		if err != nil {
			t.Fatal(err)
		}
		var back scanners.Item
		if err := json.Unmarshal(b, &back); err != nil || !back.Modified.Equal(it.Modified) {
			t.Fatalf("%v; %+v came back as %+v", err, it, back)
		}
		if back.Modified = it.Modified; !reflect.DeepEqual(back, it) {
			t.Errorf("%+v came back as %+v", it, back)
		}
	}
	for p := range s.Contents {
		if !paths[p] {
			t.Errorf("%q is not listed", p)
		}
	}
}

func stable(t *testing.T, s Source) {
	r := root(t, s)
	if a, b := items(t, s, r, ""), items(t, s, r, ""); !reflect.DeepEqual(a, b) {
		t.Error("two listings differ")
	}
}

func resumes(t *testing.T, s Source) {
	r := root(t, s)
	all := items(t, s, r, "")
	done := 0
	for i, p := range pages(t, s, r, "") {
		done += len(p.Items)
		if p.Next == "" {
			if done != len(all) {
				t.Errorf("page %d says it is the last, after %d of %d", i+1, done, len(all))
			}
			continue
		}
		if rest := items(t, s, r, p.Next); !reflect.DeepEqual(rest, all[done:]) && len(rest)+len(all[done:]) > 0 {
			t.Errorf("after page %d: %d items, want %d", i+1, len(rest), len(all)-done)
		}
	}
}

func contents(t *testing.T, s Source) {
	var wg sync.WaitGroup
	all := items(t, s, root(t, s), "")
	for part := range slices.Chunk(all, max(1, len(all)/4)) {
		wg.Go(func() {
			for _, it := range part {
				if got, err := read(t.Context(), s.Scanner, it); err != nil || got != s.Contents[it.Path] {
					t.Errorf("%q: read %.40q, %v", it.Path, got, err)
				}
			}
		})
	}
	wg.Wait()
}

func read(ctx context.Context, sc scanners.Scanner, it scanners.Item) (string, error) {
	r, err := sc.Open(ctx, it)
	if err != nil {
		return "", err
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	return string(b), err
}

func vanished(t *testing.T, s Source) {
	if s.Vanish == nil {
		t.Skip("the source cannot lose items")
	}
	r := root(t, s)
	all := items(t, s, r, "")
	it := all[len(all)/2]
	s.Vanish(it.Path)
	if _, err := read(t.Context(), s.Scanner, it); !errors.Is(err, scanners.ErrGone) {
		t.Errorf("opened what is gone: %v", err)
	}
	if after := items(t, s, r, ""); len(after) != len(all)-1 {
		t.Errorf("%d items, want %d", len(after), len(all)-1)
	}
}

func changed(t *testing.T, s Source) {
	if s.Change == nil {
		t.Skip("the source cannot change items")
	}
	r := root(t, s)
	it := items(t, s, r, "")[0]
	s.Change(it.Path)
	_, err := read(t.Context(), s.Scanner, it)
	if c, ok := s.Scanner.(scanners.Checker); ok && err == nil {
		err = c.Unchanged(t.Context(), it)
	}
	if !errors.Is(err, scanners.ErrChanged) && !errors.Is(err, scanners.ErrGone) {
		t.Errorf("nobody noticed that the item changed: %v", err)
	}
	if now := items(t, s, r, "")[0]; now.ID == it.ID && now.Version == it.Version {
		t.Errorf("the version is the same: %q", it.Version)
	}
}

func cancelled(t *testing.T, s Source) {
	r := root(t, s)
	it := items(t, s, r, "")[0]
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var last error
	for _, err := range s.Scanner.List(ctx, r, "") {
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("the listing ended with %v", last)
	}
	if _, err := read(ctx, s.Scanner, it); !errors.Is(err, context.Canceled) {
		t.Errorf("reading ended with %v", err)
	}
}

func leftEarly(t *testing.T, s Source) {
	r := root(t, s)
	for range s.Scanner.List(t.Context(), r, "") {
		break
	}
	if len(items(t, s, r, "")) != len(s.Contents) {
		t.Error("a listing that was left early spoiled the next one")
	}
}
