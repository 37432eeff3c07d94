package ledger

import (
	"context"
	"testing"
	"time"
)

// TestOneConnection reads while no second connection is to be had: as many
// workers as there are connections must not wait for each other.
func TestOneConnection(t *testing.T) {
	l := open1(t, t.TempDir())
	r, li := begin(t, l, "rules")
	items := enter(t, l, &r, li, "", entry("a", "1"))
	l.read.SetMaxOpenConns(l.read.Stats().InUse + 1)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	l.roots.Clear()
	tasks, err := l.Tasks(ctx, items, "reader")
	if err != nil || len(tasks) != 1 || tasks[0].Item.Root != share.Root || tasks[0].Item.Source != share.Source {
		t.Errorf("tasks: %+v, %v", tasks, err)
	}
	keep(t, l, "rules", tasks)
	l.roots.Clear()
	for f, err := range l.Records(ctx, r.ID) {
		if err != nil || f.Root != share.Root {
			t.Errorf("%+v, %v", f, err)
		}
	}
	l.roots.Clear()
	c, err := l.Catalogue(ctx, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, d := range c.Departments() {
		for f, err := range c.Records(ctx, d) {
			if n++; err != nil || f.Root != share.Root {
				t.Errorf("%+v, %v", f, err)
			}
		}
	}
	if n != 1 {
		t.Errorf("%d records", n)
	}
}
