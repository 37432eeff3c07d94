package graph

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestPagesAreReadInAnyOrderOfTheirParts(t *testing.T) {
	for name, body := range map[string]string{
		"links first": `{"@odata.context":"x","@odata.nextLink":"n","@odata.deltaLink":"d","value":[{"id":"1"},{"id":"2"}]}`,
		"links last":  `{"value":[{"id":"1"},{"id":"2","unknown":{"a":[1]}}],"other":{"value":[{"id":"3"}]},"@odata.nextLink":"n","@odata.deltaLink":"d"}`,
	} {
		var ids []string
		links, err := page(strings.NewReader(body), func(it *Item) error { ids = append(ids, it.ID); return nil })
		if err != nil || links != (Links{"n", "d"}) || !slices.Equal(ids, []string{"1", "2"}) {
			t.Errorf("%s: %q, %+v, %v", name, ids, links, err)
		}
	}
	for _, body := range []string{"", "[]", "null", `{"value":{}}`, `{"value":[{"id":1}]}`, `{"value":[{"id":"1"}`, `<html>`} {
		if _, err := page(strings.NewReader(body), func(*Item) error { return nil }); err == nil {
			t.Errorf("%q was taken for a page", body)
		}
	}
}

func TestErrorsHoldNoAddress(t *testing.T) {
	err := withoutAddress(errors.New("plain"))
	if err.Error() != "plain" {
		t.Error(err)
	}
}

// FuzzPage reads what a stranger sends.
func FuzzPage(f *testing.F) {
	f.Add(`{"@odata.nextLink":"n","value":[{"id":"1","file":{"hashes":{"quickXorHash":"x"}},"lastModifiedDateTime":"2026-04-01T09:00:00Z"}]}`)
	f.Add(`{"value":[{"deleted":{"state":"deleted"},"id":"1"}],"@odata.deltaLink":"d"}`)
	f.Fuzz(func(t *testing.T, body string) {
		n := 0
		_, err := page(strings.NewReader(body), func(*Item) error { n++; return nil })
		if err == nil && n > len(body) {
			t.Errorf("%d items in %d bytes", n, len(body))
		}
	})
}
