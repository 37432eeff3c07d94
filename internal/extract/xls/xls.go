// Package xls reads workbooks of Excel 5.0 to 2003 ([MS-XLS], BIFF5 and BIFF8).
package xls

import (
	"context"
	"errors"
	"fmt"
	"io"

	"tenken/internal/extract"
	"tenken/internal/extract/cfb"
	"tenken/internal/extract/compose"
)

// Format reads old workbooks.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "xls", Label: "Excel ブック（旧形式）", Extensions: []string{"xls", "xlt"},
		Media:  "application/vnd.ms-excel",
		Reads:  "Excel 5.0 to 2003: numbers as in xlsx, in both forms, hidden sheets, text boxes, comments, headers and footers, title; furigana left out; embedded files; encrypted ones (RC4) with a password that is known",
		Tested: "workbooks by LibreOffice, with the default password and with others; fuzz",
	}
}

// Claims looks for the stream of a workbook.
func (Format) Claims(f extract.File, head []byte) bool {
	c := cfb.Sniff(f, head)
	if c == nil {
		return false
	}
	_, ok := stream(c)
	return ok
}

// objects begins the names of the storages of embedded files ([MS-XLS] 2.1.7.1).
const objects = "MBD"

func stream(c *cfb.File) (cfb.Stream, bool) {
	for _, name := range []string{"Workbook", "Book"} {
		if s, ok := c.Find(name); ok {
			return s, true
		}
	}
	return cfb.Stream{}, false
}

// Read puts out the sheets as tables.
func (Format) Read(ctx context.Context, f extract.File, out extract.Out) error {
	c, err := cfb.Open(f, f.Size)
	if err != nil {
		return err
	}
	s, _ := stream(c)
	b := &book{file: f, records: newRecords(s.Open()), text: compose.New(out.Text), sheets: map[int64]string{}, asides: out.Asides}
	for n := 0; ; n++ {
		if n&0xFFF == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		err := b.next()
		switch {
		case errors.Is(err, io.EOF):
			if err := b.closeSheet(); err != nil {
				return err
			}
			c.PutProperties(b.text)
			if err := b.end(); err != nil {
				return err
			}
			if err := cfb.Embedded(c, objects, out.Member); err != nil {
				return err
			}
			if !s.Whole() || !b.ended {
				return fmt.Errorf("%w: its end is missing", extract.ErrDamaged)
			}
			return nil
		case err != nil:
			return errors.Join(b.end(), err)
		}
		if err := b.text.Err(); err != nil {
			return err
		}
	}
}
