package ledger

import (
	"context"
	"database/sql"
	"math"

	"tenken/scanners"
)

// dueTable held what waits item by item; see dueGroups.
const dueTable = `
CREATE TABLE due (
	lane INTEGER NOT NULL,               -- department, or owner where there is none
	rank INTEGER NOT NULL,               -- the riskiest and newest first
	item INTEGER NOT NULL,
	size INTEGER NOT NULL,
	PRIMARY KEY (lane, rank, item)
) WITHOUT ROWID;
`

// lane keeps departments, or accounts where no department is known, apart, so
// that each has its turn.
func lane(department, owner string) int64 {
	if department != "" {
		return newPrint().strings("department", department).sum()
	}
	return newPrint().strings("owner", owner).sum()
}

// rank puts what anyone can reach first, then what is shared outside, then the
// rest, and the newest first of each.
func rank(e scanners.Exposure, modified int64) int64 {
	const class = int64(1) << 40 // more seconds than any file is old
	r := 2 * class
	switch e {
	case scanners.Anyone:
		r = 0
	case scanners.External:
		r = class
	}
	seconds := modified / 1e9
	return r + min(max(class/2-seconds, 0), class-1)
}

// Turn is the place of the lane that was served last; the zero Turn begins with
// any.
type Turn struct{ lane int64 }

// Share bounds a chunk.
type Share struct {
	Files int
	Bytes int64 // unless one file is larger
}

// Next takes up to n chunks of what is due, one of each lane in turn, and hands
// them to insert, all in one transaction. It returns how many there were.
func (l *Ledger) Next(ctx context.Context, turn *Turn, n int, share Share, insert func(*sql.Tx, [][]int64) error) (int, error) {
	var chunks [][]int64
	at := *turn
	err := l.tx(ctx, func(tx *sql.Tx) error {
		chunks, at = nil, *turn
		for len(chunks) < n {
			ok, err := at.next(ctx, tx)
			if err != nil {
				return err
			}
			if !ok {
				break
			}
			ids, err := take(ctx, tx, at.lane, share)
			if err != nil {
				return err
			}
			chunks = append(chunks, ids)
		}
		if len(chunks) == 0 {
			return nil
		}
		return insert(tx, chunks)
	})
	if err == nil {
		*turn = at
	}
	return len(chunks), err
}

// next goes to the next lane with something due.
func (t *Turn) next(ctx context.Context, tx *sql.Tx) (bool, error) {
	var lane sql.NullInt64
	for _, after := range []int64{t.lane, math.MinInt64} {
		if err := tx.QueryRowContext(ctx, "SELECT min(lane) FROM due WHERE lane > ?", after).Scan(&lane); err != nil {
			return false, err
		}
		if lane.Valid {
			t.lane = lane.Int64
			return true, nil
		}
	}
	return false, nil
}

// take removes the first chunk of a lane.
func take(ctx context.Context, tx *sql.Tx, lane int64, share Share) ([]int64, error) {
	var ids []int64
	room := share
	for room.Files > 0 {
		gs, err := head(ctx, tx, lane)
		if err != nil || len(gs) == 0 {
			return ids, err
		}
		for _, g := range gs {
			taken, left := g.split(room, len(ids) == 0)
			if err := left.instead(ctx, tx); err != nil {
				return nil, err
			}
			for _, d := range taken {
				ids = append(ids, d.ID)
				room.Files--
				room.Bytes -= d.Size
			}
			if len(left.items) > 0 {
				return ids, nil
			}
		}
	}
	return ids, nil
}

// Waiting counts the items that wait for a place in the queue.
func (l *Ledger) Waiting(ctx context.Context) (n int64, err error) {
	err = l.read.QueryRowContext(ctx, "SELECT coalesce(sum(files), 0) FROM due").Scan(&n)
	return n, classify(err)
}
