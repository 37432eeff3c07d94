package crypt

import (
	"bytes"
	"errors"
	"testing"

	"tenken/internal/extract"
)

// TestDecryptInAnyOrder holds a stream read in pieces to one read whole.
func TestDecryptInAnyOrder(t *testing.T) {
	k := &RC4{key: func(block uint32) []byte { return []byte{byte(block), 1, 2, 3, 4} }}
	data := bytes.Repeat([]byte("0123456789"), 500)
	whole := bytes.Clone(data)
	k.Decrypt(whole[7:], 7, 512)
	s := k.Stream(bytes.NewReader(data), 7, 512)
	for _, at := range []int64{4000, 0, 511, 513, 6} {
		got := make([]byte, 900)
		n, err := s.ReadAt(got, at)
		if err != nil || !bytes.Equal(got[:n], whole[at:at+900]) {
			t.Errorf("at %d: %v, differs from the whole", at, err)
		}
	}
}

func FuzzHeader(f *testing.F) {
	f.Add(append([]byte{1, 0, 1, 0}, make([]byte, 48)...))
	f.Add(append([]byte{4, 0, 2, 0, 4, 0, 0, 0, 32}, make([]byte, 200)...))
	f.Fuzz(func(t *testing.T, header []byte) {
		_, err := NewRC4(header, "x")
		if err != nil && !errors.Is(err, extract.ErrEncrypted) && !errors.Is(err, extract.ErrDamaged) {
			t.Error(err)
		}
	})
}
