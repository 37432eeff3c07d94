package policy

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"tenken/internal/record"
	"tenken/scanners"
)

func files(list ...record.File) func() iter.Seq2[record.File, error] {
	return func() iter.Seq2[record.File, error] {
		return func(yield func(record.File, error) bool) {
			for _, f := range list {
				if !yield(f, nil) {
					return
				}
			}
		}
	}
}

func linkage(source, path string) record.File {
	return record.File{
		Item: scanners.Item{Source: source, Root: "r", ID: path, Path: path}, Persons: 20,
		Findings: []record.Finding{finding("linkage_table", "research", 20, 20, 0.9), finding("name", "personal", 20, 20, 0.9)},
	}
}

func study(source, path string) record.File {
	return record.File{
		Item: scanners.Item{Source: source, Root: "r", ID: path, Path: path}, Persons: 20,
		Findings: []record.Finding{finding("lab_value", "medical", 20, 20, 0.9)},
	}
}

func TestLinkageTablesBesideStudyData(t *testing.T) {
	for _, c := range []struct {
		name, within string
		list         []record.File
		want         map[string]string // path of the table: path beside it
	}{
		{"same folder", "folder", []record.File{linkage("s", "a/対応表.xlsx"), study("s", "a/data.csv")}, map[string]string{"a/対応表.xlsx": "a/data.csv"}},
		{"another folder", "folder", []record.File{linkage("s", "a/対応表.xlsx"), study("s", "a/b/data.csv"), study("s", "data.csv")}, nil},
		{"another source", "folder", []record.File{linkage("s", "a/対応表.xlsx"), study("t", "a/data.csv")}, nil},
		{"at the top", "folder", []record.File{linkage("s", "対応表.xlsx"), study("s", "data.csv")}, map[string]string{"対応表.xlsx": "data.csv"}},
		{"below", "tree", []record.File{study("s", "a/b/c/data.csv"), linkage("s", "a/対応表.xlsx"), linkage("s", "z/対応表.xlsx")}, map[string]string{"a/対応表.xlsx": "a/b/c/data.csv"}},
		{"below the top", "tree", []record.File{study("s", "a/b/c/data.csv"), linkage("s", "対応表.xlsx")}, map[string]string{"対応表.xlsx": "a/b/c/data.csv"}},
		{"above is not below", "tree", []record.File{study("s", "data.csv"), linkage("s", "a/対応表.xlsx")}, nil},
		{"anywhere on the drive", "root", []record.File{study("s", "x/data.csv"), linkage("s", "a/対応表.xlsx")}, map[string]string{"a/対応表.xlsx": "x/data.csv"}},
		{"two tables, no data", "folder", []record.File{linkage("s", "a/1.xlsx"), linkage("s", "a/2.xlsx")}, nil},
		{"the first of many", "folder", []record.File{study("s", "a/2.csv"), linkage("s", "a/t.xlsx"), study("s", "a/1.csv")}, map[string]string{"a/t.xlsx": "a/1.csv"}},
	} {
		p, err := Parse("p.yaml", fmt.Appendf(nil, `
name: x
rules:
- {id: linkage, when: {types: [linkage_table]}, level: high, verdict: review, clause: 第5条}
beside:
- id: apart
  when: {types: [linkage_table]}
  other: {categories: [medical], without: [linkage_table]}
  within: %s
  level: critical
  verdict: violation
  clause: 第6条
  action: move
`, c.within))
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		err = p.Settle(time.Now(), files(c.list...), func(was, is record.File) error {
			table := slices.ContainsFunc(is.Findings, func(g record.Finding) bool { return g.Type == "linkage_table" })
			switch beside := table && is.Rule == "apart"; {
			case beside:
				got[is.Path] = is.Rulings[0].Beside
				if is.Verdict != record.Violation || is.Level != record.Critical || is.Clause != "第6条" || len(is.Rulings) != 2 {
					t.Errorf("%s: %+v", c.name, is)
				}
			case table && is.Rule != "linkage":
				t.Errorf("%s: %s is judged by %q", c.name, is.Path, is.Rule)
			}
			return nil
		})
		if err != nil || fmt.Sprint(got) != fmt.Sprint(c.want) && len(got)+len(c.want) > 0 {
			t.Errorf("%s: %v, %v; want %v", c.name, got, err, c.want)
		}
	}
}

// A table whose data went elsewhere is judged by itself again; what nothing
// changed for stays the same.
func TestSettlingTwice(t *testing.T) {
	p := shipped(t)["default.yaml"]
	settle := func(list ...record.File) (out []record.File, changed int) {
		if err := p.Settle(time.Now(), files(list...), func(was, is record.File) error {
			if out = append(out, is); !is.Same(was) {
				changed++
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return out, changed
	}
	first, n := settle(linkage("s", "a/対応表.xlsx"), study("s", "a/data.csv"))
	if n != 2 || first[0].Rule != "linkage-beside-study" {
		t.Fatalf("%d changed: %+v", n, first[0])
	}
	if _, n := settle(first...); n != 0 {
		t.Errorf("%d changed, though nothing did", n)
	}
	alone, n := settle(first[0])
	if n != 1 || alone[0].Rule != "linkage-table" {
		t.Errorf("alone: %d changed, rule %q", n, alone[0].Rule)
	}
	broken := errors.New("x")
	if err := p.Settle(time.Now(), files(first...), func(_, _ record.File) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}
