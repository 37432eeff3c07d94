// Package ledger remembers what was listed and what was found: the items, their
// records, how far each listing came, and the runs. It is one SQLite file that
// also holds the queue, so that a record and the completion of its job commit
// together. It holds no raw value and knows nothing of workbooks.
package ledger

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
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
	DB   *sql.DB // one connection: SQLite has one writer
	read *sql.DB // any number of readers beside it
	key  []byte
	lock *flock.Flock
}

const fileName = "ledger.db"

// Open opens the ledger in a folder for writing, and creates it if need be. No
// other process can open it for writing meanwhile.
func Open(ctx context.Context, dir string) (*Ledger, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("ledger: %w", err)
	}
	lock := flock.New(filepath.Join(dir, "lock"), flock.SetPermissions(0o600))
	ok, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock ledger %q: %w", dir, err)
	}
	if !ok {
		return nil, fmt.Errorf("ledger %q: %w%s", dir, ErrLocked, holder(dir))
	}
	l, err := open(ctx, dir, true)
	if err != nil {
		lock.Unlock() //nolint:errcheck // the first error is the one to tell
		return nil, err
	}
	l.lock = lock
	note := fmt.Sprintf("pid %d since %s", os.Getpid(), time.Now().Format(time.DateTime))
	if err := os.WriteFile(filepath.Join(dir, "lock.pid"), []byte(note), 0o600); err != nil {
		l.Close()
		return nil, fmt.Errorf("lock ledger %q: %w", dir, err)
	}
	return l, nil
}

// OpenReader opens the ledger for reading, also while a run is writing it.
func OpenReader(ctx context.Context, dir string) (*Ledger, error) {
	if _, err := os.Stat(filepath.Join(dir, fileName)); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("ledger %q: %w", dir, ErrNone)
	}
	return open(ctx, dir, false)
}

// holder says who holds the lock, as far as that is known.
func holder(dir string) string {
	b, err := os.ReadFile(filepath.Join(dir, "lock.pid"))
	if err != nil || len(b) == 0 {
		return ""
	}
	return " (" + string(b) + ")"
}

func open(ctx context.Context, dir string, write bool) (*Ledger, error) {
	file := filepath.Join(dir, fileName)
	if write {
		f, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR, 0o600)
		if err != nil {
			return nil, fmt.Errorf("ledger: %w", err)
		}
		f.Close()
	}
	l := &Ledger{}
	var err error
	if l.DB, err = sql.Open("sqlite", dsn(file, write)); err != nil {
		return nil, fmt.Errorf("ledger %q: %w", file, err)
	}
	l.DB.SetMaxOpenConns(1)
	if l.read, err = sql.Open("sqlite", dsn(file, false)); err != nil {
		l.Close()
		return nil, fmt.Errorf("ledger %q: %w", file, err)
	}
	l.read.SetMaxOpenConns(4)
	if err := l.migrate(ctx, file, write); err != nil {
		l.Close()
		return nil, fmt.Errorf("ledger %q: %w", file, classify(err))
	}
	if l.key, err = loadKey(filepath.Join(dir, "key"), write); err != nil {
		l.Close()
		return nil, fmt.Errorf("ledger %q: %w", dir, err)
	}
	return l, nil
}

func dsn(file string, write bool) string {
	u := "file:" + (&escaper{}).path(file) + "?_pragma=busy_timeout(10000)&_pragma=temp_store(1)"
	if !write {
		return u + "&_pragma=query_only(1)"
	}
	return u + "&_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_pragma=foreign_keys(0)"
}

// escaper writes a file name into a URI.
type escaper struct{}

func (*escaper) path(p string) string {
	return strings.NewReplacer("%", "%25", "?", "%3F", "#", "%23").Replace(filepath.ToSlash(p))
}

// migrate brings the tables to the version of this program, after a backup.
func (l *Ledger) migrate(ctx context.Context, file string, write bool) error {
	var version int
	if err := l.DB.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	switch {
	case version > len(migrations):
		return fmt.Errorf("version %d, this program knows up to %d: %w", version, len(migrations), ErrNewer)
	case version == len(migrations):
		return nil
	case !write:
		return fmt.Errorf("version %d: %w", version, ErrNone)
	case version > 0:
		backup := fmt.Sprintf("%s.v%d", file, version)
		if _, err := l.DB.ExecContext(ctx, "VACUUM INTO ?", backup); err != nil {
			return fmt.Errorf("backup before migrating: %w", err)
		}
	}
	migrator, err := rivermigrate.New(riversqlite.New(l.DB), nil)
	if err != nil {
		return err
	}
	if _, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return err
	}
	for ; version < len(migrations); version++ {
		if err := l.tx(ctx, func(tx *sql.Tx) error {
			if _, err := tx.ExecContext(ctx, migrations[version]); err != nil {
				return err
			}
			_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version+1))
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

// tx runs f in a transaction.
func (l *Ledger) tx(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := l.DB.BeginTx(ctx, nil)
	if err != nil {
		return classify(err)
	}
	if err := f(tx); err != nil {
		tx.Rollback() //nolint:errcheck // the first error is the one to tell
		return classify(err)
	}
	return classify(tx.Commit())
}

// classify gives errors of SQLite that people can mend their meaning.
func classify(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("%w: %w", ErrFull, err)
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return fmt.Errorf("%w: %w", ErrBroken, err)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return fmt.Errorf("%w: %w", ErrLocked, err)
	}
	return err
}

// Classify is classify for those who write through DB themselves.
func Classify(err error) error { return classify(err) }

// loadKey reads the key of the digests, which lies beside the ledger and not in
// it: a copied ledger alone tells nothing about values.
func loadKey(file string, create bool) ([]byte, error) {
	key, err := os.ReadFile(file)
	if err == nil && len(key) != 32 {
		return nil, fmt.Errorf("key %q: %d bytes instead of 32: %w", file, len(key), ErrBroken)
	}
	if !errors.Is(err, fs.ErrNotExist) || !create {
		return key, err
	}
	key = make([]byte, 32)
	rand.Read(key) //nolint:errcheck // never fails
	if err := os.WriteFile(file, key, 0o600); err != nil {
		return nil, err
	}
	return key, nil
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
		errs = append(errs, l.lock.Unlock())
	}
	return errors.Join(errs...)
}
