package mdb

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

const database = "\x00\x01\x00\x00Standard ACE DB\x00 氏名,電話"

// programs stand for mdbtools: they check that they see the file, and print.
func programs(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the programs are Debian's")
	}
	dir := t.TempDir()
	for name, script := range map[string]string{
		"mdb-tables": "grep -q ACE /dev/fd/3 && printf '名簿\\n壊れ\\n'",
		"mdb-export": "case \"$*\" in *壊れ) echo 途中; exit 1;; *名簿) printf '氏名,電話\\n青葉 一郎,090-1111-2222\\n';; esac",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
}

func TestTables(t *testing.T) {
	programs(t)
	r := extract.NewReader([]extract.Format{Format{}, lines{}}, extract.Budget{}, t.TempDir())
	res := formattest.Read(t, r, "a.accdb", []byte(database))
	if !strings.Contains(res.Text(), "青葉 一郎,090-1111-2222") || !strings.Contains(res.Text(), "途中") {
		t.Errorf("text %q", res.Text())
	}
	if len(res.Problems) != 1 || !errors.Is(res.Problems[0].Err, extract.ErrDamaged) || res.Problems[0].Place != "a.accdb!/壊れ.csv" {
		t.Errorf("problems %v", res.Problems)
	}
}

// TestLocked tells databases with a password from others, installed or not.
func TestLocked(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	locked := make([]byte, 4096)
	copy(locked, database)
	copy(locked[infoAt:], "\x08\x01\x04\x00\x04\x00<?xml")
	formattest.Run(t, Format{}, formattest.Sample{Name: "locked.accdb", Data: locked, Partial: extract.ErrEncrypted})
	copy(locked[infoAt:], "\x00\x00\x00\x00\x00\x00\x00\x00")
	res := formattest.Read(t, extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir()), "a.accdb", locked)
	if len(res.Problems) != 1 || errors.Is(res.Problems[0].Err, extract.ErrEncrypted) {
		t.Errorf("problems %v", res.Problems)
	}
}

func TestWithoutTheProgram(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	formattest.Run(t, Format{}, formattest.Sample{Name: "a.mdb", Data: []byte("\x00\x01\x00\x00Standard Jet DB\x00"), Partial: extract.ErrUnsupported})
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir())
	res := formattest.Read(t, r, "a.mdb", []byte(database))
	tool := new(extract.MissingTool)
	if len(res.Problems) != 1 || !errors.As(res.Problems[0].Err, &tool) || tool.Package != "mdbtools" {
		t.Errorf("problems %v", res.Problems)
	}
}
