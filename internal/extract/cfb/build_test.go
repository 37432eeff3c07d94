package cfb

import (
	"bytes"
	"io"
	"testing"
)

// TestBuild writes files that Open reads, with more sectors than the header
// has room for.
func TestBuild(t *testing.T) {
	large := bytes.Repeat([]byte("0123456789abcdef"), 1<<20)
	parts := []Part{{"empty", nil}, {"a/b/inner", []byte("inside")}, {"a/second", bytes.Repeat([]byte("x"), 512)}, {"large", large}, {"last", []byte("z")}}
	b := Build(parts...)
	f, err := Open(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range parts {
		s, ok := f.Find(p.Path)
		got, err := io.ReadAll(s.Open())
		if !ok || err != nil || !bytes.Equal(got, p.Data) || !s.Whole() {
			t.Errorf("%s: found %t, %d bytes, %v", p.Path, ok, len(got), err)
		}
	}
	sub := f.sub("a/")
	g, err := Open(bytes.NewReader(sub), int64(len(sub)))
	if err != nil {
		t.Fatal(err)
	}
	if s, ok := g.Find("b/inner"); !ok || s.Size != 6 || len(g.Streams) != 2 {
		t.Errorf("the storage holds %+v", g.Streams)
	}
}
