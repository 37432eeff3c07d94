package ledger

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

const keySize = 32

// loadKey reads the key of the digests, which lies beside the ledger and not in
// it: a copied ledger alone tells nothing about values.
func loadKey(file string, create bool) ([]byte, error) {
	key, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist) && create:
		return newKey(file)
	case err == nil && len(key) != keySize:
		return nil, fmt.Errorf("key %q: %d bytes instead of %d: %w", file, len(key), keySize, ErrBroken)
	}
	return key, err
}

// newKey writes a key under another name first, so that a crash leaves no half
// of one behind.
func newKey(file string) ([]byte, error) {
	key := make([]byte, keySize)
	rand.Read(key) //nolint:errcheck // never fails
	if err := os.WriteFile(file+".new", key, 0o600); err != nil {
		return nil, err
	}
	return key, os.Rename(file+".new", file)
}
