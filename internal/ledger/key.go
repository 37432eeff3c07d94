package ledger

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

const keySize = 32

// openKey reads the key. A ledger that many share knows it by its mark, so that
// nobody keys digests by another: the same value would look like two. The file
// has to be brought to every machine.
func (l *Ledger) openKey(ctx context.Context, file string, create bool) error {
	if !l.Shared() {
		var err error
		l.key, err = loadKey(file, create)
		return err
	}
	var known string
	err := l.DB.QueryRowContext(ctx, "SELECT mark FROM ledger_key").Scan(&known)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	l.key, err = loadKey(file, create && known == "")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: %s is not here", ErrKey, file)
	case err != nil:
		return err
	case known == "" && create:
		_, err = l.DB.ExecContext(ctx, "INSERT INTO ledger_key (mark) VALUES (?)", mark(l.key))
	case known != mark(l.key):
		err = fmt.Errorf("%w: %s", ErrKey, file)
	}
	return err
}

// keyTable holds the mark of the key where many share a ledger.
const keyTable = `
CREATE TABLE ledger_key (mark TEXT PRIMARY KEY);
`

// mark tells keys apart and nothing about them.
func mark(key []byte) string {
	h := hmac.New(sha256.New, key)
	h.Write([]byte("tenken: the mark of a ledger's key"))
	return hex.EncodeToString(h.Sum(nil)[:8])
}

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
