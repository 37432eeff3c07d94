package all_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"

	"tenken/internal/extract"
	"tenken/internal/extract/all"
)

func sjis(t *testing.T, s string) string {
	t.Helper()
	b, err := japanese.ShiftJIS.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// zipped is an archive of one member whose name is CP932.
func zipped(t *testing.T, name, data string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateHeader(&zip.FileHeader{Name: sjis(t, name), NonUTF8: true, Method: zip.Deflate})
	if err == nil {
		_, err = w.Write([]byte(data))
	}
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestNested reads a table in an archive in an archive in a mail.
func TestNested(t *testing.T) {
	table := sjis(t, "番号,氏名,室\r\n1,青葉 一郎,101\r\n2,若葉 二葉,102\r\n")
	mail := "From: aoba@example.ac.jp\r\nSubject: files\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" +
		"--b\r\n\r\nAttached.\r\n--b\r\nContent-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
		base64.StdEncoding.EncodeToString([]byte(zipped(t, "名簿.zip", zipped(t, "一覧.csv", table)))) + "\r\n--b--\r\n"
	r := extract.NewReader(all.Formats(), extract.Budget{}, t.TempDir())
	var got []string
	media, problems, err := r.Read(context.Background(), extract.File{Name: "mail.eml", Size: int64(len(mail)), ReaderAt: strings.NewReader(mail)}, func(x extract.Text) error {
		got = append(got, x.Place(0))
		if i := strings.Index(x.Body, "若葉"); i >= 0 {
			got = append(got, x.Place(i))
			if x.Table == nil || len(x.Table.Cells) != 9 {
				t.Errorf("table %+v, want nine cells", x.Table)
			}
		}
		return nil
	})
	if err != nil || len(problems) > 0 || media != "message/rfc822" {
		t.Errorf("media %q, problems %v, err %v", media, problems, err)
	}
	want := []string{
		"header From", "line 1", "attachment name", "mail.eml!/a.zip names", "mail.eml!/a.zip!/名簿.zip names",
		"mail.eml!/a.zip!/名簿.zip!/一覧.csv line 1", "mail.eml!/a.zip!/名簿.zip!/一覧.csv line 3",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("places %q, want %q", got, want)
	}
}

// TestFormatsAreDescribed holds the list to what `tenken list formats` prints.
func TestFormatsAreDescribed(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range all.Formats() {
		i := f.Info()
		if i.ID == "" || i.Label == "" || i.Media == "" || i.Reads == "" || i.Tested == "" || len(i.Extensions) == 0 {
			t.Errorf("Info is not complete: %+v", i)
		}
		if seen[i.ID] {
			t.Errorf("two formats are called %q", i.ID)
		}
		seen[i.ID] = true
	}
}
