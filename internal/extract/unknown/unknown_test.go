package unknown

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/japanese"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

func wide(s string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return string(b)
}

func narrow(t testing.TB, s string) string {
	t.Helper()
	out, err := japanese.ShiftJIS.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func read(t testing.TB, data string) formattest.Result {
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir())
	return formattest.Read(t, r, "a.dat", []byte(data))
}

func TestRuns(t *testing.T) {
	gap := "\x01\x00\x02\x80\x00\x00"
	for _, text := range []string{"Contact: office 03-1234-5678", "氏名 山中 桜子", "ひらがなだけのぶん", "𠮷田太郎さん"} {
		for name, data := range map[string]string{
			"utf-8": text, "utf-16": wide(text), "shift_jis": narrow(t, strings.ReplaceAll(text, "𠮷", "吉")),
			"odd": "\x01" + wide(text),
		} {
			want := text
			if name == "shift_jis" {
				want = strings.ReplaceAll(text, "𠮷", "吉")
			}
			res := read(t, gap+data+gap+"\x07next entry\x00")
			if !strings.Contains(res.Text(), want+"\n") || !strings.Contains(res.Text(), "next entry\n") {
				t.Errorf("%s: %q, want %q", name, res.Text(), want)
			}
			if len(res.Problems) != 1 || !errors.Is(res.Problems[0].Err, extract.ErrUnsupported) {
				t.Errorf("%s: problems %v", name, res.Problems)
			}
		}
	}
	if res := read(t, gap+"contents"); res.Texts[0].Place(0) != "byte 6" {
		t.Errorf("place %q", res.Texts[0].Place(0))
	}
}

// TestSeams puts a run across the end of a window.
func TestSeams(t *testing.T) {
	for _, n := range []int{window - overlap - 5, window - 5, 2*window - overlap - 3} {
		res := read(t, strings.Repeat("\x00", n)+"氏名 山中 桜子\x00")
		if strings.TrimSpace(res.Text()) != "氏名 山中 桜子" {
			t.Errorf("at %d: %q", n, res.Text())
		}
	}
}

func TestNoiseIsNoText(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 4<<20)
	for i := range noise {
		noise[i] = byte(rnd.Uint32())
	}
	if res := read(t, string(noise)); len(res.Texts) != 0 {
		t.Errorf("%q in noise", res.Text())
	}
	if res := read(t, "\x7FELF\x02\x01\x01\x00"+strings.Repeat("library function ", 100)); len(res.Texts) != 0 {
		t.Errorf("%q in a program", res.Text())
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("\x01\x00text and " + wide("氏名 山中 桜子")))
	f.Add(bytes.Repeat([]byte{0x82, 0xA0}, 10))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.dat", data) })
}
