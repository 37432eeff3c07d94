package dbf

import (
	"encoding/binary"
	"math"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

type column struct {
	name string
	kind byte
	size int
}

func write(language byte, columns []column, rows ...[]string) []byte {
	row := 1
	for _, c := range columns {
		row += c.size
	}
	h := make([]byte, headSize)
	copy(h, []byte{0x03, 124, 4, 1})
	binary.LittleEndian.PutUint32(h[4:], uint32(len(rows)))
	binary.LittleEndian.PutUint16(h[8:], uint16(headSize+fieldSize*len(columns)+1))
	binary.LittleEndian.PutUint16(h[10:], uint16(row))
	h[29] = language
	for _, c := range columns {
		d := make([]byte, fieldSize)
		copy(d, c.name)
		d[11], d[16] = c.kind, byte(c.size)
		h = append(h, d...)
	}
	h = append(h, headEnd)
	for i, r := range rows {
		h = append(h, " *"[i%2])
		for j, c := range columns {
			h = append(h, (r[j] + strings.Repeat(" ", c.size))[:c.size]...)
		}
	}
	return append(h, 0x1A)
}

func TestDBF(t *testing.T) {
	sjis := func(s string) string {
		out, err := japanese.ShiftJIS.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	columns := []column{{sjis("氏名"), 'C', 20}, {"BIRTH", 'D', 8}, {"NO", 'N', 10}, {"ID", 'I', 4}, {"FEE", 'Y', 8}, {"X", 'B', 8}, {"AT", 'T', 8}}
	number := func(v uint64) string { return string(binary.LittleEndian.AppendUint64(nil, v)) }
	id := string(binary.LittleEndian.AppendUint32(nil, 7))
	at := string(binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(nil, 2460402), 3_600_000))
	row := []string{sjis("山中 桜"), "19850401", "      12.5", id, number(15000), number(math.Float64bits(1.25)), at}
	deleted := append([]string{sjis("木下 進")}, row[1:]...)
	want := []string{"氏名\tBIRTH\tNO\tID\tFEE\tX\tAT\n", "山中 桜\t1985-04-01\t12.5\t7\t1.5\t1.25\t2024-04-01 01:00:00\n木下 進\t"}
	plain := []column{{"NAME", 'C', 20}}
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.dbf", Data: write(0x7B, columns, row, deleted), Want: want},
		formattest.Sample{Name: "unsaid.dbf", Data: write(0, columns, row, deleted), Want: want},
		formattest.Sample{Name: "utf8.dbf", Data: write(0x57, plain, []string{"若葉 二葉"}), Want: []string{"NAME\n若葉 二葉\n"}},
		formattest.Sample{Name: "cut.dbf", Data: write(0, plain, []string{"a"}, []string{"b"})[:70], Want: []string{"NAME\n"}, Partial: extract.ErrDamaged},
	)
}

func FuzzRead(f *testing.F) {
	f.Add(write(0, []column{{"A", 'C', 3}, {"B", 'T', 8}}, []string{"x", "12345678"}))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.dbf", data) })
}
