// Package arch holds the one test of import direction. It parses the source
// instead of asking the go command, whose answer a cached test run would hide.
package arch

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const module = "tenken"

// walls say what each room may import of the project, and which rooms may not
// import anything outside the standard library ("no SDK in a contract").
// The first pattern that matches a package decides.
var walls = []struct {
	room    string   // package path pattern below the module
	imports []string // patterns of project packages it may import
	std     bool     // standard library only, besides those
}{
	{room: `cmd/.*`, imports: []string{`.*`}},

	{room: `scanners`, std: true},
	{room: `scanners/all`, imports: []string{`scanners(/.*)?`}},
	{room: `scanners/scannertest`, imports: []string{`scanners`}},
	{room: `scanners/[^/]+(/.*)?`, imports: []string{`scanners`, `scanners/${room}(/.*)?`}},

	{room: `detectors`, std: true},
	{room: `detectors/all`, imports: []string{`detectors(/.*)?`}},
	{room: `detectors/detectortest`, imports: []string{`detectors`}},
	{room: `detectors/[^/]+(/.*)?`, imports: []string{`detectors`, `detectors/${room}(/.*)?`}},

	{room: `internal/extract`, std: true},
	{room: `internal/extract/all`, imports: []string{`internal/extract(/.*)?`}},
	{room: `internal/extract/formattest`, imports: []string{`internal/extract`}},
	{room: `internal/extract/[^/]+(/.*)?`, imports: []string{`internal/extract`, `internal/extract/${shared}`, `internal/extract/${room}(/.*)?`}},

	{room: `internal/sandbox`, imports: []string{`internal/extract`}},

	{room: `internal/record`, imports: []string{`scanners`}, std: true},
	{room: `internal/strict`},
	{room: `internal/policy`, imports: []string{`detectors`, `internal/strict`, `internal/record`, `scanners`}},
	{room: `internal/inspect`, imports: []string{`internal/policy`, `internal/extract`, `detectors`, `internal/record`, `scanners`}},
	{room: `internal/followup`, imports: []string{`internal/policy`, `internal/record`, `scanners`}},
	{room: `internal/ledger`, imports: []string{`internal/followup`, `internal/record`, `scanners`}},
	{room: `internal/ledger/pgtest`},
	{room: `internal/engine`, imports: []string{`internal/inspect`, `internal/ledger`, `internal/record`, `scanners`}},
	{room: `internal/reach`, imports: []string{`internal/record`, `scanners`}},
	{room: `report`, imports: []string{`internal/extract/xmlscan`, `internal/reach`, `internal/followup`, `internal/record`, `scanners`, `detectors`}},
	{room: `configs`, std: true},
	{room: `internal/people`},
	{room: `internal/config`, imports: []string{`configs`, `detectors(/.*)?`, `internal/people`, `internal/policy`, `internal/followup`, `internal/record`, `internal/strict`, `scanners`}},
	{room: `internal/campus(/.*)?`, imports: []string{`internal/campus(/.*)?`, `internal/record`, `scanners`}},
	{room: `internal/corpus`, imports: []string{`internal/campus/write`}},
	{room: `internal/accuracy`, imports: []string{`internal/corpus`, `internal/inspect`, `internal/policy`, `internal/record`, `internal/extract`, `detectors`, `scanners`}},
	{room: `bench/.*`, imports: []string{`.*`}},
	{room: `internal/arch`},
}

// shared are tools that several formats use.
const shared = `(cfb|charset|compose|crypt|htmltext|lzfu|numfmt|tool|uuencode|xmlscan)`

func TestImportsFlowOneWay(t *testing.T) {
	root := filepath.Join("..", "..")
	checked := 0
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if n := d.Name(); file != root && (strings.HasPrefix(n, ".") || n == "testdata") {
				return filepath.SkipDir
			}
			if _, err := os.Stat(filepath.Join(file, "go.mod")); err == nil && file != root {
				return filepath.SkipDir // a module of its own, such as a peer to measure against: no part of the program
			}
			return nil
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		checked++
		check(t, path.Dir(filepath.ToSlash(rel)), file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if checked < 10 {
		t.Fatalf("only %d files were checked: is the test looking in the right place?", checked)
	}
}

func check(t *testing.T, pkg, file string) {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	f, err := parser.ParseFile(token.NewFileSet(), file, src, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range f.Imports {
		imported := strings.Trim(spec.Path.Value, `"`)
		if why := refuse(pkg, imported); why != "" {
			t.Errorf("%s: %s must not import %s: %s", filepath.ToSlash(file), pkg, imported, why)
		}
	}
}

// refuse says why pkg may not import imported, or "".
func refuse(pkg, imported string) string {
	for _, w := range walls {
		if !matches(w.room, pkg) {
			continue
		}
		inside, ours := strings.CutPrefix(imported, module+"/")
		switch {
		case !ours && w.std && strings.Contains(strings.SplitN(imported, "/", 2)[0], "."):
			return "a contract takes the standard library only"
		case !ours:
			return ""
		}
		for _, p := range w.imports {
			if matches(expand(p, pkg), inside) {
				return ""
			}
		}
		return "data flows the other way (see the table in this test)"
	}
	return "the room is not in the table of this test: say where it stands"
}

// expand fills in the folder of the importing leaf, so that a leaf may import
// its own sub-packages and no sibling.
func expand(pattern, pkg string) string {
	parts := strings.Split(strings.TrimPrefix(pkg, "internal/"), "/")
	own := "-"
	if len(parts) > 1 {
		own = regexp.QuoteMeta(parts[1])
	}
	return strings.NewReplacer("${room}", own, "${shared}", shared).Replace(pattern)
}

func matches(pattern, pkg string) bool {
	return regexp.MustCompile(`^(` + pattern + `)$`).MatchString(pkg)
}

func TestTheWallsStand(t *testing.T) {
	for _, c := range []struct {
		pkg, imported string
		allowed       bool
	}{
		{"report", "tenken/internal/ledger", false},
		{"report", "tenken/internal/record", true},
		{"scanners", "github.com/aws/aws-sdk-go-v2/aws", false},
		{"scanners", "context", true},
		{"scanners/s3", "github.com/aws/aws-sdk-go-v2/aws", true},
		{"scanners/s3", "tenken/scanners/folder", false},
		{"scanners/gdrive", "tenken/scanners/gdrive/gdrivetest", true},
		{"detectors", "tenken/scanners", false},
		{"detectors/identity", "tenken/detectors/contact", false},
		{"internal/extract/pdf", "tenken/internal/extract/zip", false},
		{"internal/extract/pdf", "tenken/internal/extract", true},
		{"internal/extract/csv", "tenken/internal/extract/charset", true},
		{"internal/ledger", "tenken/internal/engine", false},
		{"internal/policy", "tenken/internal/inspect", false},
		{"newroom", "fmt", false},
	} {
		if got := refuse(c.pkg, c.imported) == ""; got != c.allowed {
			t.Errorf("%s importing %s: allowed %v, want %v", c.pkg, c.imported, got, c.allowed)
		}
	}
}
