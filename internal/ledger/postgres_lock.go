package ledger

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
)

// scanLock numbers the advisory lock of the one scan of a database: "tenken" in
// ASCII.
const scanLock = 0x74656e6b656e

// advisory is a lock that the server drops with the connection that holds it.
type advisory struct {
	p    *postgres
	mu   sync.Mutex
	conn *sql.Conn
}

func (p *postgres) lock(ctx context.Context) (lock, error) {
	a := &advisory{p: p}
	return a, a.acquire(ctx)
}

func (a *advisory) acquire(ctx context.Context) error {
	conn, err := a.p.db.Conn(ctx)
	if err != nil {
		return err
	}
	var got bool
	if err = conn.QueryRowContext(ctx, "SELECT pg_try_advisory_lock(?)", int64(scanLock)).Scan(&got); err == nil && !got {
		err = fmt.Errorf("%w%s", ErrLocked, a.p.holder(ctx))
	}
	if err != nil {
		conn.Close() //nolint:errcheck // the first error is the one to tell
		return err
	}
	a.conn = conn
	return nil
}

// hold takes the lock again after the connection was lost.
func (a *advisory) hold(ctx context.Context) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.conn != nil {
		var one int
		if a.conn.QueryRowContext(ctx, "SELECT 1").Scan(&one) == nil {
			return nil
		}
		a.conn.Close() //nolint:errcheck // it is broken
		a.conn = nil
	}
	return classify(a.acquire(ctx))
}

func (a *advisory) release() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.conn == nil {
		return nil
	}
	_, err := a.conn.ExecContext(context.Background(), "SELECT pg_advisory_unlock(?)", int64(scanLock))
	if closed := a.conn.Close(); err == nil {
		err = closed
	}
	return err
}

const holders = `SELECT coalesce(host(s.client_addr), 'this host'), l.pid, to_char(s.backend_start, 'YYYY-MM-DD HH24:MI:SS')
	FROM pg_locks l JOIN pg_stat_activity s ON s.pid = l.pid
	WHERE l.locktype = 'advisory' AND l.granted AND l.classid = ? AND l.objid = ? AND l.objsubid = 1
	AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`

// holder says who holds the lock, as far as that is known.
func (p *postgres) holder(ctx context.Context) string {
	var host, since string
	var pid int
	if err := p.db.QueryRowContext(ctx, holders, int64(scanLock)>>32, int64(scanLock)&0xffffffff).Scan(&host, &pid, &since); err != nil {
		return ""
	}
	return fmt.Sprintf(" (from %s, server process %d, since %s)", host, pid, since)
}

func (p *postgres) held(ctx context.Context) bool { return p.holder(ctx) != "" }
