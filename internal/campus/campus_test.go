package campus

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tenken/internal/record"
	"tenken/scanners"
)

// read is every file of a campus.
func read(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		b, err := os.ReadFile(path)
		files[filepath.ToSlash(rel)] = b
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestCampus(t *testing.T) {
	dirs := []string{t.TempDir(), t.TempDir(), t.TempDir()}
	var truths []Truth
	for i, seed := range []uint64{7, 7, 8} {
		truth, err := Write(dirs[i], seed)
		if err != nil {
			t.Fatal(err)
		}
		truths = append(truths, truth)
	}
	files, again, other := read(t, dirs[0]), read(t, dirs[1]), read(t, dirs[2])
	if n := len(files); n < 290 || n > 330 || n != len(truths[0].Files) {
		t.Errorf("%d files, %d in the truth", n, len(truths[0].Files))
	}
	of := map[string]int{}
	for _, p := range truths[0].Files {
		b, ok := files[p.Path]
		if !ok {
			t.Errorf("%s is not there", p.Path)
		}
		of[p.Department]++
		// The library draws the salt of an encrypted workbook from the system.
		if p.Kind != "暗号化された Excel ブック" && !bytes.Equal(b, again[p.Path]) {
			t.Errorf("%s: the same seed gave another file", p.Path)
		}
		if len(filepath.Base(p.Path)) > 255 || strings.HasPrefix(p.Path, "/") || p.Why == "" || p.Kind == "" {
			t.Errorf("%+v", p)
		}
		if p.Expect == Flagged && len(p.Types) == 0 {
			t.Errorf("%s: nothing is planted in it", p.Path)
		}
	}
	if len(of) != len(departments) {
		t.Errorf("departments %v", of)
	}
	same := 0
	for path, b := range other {
		if len(b) > 0 && bytes.Equal(b, files[path]) {
			same++
		}
	}
	if same > len(other)/10 {
		t.Errorf("with another seed %d of %d files are the same", same, len(other))
	}
}

func TestNumbersPassTheirChecks(t *testing.T) {
	r := newRandom(1)
	for range 2000 {
		n := r.myNumber()
		sum := 0
		for i := range 11 { // 平成26年総務省令第85号 第5条: weights 6 to 2, 7 to 2
			sum += int(n[i]-'0') * []int{6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2}[i]
		}
		want := 11 - sum%11
		if want > 9 {
			want = 0
		}
		if len(n) != 12 || int(n[11]-'0') != want {
			t.Fatalf("My Number %s", n)
		}
		c, sum := r.card(), 0
		for i := range c { // ISO/IEC 7812-1 Annex B
			d := int(c[len(c)-1-i] - '0')
			if i%2 == 1 {
				d = d*2/10 + d*2%10
			}
			sum += d
		}
		if sum%10 != 0 {
			t.Fatalf("card %s", c)
		}
	}
}

func TestCompare(t *testing.T) {
	truth := Truth{Files: []Planted{
		{Path: "a", Expect: Flagged, Types: map[string]int{"name": 10, "email": 5}, Persons: 10},
		{Path: "b", Expect: Flagged, Types: map[string]int{"name": 3}},
		{Path: "c", Expect: Clear}, {Path: "d", Expect: Clear},
		{Path: "e", Expect: Unreadable}, {Path: "f", Expect: Unreadable}, {Path: "g", Expect: Flagged},
		{Path: "seen", Expect: Picture}, {Path: "unseen", Expect: Picture}, {Path: "wrong", Expect: Picture},
	}}
	file := func(path string, status record.Status, verdict record.Verdict, persons int, findings ...record.Finding) record.File {
		return record.File{Item: scanners.Item{Path: path, Modified: time.Now()}, Status: status, Verdict: verdict, Persons: persons, Findings: findings}
	}
	records := []record.File{
		file("a", record.Inspected, record.Violation, 11, record.Finding{Type: "name", Count: 12}, record.Finding{Type: "email", Count: 4}),
		file("b", record.Inspected, record.Clear, 0),
		file("c", record.Inspected, record.Review, 1), file("d", record.Inspected, record.Clear, 0),
		file("e", record.Unreadable, record.Clear, 0), file("f", record.Inspected, record.Clear, 0), file("stranger", record.Inspected, record.Clear, 0),
		file("seen", record.Inspected, record.Clear, 0), file("unseen", record.Unreadable, record.Clear, 0), file("wrong", record.Inspected, record.Review, 1),
	}
	s, err := truth.Compare(func(yield func(record.File, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if s.Files != 10 || s.Planted != 3 || s.Found != 1 || len(s.Missed) != 2 || s.Clean != 2 || len(s.False) != 1 || s.Dark != 5 || s.Told != 3 || len(s.Untold) != 2 || s.Unknown != 1 || s.Persons != 1 || s.Close != 1 {
		t.Errorf("%+v", s)
	}
	if want := []TypeScore{{"email", 5, 4}, {"name", 13, 10}}; !slices.Equal(s.Types, want) {
		t.Errorf("types %v, want %v", s.Types, want)
	}
	broken := func(yield func(record.File, error) bool) { yield(record.File{}, context.Canceled) }
	if _, err := truth.Compare(broken); err == nil {
		t.Error("an error of the records is lost")
	}
}

func TestSaveAndLoad(t *testing.T) {
	file := filepath.Join(t.TempDir(), "truth.json")
	want := Truth{Seed: 3, Files: []Planted{{Path: "a", Expect: Flagged, Types: map[string]int{"name": 1}}}}
	if err := want.Save(file); err != nil {
		t.Fatal(err)
	}
	got, err := Load(file)
	if err != nil || got.Seed != 3 || len(got.Files) != 1 || got.Files[0].Types["name"] != 1 {
		t.Errorf("%+v, %v", got, err)
	}
}
