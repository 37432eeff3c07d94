package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"tenken/internal/ledger"
	"tenken/internal/ledger/pgtest"
	"tenken/scanners/s3/s3test"
)

// TestMain is the program itself where a test runs it.
func TestMain(m *testing.M) {
	testscript.Main(pgtest.M{M: m}, map[string]func(){"tenken": main})
}

func TestScripts(t *testing.T) {
	p := scripts()
	p.Dir = "testdata/script"
	testscript.Run(t, p)
}

// TestPostgres closes the loop from findings to answers in a ledger that many
// share.
func TestPostgres(t *testing.T) {
	if !pgtest.Installed() {
		t.Skip("PostgreSQL is not installed")
	}
	p := scripts()
	p.Files = []string{"testdata/script/import.txtar"}
	alone := p.Setup
	p.Setup = func(e *testscript.Env) error {
		dsn, err := pgtest.New()
		e.Setenv("TENKEN_DB", dsn)
		e.Defer(func() {
			l, err := ledger.OpenReader(t.Context(), filepath.Join(e.WorkDir, "state", "tenken"), ledger.At(dsn))
			if err != nil {
				t.Error(err)
				return
			}
			defer l.Close()
			if r, err := l.LastRun(t.Context()); err != nil || r.ID != 3 {
				t.Errorf("the last run in PostgreSQL is %d, %v; want 3", r.ID, err)
			}
		})
		return errors.Join(err, alone(e))
	}
	testscript.Run(t, p)
}

func scripts() testscript.Params {
	return testscript.Params{
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("XDG_STATE_HOME", filepath.Join(e.WorkDir, "state"))
			e.Setenv("XDG_CACHE_HOME", os.Getenv("XDG_CACHE_HOME"))
			if e.Getenv("XDG_CACHE_HOME") == "" {
				if dir, err := os.UserCacheDir(); err == nil {
					e.Setenv("XDG_CACHE_HOME", dir) // PDFium is compiled once
				}
			}
			e.Setenv("LANG", "en_US.UTF-8")
			e.Setenv("LC_ALL", "")
			e.Values[storeKey{}] = &store{}
			e.Values[tenantKey{}] = &scriptTenant{}
			e.Values[graphKey{}] = &graphTenant{}
			return nil
		},
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "s3":
				_, err := s3test.Find()
				return err == nil, nil
			case "postgres":
				return pgtest.Installed(), nil
			}
			return false, fmt.Errorf("condition %q is not known", cond)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code": code, "roster": rosterFile, "rosters": rosterFiles, "hold": hold, "database": database, "odd": odd, "garble": garble,
			"answer": answerRow, "cells": cells, "same": sameBooks, "private": privately,
			"s3": serveS3, "letread": letRead, "untilbusy": untilBusy, "objectsread": objectsRead,
			"graph": serveGraph, "graphchange": changeGraph, "graphreads": graphReads,
			"drive": serveDrive, "drivechange": changeDrive, "drivereads": driveReads,
		},
	}
}

// code runs a program and checks its exit code: code 3 tenken scan x.
func code(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// rosterFile writes a list of people who do not exist: roster FILE ROWS.
func rosterFile(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.MkdirAll(filepath.Dir(ts.MkAbs(args[0])), 0o700))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(people(n)), 0o600))
}

// rosterFiles writes many of them: rosters DIR FILES.
func rosterFiles(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.MkdirAll(ts.MkAbs(args[0]), 0o700))
	for i := range n {
		ts.Check(os.WriteFile(filepath.Join(ts.MkAbs(args[0]), fmt.Sprintf("名簿%03d.csv", i)), []byte(people(3)), 0o600))
	}
}

func people(n int) string {
	var b strings.Builder
	b.WriteString("氏名,携帯電話,メールアドレス\n")
	families, given := []string{"佐藤", "鈴木", "高橋", "田中", "山本"}, []string{"陽子", "健一", "翔太", "結衣"}
	for i := range n {
		fmt.Fprintf(&b, "%s %s,090-%04d-%04d,s%05d@stu.example.ac.jp\n", families[i%5], given[i/5%4], 2345+i%7000, (i*7+1234)%10000, i)
	}
	return b.String()
}

// hold keeps a ledger open for the rest of the script: hold DIR.
func hold(ts *testscript.TestScript, _ bool, args []string) {
	l, err := ledger.Open(context.Background(), ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Defer(func() { l.Close() })
}

// database makes an empty database and names it in TENKEN_DB.
func database(ts *testscript.TestScript, _ bool, _ []string) {
	dsn, err := pgtest.New()
	ts.Check(err)
	ts.Setenv("TENKEN_DB", dsn)
}

// odd makes files whose names are hard to handle: odd DIR.
func odd(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o700))
	for _, name := range []string{"改行\nあり.txt", `=cmd|' -c calc'!A0.csv`, "\u202egpj.txt", strings.Repeat("長", 80) + ".txt", "空白 　.txt", "が.txt", "か\u3099.txt"} {
		ts.Check(os.WriteFile(filepath.Join(dir, name), []byte("メモ\n"), 0o600))
	}
	ts.Check(os.Symlink("nowhere", filepath.Join(dir, "broken-link")))
	ts.Check(os.Symlink(".", filepath.Join(dir, "loop")))
}

// garble overwrites files with nonsense: garble FILE…
func garble(ts *testscript.TestScript, _ bool, args []string) {
	for _, f := range args {
		ts.Check(os.WriteFile(ts.MkAbs(f), []byte(strings.Repeat("no database at all ", 500)), 0o600))
	}
}
