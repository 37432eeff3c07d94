package ledger

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"
)

// auditTable is the chain of what was done: runs that finished, books and
// registers that were read. Each entry's hash covers the one before, so that
// none can be changed or taken out unnoticed by somebody without the key; the
// head is printed in the books.
const auditTable = `
CREATE TABLE audit (
	seq    BIGINT NOT NULL,
	at     BIGINT NOT NULL,
	what   TEXT   NOT NULL,            -- run, import, register
	detail TEXT   NOT NULL,
	hash   TEXT   NOT NULL,            -- HMAC-SHA-256 over the entry and the hash before
	PRIMARY KEY (seq)
);
`

// What entries are about.
const (
	AuditRun      = "run"
	AuditImport   = "import"
	AuditRegister = "register"
)

// Audit is an entry of the chain.
type Audit struct {
	Seq          int64
	At           time.Time
	What, Detail string
	Hash         string
}

// note adds an entry to the chain.
func (l *Ledger) note(ctx context.Context, tx *sql.Tx, at time.Time, what, detail string) error {
	e := Audit{At: at, What: what, Detail: detail}
	var before string
	err := tx.QueryRowContext(ctx, "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").Scan(&e.Seq, &before)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	e.Seq++
	_, err = tx.ExecContext(ctx, "INSERT INTO audit (seq, at, what, detail, hash) VALUES (?, ?, ?, ?, ?)",
		e.Seq, nanos(at), what, detail, l.chained(before, e))
	return err
}

func (l *Ledger) chained(before string, e Audit) string {
	mac := hmac.New(sha256.New, l.key)
	fmt.Fprintf(mac, "audit\x00%s\x00%d\x00%d\x00%s\x00%s", before, e.Seq, nanos(e.At), e.What, e.Detail)
	return hex.EncodeToString(mac.Sum(nil))
}

// Head is the newest entry of the chain, the zero Audit before the first.
func (l *Ledger) Head(ctx context.Context) (Audit, error) {
	var e Audit
	var at int64
	err := l.read.QueryRowContext(ctx, "SELECT seq, at, what, detail, hash FROM audit ORDER BY seq DESC LIMIT 1").
		Scan(&e.Seq, &at, &e.What, &e.Detail, &e.Hash)
	if errors.Is(err, sql.ErrNoRows) {
		return Audit{}, nil
	}
	e.At = fromNanos(at)
	return e, classify(err)
}

// ErrChain says that the chain was tampered with.
var ErrChain = errors.New("the audit chain does not hold")

// Audited gives the entries of the chain, oldest first, and an error that wraps
// ErrChain and names the first entry that does not fit, if there is one.
func (l *Ledger) Audited(ctx context.Context) ([]Audit, error) {
	rows, err := l.read.QueryContext(ctx, "SELECT seq, at, what, detail, hash FROM audit ORDER BY seq")
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close()
	var out []Audit
	var broken error
	before := ""
	for rows.Next() {
		var e Audit
		var at int64
		if err := rows.Scan(&e.Seq, &at, &e.What, &e.Detail, &e.Hash); err != nil {
			return nil, classify(err)
		}
		e.At = fromNanos(at)
		if out = append(out, e); broken == nil && (e.Seq != int64(len(out)) || e.Hash != l.chained(before, e)) {
			broken = fmt.Errorf("entry %d: %w", e.Seq, ErrChain)
		}
		before = e.Hash
	}
	return out, errors.Join(classify(rows.Err()), broken)
}

// AnsweredSince reports whether books or registers were read after a time.
func (l *Ledger) AnsweredSince(ctx context.Context, at time.Time) (bool, error) {
	var n int
	err := l.read.QueryRowContext(ctx, "SELECT count(*) FROM audit WHERE what <> ? AND at > ?", AuditRun, nanos(at)).Scan(&n)
	return n > 0, classify(err)
}
