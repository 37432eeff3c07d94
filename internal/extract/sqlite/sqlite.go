// Package sqlite reads databases of SQLite 3 page by page, whatever state they
// are in (https://www.sqlite.org/fileformat2.html). It runs no SQL: nothing in
// the file is executed, and no file is opened beside it: a write-ahead log is a
// file of its own.
package sqlite

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"tenken/internal/extract"
	"tenken/internal/extract/charset"
	"tenken/internal/extract/compose"
)

// Format reads databases.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "sqlite", Label: "SQLite データベース", Extensions: []string{"sqlite", "sqlite3", "db", "db3"},
		Media:  "application/vnd.sqlite3",
		Reads:  "all tables with the names of their columns, texts and numbers; binary values left out",
		Tested: "databases that SQLite wrote: UTF-8 and UTF-16, tables without rowid, long rows, deep trees; damaged trees; fuzz",
	}
}

const signature = "SQLite format 3\x00"

// Claims looks at the signature.
func (Format) Claims(_ extract.File, head []byte) bool {
	return bytes.HasPrefix(head, []byte(signature)) && len(head) >= 100
}

// Read puts out the tables in the order of the schema.
func (Format) Read(ctx context.Context, f extract.File, out extract.Out) error {
	var h [100]byte
	if _, err := f.ReadAt(h[:], 0); err != nil {
		return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
	}
	size := int64(binary.BigEndian.Uint16(h[16:]))
	if size == 1 {
		size = 1 << 16
	}
	if size < 512 || size&(size-1) != 0 || size-int64(h[20]) < 480 {
		return fmt.Errorf("%w: size of pages", extract.ErrDamaged)
	}
	d := &database{
		ctx: ctx, file: f, size: size, encoding: charset.UTF8,
		seen: map[uint32]bool{}, spare: f.Size / size,
	}
	d.header(h[:])
	tables, err := d.schema()
	if err != nil {
		return err
	}
	b := compose.New(out.Text)
	for _, t := range tables {
		if err := d.table(t, b); err != nil {
			return err
		}
	}
	if err := b.Flush(); err != nil {
		return err
	}
	return d.damage
}

// header reads the encoding from the first page.
func (d *database) header(h []byte) {
	d.usable = int(d.size) - int(h[20])
	switch binary.BigEndian.Uint32(h[56:]) {
	case 2:
		d.encoding = charset.UTF16LE
	case 3:
		d.encoding = charset.UTF16BE
	}
}

// table puts out one table, under the names of its columns.
func (d *database) table(t table, b *compose.Builder) error {
	b.Table(t.name)
	for i, c := range t.columns {
		b.Cell(0, i)
		b.WriteString(c)
		b.EndCell()
	}
	row := 0
	return d.walk(t.root, 0, func(id int64, payload []byte) error {
		row++
		col := 0
		d.record(payload, func(v value) {
			if v.kind == null && col == t.rowid {
				v = value{kind: integer, number: id}
			}
			if v.kind == integer || v.kind == real || v.kind == text && len(v.bytes) > 0 {
				b.Cell(row, col)
				b.WriteString(d.show(v))
				b.EndCell()
			}
			col++
		})
		return b.Err()
	})
}

func (d *database) show(v value) string {
	switch v.kind {
	case integer:
		return strconv.FormatInt(v.number, 10)
	case real:
		return strconv.FormatFloat(math.Float64frombits(uint64(v.number)), 'f', -1, 64) //nolint:gosec // bits
	}
	return strings.ReplaceAll(d.encoding.Decode(v.bytes), "\x00", "")
}

// table is one of the schema.
type table struct {
	name    string
	root    uint32
	columns []string
	rowid   int // column that stands for the number of the row; -1: none
}

const maxTables = 10_000

// schema reads the list of tables, which is a table itself, on the first page.
func (d *database) schema() ([]table, error) {
	var tables []table
	err := d.walk(1, 0, func(_ int64, payload []byte) error {
		var fields []value
		d.record(payload, func(v value) { fields = append(fields, v) })
		if len(fields) < 5 || d.show(fields[0]) != "table" || fields[3].number < 1 || fields[3].number > math.MaxUint32 || len(tables) >= maxTables {
			return nil
		}
		t := table{name: d.show(fields[1]), root: uint32(fields[3].number)} //nolint:gosec // checked
		if strings.HasPrefix(t.name, "sqlite_") {
			return nil
		}
		t.columns, t.rowid = columns(d.show(fields[4]))
		tables = append(tables, t)
		return nil
	})
	return tables, err
}

// database is an open file.
type database struct {
	ctx      context.Context
	file     io.ReaderAt
	size     int64 // of a page
	usable   int
	encoding *charset.Encoding
	seen     map[uint32]bool // pages of trees: no page is of two
	spare    int64           // pages that may hold the rest of rows
	damage   error
	frames   map[uint32]int64 // of a log: where pages lie, others being elsewhere
}

// note remembers what is wrong with a page, while others may be well. What is
// not in a log is in the database.
func (d *database) note(what string) {
	if d.damage == nil && d.frames == nil {
		d.damage = fmt.Errorf("%w: %s", extract.ErrDamaged, what)
	}
}

// page reads a page; nil where there is none.
func (d *database) page(n uint32) []byte {
	b := make([]byte, d.size)
	if n == 0 {
		return nil
	}
	at := int64(n-1) * d.size
	if d.frames != nil {
		var ok bool
		if at, ok = d.frames[n]; !ok {
			return nil
		}
	}
	if k, err := d.file.ReadAt(b, at); k < len(b) {
		if err != nil && !errors.Is(err, io.EOF) {
			d.note(err.Error())
		}
		return nil
	}
	return b
}
