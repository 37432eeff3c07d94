package parquet

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

type person struct {
	Name   string    `parquet:"氏名"`
	Phone  *string   `parquet:"電話"`
	Born   int32     `parquet:"生年月日,date"`
	Number int64     `parquet:"番号,delta"`
	Weight float64   `parquet:"体重"`
	Mails  []string  `parquet:"mails,list"`
	Seen   time.Time `parquet:"seen,timestamp"`
	Raw    []byte    `parquet:"raw"`
}

func write(t testing.TB, rows int) []byte {
	t.Helper()
	var b bytes.Buffer
	w := parquet.NewGenericWriter[person](&b, parquet.Compression(&parquet.Snappy), parquet.MaxRowsPerRowGroup(100))
	phone := "090-0000-0000"
	for i := range rows {
		p := person{Name: fmt.Sprintf("氏名%d", i), Born: 5569, Number: 1234567, Weight: 51.5, Mails: []string{"a@example.ac.jp", "b@example.ac.jp"}, Seen: time.Date(2024, 4, 1, 9, 0, 0, 0, time.UTC), Raw: []byte{0, 0xFF}}
		if i%2 == 0 {
			p.Phone = &phone
		}
		if _, err := w.Write([]person{p}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestParquet(t *testing.T) {
	data := write(t, 250)
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir())
	res := formattest.Read(t, r, "a.parquet", data)
	lines := strings.Split(strings.TrimSpace(res.Text()), "\n")
	if len(lines) != 251 || lines[0] != "氏名\t電話\t生年月日\t番号\t体重\tmails\tseen\traw" ||
		lines[1] != "氏名0\t090-0000-0000\t1985-04-01\t1234567\t51.5\ta@example.ac.jp b@example.ac.jp\t2024-04-01 09:00:00" ||
		lines[250] != "氏名249\t1985-04-01\t1234567\t51.5\ta@example.ac.jp b@example.ac.jp\t2024-04-01 09:00:00" {
		t.Errorf("%d lines: %q, %q", len(lines), lines[:2], lines[len(lines)-1])
	}
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.parquet", Data: write(t, 3), Want: []string{"氏名2\t090-0000-0000\t1985-04-01\t"}},
		formattest.Sample{Name: "locked.parquet", Data: append(bytes.Clone(data[:len(data)-4]), encrypted...), Partial: extract.ErrEncrypted},
	)
}

func FuzzRead(f *testing.F) {
	f.Add(write(f, 2))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.parquet", data) })
}
