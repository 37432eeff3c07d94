package all

import (
	"bytes"
	"errors"
	"os"
	"testing"

	"github.com/xuri/excelize/v2"

	"tenken/internal/extract"
)

// Which files count as protected: those that a strong cipher and a password of
// the institution's protect as a whole.
func TestProtected(t *testing.T) {
	plain := excelize.NewFile()
	defer plain.Close()
	book := func(password string) []byte {
		b, err := plain.WriteToBuffer()
		if err != nil {
			t.Fatal(err)
		}
		locked, err := excelize.Encrypt(b.Bytes(), &excelize.Options{Password: password})
		if err != nil {
			t.Fatal(err)
		}
		return locked
	}
	sample := func(file string) []byte {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for _, c := range []struct {
		name string
		data []byte
		want bool
	}{
		{"a.docx", sample("../ooxml/testdata/password.docx"), true},
		{"a.xlsx", book("secret"), true},
		{"asked of nobody.xlsx", book("VelvetSweatshop"), false},
		{"a.7z", sample("../sevenzip/testdata/password.7z"), true},
		{"names.7z", sample("../sevenzip/testdata/password-names.7z"), true},
		{"plain.7z", sample("../sevenzip/testdata/plain.7z"), false},
		{"aes.zip", sample("../zip/testdata/aes.zip"), true},
		{"traditional.zip", sample("../zip/testdata/traditional.zip"), false},
	} {
		r := extract.NewReader(Formats(), extract.DefaultBudget, t.TempDir()).WithPasswords([]string{"wrong", "secret"})
		_, problems, err := r.Read(t.Context(), extract.File{Name: c.name, Size: int64(len(c.data)), ReaderAt: bytes.NewReader(c.data)}, func(extract.Text) error { return nil })
		if err != nil {
			t.Fatal(err)
		}
		got := false
		for _, p := range problems {
			switch {
			case !errors.Is(p.Err, extract.ErrUnlocked):
				t.Errorf("%s: %s: %v", c.name, p.Place, p.Err)
			case p.Place == "":
				got = true
			}
		}
		if got != c.want {
			t.Errorf("%s: protected %v, want %v", c.name, got, c.want)
		}
	}
}
