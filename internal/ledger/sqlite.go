package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// dsn opens a file. A commit survives the death of the process; after a power
// failure the last ones may be missing, records and their jobs alike.
func dsn(file string, write bool) string {
	name := strings.NewReplacer("%", "%25", "?", "%3F", "#", "%23").Replace(filepath.ToSlash(file))
	u := "file:" + name + "?_pragma=busy_timeout(10000)&_pragma=temp_store(1)&_pragma=cache_size(-16000)"
	if !write {
		return u + "&_pragma=query_only(1)"
	}
	return u + "&_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)"
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

// Classify gives errors of SQLite that people can mend their meaning.
func Classify(err error) error { return classify(err) }

func classify(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	for _, known := range []error{ErrFull, ErrBroken, ErrLocked} {
		if errors.Is(err, known) {
			return err
		}
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

// now is the ledger's clock, in Unix nanoseconds: one for all processes.
func (l *Ledger) now(context.Context, *sql.Tx) (int64, error) { return time.Now().UnixNano(), nil }
