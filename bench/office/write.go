//go:build unix

package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/xuri/excelize/v2"
)

// record is a row of an invented roster.
func record(i int) []any {
	return []any{
		fmt.Sprintf("%07d", i), fmt.Sprintf("見本 花子%d", i), fmt.Sprintf("ﾐﾎﾝ ﾊﾅｺ%d", i), fmt.Sprintf("090-%04d-%04d", i%10000, i*7%10000),
		fmt.Sprintf("広島県東広島市見本町%d丁目%d番", i%9+1, i%30+1), fmt.Sprintf("b%07d@example.ac.jp", i), 20000 + i%20000, i * 7919, float64(i) / 4,
	}
}

// write makes a workbook with shared strings, as Excel saves them.
func write(file string, rows int) error {
	f := excelize.NewFile()
	defer f.Close()
	for i := range rows {
		row := record(i)
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			return err
		}
	}
	return f.SaveAs(file)
}

// page makes a page of paragraphs and a table.
func page(file string, rows int) error {
	var b strings.Builder
	b.WriteString("<meta charset=utf-8>")
	for i := range rows {
		fmt.Fprintf(&b, "<p>第%d回の点検では、<b>装置%04d</b>の記録を見本製作所に送り、担当の<i>見本様</i>に確認をお願いした。</p>\n", i+1, i)
	}
	b.WriteString("<table>")
	for i := range rows {
		b.WriteString("<tr>")
		for _, v := range record(i) {
			fmt.Fprintf(&b, "<td>%v</td>", v)
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</table>")
	return os.WriteFile(file, []byte(b.String()), 0o600)
}

// countRows reads a workbook as users of the library do.
func countRows(file string) error {
	f, err := excelize.OpenFile(file)
	if err != nil {
		return err
	}
	rows, err := f.Rows("Sheet1")
	if err != nil {
		return err
	}
	cells := 0
	for rows.Next() {
		columns, err := rows.Columns()
		if err != nil {
			return err
		}
		cells += len(columns)
	}
	fmt.Fprintln(os.Stdout, cells, "cells")
	return errors.Join(rows.Error(), rows.Close(), f.Close())
}
