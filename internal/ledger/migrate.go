package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
)

// migrate brings the tables to the version of this program, after a backup.
// A reader changes nothing and refuses any other version.
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
	case !write && version == 0:
		return ErrNone
	case !write:
		return fmt.Errorf("version %d is older than this program's %d: the next scan brings it up to date", version, len(migrations))
	case version > 0:
		if err := l.backup(ctx, fmt.Sprintf("%s.v%d", file, version)); err != nil {
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
		if err := l.step(ctx, version); err != nil {
			return fmt.Errorf("migrate to version %d: %w", version+1, err)
		}
	}
	return nil
}

func (l *Ledger) step(ctx context.Context, version int) error {
	return l.tx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, migrations[version]); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version+1))
		return err
	})
}

// backup copies the ledger. SQLite writes into an empty file that is there,
// which so keeps its permissions.
func (l *Ledger) backup(ctx context.Context, file string) error {
	half := file + ".new"
	if err := os.Remove(half); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(half, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	f.Close()
	if _, err := l.DB.ExecContext(ctx, "VACUUM INTO ?", half); err != nil {
		return err
	}
	return os.Rename(half, file)
}
