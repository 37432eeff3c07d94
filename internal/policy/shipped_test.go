package policy

import (
	"os"
	"path/filepath"
	"testing"

	"tenken/detectors"
	alldetectors "tenken/detectors/all"
)

func infos() []detectors.Info {
	var out []detectors.Info
	for _, d := range alldetectors.Detectors() {
		out = append(out, d.Info())
	}
	return out
}

func law(t *testing.T) Law {
	t.Helper()
	text, err := os.ReadFile("../../configs/law/japan.yaml")
	if err != nil {
		t.Fatal(err)
	}
	l, err := ParseLaw("japan.yaml", text, infos())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// shipped are the policies that come with tenken, by name.
func shipped(t *testing.T) map[string]*Policy {
	t.Helper()
	files, err := filepath.Glob("../../configs/policy/*.yaml")
	if err != nil || len(files) < 4 {
		t.Fatal(files, err)
	}
	out := map[string]*Policy{}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		p, err := ParseFor(filepath.Base(f), text, infos(), law(t))
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range p.Warnings(filepath.Base(f), text) {
			t.Errorf("%s: %s", f, w.In("en"))
		}
		out[filepath.Base(f)] = p
	}
	return out
}

func TestShippedPoliciesAreSound(t *testing.T) { shipped(t) }
