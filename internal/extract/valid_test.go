package extract

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzValid(f *testing.F) {
	for _, s := range []string{"", "a", "あ", "漢字かな交じり文。ABC 123\n", "\xE0\x80\x80aaaaaaaa", "\xED\xA0\x80あああ", "あ\xE3\x81", "ああああ\xF0\x9F\x98\x80あああ", "\xC3\xA9éééééé"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for i := range min(len(b), 9) {
			if got, want := ValidUTF8(b[i:]), utf8.Valid(b[i:]); got != want {
				t.Errorf("ValidUTF8(%q) = %v", b[i:], got)
			}
		}
		for _, pad := range []string{"", "あいうえ", "abcdefgh"} {
			c := append([]byte(pad), b...)
			c = append(c, pad...)
			if got, want := ValidUTF8(c), utf8.Valid(c); got != want {
				t.Errorf("ValidUTF8(%q) = %v", c, got)
			}
		}
	})
}

// TestValidOfThree tries every sequence of three bytes whose first is high.
func TestValidOfThree(t *testing.T) {
	b := []byte("漢___字abcde")
	for x := 0x80 << 16; x < 1<<24; x++ {
		b[3], b[4], b[5] = byte(x>>16), byte(x>>8), byte(x)
		if got, want := ValidUTF8(b), utf8.Valid(b); got != want {
			t.Fatalf("ValidUTF8(%q) = %v", b, got)
		}
	}
}

func BenchmarkValid(b *testing.B) {
	text := []byte(strings.Repeat("装置の点検を行い、異常はなかった。12345件\n", 1000))
	for name, f := range map[string]func([]byte) bool{"tenken": ValidUTF8, "utf8": utf8.Valid} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				f(text)
			}
		})
	}
}
