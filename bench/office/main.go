//go:build unix

// Command office measures how office documents are read: megabytes (10^6 bytes)
// of XML a second of processor time over a mix of documents, and a large
// workbook beside the rows of excelize.
//
//	office write FILE ROWS     a workbook of so many rows of nine cells
//	office page FILE ROWS      a page that LibreOffice makes documents of
//	office mix FILE...         docx and xlsx files, read again and again
//	office rows TOOL FILE      a workbook, read once by tenken or excelize
package main

import (
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "office:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 3 && (args[0] == "write" || args[0] == "page"):
		rows, err := strconv.Atoi(args[2])
		switch {
		case err != nil:
			return err
		case args[0] == "write":
			return write(args[1], rows)
		}
		return page(args[1], rows)
	case len(args) > 1 && args[0] == "mix":
		debug.SetGCPercent(800) // as in the children of a scan
		return mix(args[1:])
	case len(args) == 3 && args[0] == "rows":
		return rows(args[1], args[2])
	}
	return fmt.Errorf("unknown arguments %q", args)
}
