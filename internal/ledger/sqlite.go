package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// sqliteFile is a file that one process writes.
type sqliteFile struct {
	dir   string
	alone bool // it had no log when it was opened
}

const fileName = "ledger.db"

func (s *sqliteFile) file() string { return filepath.Join(s.dir, fileName) }

func (s *sqliteFile) connect(_ context.Context, write bool) (db, read *sql.DB, err error) {
	s.alone = hasNoLog(s.file())
	if write { // SQLite would create it readable for others
		f, err := os.OpenFile(s.file(), os.O_CREATE|os.O_RDWR, 0o600)
		if err != nil {
			return nil, nil, err
		}
		f.Close()
	} else if _, err := os.Stat(s.file()); errors.Is(err, fs.ErrNotExist) {
		return nil, nil, ErrNone
	}
	if db, err = sql.Open("sqlite", dsn(s.file(), write)); err != nil {
		return nil, nil, err
	}
	db.SetMaxOpenConns(1) // SQLite has one writer
	if read, err = sql.Open("sqlite", dsn(s.file(), false)); err != nil {
		return db, nil, err
	}
	read.SetMaxOpenConns(4)
	return db, read, nil
}

// dsn opens a file. A commit survives the death of the process; after a power
// failure the last ones may be missing, records and their jobs alike.
func dsn(file string, write bool) string {
	name := strings.NewReplacer("%", "%25", "?", "%3F", "#", "%23").Replace(filepath.ToSlash(file))
	u := "file:" + name + "?_pragma=busy_timeout(10000)&_pragma=temp_store(1)"
	if !write { // several: each has a cache of its own
		return u + "&_pragma=query_only(1)&_pragma=cache_size(-4000)"
	}
	return u + "&_pragma=cache_size(-16000)&_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)"
}

func (s *sqliteFile) queue(db *sql.DB) riverdriver.Driver[*sql.Tx] { return riversqlite.New(db) }

func (s *sqliteFile) version(ctx context.Context, db *sql.DB) (v int, err error) {
	err = db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&v)
	return v, err
}

func (s *sqliteFile) setVersion(ctx context.Context, tx *sql.Tx, version int) error {
	_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version))
	return err
}

func (s *sqliteFile) ddl(migration string) string { return migration }

// backup copies the ledger. SQLite writes into an empty file that is there,
// which so keeps its permissions.
func (s *sqliteFile) backup(ctx context.Context, db *sql.DB, version int) error {
	file := fmt.Sprintf("%s.v%d", s.file(), version)
	half := file + ".new"
	if err := os.Remove(half); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(half, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	f.Close()
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", half); err != nil {
		return err
	}
	return os.Rename(half, file)
}

func (s *sqliteFile) batch(template string) (each, all string) { return perRow(template), "" }

func (s *sqliteFile) text(t string) string { return t }

func (s *sqliteFile) numbers(list []int64) any {
	out := []byte{'['}
	for i, n := range list {
		if i > 0 {
			out = append(out, ',')
		}
		out = strconv.AppendInt(out, n, 10)
	}
	return string(append(out, ']'))
}

// now is this machine's clock: all processes are on it.
func (s *sqliteFile) now(context.Context, *sql.Tx) (int64, error) { return time.Now().UnixNano(), nil }

func (s *sqliteFile) lock(ctx context.Context) (lock, error) { return acquire(ctx, s.dir) }

func (s *sqliteFile) held(context.Context) bool { return held(s.dir) }

func (s *sqliteFile) String() string { return s.file() }

func classifySQLite(e *sqlite.Error, err error) error {
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
