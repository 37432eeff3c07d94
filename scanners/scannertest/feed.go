package scannertest

import (
	"errors"
	"reflect"
	"testing"

	"tenken/scanners"
)

// feed lists everything, lets things happen, and brings the listing up to date
// by the change feed: what comes of it is what a fresh listing shows.
func feed(t *testing.T, s Source) {
	f, ok := s.Scanner.(scanners.Feed)
	if !ok {
		t.Skip("the source has no change feed")
	}
	r := root(t, s)
	known := map[string]scanners.Item{}
	since := apply(t, known, pages(t, s, r, ""))
	before := len(known)
	if since = apply(t, known, changes(t, f, r, since)); len(known) != before {
		t.Errorf("nothing happened, and %d items became %d", before, len(known))
	}
	if s.Change == nil || s.Vanish == nil {
		t.Skip("the source cannot change")
	}
	all := items(t, s, r, "")
	for i, it := range all {
		switch {
		case i >= 40:
		case i%2 == 0:
			s.Change(it.Path)
		default:
			s.Vanish(it.Path)
		}
	}
	told := changes(t, f, r, since)
	n := 0
	for _, p := range told {
		n += len(p.Items) + len(p.Gone)
	}
	if most := max(2*40, len(all)/4); n > most {
		t.Errorf("%d of %d items changed, and the feed told %d", min(40, len(all)), len(all), n)
	}
	apply(t, known, told)
	fresh := map[string]scanners.Item{}
	apply(t, fresh, pages(t, s, r, ""))
	for id, it := range fresh {
		if !reflect.DeepEqual(known[id], it) {
			t.Errorf("listed %+v, by the feed %+v", it, known[id])
		}
	}
	for id, it := range known {
		if _, ok := fresh[id]; !ok {
			t.Errorf("%q is gone, and the feed did not say so", it.Path)
		}
	}
	for i, p := range told {
		if p.Next == "" {
			continue
		}
		if rest := changes(t, f, r, p.Next); !reflect.DeepEqual(rest, told[i+1:]) {
			t.Errorf("after page %d of %d the feed goes on with other pages", i+1, len(told))
		}
	}
}

// apply brings what is known up to date, and returns where to go on from.
func apply(t *testing.T, known map[string]scanners.Item, pages []scanners.Page) (since string) {
	t.Helper()
	for i, p := range pages {
		for _, id := range p.Gone {
			delete(known, id)
		}
		for _, it := range p.Items {
			known[it.ID] = it
		}
		if last := i == len(pages)-1; last != (p.Next == "") || last != (p.Since != "") {
			t.Fatalf("page %d of %d: next %q, since %q", i+1, len(pages), p.Next, p.Since)
		}
		since = p.Since
	}
	return since
}

func changes(t *testing.T, f scanners.Feed, root, since string) []scanners.Page {
	t.Helper()
	var out []scanners.Page
	for p, err := range f.Changes(t.Context(), root, since) {
		if err != nil {
			t.Fatalf("changes of %q since %q: %v", root, since, err)
		}
		out = append(out, p)
	}
	return out
}

// forgedCursor asks for changes since what was never a cursor.
func forgedCursor(t *testing.T, s Source) {
	f, ok := s.Scanner.(scanners.Feed)
	if !ok {
		t.Skip("the source has no change feed")
	}
	r := root(t, s)
	for _, since := range []string{"", "no cursor", "{}", "\x00"} {
		var last error
		for _, err := range f.Changes(t.Context(), r, since) {
			last = err
		}
		if !errors.Is(last, scanners.ErrExpired) {
			t.Errorf("changes since %q ended with %v; want that everything be listed again", since, last)
		}
	}
}
