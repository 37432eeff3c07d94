// Package ledger remembers what was listed and what was found: the items, their
// records, how far each listing came, and the runs. It is one SQLite file that
// also holds the queue, so that a record and the completion of its job commit
// together. It holds no raw value and knows nothing of workbooks.
//
// It keeps the newest record of an item, not a history: a report of an older
// run shows what is known of its items now.
package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// What may be wrong with a ledger.
var (
	ErrLocked = errors.New("another run is using the ledger")
	ErrNewer  = errors.New("the ledger was written by a newer version of tenken")
	ErrBroken = errors.New("the ledger is damaged")
	ErrFull   = errors.New("the disk of the ledger is full")
	ErrNone   = errors.New("no scan has been made yet")
)

// Ledger is an open ledger. Its methods may be called concurrently.
type Ledger struct {
	DB    *sql.DB // one connection: SQLite has one writer
	read  *sql.DB // readers beside it
	stmts statements
	dir   string
	key   []byte
	lock  *lock // nil when opened for reading
}

const fileName = "ledger.db"

// Open opens the ledger in a folder for writing, and creates it if need be. No
// other process can open it for writing meanwhile.
func Open(ctx context.Context, dir string) (*Ledger, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("ledger: %w", err)
	}
	lock, err := acquire(ctx, dir)
	if err != nil {
		return nil, fmt.Errorf("ledger %q: %w", dir, err)
	}
	l, err := open(ctx, dir, true)
	if err != nil {
		lock.release() //nolint:errcheck // the first error is the one to tell
		return nil, err
	}
	l.lock = lock
	return l, nil
}

// OpenReader opens the ledger for reading, also while a run is writing it.
func OpenReader(ctx context.Context, dir string) (*Ledger, error) {
	if _, err := os.Stat(filepath.Join(dir, fileName)); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("ledger %q: %w", dir, ErrNone)
	}
	return open(ctx, dir, false)
}

func open(ctx context.Context, dir string, write bool) (*Ledger, error) {
	file := filepath.Join(dir, fileName)
	if write { // SQLite would create it readable for others
		f, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR, 0o600)
		if err != nil {
			return nil, fmt.Errorf("ledger: %w", err)
		}
		f.Close()
	}
	l := &Ledger{dir: dir}
	err := l.connect(ctx, file, write)
	if err == nil {
		l.key, err = loadKey(filepath.Join(dir, "key"), write)
	}
	if err != nil {
		l.Close() //nolint:errcheck // the first error is the one to tell
		return nil, fmt.Errorf("ledger %q: %w", file, classify(err))
	}
	return l, nil
}

// connect opens both pools and brings the tables up to date.
func (l *Ledger) connect(ctx context.Context, file string, write bool) error {
	var err error
	if l.DB, err = sql.Open("sqlite", dsn(file, write)); err != nil {
		return err
	}
	l.DB.SetMaxOpenConns(1)
	if l.read, err = sql.Open("sqlite", dsn(file, false)); err != nil {
		return err
	}
	l.read.SetMaxOpenConns(4)
	if err := l.migrate(ctx, file, write); err != nil || !write {
		return err
	}
	return l.stmts.prepare(ctx, l.DB)
}

// Key keys the digests of values in this ledger.
func (l *Ledger) Key() []byte { return l.key }

// Close closes the ledger and lets others open it.
func (l *Ledger) Close() error {
	var errs []error
	for _, db := range []*sql.DB{l.read, l.DB} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	if l.lock != nil {
		errs = append(errs, l.lock.release())
	}
	return errors.Join(errs...)
}
