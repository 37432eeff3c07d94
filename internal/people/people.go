// Package people knows who is behind the accounts that own files: it reads what
// an institution exports from its directory, as LDIF or as CSV.
package people

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
)

// Person is one person, with all accounts that the directory knows of.
type Person struct {
	IDs        []string // as files may call their owner: user names, addresses
	Name       string
	Department string   // as the directory calls it; may be empty
	Unit       []string // its place in the directory, from the top: "example", "Medicine", "Staff"
	Retired    bool     // left, or its account is disabled
	Line       int      // of the file
}

// Directory finds people by their accounts. The zero Directory knows nobody.
type Directory struct {
	persons []Person
	byID    map[string]int // in lower case; -1: more than one person
}

// Add adds people. Of an account that two of them have nobody can tell whose it
// is; Clashes names it.
func (d *Directory) Add(persons ...Person) {
	if d.byID == nil {
		d.byID = map[string]int{}
	}
	for _, p := range persons {
		at := len(d.persons)
		d.persons = append(d.persons, p)
		for _, id := range p.IDs {
			k := fold(id)
			if other, twice := d.byID[k]; twice && other != at {
				d.byID[k] = d.merge(other, at)
				continue
			}
			d.byID[k] = at
		}
	}
}

// merge is which person an account has of two that claim it: the one that has
// not left, where that is clear.
func (d *Directory) merge(a, b int) int {
	switch {
	case a < 0:
		return a
	case d.persons[a].Retired && !d.persons[b].Retired:
		return b
	case !d.persons[a].Retired && d.persons[b].Retired:
		return a
	case d.persons[a].Department == d.persons[b].Department && slices.Equal(d.persons[a].Unit, d.persons[b].Unit):
		return a
	}
	return -1
}

// Find is the person behind an account.
func (d *Directory) Find(owner string) (Person, bool) {
	i, ok := d.byID[fold(owner)]
	if !ok || i < 0 {
		return Person{}, false
	}
	return d.persons[i], true
}

// Clashes are the accounts that several people of different departments have,
// in order.
func (d *Directory) Clashes() []string {
	var out []string
	for id, i := range d.byID {
		if i < 0 {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// Fingerprint changes when what Find answers may be another.
func (d *Directory) Fingerprint() string {
	h := sha256.New()
	for _, p := range d.persons {
		fmt.Fprintf(h, "%q %q %q %v\n", p.IDs, p.Department, p.Unit, p.Retired)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Len is how many people the directory knows.
func (d *Directory) Len() int { return len(d.persons) }

func fold(id string) string { return strings.ToLower(strings.TrimSpace(id)) }

// maxFile bounds an export, in bytes.
const maxFile = 256 << 20

// Read reads an export: LDIF, or CSV with a line of headings, in UTF-8 or, as
// Excel saves it in Japan, in Shift_JIS. Its error names the line.
func Read(file string) ([]Person, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var text bytes.Buffer
	n, err := io.Copy(&text, io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, err
	}
	if n > maxFile {
		return nil, fmt.Errorf("larger than %d MiB", maxFile>>20)
	}
	return Parse(text.Bytes())
}

// Parse is Read of a text.
func Parse(text []byte) ([]Person, error) {
	s, err := Decode(text)
	if err != nil {
		return nil, err
	}
	if isLDIF(s) {
		return parseLDIF(s)
	}
	return parseCSV(s)
}

// ErrEncoding says that a file is in none of the encodings that are read.
var ErrEncoding = errors.New("neither UTF-8 nor Shift_JIS; save it as CSV UTF-8")

// Decode reads UTF-8, with or without a mark, or Shift_JIS.
func Decode(text []byte) (string, error) {
	s := strings.TrimPrefix(string(text), "\ufeff")
	if utf8.ValidString(s) {
		return s, nil
	}
	b, err := japanese.ShiftJIS.NewDecoder().Bytes(text)
	if s = string(b); err != nil || strings.ContainsRune(s, utf8.RuneError) {
		return "", ErrEncoding
	}
	return s, nil
}

// usable reports whether somebody can be found by a person.
func usable(p Person) bool { return len(p.IDs) > 0 }

func add(list []string, v string) []string {
	if v = strings.TrimSpace(v); v == "" || slices.ContainsFunc(list, func(o string) bool { return fold(o) == fold(v) }) {
		return list
	}
	return append(list, v)
}

// first is the first value that is not empty.
func first(values ...string) string { return cmp.Or(values...) }

// Within reports whether the person is in a unit of the directory: written from
// the top ("Staff/Medicine"), or as part of a distinguished name
// ("OU=Medicine,OU=Staff"). Units above and below need not be named.
func (p Person) Within(unit string) bool {
	var want []string
	if strings.Contains(unit, "=") {
		rdns, err := split(unit)
		if err != nil {
			return false
		}
		slices.Reverse(rdns)
		for _, r := range rdns {
			if key, value, _ := strings.Cut(r, "="); !strings.EqualFold(strings.TrimSpace(key), "dc") {
				want = append(want, strings.TrimSpace(value))
			}
		}
	} else {
		want = strings.FieldsFunc(unit, func(r rune) bool { return r == '/' })
	}
	for i := 0; len(want) > 0 && i+len(want) <= len(p.Unit); i++ {
		if slices.EqualFunc(want, p.Unit[i:i+len(want)], strings.EqualFold) {
			return true
		}
	}
	return false
}
