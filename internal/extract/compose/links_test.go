package compose

import (
	"strings"
	"testing"

	"tenken/internal/extract"
)

func TestLinks(t *testing.T) {
	var l Links
	for _, target := range []string{
		"mailto:a@example.jp", "MAILTO:b%40example.jp?subject=c@example.jp", "mailto:d@example.jp,e@example.jp", "mailto:A@example.jp",
		"https://f@example.jp/", "mailto:", "mailto:?cc=g@example.jp", "mailto:%FF@example.jp", "mailto:" + strings.Repeat("h@example.jp,", 4000), "tel:1",
	} {
		l.Add(target)
	}
	var b strings.Builder
	put := l.Watch(func(x extract.Text) error { b.WriteString(x.Body[x.Lead:]); return nil })
	if err := put(extract.Text{Body: "連絡先は D@example.jp.\n(<e@example.jp>)@@ "}); err != nil {
		t.Fatal(err)
	}
	b.Reset()
	c := New(put)
	l.Put(c)
	if err := c.Flush(); err != nil {
		t.Fatal(err)
	}
	if want := "a@example.jp\nb@example.jp\n@example.jp\n"; b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
}
