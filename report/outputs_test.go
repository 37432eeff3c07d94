package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/xuri/excelize/v2"

	"tenken/internal/followup"
	"tenken/internal/record"
	"tenken/scanners"
)

// TestOCSF validates every event against the class as OCSF defines it.
func TestOCSF(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("testdata/ocsf.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	flagged := 0
	for f := range sampleFiles("工学部", 80)() {
		if f.Flagged() {
			flagged++
		}
	}
	for name, s := range map[string]Settings{"ja": sampleSettings("ja"), "en": sampleSettings("en"), "masked": {MaskNames: true, Made: sampleSettings("ja").Made}} {
		s.Stand = func(f record.File) followup.Standing {
			return followup.Stand(f, followup.Continuing, &followup.Answer{Kind: followup.Kept, Bound: followup.BoundOf(f), Given: s.Made}, 12, s.Made)
		}
		var b bytes.Buffer
		if err := s.WriteOCSF(&b, sampleFiles("工学部", 80)()); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
		if len(lines) != flagged {
			t.Errorf("%s: %d events of %d flagged files", name, len(lines), flagged)
		}
		for _, l := range lines {
			v, err := jsonschema.UnmarshalJSON(strings.NewReader(l))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(v); err != nil {
				t.Fatalf("%s: %v\n%s", name, err, l)
			}
			var e ocsfEvent
			if err := json.Unmarshal([]byte(l), &e); err != nil || e.TypeUID != e.ClassUID*100+e.ActivityID || e.StatusID != ocsfSuppressed || e.IsAlert {
				t.Errorf("%s: %v\n%s", name, err, l)
			}
			if name == "masked" && (strings.Contains(l, "名簿_") || strings.Contains(l, "@example")) {
				t.Errorf("a name in %s", l)
			}
		}
	}
	if err := schema.Validate(map[string]any{"class_uid": 2005.0}); err == nil {
		t.Error("the schema takes anything")
	}
}

// TestCSV opens the file as a spreadsheet would, with hostile names in it.
func TestCSV(t *testing.T) {
	names := []string{`=cmd|'/c calc'!A0`, "+1", "-1", "@SUM(1)", "\t=1", "a,\"b\"", "＝１", "改\n行"}
	var files []record.File
	for _, n := range names {
		files = append(files, record.File{
			Item: scanners.Item{Path: n + "/" + n, Owner: n, ExposedBy: n, Root: n, Media: n}, Clause: n, Department: n,
			Status: record.Inspected, Verdict: record.Review, Level: record.High,
		})
	}
	var b bytes.Buffer
	if err := sampleSettings("ja").WriteCSV(&b, filesOf(files...)()); err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(b.Bytes(), []byte("\ufeff")) {
		t.Error("Excel would not recognise UTF-8")
	}
	rows, err := csv.NewReader(bytes.NewReader(b.Bytes()[3:])).ReadAll()
	if err != nil || len(rows) != len(names)+1 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, row := range rows {
		for _, c := range row {
			if c != "" && strings.ContainsRune("=+-@＝＋－＠\t\r\n", []rune(c)[0]) {
				t.Errorf("%q could be a formula", c)
			}
		}
	}
}

// TestHTML looks for anything that the summary loads, runs or lets through.
func TestHTML(t *testing.T) {
	s := sampleSettings("ja")
	s.Institution = `<script>alert(1)</script>`
	s.JudgedTypes = map[string]followup.Judged{"name": {Answers: 10, False: 5}}
	hostile := record.File{
		Item: scanners.Item{Path: "秘密の名簿.xlsx", Owner: "taro@example.ac.jp"}, Department: `"><img src=x onerror=alert(1)>`,
		Status: record.Inspected, Verdict: record.Violation, Level: record.Critical, Persons: 3,
		Findings: []record.Finding{{Type: "my_number", Category: "personal", Count: 3, Confidence: 1, Sample: "***"}},
	}
	var b bytes.Buffer
	if err := s.WriteHTML(&b, filesOf(hostile)()); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	for _, bad := range []string{"<script", "<img", "<link", "<iframe", "http://", "https://", "url(", "@import", "秘密の名簿", "taro@"} {
		if strings.Contains(page, bad) {
			t.Errorf("%q in the page", bad)
		}
	}
	for _, good := range []string{"default-src 'none'", "対象 1 件 ＝ 点検済 1", "23.7–76.3%", "個人番号"} {
		if !strings.Contains(page, good) {
			t.Errorf("no %q in the page", good)
		}
	}
}

// TestProtection opens protected books with the key, and not without.
func TestProtection(t *testing.T) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	s := sampleSettings("ja")
	s.Protect = func(whole bool, department string) Protection {
		switch {
		case whole:
			return Protection{}
		case department == "医学部":
			return Protection{Password: "correct horse battery staple"}
		}
		return Protection{Recipients: []age.Recipient{id.Recipient()}, Password: "another long password"}
	}
	dir := t.TempDir()
	paths, err := WriteAll(dir, s, []string{"医学部", "工学部"}, func(d string) iter.Seq2[record.File, error] { return sampleFiles(d, 10)() })
	if err != nil || len(paths) != 3 {
		t.Fatalf("%q, %v", paths, err)
	}
	if _, err := excelize.OpenFile(paths[0]); err == nil {
		t.Error("opened without the password")
	}
	if f, err := excelize.OpenFile(paths[0], excelize.Options{Password: "correct horse battery staple"}); err != nil {
		t.Error(err)
	} else {
		f.Close()
	}
	sealed, err := os.Open(paths[1])
	if err != nil || filepath.Ext(paths[1]) != ".age" {
		t.Fatalf("%s, %v", paths[1], err)
	}
	defer sealed.Close()
	plain, err := age.Decrypt(sealed, id)
	if err != nil {
		t.Fatal(err)
	}
	if f, err := excelize.OpenReader(plain, excelize.Options{Password: "another long password"}); err != nil {
		t.Error(err)
	} else {
		f.Close()
	}
	for _, p := range paths {
		if info, err := os.Stat(p); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", p, info.Mode(), err)
		}
	}
	if left, _ := os.ReadDir(dir); len(left) != 3 {
		t.Errorf("left behind: %v", left)
	}
}

// TestMaskedNames looks for names in a book that hides them.
func TestMaskedNames(t *testing.T) {
	s := sampleSettings("ja")
	s.MaskNames, s.Accounts = true, nil
	path := filepath.Join(t.TempDir(), "book.xlsx")
	if err := WriteBook(path, Book{Settings: s, Department: "工学部"}, sampleFiles("工学部", 60)); err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(dump(t, path), "\n") {
		for _, name := range []string{"受講者", "成績一覧", "源泉徴収票", "緊急連絡網", "@example", "file:", "提出物"} {
			if strings.Contains(line, name) {
				t.Errorf("%s", line)
			}
		}
	}
}
