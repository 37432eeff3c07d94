package report

import (
	"crypto/hmac"
	"crypto/sha256"
	"hash"
	"math"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tenken/internal/followup"
)

// seals keyed-digest what a book says, cell by cell, so that what was changed
// in one that comes back can be named, and the whole of it, so that a foreign
// one is recognised.
type seals struct {
	mac   hash.Hash
	sum   []byte
	heads []string
	rows  map[string]string // by row ID: the digests of its cells, eight characters each
}

func newSeals(key []byte) *seals {
	return &seals{mac: hmac.New(sha256.New, append([]byte("tenken book\x00"), key...)), rows: map[string]string{}}
}

// of is a digest of texts, in letters.
func (s *seals) of(bytes int, texts ...string) string {
	s.mac.Reset()
	for _, t := range texts {
		s.mac.Write([]byte(t))
		s.mac.Write([]byte{0})
	}
	s.sum = s.mac.Sum(s.sum[:0])
	return followup.Letters(s.sum[:bytes])
}

// ledger names the ledger that a book comes from.
func (s *seals) ledger() string { return s.of(8, "ledger") }

// cell is the digest of one cell of a row.
func (s *seals) cell(row, head, value string) string {
	return s.of(4, "cell", row, head, plainly(value))
}

// row takes down the cells of every row that a table writes. A head of ""
// leaves its column out.
func (s *seals) row(heads []string, rows []*asked) func(i int, cells []cell) {
	for _, h := range heads {
		if h != "" {
			s.heads = append(s.heads, h)
		}
	}
	return func(i int, cells []cell) {
		id := followup.ID(rows[i].Item)
		var b strings.Builder
		for c, h := range heads {
			if h != "" {
				b.WriteString(s.cell(id, h, written(cells[c])))
			}
		}
		s.rows[id] = b.String()
	}
}

// written is what a cell holds, as a reader gets it.
func written(c cell) string {
	switch v := c.value.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return ""
}

// plainly is a value without what programs change by merely saving a book:
// line ends, blanks around lines, the last digits of numbers.
func plainly(s string) string {
	s = strings.TrimSpace(strings.ReplaceAll(s, "\r", ""))
	if s == "" {
		return s
	}
	if c := s[len(s)-1]; c >= '0' && c <= '9' && len(s) < 25 {
		if v, err := strconv.ParseFloat(s, 64); err == nil && !math.IsInf(v, 0) {
			return strconv.FormatFloat(v, 'g', 9, 64)
		}
	}
	return norm.NFC.String(strings.Join(strings.Fields(s), " "))
}
