package ledger

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/riverqueue/river/rivermigrate"
)

// migrate brings the tables to the version of this program, after a backup.
// A reader changes nothing and refuses any other version.
func (l *Ledger) migrate(ctx context.Context, write bool) error {
	version, err := l.home.version(ctx, l.DB)
	if err != nil {
		return err
	}
	switch {
	case version > len(migrations):
		return newer(version)
	case version == len(migrations):
		return nil
	case !write && version == 0:
		return ErrNone
	case !write:
		return fmt.Errorf("version %d, this program's is %d: %w", version, len(migrations), ErrOlder)
	case version > 0:
		if err := l.home.backup(ctx, l.DB, version); err != nil {
			return fmt.Errorf("backup before migrating: %w", err)
		}
	}
	migrator, err := rivermigrate.New(l.Queue(), nil)
	if err != nil {
		return err
	}
	if _, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return err
	}
	return l.tx(ctx, func(tx *sql.Tx) error {
		for ; version < len(migrations); version++ {
			if _, err := tx.ExecContext(ctx, l.home.ddl(migrations[version])); err != nil {
				return fmt.Errorf("migrate to version %d: %w", version+1, err)
			}
			if err := l.home.setVersion(ctx, tx, version+1); err != nil {
				return err
			}
		}
		return nil
	})
}

func newer(version int) error {
	return fmt.Errorf("version %d, this program knows up to %d: %w", version, len(migrations), ErrNewer)
}
