package s3

import (
	"compress/gzip"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"

	"tenken/scanners"
)

// inventoryRow is one object of an inventory.
type inventoryRow struct {
	key, version, etag, class string
	size                      int64
	modified                  time.Time
	old, deleted              bool
}

// set fills a field by the name of its column: "StorageClass" in CSV,
// "storage_class" in Parquet.
func (r *inventoryRow) set(column, value string) (err error) {
	switch strings.ToLower(strings.ReplaceAll(column, "_", "")) {
	case "key":
		r.key = value
	case "versionid":
		r.version = value
	case "etag":
		r.etag = value
	case "storageclass":
		r.class = value
	case "islatest":
		r.old = value == "false"
	case "isdeletemarker":
		r.deleted = value == "true"
	case "size":
		if value != "" {
			r.size, err = strconv.ParseInt(value, 10, 64)
		}
	case "lastmodifieddate":
		if value != "" {
			r.modified, err = time.Parse(time.RFC3339, value)
		}
	}
	if err != nil {
		return fmt.Errorf("column %s: %w", column, err)
	}
	return nil
}

// inventoryRows yields the rows of a file of the list from a row on.
func (s *Scanner) inventoryRows(ctx context.Context, a *account, m manifest, at inventoryCursor) iter.Seq2[inventoryRow, error] {
	to := m.DestinationBucket[strings.LastIndex(m.DestinationBucket, ":")+1:]
	f := m.Files[at.file]
	it := scanners.Item{Root: to, ID: f.Key, Path: to + "/" + f.Key, Size: f.Size}
	if a.Name != "" {
		it.Root = a.Name + "/" + to
	}
	r := scanners.Ranged(ctx, s, it)
	switch strings.ToUpper(m.FileFormat) {
	case "CSV":
		return csvRows(r, m.FileSchema, at.row)
	case "PARQUET":
		ra, ok := r.(io.ReaderAt)
		if !ok {
			break
		}
		return parquetRows(ra, f.Size, at.row)
	}
	return func(yield func(inventoryRow, error) bool) {
		yield(inventoryRow{}, fmt.Errorf("format %q: %w", m.FileFormat, errors.ErrUnsupported))
	}
}

// csvRows reads gzipped CSV without a line of headings; keys are URL-encoded.
func csvRows(r io.Reader, schema string, from int) iter.Seq2[inventoryRow, error] {
	return func(yield func(inventoryRow, error) bool) {
		zr, err := gzip.NewReader(r)
		if err != nil {
			yield(inventoryRow{}, err)
			return
		}
		columns := strings.Split(schema, ",")
		cr := csv.NewReader(zr)
		cr.FieldsPerRecord, cr.ReuseRecord = len(columns), true
		for n := 0; ; n++ {
			cells, err := cr.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			var row inventoryRow
			if n < from && err == nil {
				continue
			}
			for i := 0; i < len(cells) && err == nil; i++ {
				err = row.set(strings.TrimSpace(columns[i]), cells[i])
			}
			if err == nil {
				row.key, err = url.QueryUnescape(row.key)
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// parquetRows reads a Parquet file, of which it fetches what it needs.
func parquetRows(r io.ReaderAt, size int64, from int) iter.Seq2[inventoryRow, error] {
	return func(yield func(inventoryRow, error) bool) {
		f, err := parquet.OpenFile(r, size)
		if err != nil {
			yield(inventoryRow{}, err)
			return
		}
		names := f.Schema().Columns()
		rd := parquet.NewReader(f)
		defer rd.Close()
		if err := rd.SeekToRow(int64(from)); err != nil {
			yield(inventoryRow{}, err)
			return
		}
		buf := make([]parquet.Row, 256)
		for {
			n, err := rd.ReadRows(buf)
			for _, values := range buf[:n] {
				row, bad := rowOf(names, values)
				if !yield(row, bad) || bad != nil {
					return
				}
			}
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(inventoryRow{}, err)
				return
			}
		}
	}
}

func rowOf(names [][]string, values parquet.Row) (row inventoryRow, err error) {
	for _, v := range values {
		if v.IsNull() || v.Column() >= len(names) || len(names[v.Column()]) != 1 {
			continue
		}
		name, text := names[v.Column()][0], v.String()
		if name == "last_modified_date" && v.Kind() == parquet.Int64 {
			row.modified = time.UnixMilli(v.Int64()).UTC()
			continue
		}
		if err := row.set(name, text); err != nil {
			return row, err
		}
	}
	return row, nil
}
