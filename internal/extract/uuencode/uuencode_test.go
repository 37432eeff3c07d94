package uuencode_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"tenken/internal/extract"
	"tenken/internal/extract/uuencode"
)

// encode writes what uuencode does; zero stands for no bits.
func encode(name string, data []byte, zero byte) string {
	var b strings.Builder
	char := func(v byte) byte {
		if v &= 0x3F; v == 0 {
			return zero
		}
		return v + ' '
	}
	fmt.Fprintf(&b, "begin 644 %s\n", name)
	for part := range slices.Chunk(data, 45) {
		b.WriteByte(char(byte(len(part))))
		for i := 0; i < len(part); i += 3 {
			var t [3]byte
			copy(t[:], part[i:])
			b.Write([]byte{char(t[0] >> 2), char(t[0]<<4 | t[1]>>4), char(t[1]<<2 | t[2]>>6), char(t[2])})
		}
		b.WriteByte('\n')
	}
	return b.String() + string(zero) + "\nend\n"
}

func trimmed(text string) string {
	var b strings.Builder
	for l := range strings.Lines(text) {
		b.WriteString(strings.TrimRight(l, " \n") + "\n")
	}
	return b.String()
}

// TestFind finds whole, broken and several files, however the text comes, and
// nothing in what only looks like them.
func TestFind(t *testing.T) {
	data := []byte(strings.Repeat("番号,氏名\n1,山中 桜\x00\x00\n", 30))
	one := encode("名簿.csv", data, '`')
	for name, c := range map[string]struct {
		text   string
		names  []string
		broken bool
	}{
		"alone":         {one, []string{"名簿.csv"}, false},
		"in a letter":   {"拝啓\nbegin the day\n" + one + "敬具\n", []string{"名簿.csv"}, false},
		"crlf":          {strings.ReplaceAll("前略\n"+one+"以上\n", "\n", "\r\n"), []string{"名簿.csv"}, false},
		"blanks":        {encode("a b.csv", data, ' '), []string{"a b.csv"}, false},
		"blanks lost":   {trimmed(encode("a.csv", data, ' ')), []string{"a.csv"}, false},
		"no last end":   {strings.TrimSuffix(one, "\n"), []string{"名簿.csv"}, false},
		"twice":         {one + one, []string{"名簿.csv", "名簿.csv"}, false},
		"cut":           {one[:len(one)/2], []string{"名簿.csv"}, true},
		"interrupted":   {one[:strings.Index(one, "\nM")+1+62*3] + "\n以上のとおりです。\n", []string{"名簿.csv"}, true},
		"words":         {"begin 644 men\nand then the story went on for many lines.\nbegin\nbegin \n", nil, false},
		"never a file":  {"begin 644 a\n\nend\n" + strings.Repeat("x", 5000) + "begin 644 b\n", nil, false},
		"one long line": {strings.Repeat("begin 644 a ", 4000), nil, false},
	} {
		for how, in := range map[string]io.Reader{
			"at once": strings.NewReader(c.text), "by bytes": iotest.OneByteReader(strings.NewReader(c.text)), "by halves": iotest.HalfReader(strings.NewReader(c.text)),
		} {
			f := uuencode.Find(in)
			if text, err := io.ReadAll(f); err != nil || string(text) != c.text {
				t.Errorf("%s %s: the text changes: %v", name, how, err)
			}
			var names []string
			err := f.Members(extract.Out{Member: func(name string, _ int64, r io.Reader) error {
				got, err := io.ReadAll(r)
				names = append(names, name)
				if errors.Is(err, extract.ErrDamaged) != c.broken || !bytes.HasPrefix(data, got) || !c.broken && len(got) != len(data) {
					t.Errorf("%s %s: %d bytes, %v", name, how, len(got), err)
				}
				return nil
			}}, "")
			if err != nil || !slices.Equal(names, c.names) {
				t.Errorf("%s %s: %q, %v; want %q", name, how, names, err, c.names)
			}
		}
	}
}

func TestReader(t *testing.T) {
	data := bytes.Repeat([]byte("0123456789\n"), 5000)
	text := "preamble\n" + encode("a.bin", data, '`')
	if got, err := io.ReadAll(uuencode.NewReader(strings.NewReader(text))); err != nil || !bytes.Equal(got, data) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	for _, bad := range []string{"", "nothing of the kind", text[:len(text)/2]} {
		if _, err := io.ReadAll(uuencode.NewReader(strings.NewReader(bad))); !errors.Is(err, extract.ErrDamaged) {
			t.Errorf("%.20q: %v", bad, err)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add([]byte("a\n" + encode("x", []byte("some bytes of a file"), '`')))
	f.Fuzz(func(t *testing.T, data []byte) {
		whole := uuencode.Find(bytes.NewReader(data))
		parts := uuencode.Find(iotest.OneByteReader(bytes.NewReader(data)))
		var found [2][]string
		for i, u := range []*uuencode.Finder{whole, parts} {
			if text, err := io.ReadAll(u); err != nil || !bytes.Equal(text, data) {
				t.Fatal("the text changes")
			}
			err := u.Members(extract.Out{Problem: func(string, error) {}, Member: func(name string, _ int64, r io.Reader) error {
				b, _ := io.ReadAll(r)
				found[i] = append(found[i], name+"\x00"+string(b))
				return nil
			}}, "")
			if err != nil {
				t.Fatal(err)
			}
		}
		if !slices.Equal(found[0], found[1]) {
			t.Errorf("seams change what is found: %q, %q", found[0], found[1])
		}
		_, _ = io.Copy(io.Discard, uuencode.NewReader(bytes.NewReader(data)))
	})
}
