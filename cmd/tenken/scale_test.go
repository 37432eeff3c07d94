package main

import (
	"flag"
	"fmt"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/sync/errgroup"

	"tenken/internal/ledger"
	"tenken/internal/record"
	"tenken/scanners"
)

var (
	scaleDepartments = flag.Int("departments", 3, "departments of TestScale")
	scaleFindings    = flag.Int("findings", 60, "files to act on of TestScale, in all")
)

// TestScale writes the books of an institution and reads every one back with
// answers: go test ./cmd/tenken -run Scale -departments 50 -findings 200000 -v
// (make books) measures both.
func TestScale(t *testing.T) {
	dir := t.TempDir()
	state, out := filepath.Join(dir, "state"), filepath.Join(dir, "out")
	fillLedger(t, state, *scaleDepartments, *scaleFindings)

	t.Logf("%d departments, %d files to act on", *scaleDepartments, *scaleFindings)
	measured(t, dir, "books written", "report", "--state", state, "--out", out, "--lang", "ja")
	books, err := filepath.Glob(filepath.Join(out, "部局*.xlsx"))
	if err != nil || len(books) != *scaleDepartments {
		t.Fatalf("%d books, %v", len(books), err)
	}
	var g errgroup.Group
	g.SetLimit(runtime.NumCPU())
	for _, b := range books {
		g.Go(func() error { return answerBook(b) })
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	measured(t, dir, "answers read back", append([]string{"import", "--state", state, "--lang", "ja"}, books...)...)
	l, err := ledger.OpenReader(t.Context(), state)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	answers, err := l.Answers(t.Context(), 1)
	if err != nil || len(answers) != *scaleFindings {
		t.Errorf("%d answers, %v; want one for each of %d files", len(answers), err, *scaleFindings)
	}
}

// measured runs the program and says what that took. Linux gives the peak of
// its memory in KB.
func measured(t *testing.T, dir, what string, args ...string) {
	t.Helper()
	cmd, out := program(t, dir, args...)
	began := time.Now()
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%.3000s", err, out)
	}
	took, p := time.Since(began), cmd.ProcessState
	memory := ""
	if peak := reflect.Indirect(reflect.ValueOf(p.SysUsage())).FieldByName("Maxrss"); peak.IsValid() && runtime.GOOS == "linux" {
		memory = fmt.Sprintf(", at most %d MB", peak.Int()>>10)
	}
	t.Logf("%s in %.1f s, %.1f s of CPU%s", what, took.Seconds(), (p.UserTime() + p.SystemTime()).Seconds(), memory)
}

// fillLedger makes a finished run with as many files to act on as asked for.
func fillLedger(t *testing.T, state string, departments, findings int) {
	t.Helper()
	ctx := t.Context()
	l, err := ledger.Open(ctx, state)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	root := ledger.Root{Source: "folder", Root: "/srv/share"}
	r, err := l.Begin(ctx, "rules", []ledger.Root{root})
	if err != nil {
		t.Fatal(err)
	}
	li, err := l.StartListing(ctx, r, root, "", false)
	if err != nil {
		t.Fatal(err)
	}
	const page = 5000
	for at := 0; at < findings; at += page {
		var p ledger.Page
		for n := at; n < min(at+page, findings); n++ {
			department := fmt.Sprintf("部局%02d", n%departments)
			path := fmt.Sprintf("%s/教務/%d年度/名簿_%06d.xlsx", department, 2015+n%12, n)
			p.Entries = append(p.Entries, ledger.Entry{Department: department, Item: scanners.Item{
				Source: root.Source, Root: root.Root, ID: path, Version: "1", Path: path, Link: "file:///srv/share/" + path,
				Owner: fmt.Sprintf("user%03d", n%300), Size: int64(1000 + n), Modified: time.Unix(1.7e9, 0).UTC(), Exposure: scanners.Exposure(1 + n%5),
			}})
		}
		in, err := l.Enter(ctx, li, p, r.Counts)
		if err != nil {
			t.Fatal(err)
		}
		r.Counts = r.Counts.Plus(in)
		var ids []int64
		for _, d := range in.Due {
			ids = append(ids, d.ID)
		}
		keepAll(t, l, ids)
	}
	if err := l.EndListing(ctx, li, false); err != nil {
		t.Fatal(err)
	}
	counts, _, err := l.Recorded(ctx, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	r.Counts = counts
	if _, err := l.Finish(ctx, r); err != nil {
		t.Fatal(err)
	}
}

func keepAll(t *testing.T, l *ledger.Ledger, ids []int64) {
	t.Helper()
	tasks, err := l.Tasks(t.Context(), ids, "")
	if err != nil {
		t.Fatal(err)
	}
	var files []record.File
	for i, k := range tasks {
		f := record.File{Item: k.Item, Department: k.Department, Status: record.Inspected, Level: record.NoLevel, Verdict: record.Clear, Inspected: time.Unix(1.79e9, 0).UTC()}
		n := 1 + i%500
		f.Persons, f.Level, f.Verdict, f.Clause, f.Action = n, record.High, record.Review, "個人情報保護法 第23条（安全管理措置）", "confirm"
		for _, g := range []struct{ typ, sample string }{{"student_id", "2******"}, {"name", "山***"}, {"email", "s************"}, {"phone_mobile", "***-****-**12"}} {
			f.Findings = append(f.Findings, record.Finding{
				Type: g.typ, Category: "personal", Count: n, Persons: n, Confidence: 0.9, Places: []string{"Sheet1!A2", "Sheet1!A3", "Sheet1!A4"},
				Sample: g.sample, Digests: [][]byte{[]byte("12345678")}, Values: []byte(k.Item.ID),
			})
		}
		files = append(files, f)
	}
	tx, err := l.DB.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Keep(t.Context(), tx, tasks, files); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}

// answerBook answers every row of a book.
func answerBook(path string) error {
	f, err := excelize.OpenFile(path)
	if err != nil {
		return err
	}
	defer f.Close()
	const sheet = "要対応一覧"
	rows, err := f.GetRows(sheet)
	if err != nil {
		return err
	}
	column := slices.Index(rows[2], "対応") + 1
	for i := 4; i <= len(rows); i++ {
		cell, err := excelize.CoordinatesToCellName(column, i)
		if err != nil {
			return err
		}
		if err := f.SetCellStr(sheet, cell, []string{"削除済", "誤検知", "暗号化済"}[i%3]); err != nil {
			return err
		}
	}
	return f.Save()
}
