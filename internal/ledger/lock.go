package ledger

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// fileLock is dropped by the system; a note beside it says who holds it.
type fileLock struct {
	file *flock.Flock
	note string
}

// patience outlasts the moment in which a reader probes the lock.
const patience = 500 * time.Millisecond

func acquire(ctx context.Context, dir string) (lock, error) {
	k := &fileLock{flock.New(filepath.Join(dir, "lock"), flock.SetPermissions(0o600)), filepath.Join(dir, "lock.pid")}
	wait, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	ok, err := k.file.TryLockContext(wait, patience/10)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return nil, fmt.Errorf("%w%s", ErrLocked, k.holder())
	case err != nil || !ok:
		return nil, fmt.Errorf("lock: %w", err)
	}
	note := fmt.Sprintf("pid %d, since %s", os.Getpid(), time.Now().Format(time.DateTime))
	if err := os.WriteFile(k.note, []byte(note), 0o600); err != nil {
		return nil, errors.Join(err, k.file.Unlock())
	}
	return k, nil
}

// holder says who holds the lock, as far as that is known.
func (k *fileLock) holder() string {
	b, err := os.ReadFile(k.note)
	if err != nil || len(b) == 0 {
		return ""
	}
	return " (" + string(b) + ")"
}

func (k *fileLock) hold(context.Context) error { return nil }

func (k *fileLock) release() error { return k.file.Unlock() }

// held reports whether a process is writing the ledger in dir.
func held(dir string) bool {
	probe := flock.New(filepath.Join(dir, "lock"), flock.SetFlag(os.O_RDONLY))
	defer probe.Close()
	ok, err := probe.TryRLock()
	return err == nil && !ok
}
