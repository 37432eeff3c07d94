package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tenken/configs"
	"tenken/internal/config"
)

// TestSamples runs every command line of the samples, with --help in place of
// doing it, so that none names a flag that does not exist.
func TestSamples(t *testing.T) {
	command := regexp.MustCompile(`/usr/local/bin/tenken ([^|\n]*)`)
	found := 0
	for _, pattern := range []string{"../../configs/systemd/*", "../../configs/cron/*"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		for _, file := range files {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range command.FindAllStringSubmatch(string(b), -1) {
				found++
				var out strings.Builder
				if code := run(append(strings.Fields(m[1]), "--help"), strings.NewReader(""), &out, &out); code != 0 {
					t.Errorf("%s: %s: exit code %d\n%s", file, m[1], code, out.String())
				}
				// Flags are checked by cobra before --help only when they parse.
				for _, w := range strings.Fields(m[1]) {
					if strings.HasPrefix(w, "--") && !strings.Contains(out.String(), w+" ") {
						t.Errorf("%s: no flag %s", file, w)
					}
				}
			}
		}
	}
	if found < 2 {
		t.Errorf("%d command lines", found)
	}
}

// TestDefaultConfiguration loads the sample that config init writes.
func TestDefaultConfiguration(t *testing.T) {
	file := filepath.Join(t.TempDir(), "tenken.yaml")
	if err := os.WriteFile(file, configs.Default, 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := config.Load(file)
	if err != nil || len(c.Sources) == 0 {
		t.Errorf("%+v, %v", c, err)
	}
}
