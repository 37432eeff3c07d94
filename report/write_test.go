package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"tenken/internal/record"
)

func mustDate(t *testing.T, s string) time.Time {
	t.Helper()
	d, err := time.Parse("2006-01-02", s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.txt")
	put := func(s string, fail error) error {
		return WriteFile(path, func(w io.Writer) error {
			if _, err := io.WriteString(w, s); err != nil {
				return err
			}
			return fail
		})
	}
	if err := put("one", nil); err != nil {
		t.Fatal(err)
	}
	wrong := errors.New("something else")
	if err := put("two", wrong); !errors.Is(err, wrong) {
		t.Errorf("error %v", err)
	}
	if b, err := os.ReadFile(path); string(b) != "one" {
		t.Errorf("a failed write left %q, %v", b, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

// TestBlockedBook has a folder in a book's place: the others are written.
func TestBlockedBook(t *testing.T) {
	dir := t.TempDir()
	s := sampleSettings("ja")
	blocked := filepath.Join(dir, newNames(s).of(Book{Settings: s, Department: "工学部"}))
	if err := os.MkdirAll(filepath.Join(blocked, "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	killed := filepath.Join(dir, working+"医学部")
	if err := os.Mkdir(killed, 0o700); err != nil {
		t.Fatal(err)
	}
	paths, err := WriteAll(dir, s, []string{"医学部", "工学部", "理学部"}, func(d string) iter.Seq2[record.File, error] { return sampleFiles(d, 5)() })
	var cannot *WriteError
	if !errors.As(err, &cannot) || cannot.Path != blocked || cannot.Next("ja") == "" || cannot.Next("en") == cannot.Next("ja") {
		t.Errorf("error %v", err)
	}
	if len(paths) != 3 {
		t.Errorf("wrote %q", paths)
	}
	if _, err := os.Stat(killed); !os.IsNotExist(err) {
		t.Error("what a killed run left is still there")
	}
}

func TestJSONL(t *testing.T) {
	var b bytes.Buffer
	if err := WriteJSONL(&b, sampleFiles("工学部", 40)()); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	if len(lines) != 40 {
		t.Fatalf("%d lines", len(lines))
	}
	for _, l := range lines {
		var m map[string]any
		if err := json.Unmarshal([]byte(l), &m); err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"message_type", "source", "root", "id", "path", "owner", "department", "size", "modified", "version", "status", "reasons", "persons", "level", "verdict", "findings"} {
			if v, ok := m[key]; !ok || v == nil {
				t.Errorf("no %s in %s", key, l)
			}
		}
		if strings.Contains(l, "igest") {
			t.Errorf("digests in %s", l)
		}
	}
}

// TestLibreOffice opens the books with another program and lets it calculate.
func TestLibreOffice(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice (soffice) is not installed")
	}
	if testing.Short() {
		t.Skip("slow")
	}
	dir := t.TempDir()
	paths, err := WriteAll(dir, sampleSettings("ja"), []string{"医学部", "工学部"}, func(d string) iter.Seq2[record.File, error] { return sampleFiles(d, 30)() })
	if err != nil {
		t.Fatal(err)
	}
	whole := filepath.Join(dir, "whole.xlsx")
	if err := os.Rename(paths[2], whole); err != nil {
		t.Fatal(err)
	}
	// Every sheet becomes a CSV file of its own, formulas calculated anew.
	cmd := exec.Command(soffice, "--headless", "-env:UserInstallation=file://"+dir+"/profile",
		"--convert-to", `csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1`, "--outdir", dir, whole)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	flagged := 0
	for _, d := range []string{"医学部", "工学部"} {
		for f := range sampleFiles(d, 30)() {
			if f.Flagged() {
				flagged++
			}
		}
	}
	for sheet, want := range map[string]string{
		sheetCover.ja:       "未対応," + strconv.Itoa(flagged) + ",100%",
		sheetDepartments.ja: "合計,60",
		sheetActions.ja:     "未対応",
		sheetAll.ja:         "医学部",
		sheetUnread.ja:      "一部点検",
		sheetLegend.ja:      "このツールがしないこと",
	} {
		b, err := os.ReadFile(filepath.Join(dir, "whole-"+sheet+".csv"))
		if err != nil {
			t.Error(err)
			continue
		}
		if s := string(b); !strings.Contains(s, want) || strings.Contains(s, "#NAME") || strings.Contains(s, "Err:") || strings.Contains(s, "#REF") {
			t.Errorf("%s has no %q, or a broken formula:\n%.3000s", sheet, want, s)
		}
	}
}

func BenchmarkWriteBook(b *testing.B) {
	const files = 20000
	path := filepath.Join(b.TempDir(), "book.xlsx")
	b.ReportAllocs()
	for b.Loop() {
		if err := WriteBook(path, Book{Settings: sampleSettings("ja"), Department: "医学部"}, sampleFiles("医学部", files)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(files*float64(b.N)/b.Elapsed().Seconds(), "files/s")
}
