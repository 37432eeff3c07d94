package ledger

import (
	"context"
	"iter"
	"slices"

	"tenken/internal/record"
)

// Catalogue says in which order the records of a run stand in the books of
// departments: the ledger is sorted once, however many books are read from it.
// It takes eight bytes a record.
type Catalogue struct {
	ledger      *Ledger
	departments []string
	items       map[string][]int64 // by department, by path
}

// Catalogue orders the records of a run. What is recorded later is not in it.
func (l *Ledger) Catalogue(ctx context.Context, run int64) (*Catalogue, error) {
	if err := l.knowRoots(ctx); err != nil {
		return nil, err
	}
	rows, err := l.read.QueryContext(ctx, "SELECT i.department, i.id FROM known i WHERE"+recorded+"ORDER BY i.department, i.path, i.id", run)
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close()
	c := &Catalogue{ledger: l, items: map[string][]int64{}}
	for rows.Next() {
		var department string
		var item int64
		if err := rows.Scan(&department, &item); err != nil {
			return nil, classify(err)
		}
		if _, known := c.items[department]; !known {
			c.departments = append(c.departments, department)
		}
		c.items[department] = append(c.items[department], item)
	}
	return c, classify(rows.Err())
}

// Departments are those of the records, in order; "" for items that belong to
// none.
func (c *Catalogue) Departments() []string { return c.departments }

// readAtOnce is how many records are asked for at a time.
const readAtOnce = 1000

// Records yields the records of a department, by path.
func (c *Catalogue) Records(ctx context.Context, department string) iter.Seq2[record.File, error] {
	return func(yield func(record.File, error) bool) {
		for items := range slices.Chunk(c.items[department], readAtOnce) {
			found, err := c.byItem(ctx, items)
			if err != nil {
				yield(record.File{}, err)
				return
			}
			for _, item := range items {
				if f, ok := found[item]; ok && !yield(f, nil) {
					return
				}
			}
		}
	}
}

func (c *Catalogue) byItem(ctx context.Context, items []int64) (map[int64]record.File, error) {
	rows, err := c.ledger.read.QueryContext(ctx, recordsQuery+"WHERE i.id IN (SELECT value FROM json_each(?)) AND i.status IS NOT NULL", c.ledger.home.numbers(items))
	if err != nil {
		return nil, classify(err)
	}
	defer rows.Close()
	found := make(map[int64]record.File, len(items))
	for rows.Next() {
		item, f, err := c.ledger.scanRecord(ctx, rows)
		if err != nil {
			return nil, err
		}
		found[item] = f
	}
	return found, classify(rows.Err())
}
