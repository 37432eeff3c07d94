package all_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"tenken/internal/extract/all"
)

var update = flag.Bool("update", false, "write the table of formats into README.md")

// TestReadme holds the table in README.md to the list that `tenken list
// formats` prints; -update writes it.
func TestReadme(t *testing.T) {
	const name, begin, end = "../../../README.md", "<!-- formats: go test ./internal/extract/all -update -->\n", "<!-- /formats -->\n"
	var b strings.Builder
	b.WriteString("| format | usual extensions | what is read | on what it is tested |\n|---|---|---|---|\n")
	for _, f := range all.Formats() {
		i := f.Info()
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", i.ID, strings.Join(i.Extensions, " "), i.Reads, i.Tested)
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(raw), begin)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("%s has no table of formats", name)
	}
	want := before + begin + b.String() + end + after
	if want == string(raw) {
		return
	}
	if !*update {
		t.Fatalf("the table in %s is not that of the formats: go test ./internal/extract/all -update", name)
	}
	if err := os.WriteFile(name, []byte(want), 0o600); err != nil {
		t.Fatal(err)
	}
}
