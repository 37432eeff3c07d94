package report

import (
	"encoding/csv"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"tenken/internal/record"
)

// WriteCSV writes the flat list of all files as CSV, UTF-8 with the mark by
// which Excel recognises it. No cell can be taken for a formula (OWASP ASVS
// 1.2.10); dates are written 2026-11-22 10:30.
func (s Settings) WriteCSV(w io.Writer, files iter.Seq2[record.File, error]) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true // RFC 4180
	b := &workbook{Book: Book{Settings: s, Whole: true}, survey: s.newSurvey(0)}
	var row []string
	for _, c := range allColumns {
		row = append(row, inert(c.head.in(s.Lang)))
	}
	if err := out.Write(row); err != nil {
		return err
	}
	for f, err := range files {
		if err != nil {
			return err
		}
		for i, c := range allColumns {
			row[i] = b.plainText(b.cell(c.value(b, f), flat, c.most), c.look)
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// plainText is a cell in text.
func (w *workbook) plainText(c cell, l look) string {
	switch v := c.value.(type) {
	case string:
		return inert(strings.ReplaceAll(v, "\n", "; "))
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		if l == date || l == dateTime {
			return time.Unix(sheetEpoch, 0).UTC().Add(time.Duration(v * 86400 * 1e9)).Round(time.Second).Format("2006-01-02 15:04")
		}
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return ""
}
