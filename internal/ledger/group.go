package ledger

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
	"time"

	"tenken/scanners"
)

// dueGroups hold what waits for a place in the queue: it drains as a run goes
// on, so that the queue stays short however much is listed. A row is a group of
// items of a page that wait together: to write and delete a row for each would
// be a third of all that a first scan writes.
const dueGroups = `
CREATE TABLE due (
	id    INTEGER PRIMARY KEY,
	lane  INTEGER NOT NULL,              -- department, or owner where there is none
	rank  INTEGER NOT NULL,              -- of its first item: the riskiest and newest first
	files INTEGER NOT NULL,
	items BLOB    NOT NULL               -- by rank: number, size, and rank after the one before, as varints
);
CREATE INDEX due_lane ON due (lane, rank);
`

var dueColumns = []string{"lane", "rank", "files", "items"}

// groupFiles is the most of a group: as many as a chunk takes, so that groups
// need not be split.
const groupFiles = 200

// ranked is an item that waits, and its rank.
type ranked struct {
	Due
	rank int64
}

// group is items that wait together, by rank.
type group struct {
	id    int64
	items []ranked
}

// groups collects what is due of a page.
type groups struct {
	now int64
	of  map[kind][]ranked
}

// kind is what has to be alike in a group.
type kind struct {
	lane     int64
	exposure scanners.Exposure
	age      int
}

// add puts an item into its group. Ages double from a week on, so that a group
// does not take old files along with the newest.
func (g *groups) add(lane int64, x scanners.Exposure, modified int64, d Due) {
	if g.of == nil {
		g.of = map[kind][]ranked{}
	}
	if x != scanners.Anyone && x != scanners.External {
		x = scanners.Unknown // no difference to the rank
	}
	const week = int64(7 * 24 * time.Hour)
	k := kind{lane, x, bits.Len64(uint64(max(g.now-modified, 0) / week))}
	g.of[k] = append(g.of[k], ranked{d, rank(x, modified)})
}

// rows are the groups as rows of dueColumns.
func (g *groups) rows() (out [][]any) {
	for k, items := range g.of {
		slices.SortStableFunc(items, func(a, b ranked) int { return int(min(max(a.rank-b.rank, -1), 1)) })
		for part := range slices.Chunk(items, groupFiles) {
			out = append(out, []any{k.lane, part[0].rank, len(part), packed(part)})
		}
	}
	return out
}

func packed(items []ranked) (out []byte) {
	last := items[0].rank
	for _, i := range items {
		out = binary.AppendUvarint(out, uint64(i.ID))
		out = binary.AppendUvarint(out, uint64(i.Size))
		out = binary.AppendUvarint(out, uint64(i.rank-last))
		last = i.rank
	}
	return out
}

func unpacked(b []byte, rank int64) (out []ranked, err error) {
	for len(b) > 0 {
		var v [3]uint64
		for i := range v {
			u, n := binary.Uvarint(b)
			if n <= 0 {
				return nil, fmt.Errorf("items that wait: %w", ErrBroken)
			}
			v[i], b = u, b[n:]
		}
		rank += int64(v[2])
		out = append(out, ranked{Due{int64(v[0]), int64(v[1])}, rank})
	}
	return out, nil
}

// split takes from the front of a group what there is room for; one item at
// least where that is asked.
func (g group) split(room Share, one bool) (taken []ranked, left group) {
	n := 0
	for n < len(g.items) && n < room.Files && (room.Bytes >= g.items[n].Size || one && n == 0) {
		room.Bytes -= g.items[n].Size
		n++
	}
	return g.items[:n], group{g.id, g.items[n:]}
}

// instead puts what is left of a group in its place.
func (g group) instead(ctx context.Context, tx *sql.Tx) (err error) {
	if len(g.items) == 0 {
		_, err = tx.ExecContext(ctx, "DELETE FROM due WHERE id = ?", g.id)
	} else {
		_, err = tx.ExecContext(ctx, "UPDATE due SET rank = ?, files = ?, items = ? WHERE id = ?", g.items[0].rank, len(g.items), packed(g.items), g.id)
	}
	return err
}

// head are the first groups of a lane.
func head(ctx context.Context, tx *sql.Tx, lane int64) (out []group, err error) {
	const some = 8
	rows, err := tx.QueryContext(ctx, "SELECT id, rank, items FROM due WHERE lane = ? ORDER BY rank, id LIMIT ?", lane, some)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var g group
		var rank int64
		var items []byte
		if err := rows.Scan(&g.id, &rank, &items); err != nil {
			return nil, err
		}
		if g.items, err = unpacked(items, rank); err != nil {
			return nil, err
		}
		out = append(out, g)
	}
	return out, rows.Err()
}
