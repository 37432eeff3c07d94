// Package parquet reads tables of Apache Parquet, which data science keeps its
// tables in.
package parquet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"tenken/internal/extract"
	"tenken/internal/extract/compose"
)

// Format reads Parquet.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "parquet", Label: "Parquet", Extensions: []string{"parquet"},
		Media:  "application/vnd.apache.parquet",
		Reads:  "all rows with the names of their columns, dates and times as year-month-day, values of lists joined; bytes that are no text left out; encrypted ones are reported",
		Tested: "tables of every kind of column in several groups of rows; fuzz",
	}
}

const (
	signature = "PAR1"
	encrypted = "PARE"
)

// Claims looks at the signature.
func (Format) Claims(_ extract.File, head []byte) bool {
	return len(head) > 12 && (bytes.HasPrefix(head, []byte(signature)) || bytes.HasPrefix(head, []byte(encrypted)))
}

// Read puts out the rows. The library panics on some files that are not sound.
func (Format) Read(ctx context.Context, f extract.File, out extract.Out) (err error) {
	t := &table{text: compose.New(out.Text)}
	defer func() {
		if recover() != nil {
			err = errors.Join(t.text.Flush(), fmt.Errorf("%w: its pages contradict each other", extract.ErrDamaged))
		}
	}()
	tail := make([]byte, 4)
	if _, err := f.ReadAt(tail, f.Size-4); err == nil && string(tail) == encrypted {
		return extract.ErrEncrypted
	}
	file, err := parquet.OpenFile(f, f.Size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true), parquet.FileReadMode(parquet.ReadModeSync))
	if err != nil {
		return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
	}
	t.text.Table("table")
	for i, path := range file.Schema().Columns() {
		leaf, ok := file.Schema().Lookup(path...)
		c := column{show: asString}
		if ok {
			c = of(leaf.Node.Type())
		}
		t.columns = append(t.columns, c)
		t.text.Cell(0, i)
		t.text.WriteString(strings.TrimSuffix(strings.Join(path, "."), ".list.element"))
		t.text.EndCell()
	}
	for _, g := range file.RowGroups() {
		if err := t.group(ctx, g); err != nil {
			if t.text.Err() == nil && ctx.Err() == nil {
				err = errors.Join(t.text.Flush(), fmt.Errorf("%w: %w", extract.ErrDamaged, err))
			}
			return err
		}
	}
	return t.text.Flush()
}

// table is the rows being put out.
type table struct {
	text    *compose.Builder
	columns []column
	row     int
}

const batch = 64

func (t *table) group(ctx context.Context, g parquet.RowGroup) error {
	rows := g.Rows()
	defer rows.Close()
	var buf [batch]parquet.Row
	for {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		n, err := rows.ReadRows(buf[:])
		for _, r := range buf[:n] {
			t.row++
			t.put(r)
		}
		switch {
		case t.text.Err() != nil:
			return t.text.Err()
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case n == 0:
			return io.ErrNoProgress
		}
	}
}

// put puts out a row. A list gives several values of one column.
func (t *table) put(r parquet.Row) {
	last := -1
	for _, v := range r {
		i := v.Column()
		if v.IsNull() || i < 0 || i >= len(t.columns) || i < last {
			continue
		}
		text := t.columns[i].show(v)
		if text == "" {
			continue
		}
		if i == last {
			t.text.WriteString(" " + text)
			continue
		}
		t.text.Cell(t.row, i)
		t.text.WriteString(text)
		last = i
	}
	t.text.EndCell()
}

// column shows the values of a column.
type column struct{ show func(parquet.Value) string }

// of is the way in which values of a type are shown.
func of(t parquet.Type) column {
	if l := t.LogicalType(); l != nil {
		switch kind := l.Value.(type) {
		case *format.DateType:
			return column{func(v parquet.Value) string {
				return time.Unix(0, 0).UTC().AddDate(0, 0, int(v.Int32())).Format("2006-01-02")
			}}
		case *format.TimestampType:
			switch kind.Unit.Value.(type) {
			case *format.MilliSeconds:
				return column{func(v parquet.Value) string { return moment(time.UnixMilli(v.Int64())) }}
			case *format.MicroSeconds:
				return column{func(v parquet.Value) string { return moment(time.UnixMicro(v.Int64())) }}
			}
			return column{func(v parquet.Value) string { return moment(time.Unix(0, v.Int64())) }}
		}
	}
	return column{asString}
}

func moment(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05") }

// asString is a value by its physical type.
func asString(v parquet.Value) string {
	switch v.Kind() {
	case parquet.Float:
		return strconv.FormatFloat(float64(v.Float()), 'f', -1, 32)
	case parquet.Double:
		return strconv.FormatFloat(v.Double(), 'f', -1, 64)
	case parquet.Boolean:
		return ""
	case parquet.ByteArray, parquet.FixedLenByteArray:
		if b := v.ByteArray(); !utf8.Valid(b) || bytes.IndexByte(b, 0) >= 0 {
			return ""
		}
		return string(v.ByteArray())
	}
	return v.String()
}
