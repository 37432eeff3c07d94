package inspect

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"unicode"
)

// digester turns values into keyed digests. Spellings that differ only in
// width, case, spaces or hyphens give the same digest.
type digester struct {
	mac hash.Hash
	buf []byte
	sum []byte
}

func newDigester(key []byte) *digester { return &digester{mac: hmac.New(sha256.New, key)} }

// digest is the first 64 bits of HMAC-SHA-256 over type and folded value. A
// plain hash would not do: all My Numbers can be tried in minutes.
func (d *digester) digest(typ, value string) uint64 {
	d.buf = append(append(d.buf[:0], typ...), 0)
	for _, r := range value {
		switch {
		case r >= '！' && r <= '～': // full-width forms U+FF01–U+FF5E
			r -= 0xFEE0
		case unicode.IsSpace(r):
			continue
		}
		switch r {
		case '-', '‐', '‑', '‒', '–', '—', '―', '−', '－', 'ｰ', '〒':
			continue
		}
		d.buf = append(d.buf, string(unicode.ToLower(r))...)
	}
	d.mac.Reset()
	d.mac.Write(d.buf)
	d.sum = d.mac.Sum(d.sum[:0])
	clear(d.buf) // the value leaves no copy behind
	return binary.BigEndian.Uint64(d.sum)
}
