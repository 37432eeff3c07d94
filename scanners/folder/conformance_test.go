package folder

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tenken/scanners"
	"tenken/scanners/scannertest"
)

func TestConformance(t *testing.T) {
	scannertest.Run(t, func(t *testing.T) scannertest.Source {
		s := scannertest.Source{Contents: map[string]string{}}
		dir := t.TempDir()
		put := func(path, text string) {
			full := filepath.Join(dir, filepath.FromSlash(path))
			if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(full, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			s.Contents[path] = text
		}
		for i := range 1300 {
			put(fmt.Sprintf("部局%d/名簿%04d.txt", i%7, i), fmt.Sprint("内容", i))
		}
		for _, p := range []string{"空.txt", "a/b/c/d/e/f/g.txt", "=cmd|' -c calc'!A0.csv", "が.txt", "か\u3099.txt", "sp ace　.txt"} {
			put(p, p)
		}
		f, err := New("folder", scanners.Private, dir)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		s.Scanner = f
		s.Vanish = func(path string) {
			if err := os.Remove(filepath.Join(dir, filepath.FromSlash(path))); err != nil {
				t.Error(err)
			}
		}
		s.Change = func(path string) {
			full := filepath.Join(dir, filepath.FromSlash(path))
			if err := os.WriteFile(full, []byte("something else altogether"), 0o600); err != nil {
				t.Error(err)
			}
			if err := os.Chtimes(full, time.Now(), time.Now().Add(time.Hour)); err != nil {
				t.Error(err)
			}
		}
		return s
	})
}
