package ledger

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// openNote is kept while a process writes a file.
const openNote = "open"

// begun looks for damage where a file says that it is in use, but what was
// written beside it, its log, is missing: it was copied without. Mostly it then
// holds an earlier state, from which a run goes on; a copy that was taken while
// pages moved from the log into the file may hold none at all.
func (s *sqliteFile) begun(ctx context.Context, l *Ledger) error {
	open, err := l.Note(ctx, openNote)
	if err != nil {
		return err
	}
	if open != "" && s.alone {
		var found string
		if err := l.DB.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&found); err != nil {
			return err
		}
		if found != "ok" {
			return fmt.Errorf("it was copied without its log (%s-wal): %s: %w", fileName, found, ErrBroken)
		}
	}
	if open != "" {
		return nil
	}
	if err := l.SetNote(ctx, openNote, "1"); err != nil {
		return err
	}
	_, err = l.DB.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)") // into the file itself
	return err
}

func (s *sqliteFile) ended(ctx context.Context, l *Ledger) error {
	return l.SetNote(ctx, openNote, "")
}

// hasNoLog reports whether the log of a file is missing.
func hasNoLog(file string) bool {
	_, err := os.Stat(file + "-wal")
	return errors.Is(err, fs.ErrNotExist)
}
