package ledger

import (
	"context"
	"database/sql"
	"strings"

	"github.com/riverqueue/river/riverdriver"
)

// home is where a ledger lives: a SQLite file beside one process, or a
// PostgreSQL database that many share. All else of this package is the same for
// both: statements are written with "?" and lists of numbers as
// "IN (SELECT value FROM json_each(?))", as SQLite has them.
type home interface {
	// connect opens the pool that writes and the one that reads.
	connect(ctx context.Context, write bool) (db, read *sql.DB, err error)
	queue(db *sql.DB) riverdriver.Driver[*sql.Tx]

	// version is the number of migrations made; 0: none, or no tables at all.
	version(ctx context.Context, db *sql.DB) (int, error)
	setVersion(ctx context.Context, tx *sql.Tx, version int) error
	ddl(migration string) string // in the home's words
	backup(ctx context.Context, db *sql.DB, version int) error

	// batch are the forms of a statement for many rows; see batch.
	batch(template string) (each, all string)

	text(s string) string     // as the home keeps it
	numbers(list []int64) any // an argument of json_each

	now(ctx context.Context, tx *sql.Tx) (int64, error) // Unix nanoseconds by the clock that all processes share

	// begun and ended surround the use of a ledger that one process writes.
	begun(ctx context.Context, l *Ledger) error
	ended(ctx context.Context, l *Ledger) error

	lock(ctx context.Context) (lock, error) // keeps a second scan out
	held(ctx context.Context) bool          // whether a scan is running
	String() string                         // for people; no secrets
}

// lock is dropped with the process that holds it, however that process ends.
type lock interface {
	// hold makes sure that it is still held.
	hold(ctx context.Context) error
	release() error
}

// Option changes where a ledger is opened.
type Option func(dir string) home

// At opens the ledger in the PostgreSQL database of a connection string. Its
// key stays in the folder. An empty string changes nothing.
func At(dsn string) Option {
	return func(dir string) home {
		if dsn == "" {
			return nil
		}
		return &postgres{dsn: dsn}
	}
}

func homeOf(dir string, options []Option) home {
	for _, o := range options {
		if h := o(dir); h != nil {
			return h
		}
	}
	return &sqliteFile{dir: dir}
}

// IsDSN tells a connection string of PostgreSQL from the name of a folder.
func IsDSN(s string) bool {
	return strings.HasPrefix(s, "postgres://") || strings.HasPrefix(s, "postgresql://")
}
