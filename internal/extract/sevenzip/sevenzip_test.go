package sevenzip

import (
	"os"
	"path/filepath"
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

// sample reads an archive of testdata. All hold the same two invented files.
func sample(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func Test7z(t *testing.T) {
	names := []string{"名簿/一覧.csv\n", "読んで.txt\n"}
	formattest.Run(t, Format{},
		formattest.Sample{Name: "plain.7z", Data: sample(t, "plain.7z"), Want: append(names, "点検 一,000", "これは試験用の文です。")},
		formattest.Sample{Name: "ppmd.7z", Data: sample(t, "ppmd.7z"), Want: []string{"点検 一,000"}},
		formattest.Sample{Name: "locked.7z", Data: sample(t, "locked.7z"), Want: names, Partial: extract.ErrEncrypted},
		formattest.Sample{Name: "hidden.7z", Data: sample(t, "hidden.7z"), Partial: extract.ErrEncrypted},
	)
}

func FuzzRead(f *testing.F) {
	for _, n := range []string{"plain.7z", "ppmd.7z", "locked.7z"} {
		f.Add(sample(f, n))
	}
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Expanded: 16 << 20, Members: 100}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.7z", data) })
}

func TestPasswords(t *testing.T) {
	for _, name := range []string{"password.7z", "password-names.7z"} {
		formattest.Unlocks(t, Format{}, name, sample(t, name), "secret", "a.csv", "青葉 一郎,090-1111-2222")
	}
}
