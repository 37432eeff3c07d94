// Package dbf reads tables of dBASE and of what followed it: FoxPro, Clipper,
// and the attributes of maps.
package dbf

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"tenken/internal/extract"
	"tenken/internal/extract/charset"
	"tenken/internal/extract/compose"
)

// Format reads tables.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "dbf", Label: "dBASE テーブル", Extensions: []string{"dbf"},
		Media:  "application/vnd.dbf",
		Reads:  "all rows, those marked as deleted too, with the names of their columns, in Shift_JIS and other code pages; memos, which are files of their own, left out",
		Tested: "tables with every type of column; fuzz",
	}
}

const (
	headSize  = 32
	fieldSize = 32
	maxFields = 2046
	headEnd   = 0x0D
)

// field is one column.
type field struct {
	name string
	kind byte
	size int
}

// table is what the header says.
type table struct {
	fields []field
	start  int64 // of the rows
	row    int   // its size
	page   *charset.Encoding
	known  bool // the header names the code page
}

// versions are the first bytes of tables of all programs.
var versions = []byte{0x02, 0x03, 0x04, 0x05, 0x07, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8B, 0x8C, 0xCB, 0xE5, 0xF5, 0xFB}

// Claims reports whether the sizes in the header agree with one another.
func (Format) Claims(_ extract.File, head []byte) bool {
	_, ok := parse(head)
	return ok
}

// parse reads the header.
func parse(head []byte) (table, bool) {
	var t table
	if len(head) < headSize+fieldSize+1 || bytes.IndexByte(versions, head[0]) < 0 || head[2] > 12 || head[3] > 31 {
		return t, false
	}
	t.start, t.row = int64(binary.LittleEndian.Uint16(head[8:])), int(binary.LittleEndian.Uint16(head[10:]))
	total := 1 // the mark of deleted rows
	for at := headSize; ; at += fieldSize {
		if at >= len(head) || len(t.fields) > maxFields {
			return t, false
		}
		if head[at] == headEnd {
			if t.start <= int64(at) {
				return t, false
			}
			break
		}
		if at+fieldSize > len(head) {
			return t, false
		}
		d := head[at : at+fieldSize]
		name, _, _ := bytes.Cut(d[:11], []byte{0})
		f := field{kind: d[11], size: int(d[16])}
		if f.kind == 'C' {
			f.size |= int(d[17]) << 8
		}
		if len(name) == 0 || f.size == 0 || bytes.IndexByte([]byte("CNFDLMBGPITY@O+0VWQ"), f.kind) < 0 {
			return t, false
		}
		f.name = string(name)
		t.fields = append(t.fields, f)
		total += f.size
	}
	switch head[29] { // language driver
	case 0x13, 0x7B:
		t.page, t.known = charset.ShiftJIS, true
	case 0x01, 0x02, 0x03, 0x57, 0x58, 0x59:
		t.page, t.known = charset.Windows1252, true
	}
	return t, len(t.fields) > 0 && total == t.row
}

// maxHeader is that of the most columns.
const maxHeader = headSize + maxFields*fieldSize + 264

// Read puts out the rows.
func (Format) Read(ctx context.Context, f extract.File, out extract.Out) error {
	head := make([]byte, min(f.Size, maxHeader))
	n, err := f.ReadAt(head, 0)
	if n < len(head) {
		return err
	}
	t, ok := parse(head)
	if !ok {
		return extract.ErrDamaged
	}
	in := bufio.NewReaderSize(io.NewSectionReader(f, t.start, f.Size-t.start), 64<<10)
	sample, _ := in.Peek(64 << 10)
	if e := charset.Detect(t.texts(sample)); e != nil && (!t.known || e == charset.UTF8 && t.page != charset.ShiftJIS) {
		t.page = e
	}
	b := compose.New(out.Text)
	b.Table("table")
	for i, c := range t.fields {
		b.Cell(0, i)
		b.WriteString(strings.TrimSpace(charset.String([]byte(c.name), t.page)))
		b.EndCell()
	}
	row := make([]byte, t.row)
	count := int64(binary.LittleEndian.Uint32(head[4:]))
	for n := 1; int64(n) <= count; n++ {
		if n&0xFFF == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if _, err := io.ReadFull(in, row); err != nil {
			if ferr := b.Flush(); ferr != nil {
				return ferr
			}
			return errors.Join(extract.ErrDamaged, fmt.Errorf("row %d of %d: %w", n, count, err))
		}
		if row[0] == 0x1A { // the end
			break
		}
		t.put(b, n, row[1:])
		if b.Err() != nil {
			return b.Err()
		}
	}
	return b.Flush()
}

// texts are the bytes of text columns, by which an encoding is known.
func (t table) texts(b []byte) []byte {
	var out []byte
	for ; len(b) >= t.row; b = b[t.row:] {
		at := 1
		for _, f := range t.fields {
			if f.kind == 'C' {
				out = append(append(out, bytes.TrimRight(b[at:at+f.size], " \x00")...), '\n')
			}
			at += f.size
		}
	}
	return out
}

// put puts out a row.
func (t table) put(b *compose.Builder, n int, row []byte) {
	for i, f := range t.fields {
		v := row[:f.size]
		row = row[f.size:]
		text := t.show(f, v)
		if text == "" {
			continue
		}
		b.Cell(n, i)
		b.WriteString(text)
		b.EndCell()
	}
}

// show is a value as people write it; dates are year-month-day.
func (t table) show(f field, v []byte) string {
	switch f.kind {
	case 'C', 'V':
		return strings.TrimRight(charset.String(bytes.TrimRight(v, " \x00"), t.page), "\x00")
	case 'N', 'F':
		return strings.Trim(string(bytes.ToValidUTF8(v, nil)), " \x00")
	case 'D':
		s := strings.TrimSpace(string(bytes.ToValidUTF8(v, nil)))
		if len(s) != 8 {
			return s
		}
		return s[:4] + "-" + s[4:6] + "-" + s[6:]
	case 'I', '+':
		if len(v) == 4 {
			return strconv.Itoa(int(int32(binary.LittleEndian.Uint32(v)))) //nolint:gosec // signed
		}
	case 'Y':
		if len(v) == 8 {
			return strconv.FormatFloat(float64(int64(binary.LittleEndian.Uint64(v)))/10000, 'f', -1, 64) //nolint:gosec // signed
		}
	case 'B', 'O':
		if len(v) == 8 {
			if x := math.Float64frombits(binary.LittleEndian.Uint64(v)); !math.IsNaN(x) && !math.IsInf(x, 0) {
				return strconv.FormatFloat(x, 'f', -1, 64)
			}
		}
	case 'T', '@':
		return moment(v)
	}
	return ""
}

// moment reads a Julian day and milliseconds.
func moment(v []byte) string {
	if len(v) != 8 || bytes.Trim(v, " \x00") == nil {
		return ""
	}
	day, ms := int(binary.LittleEndian.Uint32(v)), int(binary.LittleEndian.Uint32(v[4:]))
	const unixDay = 2440588
	if day < 1721426 || day > 5373484 || ms > 86_400_000 { // the years 1 to 9999
		return ""
	}
	return time.Unix(0, 0).UTC().AddDate(0, 0, day-unixDay).Add(time.Duration(ms) * time.Millisecond).Format("2006-01-02 15:04:05")
}
