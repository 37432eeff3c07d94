package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"tenken/internal/ledger"
)

// share makes a folder of files to scan.
func share(t *testing.T, files int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range files {
		sub := filepath.Join(dir, fmt.Sprintf("部局%d", i%4))
		if err := os.MkdirAll(sub, 0o700); err != nil {
			t.Fatal(err)
		}
		text := "メモ\n"
		if i%5 == 0 {
			text = people(30)
		}
		if err := os.WriteFile(filepath.Join(sub, fmt.Sprintf("%05d.csv", i)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// program is the program as a process of its own, which a test can kill.
func program(t *testing.T, dir string, args ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// The test's binary is the program where it is called so.
	link := filepath.Join(dir, "tenken")
	if _, err := os.Lstat(link); err != nil {
		if err := os.Symlink(exe, link); err != nil {
			t.Skip("no symbolic links: ", err)
		}
	}
	cmd := exec.Command(link, args...)
	cmd.Env = append(os.Environ(), "LANG=C")
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, os.Stderr
	return cmd, &out
}

// summary is the last line of --json.
func summary(t *testing.T, out *bytes.Buffer) (c ledger.Counts, records map[string]int) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &c); err != nil {
		t.Fatalf("%v in %q", err, lines[len(lines)-1])
	}
	records = map[string]int{}
	for _, l := range lines[:len(lines)-1] {
		var r struct {
			Path string `json:"path"`
		}
		if err := json.Unmarshal([]byte(l), &r); err != nil {
			t.Fatal(err)
		}
		records[r.Path]++
	}
	return c, records
}

// TestKilled kills a scan again and again, each time a little later, and lets
// the last one finish: nothing is lost, and nothing is there twice.
func TestKilled(t *testing.T) {
	const files = 1500
	killAndCount(t, t.TempDir(), 6, 60*time.Millisecond, files, files/5, "scan", share(t, files))
}

// killAndCount kills a scan so many times, the first time after so long and then
// each time a little later, and lets the last one finish.
func killAndCount(t *testing.T, work string, kills int, first time.Duration, files, flagged int64, args ...string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("signals")
	}
	args = append(args, "--state", filepath.Join(work, "state"), "--out", filepath.Join(work, "books"), "--json")
	killed := 0
	for i := range kills {
		cmd, _ := program(t, work, args...)
		cmd.Stderr = nil
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 1)
		go func() { done <- cmd.Wait() }()
		select {
		case <-time.After(first + time.Duration(i*40+rand.IntN(60))*time.Millisecond):
			killed++
			if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
				t.Fatal(err)
			}
			<-done
		case <-done:
		}
	}
	cmd, out := program(t, work, args...)
	if err := cmd.Run(); err != nil {
		t.Fatalf("after %d kills: %v", killed, err)
	}
	c, records := summary(t, out)
	if killed == 0 || c.Listed != files || c.Recorded != files || c.Inspected != files || c.Flagged != flagged {
		t.Errorf("after %d kills: %+v", killed, c)
	}
	if int64(len(records)) != files {
		t.Errorf("%d files have records, want %d", len(records), files)
	}
	for path, n := range records {
		if n != 1 {
			t.Errorf("%s has %d records", path, n)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(work, "books", ".tenken-unfinished-*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
	cmd, out = program(t, work, args...)
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	if c, _ := summary(t, out); c.New != 0 || c.Unchanged != files {
		t.Errorf("the next run: %+v", c)
	}
}

// TestInterrupted presses Ctrl-C.
func TestInterrupted(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("signals")
	}
	const files = 4000
	dir, work := share(t, files), t.TempDir()
	args := []string{"scan", dir, "--state", filepath.Join(work, "state"), "--out", filepath.Join(work, "books"), "--json"}
	cmd, _ := program(t, work, args...)
	cmd.Stderr = nil
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(250 * time.Millisecond)
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted {
		t.Fatalf("%v, want exit code %d", err, exitInterrupted)
	}
	cmd, out := program(t, work, args...)
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	if c, records := summary(t, out); c.Listed != files || c.Recorded != files || len(records) != files {
		t.Errorf("%+v, %d records", c, len(records))
	}
}
