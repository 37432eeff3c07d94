package ledger

import (
	"database/sql"
	"reflect"
	"testing"

	"tenken/internal/record"
)

func TestFactsSurvive(t *testing.T) {
	l := open1(t, t.TempDir())
	r, li := begin(t, l, "rules")
	ids := enter(t, l, &r, li, "", entry("a", "1"), entry("b", "1"))
	tasks, err := l.Tasks(t.Context(), ids, "reader")
	if err != nil {
		t.Fatal(err)
	}
	want := []record.Facts{{
		Storage: record.Storage{Kind: "onedrive", Contract: record.Personal}, Labels: []string{"機密性3情報"},
		Protection: record.WithPassword, SharedWith: []string{"u1", "u2"}, Shares: 2, Grade: "c3", Rule: "r",
		Rulings: []record.Ruling{{Rule: "r", Level: record.High, Verdict: record.Violation, Clause: "第3条", Action: "move", Beside: "研究/対応表.xlsx"}},
		Legal:   []string{"special_care"},
	}, {}}
	var files []record.File
	for i, k := range tasks {
		files = append(files, record.File{Item: k.Item, Status: record.Inspected, Facts: want[i]})
	}
	if err := l.tx(t.Context(), func(tx *sql.Tx) error { return l.Keep(t.Context(), tx, tasks, files) }); err != nil {
		t.Fatal(err)
	}
	r = end(t, l, r, li, false)
	i := 0
	for f, err := range l.Records(t.Context(), r.ID) {
		if err != nil || !reflect.DeepEqual(f.Facts, want[i]) {
			t.Errorf("%s: %+v, %v; want %+v", f.Path, f.Facts, err, want[i])
		}
		i++
	}
	if i != len(want) {
		t.Errorf("%d records", i)
	}
}
