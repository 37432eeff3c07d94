// Package ledger remembers what was listed and what was found: the items, their
// records, how far each listing came, and the runs. It is one SQLite file, or one
// PostgreSQL database, that also holds the queue, so that a record and the
// completion of its job commit together. It holds no raw value and knows nothing of workbooks.
//
// It keeps the newest record of an item, not a history: a report of an older
// run shows what is known of its items now.
package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/riverqueue/river/riverdriver"
	"modernc.org/sqlite"
)

// What may be wrong with a ledger.
var (
	ErrLocked = errors.New("another run is using the ledger")
	ErrNewer  = errors.New("the ledger was written by a newer version of tenken")
	ErrOlder  = errors.New("the ledger is of an older version")
	ErrBroken = errors.New("the ledger is damaged")
	ErrFull   = errors.New("the disk of the ledger is full")
	ErrNone   = errors.New("no scan has been made yet")
	ErrDSN    = errors.New("no database is there")
	ErrRights = errors.New("the database refuses the user")
	ErrAway   = errors.New("the database does not answer")
	ErrClock  = errors.New("the clocks of this machine and of the database differ")
	ErrKey    = errors.New("the key of this ledger is another")
)

// Ledger is an open ledger. Its methods may be called concurrently.
type Ledger struct {
	DB    *sql.DB
	read  *sql.DB // readers beside it
	home  home
	stmts statements
	key   []byte

	outcomes outcomes
	roots    sync.Map // Root by number

	lock  lock // nil when opened for reading or for work
	begun bool // its home was told
}

// Open opens the ledger in a folder, or another home of an option, for the one
// scan that may write it, and creates it if need be.
func Open(ctx context.Context, dir string, options ...Option) (*Ledger, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("ledger: %w", err)
	}
	return open(ctx, dir, scanning, options)
}

// OpenReader opens the ledger for reading, also while a run is writing it.
func OpenReader(ctx context.Context, dir string, options ...Option) (*Ledger, error) {
	return open(ctx, dir, reading, options)
}

// Join opens a ledger that many share, for inspecting what another process
// lists.
func Join(ctx context.Context, dir string, options ...Option) (*Ledger, error) {
	return open(ctx, dir, working, options)
}

// What a ledger is opened for.
type purpose int

const (
	reading purpose = iota
	working
	scanning
)

func open(ctx context.Context, dir string, why purpose, options []Option) (*Ledger, error) {
	l := &Ledger{home: homeOf(dir, options)}
	if err := l.open(ctx, dir, why); err != nil {
		l.Close() //nolint:errcheck // the first error is the one to tell
		return nil, fmt.Errorf("ledger %q: %w", l.home, classify(err))
	}
	return l, nil
}

func (l *Ledger) open(ctx context.Context, dir string, why purpose) (err error) {
	_, file := l.home.(*sqliteFile)
	if file && why == scanning { // before anything is touched
		if l.lock, err = l.home.lock(ctx); err != nil {
			return err
		}
	}
	if l.DB, l.read, err = l.home.connect(ctx, why != reading); err != nil {
		return err
	}
	if !file && why == scanning {
		if l.lock, err = l.home.lock(ctx); err != nil {
			return err
		}
	}
	if err := l.migrate(ctx, why == scanning); err != nil {
		return err
	}
	if err := l.openKey(ctx, filepath.Join(dir, "key"), why == scanning); err != nil || why == reading {
		return err
	}
	if why == scanning {
		if err := l.home.begun(ctx, l); err != nil {
			return err
		}
		l.begun = true
	}
	return l.prepare(ctx)
}

// Shared reports whether other processes may work on the ledger, too.
func (l *Ledger) Shared() bool {
	_, file := l.home.(*sqliteFile)
	return !file
}

// Queue is the driver of the queue in the ledger.
func (l *Ledger) Queue() riverdriver.Driver[*sql.Tx] { return l.home.queue(l.DB) }

// Hold makes sure that this process is still the one that scans: another may
// have begun while the database was away.
func (l *Ledger) Hold(ctx context.Context) error {
	if l.lock == nil {
		return nil
	}
	return l.lock.hold(ctx)
}

// Key keys the digests of values in this ledger.
func (l *Ledger) Key() []byte { return l.key }

// String names the ledger for people.
func (l *Ledger) String() string { return l.home.String() }

// Close closes the ledger and lets others open it.
func (l *Ledger) Close() error {
	var errs []error
	if l.begun {
		errs = append(errs, l.home.ended(context.Background(), l))
	}
	if l.lock != nil {
		errs = append(errs, l.lock.release())
	}
	for _, db := range []*sql.DB{l.read, l.DB} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// tx runs f in a transaction.
func (l *Ledger) tx(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := l.DB.BeginTx(ctx, nil)
	if err != nil {
		return classify(err)
	}
	if err = f(tx); err != nil {
		tx.Rollback() //nolint:errcheck // the first error is the one to tell
	} else {
		err = tx.Commit()
	}
	if errors.Is(err, sql.ErrTxDone) && ctx.Err() != nil { // the end of ctx rolled it back
		return ctx.Err()
	}
	return classify(err)
}

// Classify gives errors of the database that people can mend their meaning.
func Classify(err error) error { return classify(err) }

func classify(err error) error {
	for _, known := range []error{ErrFull, ErrBroken, ErrLocked, ErrAway, ErrRights, ErrDSN} {
		if errors.Is(err, known) {
			return err
		}
	}
	var e *sqlite.Error
	if errors.As(err, &e) {
		return classifySQLite(e, err)
	}
	return classifyPostgres(err)
}
