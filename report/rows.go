package report

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"
)

// cell is what one cell of a sheet holds.
type cell struct {
	style   int
	value   any // string, int, int64, float64, or nil
	formula string
}

// rows are the rows of a sheet, from top to bottom, in a file of their own
// until the book is packed (see parcel): the library takes ten times as long,
// and looks through all links of a sheet for each new one. They are written as
// ECMA-376 part 1, 18.3.1.73 and 18.3.1.4, with inline strings.
type rows struct {
	file  *os.File
	out   *bufio.Writer
	buf   []byte
	links []linkedCell
}

type linkedCell struct{ cell, to string }

// rowsOf begins the rows of a sheet.
func (w *workbook) rowsOf(sheet string) (*rows, error) {
	file, err := os.OpenFile(filepath.Join(w.tmp, fmt.Sprintf("rows%d", len(w.sheets))), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	r := &rows{file: file, out: bufio.NewWriterSize(file, 64<<10)}
	w.sheets[w.sheetFile(sheet)] = r
	return r, nil
}

// add writes a row of so many points' height; 0: the usual one.
func (r *rows) add(row int, height float64, cells ...cell) error {
	number := strconv.Itoa(row)
	b := append(r.buf[:0], `<row r="`...)
	b = append(b, number...)
	if height > 0 {
		b = append(b, `" ht="`...)
		b = strconv.AppendFloat(b, height, 'f', -1, 64)
		b = append(b, `" customHeight="1`...)
	}
	b = append(b, `">`...)
	for i, c := range cells {
		if c.value == nil && c.style == 0 {
			continue
		}
		b = append(b, `<c r="`...)
		b = append(b, letters(i+1)...)
		b = append(b, number...)
		if c.style != 0 {
			b = append(b, `" s="`...)
			b = strconv.AppendInt(b, int64(c.style), 10)
		}
		b = c.content(b)
	}
	r.buf = append(b, `</row>`...)
	_, err := r.out.Write(r.buf)
	return err
}

// content ends the tag of a cell and writes what it holds.
func (c cell) content(b []byte) []byte {
	s, isText := c.value.(string)
	switch {
	case c.formula == "" && (c.value == nil || isText && s == ""):
		return append(b, `"/>`...)
	case c.formula == "" && isText:
		b = append(b, `" t="inlineStr"><is><t`...)
		if strings.TrimSpace(s) != s {
			b = append(b, ` xml:space="preserve"`...)
		}
		b = append(b, '>')
		return append(appendText(b, s), `</t></is></c>`...)
	case isText:
		b = append(b, `" t="str`...)
	}
	b = append(b, `">`...)
	if c.formula != "" {
		b = append(b, `<f>`...)
		b = append(appendText(b, c.formula), `</f>`...)
	}
	b = append(b, `<v>`...)
	switch v := c.value.(type) {
	case string:
		b = appendText(b, v)
	case int:
		b = strconv.AppendInt(b, int64(v), 10)
	case int64:
		b = strconv.AppendInt(b, v, 10)
	case float64:
		b = strconv.AppendFloat(b, v, 'f', -1, 64)
	}
	return append(b, `</v></c>`...)
}

// letters names a column, counted from 1.
func letters(column int) string {
	if column <= len(columnLetters) {
		return columnLetters[column-1]
	}
	return strings.TrimRight(at(column, 1), "1")
}

var columnLetters = func() (out [64]string) {
	for i := range out {
		out[i] = strings.TrimRight(at(i+1, 1), "1")
	}
	return out
}()

// appendText escapes text for XML. What looks like an escape of SpreadsheetML
// (22.9.2.19) is escaped itself; characters that XML has not are replaced.
func appendText(b []byte, s string) []byte {
	last := 0
	for i := 0; i < len(s); {
		c, width, by := s[i], 1, ""
		switch {
		case c >= utf8.RuneSelf:
			var r rune
			if r, width = utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && width == 1 || r == 0xfffe || r == 0xffff {
				by = "\uFFFD"
			}
		case c == '&':
			by = "&amp;"
		case c == '<':
			by = "&lt;"
		case c == '>':
			by = "&gt;"
		case c == '\r':
			by = "&#13;"
		case c < ' ' && c != '\n' && c != '\t':
			by = "\uFFFD"
		case c == '_' && escaped(s[i:]):
			by = "_x005F_"
		}
		if by != "" {
			b = append(append(b, s[last:i]...), by...)
			last = i + width
		}
		i += width
	}
	return append(b, s[last:]...)
}

// escaped reports whether s begins with an escape such as _x000D_.
func escaped(s string) bool {
	if len(s) < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(s[2:6], 16, 16)
	return err == nil
}
