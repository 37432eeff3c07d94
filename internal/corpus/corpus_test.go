package corpus

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestDocuments(t *testing.T) {
	const draws = 2
	type key struct {
		typ   string
		holds bool
		test  bool
	}
	counts := map[key]int{}
	var first [][]byte
	for d, err := range Documents(1, draws) {
		if err != nil {
			t.Fatalf("%s %s %s: %v", d.Type, d.Template, d.Format, err)
		}
		counts[key{d.Type, d.Holds, d.Test}]++
		first = append(first, d.Data)
		for _, v := range d.Values {
			if !d.Holds || v.Text == "" {
				t.Errorf("%s %s plants %+v", d.Type, d.Template, v)
			}
			// Formats of bare text hold the value as it was planted.
			if d.Format == "text" && !bytes.Contains(d.Data, []byte(v.Text)) {
				t.Errorf("%s %s: a value of %s is not in the text", d.Type, d.Template, v.Type)
			}
		}
		if d.Format == "text" && bytes.ContainsAny(d.Data, "«»") {
			t.Errorf("%s %s: a kind was not filled in", d.Type, d.Template)
		}
	}
	for _, typ := range Types() {
		for _, holds := range []bool{true, false} {
			for _, test := range []bool{true, false} {
				if counts[key{typ, holds, test}] < draws {
					t.Errorf("%s holds=%v test=%v: too few documents", typ, holds, test)
				}
			}
		}
	}
	i := 0
	for d := range Documents(1, draws) {
		// Offices' formats hold the time of writing.
		if strings.HasPrefix(d.Format, "text") && d.Format != "text in zip" && !bytes.Equal(d.Data, first[i]) {
			t.Errorf("%s %s: the same seed gave another document", d.Type, d.Template)
		}
		i++
	}
}

func TestCheckDigits(t *testing.T) {
	p := newPerson(seeded())
	for range 500 {
		n := p.number("mynumber")
		sum := 0
		for i := range 11 { // 平成26年総務省令第85号 第5条, from the right
			q := i + 2
			if i >= 6 {
				q = i - 4
			}
			sum += q * int(n[10-i]-'0')
		}
		if want := []int{0, 0, 9, 8, 7, 6, 5, 4, 3, 2, 1}[sum%11]; int(n[11]-'0') != want {
			t.Fatalf("a My Number with the wrong check digit: %d, want %d", n[11]-'0', want)
		}
		if n := len(p.number("card")); n != 16 {
			t.Fatalf("a card of %d digits", n)
		}
		if n := len(strings.ReplaceAll(p.value("fixed"), "-", "")); n != 10 {
			t.Fatalf("a telephone number of %d digits", n)
		}
	}
}

func seeded() *rand.Rand { return rand.New(rand.NewPCG(1, 2)) }
