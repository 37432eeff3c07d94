package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// bookOf finds the book of a department in a folder.
func bookOf(ts *testscript.TestScript, dir, department string) string {
	found, err := filepath.Glob(filepath.Join(ts.MkAbs(dir), department+"_自己点検_*.xlsx"))
	ts.Check(err)
	if len(found) != 1 {
		ts.Fatalf("books of %s in %s: %v", department, dir, found)
	}
	return found[0]
}

// answerRow fills in an answer: answer DIR NAME[:FOLDER] ANSWER [REMARKS]. The
// first one copies the book to DIR/DEPARTMENT.xlsx.
func answerRow(ts *testscript.TestScript, _ bool, args []string) {
	const department, sheet = "教務課", "要対応一覧"
	path := filepath.Join(ts.MkAbs(args[0]), department+".xlsx")
	if _, err := os.Stat(path); err != nil {
		b, err := os.ReadFile(bookOf(ts, args[0], department))
		ts.Check(err)
		ts.Check(os.WriteFile(path, b, 0o600))
	}
	f, err := excelize.OpenFile(path)
	ts.Check(err)
	defer f.Close()
	rows, err := f.GetRows(sheet)
	ts.Check(err)
	set := func(row int, head, value string) {
		cell, err := excelize.CoordinatesToCellName(slices.Index(rows[2], head)+1, row+1)
		ts.Check(err)
		ts.Check(f.SetCellStr(sheet, cell, value))
	}
	name, folder, _ := strings.Cut(args[1], ":")
	for i := 3; i < len(rows); i++ {
		if rows[i][slices.Index(rows[2], "ファイル名")] == name && strings.HasSuffix(rows[i][slices.Index(rows[2], "場所")], folder) {
			set(i, "対応", args[2])
			if len(args) > 3 {
				set(i, "備考（保持の理由など）", args[3])
			}
			ts.Check(f.Save())
			return
		}
	}
	ts.Fatalf("no row of %s", args[1])
}

// cells prints a sheet, a row a line: cells DIR DEPARTMENT SHEET.
func cells(ts *testscript.TestScript, _ bool, args []string) {
	f, err := excelize.OpenFile(bookOf(ts, args[0], args[1]))
	ts.Check(err)
	defer f.Close()
	rows, err := f.GetRows(args[2])
	ts.Check(err)
	for _, r := range rows {
		r = slices.DeleteFunc(r, func(s string) bool { return s == "" })
		fmt.Fprintln(ts.Stdout(), strings.ReplaceAll(strings.Join(r, " | "), "\n", " "))
	}
}

// sameBooks compares the books of a department in two folders byte by byte:
// same DIR DIR DEPARTMENT.
func sameBooks(ts *testscript.TestScript, _ bool, args []string) {
	a, err := os.ReadFile(bookOf(ts, args[0], args[2]))
	ts.Check(err)
	b, err := os.ReadFile(bookOf(ts, args[1], args[2]))
	ts.Check(err)
	if string(a) != string(b) {
		ts.Fatalf("the books differ")
	}
}

// privately checks that a folder and all in it are its owner's alone: private DIR.
func privately(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			err = fmt.Errorf("%s has mode %v", path, info.Mode())
		}
		return err
	}))
}
