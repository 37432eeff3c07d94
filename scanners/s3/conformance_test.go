package s3_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenken/scanners/s3"
	"tenken/scanners/scannertest"
)

func TestConformance(t *testing.T) {
	if testing.Short() {
		t.Skip("writes a thousand objects for each trial")
	}
	scannertest.Run(t, func(t *testing.T) scannertest.Source {
		dir, conf := serve(t)
		s := scannertest.Source{Contents: map[string]string{}}
		for i := range 1100 {
			key, text := fmt.Sprintf("部局%d/名簿 +%04d.txt", i%7, i), fmt.Sprint("内容", i)
			put(t, dir, filepath.Join("share", key), []byte(text))
			s.Contents["share/"+key] = text
		}
		for _, key := range []string{"a/b/c/d/e.txt", "=cmd|' -c calc'!A0.csv", "100%&?#[].txt", "が.txt"} {
			upload(t, conf, "share", key, key)
			s.Contents["share/"+key] = key
		}
		sc, err := s3.New(t.Context(), conf)
		if err != nil {
			t.Fatal(err)
		}
		s.Scanner = sc
		s.Vanish = func(key string) {
			if err := os.Remove(filepath.Join(dir, key)); err != nil {
				t.Error(err)
			}
		}
		s.Change = func(key string) {
			upload(t, conf, "share", strings.TrimPrefix(key, "share/"), "something else altogether")
		}
		return s
	})
}
