package engine

import (
	"database/sql"
	"errors"
	"testing"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivertype"

	"tenken/internal/ledger"
)

// TestFence lets an attempt that was given up come back: it must not complete
// a job that is another's by now.
func TestFence(t *testing.T) {
	l, err := ledger.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	client, err := river.NewClient(riversqlite.New(l.DB), &river.Config{})
	if err != nil {
		t.Fatal(err)
	}
	inserted, err := client.Insert(t.Context(), chunk{Items: []int64{1}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	id := inserted.Job.ID
	for _, c := range []struct {
		name, state         string
		attempt, mine       int
		missing, holdsFence bool
	}{
		{name: "mine", state: "running", attempt: 1, mine: 1},
		{name: "another attempt runs it", state: "running", attempt: 2, mine: 1, holdsFence: true},
		{name: "it waits for another attempt", state: "available", attempt: 1, mine: 1, holdsFence: true},
		{name: "it is completed", state: "completed", attempt: 1, mine: 1, holdsFence: true},
		{name: "it is gone", missing: true, mine: 1, holdsFence: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			tx, err := l.DB.BeginTx(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			defer tx.Rollback()
			if err := set(tx, id, c.state, c.attempt, c.missing); err != nil {
				t.Fatal(err)
			}
			job := &river.Job[chunk]{JobRow: &rivertype.JobRow{ID: id, Attempt: c.mine}}
			if err := fence(t.Context(), tx, job); errors.Is(err, errFenced) != c.holdsFence || err != nil && !c.holdsFence {
				t.Errorf("fence: %v", err)
			}
		})
	}
}

func set(tx *sql.Tx, id int64, state string, attempt int, missing bool) error {
	if missing {
		_, err := tx.Exec("DELETE FROM river_job WHERE id = ?", id)
		return err
	}
	finalized := "NULL"
	if state == "completed" {
		finalized = "CURRENT_TIMESTAMP"
	}
	_, err := tx.Exec("UPDATE river_job SET state = ?, attempt = ?, finalized_at = "+finalized+" WHERE id = ?", state, attempt, id)
	return err
}
