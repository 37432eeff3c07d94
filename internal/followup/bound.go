package followup

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"tenken/internal/record"
	"tenken/scanners"
)

// ID names a file in books and in the ledger, the same one in every run: it is
// how answers find their file again, whatever people do to the rows. Ten
// characters, 50 bits, of the SHA-256 of the item's key.
func ID(it scanners.Item) string {
	sum := sha256.Sum256([]byte(it.Source + "\x00" + it.Root + "\x00" + it.ID))
	id := alphabet.EncodeToString(sum[:7])
	return id[:5] + "-" + id[5:10]
}

// alphabet is Crockford's: no letters that look like digits.
var alphabet = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// Bound is what an answer was given about. It holds no more once the file
// differs from it.
type Bound struct {
	Types    map[string]string // type of finding: keyed digest of its values
	Exposure scanners.Exposure
	Rules    string // digest of what the rules said: verdict, level, clause
	Place    string // digest of the path
}

// BoundOf is a file as an answer about it sees it.
func BoundOf(f record.File) Bound {
	b := Bound{
		Types:    make(map[string]string, len(f.Findings)),
		Exposure: f.Exposure,
		Rules:    digest([]byte(string(f.Verdict) + "\x00" + string(f.Level) + "\x00" + f.Clause)),
		Place:    digest([]byte(f.Path)),
	}
	for _, g := range f.Findings {
		b.Types[plainType(g.Type)] = digest(valuesOf(g))
	}
	return b
}

// plainType is the id of a type as it is, unless that would spoil what String
// writes.
func plainType(t string) string {
	if len(t) > 64 || strings.ContainsAny(t, ".,;") {
		return digest([]byte(t))
	}
	return t
}

// valuesOf tells the values of a finding from others: by the digest of all of
// them, or, in records that older versions wrote, by the sample of digests.
func valuesOf(g record.Finding) []byte {
	b := []byte(g.Type + "\x00")
	if len(g.Values) > 0 {
		return append(b, g.Values...)
	}
	b = binary.AppendUvarint(b, uint64(g.Count))
	return slices.Concat(append([][]byte{b}, g.Digests...)...)
}

// digest shortens to 8 letters. What it is given is keyed already where it
// comes from values.
func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return Letters(sum[:4])
}

// Letters writes bytes as the letters a to p, four bits each: in books, digits
// in a row would look like somebody's number.
func Letters(b []byte) string {
	out := make([]byte, 0, 2*len(b))
	for _, x := range b {
		out = append(out, 'a'+x>>4, 'a'+x&15)
	}
	return string(out)
}

// String is the form that books and the ledger hold:
// "2;rules;place;abcdefgh.my_number,…". Values stand before their types, since
// one behind the name of a type would look like one of them.
func (b Bound) String() string {
	var types []string
	for _, t := range slices.Sorted(maps.Keys(b.Types)) {
		types = append(types, b.Types[t]+"."+t)
	}
	return strings.Join([]string{strconv.Itoa(int(b.Exposure)), b.Rules, b.Place, strings.Join(types, ",")}, ";")
}

var errBound = errors.New("not what an answer is bound to")

// ParseBound reads what String wrote.
func ParseBound(s string) (Bound, error) {
	parts := strings.Split(s, ";")
	if len(parts) != 4 {
		return Bound{}, errBound
	}
	exposure, err := strconv.Atoi(parts[0])
	if err != nil {
		return Bound{}, errBound
	}
	b := Bound{Exposure: scanners.Exposure(exposure), Rules: parts[1], Place: parts[2], Types: map[string]string{}}
	if parts[3] == "" {
		return b, nil
	}
	for _, t := range strings.Split(parts[3], ",") {
		values, name, ok := strings.Cut(t, ".")
		if !ok {
			return Bound{}, errBound
		}
		b.Types[name] = values
	}
	return b, nil
}

// Content tells files with the same values of the same size from others: what
// copies of one file have in common. It is "" for a file in which nothing was
// found.
func Content(f record.File) string {
	if len(f.Findings) == 0 {
		return ""
	}
	h := sha256.New()
	var size [8]byte
	binary.BigEndian.PutUint64(size[:], uint64(f.Size))
	h.Write(size[:])
	for _, g := range f.Findings {
		h.Write(valuesOf(g))
		h.Write([]byte{0})
	}
	return string(h.Sum(nil)[:16])
}
