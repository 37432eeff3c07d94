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
	return l.up(ctx, version, len(migrations))
}

// up makes the migrations between two versions, all of them or none.
func (l *Ledger) up(ctx context.Context, version, to int) error {
	migrator, err := rivermigrate.New(l.Queue(), nil)
	if err != nil {
		return err
	}
	if _, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return err
	}
	return l.tx(ctx, func(tx *sql.Tx) error {
		for ; version < to; version++ {
			if err := l.step(ctx, tx, migrations[version]); err != nil {
				return fmt.Errorf("migrate to version %d: %w", version+1, err)
			}
			if err := l.home.setVersion(ctx, tx, version+1); err != nil {
				return err
			}
		}
		return nil
	})
}

func (l *Ledger) step(ctx context.Context, tx *sql.Tx, m migration) error {
	if m.before != nil {
		if err := m.before(ctx, l, tx); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, l.home.ddl(m.sql)); err != nil {
		return err
	}
	if m.after != nil {
		return m.after(ctx, l, tx)
	}
	return nil
}

func newer(version int) error {
	return fmt.Errorf("version %d, this program knows up to %d: %w", version, len(migrations), ErrNewer)
}
