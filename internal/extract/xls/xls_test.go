package xls

import (
	"bytes"
	"os"
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

// sample is a book of two sheets that LibreOffice wrote from invented data.
func sample(t testing.TB) []byte {
	t.Helper()
	b, err := os.ReadFile("testdata/excel97.xls")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestXLS(t *testing.T) {
	whole := sample(t)
	codePage := []byte{0x42, 0, 2, 0}
	if bytes.Count(whole, codePage) == 0 {
		t.Fatal("the sample has no code page")
	}
	locked := bytes.Replace(whole, codePage, []byte{0x2F, 0, 2, 0}, 1)
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.xls", Data: whole, Want: []string{
			"氏名\t電話\t生年月日\t番号\n山中 桜\t090-1234-5678\t1985-04-01\t123456789012\n", "木下 進", "取扱注意", "携帯です", "隠した行\t改行\nあり", "山中 桜\t9012345678\t",
		}},
		formattest.Sample{Name: "locked.xls", Data: locked, Partial: extract.ErrEncrypted},
	)
	res := formattest.Read(t, extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir()), "a.xls", whole)
	if got := res.Texts[0].Place(bytes.Index([]byte(res.Texts[0].Body), []byte("090"))); got != "Sheet1!B2" {
		t.Errorf("place %q", got)
	}
}

// TestContinuedStrings reads strings that go on in the next record, in another
// width, and over their furigana.
func TestContinuedStrings(t *testing.T) {
	var s stringTable
	first := []byte{3, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 'a', 'b'}
	second := append([]byte{1}, 0x42, 0x30, 0x44, 0x30) // あい
	second = append(second, 1, 0, phonetic, 6, 0, 0, 0, 'c', 9, 9, 9, 9, 9, 9)
	second = append(second, 2, 0, wideChars|richText, 1, 0, 0x46, 0x30, 0x48, 0x30, 1, 2, 3, 4) // うえ
	if err := s.read([][]byte{first, second}); err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"abあい", "c", "うえ", ""} {
		if got := string(s.get(int64(i))); got != want {
			t.Errorf("string %d is %q, want %q", i, got, want)
		}
	}
}

func TestRK(t *testing.T) {
	for v, want := range map[int64]float64{
		0x3FF00000: 1, 0x3FF00001: 0.01, 5<<2 | 2: 5, 1234<<2 | 3: 12.34, 0xFFFFFFFE: -1,
	} {
		if got := rk(v); got != want {
			t.Errorf("rk(%#x) = %g, want %g", v, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample(f))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.xls", data) })
}

// TestPasswords opens books that LibreOffice encrypted.
func TestPasswords(t *testing.T) {
	book, err := os.ReadFile("testdata/password.xls")
	if err != nil {
		t.Fatal(err)
	}
	formattest.Unlocks(t, Format{}, "a.xls", book, "secret", "氏名\t電話\t生年月日\t番号\n山中 桜\t090-1234-5678\t1985-04-01\t123456789012\n", "取扱注意")
	if book, err = os.ReadFile("testdata/default-password.xls"); err != nil {
		t.Fatal(err)
	}
	formattest.Run(t, Format{}, formattest.Sample{Name: "default.xls", Data: book, Want: []string{"山中 桜\t090-1234-5678\t"}})
}
