package charset

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/transform"
)

var tabled = []*Encoding{ShiftJIS, EUCJP, ISO2022JP, UTF16LE, UTF16BE}

// in decodes src in blocks of so many bytes, into room for so many.
func in(t testing.TB, dec transform.Transformer, src []byte, block, room int) []byte {
	t.Helper()
	var out []byte
	dst := make([]byte, room)
	for rest, have := src, 0; ; {
		have = min(have+block, len(rest))
		last := have == len(rest)
		n, m, err := dec.Transform(dst, rest[:have], last)
		out, rest, have = append(out, dst[:n]...), rest[m:], have-m
		switch {
		case errors.Is(err, transform.ErrShortDst) && n+m == 0:
			t.Fatalf("no progress with room for %d", room)
		case errors.Is(err, transform.ErrShortDst):
		case errors.Is(err, transform.ErrShortSrc) && last:
			t.Fatal("short source at its end")
		case err != nil && !errors.Is(err, transform.ErrShortSrc):
			t.Fatal(err)
		case last:
			return out
		}
	}
}

// same compares a decoder with that of golang.org/x/text.
func same(t testing.TB, e *Encoding, src []byte, block, room int) {
	t.Helper()
	want, _, err := transform.Bytes(e.enc.NewDecoder(), src)
	if err != nil {
		t.Fatal(err)
	}
	if got := in(t, e.NewDecoder(), src, block, room); !bytes.Equal(got, want) {
		t.Fatalf("%s in blocks of %d into %d: % x\n got %q\nwant %q", e, block, room, src, got, want)
	}
}

// Every two bytes, alone and with others around them.
func TestDecodersKnowAllPairs(t *testing.T) {
	for _, e := range tabled {
		for _, around := range [][2]string{{"", ""}, {"", "plain text behind"}, {"\x1b$B", "\x1b(B and more of it"}, {"\x1b$(D", "0000000000"}, {"\x8f", "\xb0\xa1......"}} {
			var all []byte
			for i := range 1 << 16 {
				src := append(append([]byte(around[0]), byte(i>>8), byte(i)), around[1]...)
				if i%7 == 0 { // alone, so that the ends of blocks are tried, too
					same(t, e, src, len(src), 64)
				}
				all = append(all, src...)
			}
			same(t, e, all, 4096, 8192)
		}
	}
}

func FuzzDecoders(f *testing.F) {
	text := []byte(strings.Join(prose, "\n"))
	for i, e := range tabled {
		b, err := e.enc.NewEncoder().Bytes(text)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b[:200], uint8(i), uint8(7), uint8(0))
		f.Add(b[:61], uint8(i), uint8(255), uint8(16))
	}
	f.Add([]byte("\x1b$B\x24\n\x1b(I\x31\x1b$(D\x22\x22\x1b$(\x1b"), uint8(2), uint8(3), uint8(0))
	f.Add([]byte("\x8f\xb0\xa1\x8f\xa1\x8e\xb1\x8f"), uint8(1), uint8(3), uint8(0))
	f.Add([]byte("\xd8\x3d\xde\x00\xde\x00\xd8\x3d\x00"), uint8(4), uint8(3), uint8(0))
	f.Fuzz(func(t *testing.T, src []byte, e, block, room uint8) {
		same(t, tabled[int(e)%len(tabled)], src, int(block)+1, int(room)+4)
	})
}

func TestDecodersOnProse(t *testing.T) {
	for _, e := range tabled {
		b, err := e.enc.NewEncoder().Bytes([]byte(strings.Repeat(strings.Join(prose, "\r\n\t")+"abc 123 @ ~ \\ ｶﾀｶﾅ", 50)))
		if err != nil {
			t.Fatal(err)
		}
		for _, block := range []int{1, 3, 64, 65536} {
			same(t, e, b, block, 2*block+8)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	for _, e := range tabled {
		src, err := e.enc.NewEncoder().Bytes(benchText(b))
		if err != nil {
			b.Fatal(err)
		}
		for _, d := range []struct {
			name string
			dec  transform.Transformer
		}{{"table", e.NewDecoder()}, {"x-text", e.enc.NewDecoder()}} {
			b.Run(e.String()+"/"+d.name, func(b *testing.B) {
				dst := make([]byte, 3*len(src))
				out := 0
				for b.Loop() {
					d.dec.Reset()
					out, _, err = d.dec.Transform(dst, src, true)
					if err != nil {
						b.Fatal(err)
					}
				}
				b.SetBytes(int64(out)) // of UTF-8
			})
		}
	}
}

func benchText(b *testing.B) []byte {
	b.Helper()
	return []byte(strings.Repeat(strings.Join(prose, "\n")+"ABC, abc 123\n", 300))
}
