package ooxml

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"path"
	"strconv"
	"unicode/utf16"

	"tenken/internal/extract"
	"tenken/internal/extract/numfmt"
)

// Records of binary workbooks that are read ([MS-XLSB] 2.3.2).
const (
	brtRowHdr       = 0
	brtCellRk       = 2
	brtCellReal     = 5
	brtCellSt       = 6
	brtCellIsst     = 7
	brtFmlaString   = 8
	brtFmlaNum      = 9
	brtSSTItem      = 19
	brtFmt          = 44
	brtXF           = 47
	brtCellRString  = 62
	brtWbProp       = 153
	brtBundleSh     = 156
	brtHeaderFooter = 479
	brtBeginCellXFs = 617
	brtEndCellXFs   = 618
	brtBeginComment = 635
	brtCommentText  = 637

	maxRecord = 8 << 20
)

// binaryPart reports parts of binary workbooks.
func binaryPart(name string) bool { return path.Ext(name) == ".bin" }

// records gives every record of a part to a function. What it gets is valid
// until it returns.
func (d *document) records(name string, each func(kind int, r *recordData) error) error {
	in, err := d.openPart(name)
	if err != nil {
		return d.damage(name, err)
	}
	defer in.Close()
	b := bufio.NewReaderSize(in, 64<<10)
	var buf []byte
	for n := 0; ; n++ {
		if n&0xFFF == 0 && d.ctx.Err() != nil {
			return d.ctx.Err()
		}
		kind, err := shortInt(b, 2)
		if errors.Is(err, io.EOF) {
			return nil
		}
		size, serr := shortInt(b, 4)
		if err = errors.Join(err, serr); err != nil {
			return d.damage(name, err)
		}
		if size > maxRecord {
			if _, err := b.Discard(size); err != nil {
				return d.damage(name, err)
			}
			continue
		}
		if cap(buf) < size {
			buf = make([]byte, size)
		}
		if _, err := io.ReadFull(b, buf[:size]); err != nil {
			return d.damage(name, err)
		}
		if err := each(kind, &recordData{buf[:size]}); err != nil {
			return err
		}
	}
}

// shortInt reads a number of at most so many bytes, seven bits in each.
func shortInt(r io.ByteReader, bytes int) (int, error) {
	v := 0
	for i := range bytes {
		c, err := r.ReadByte()
		if err != nil {
			if i > 0 {
				err = io.ErrUnexpectedEOF
			}
			return 0, err
		}
		if v |= int(c&0x7F) << (7 * i); c < 0x80 {
			break
		}
	}
	return v, nil
}

// recordData is what a record holds; behind its end there are zeros.
type recordData struct{ b []byte }

func (r *recordData) take(n int) []byte {
	n = min(max(n, 0), len(r.b))
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *recordData) u16() int {
	if b := r.take(2); len(b) == 2 {
		return int(binary.LittleEndian.Uint16(b))
	}
	return 0
}

func (r *recordData) u32() int64 {
	if b := r.take(4); len(b) == 4 {
		return int64(binary.LittleEndian.Uint32(b))
	}
	return 0
}

// string reads XLWideString; "" stands for none, too.
func (r *recordData) string() string {
	n := r.u32()
	if n == math.MaxUint32 {
		return ""
	}
	b := r.take(int(min(2*n, maxRecord)))
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}

// rich reads a string with formats and furigana behind it.
func (r *recordData) rich() string {
	r.take(1)
	return r.string()
}

// openBinary reads the list of sheets, the strings and the number formats.
func (w *workbook) openBinary(targets map[string]string, strs, styles string) error {
	err := w.records(w.main, func(kind int, r *recordData) error {
		switch kind {
		case brtWbProp:
			w.date04 = r.u32()&1 != 0
		case brtBundleSh:
			r.take(8)
			id := r.string()
			if part := targets[id]; part != "" && len(w.sheets) < maxRelations {
				w.sheets = append(w.sheets, sheet{r.string(), part})
			}
		}
		return nil
	})
	if err := w.goOn(err); err != nil {
		return err
	}
	codes, cells := map[int]string{}, false
	err = w.records(styles, func(kind int, r *recordData) error {
		switch kind {
		case brtFmt:
			if id := r.u16(); len(codes) < maxStyles {
				codes[id] = r.string()
			}
		case brtBeginCellXFs, brtEndCellXFs:
			cells = kind == brtBeginCellXFs
		case brtXF:
			if r.take(2); cells && len(w.formats) < maxStyles {
				id := r.u16()
				w.formats = append(w.formats, numfmt.Parse(id, codes[id]))
			}
		}
		return nil
	})
	if err := w.goOn(err); err != nil {
		return err
	}
	s := &w.strings
	return w.goOn(w.records(strs, func(kind int, r *recordData) error {
		if kind != brtSSTItem {
			return nil
		}
		s.text = append(s.text, r.rich()...)
		if !s.add() {
			return &partError{strs, fmt.Errorf("shared strings: %w", extract.ErrLimit)}
		}
		return nil
	}))
}

// binarySheet puts out the cells of a sheet.
func (w *workbook) binarySheet(s sheet) (margins [][]byte, err error) {
	row, last := 0, 0
	var number, display, other []byte
	err = w.records(s.part, func(kind int, r *recordData) error {
		switch kind {
		case brtRowHdr:
			row = int(min(r.u32(), maxRow-1))
			return nil
		case brtHeaderFooter:
			r.u16()
			for range 6 {
				if t := r.string(); t != "" {
					margins = append(margins, []byte(t))
				}
			}
			return nil
		case brtCellRk, brtCellReal, brtCellSt, brtCellIsst, brtFmlaString, brtFmlaNum, brtCellRString:
		default:
			return nil
		}
		col := int(min(r.u32(), maxColumn))
		style := int(r.u32() & 0xFFFFFF)
		var text, also []byte
		switch kind {
		case brtCellSt, brtFmlaString:
			text = []byte(r.string())
		case brtCellRString:
			text = []byte(r.rich())
		case brtCellIsst:
			text = w.strings.get(int(r.u32()))
		default:
			v := 0.0
			if kind == brtCellRk {
				v = rk(uint32(r.u32())) //nolint:gosec // thirty-two bits
			} else if b := r.take(8); len(b) == 8 {
				v = math.Float64frombits(binary.LittleEndian.Uint64(b))
			}
			number = strconv.AppendFloat(number[:0], v, 'f', -1, 64)
			f := w.format(style)
			if w.out.Asides {
				other, _ = f.Other(other[:0], number, w.date04)
				also = other
			}
			display = f.Show(display[:0], number, w.date04)
			text = display
		}
		if len(text) == 0 {
			return nil
		}
		last = max(row, last)
		w.text.Cell(last, col)
		w.text.Write(text)
		w.text.Also(also)
		w.text.EndCell()
		return w.text.Err()
	})
	return margins, err
}

// rk is a number in thirty bits ([MS-XLSB] 2.5.122).
func rk(v uint32) float64 {
	f := math.Float64frombits(uint64(v&^3) << 32)
	if v&2 != 0 {
		f = float64(int32(v) >> 2) //nolint:gosec // a signed number of thirty bits
	}
	if v&1 != 0 {
		f /= 100
	}
	return f
}

// binaryComments puts out notes on cells, each at its cell.
func (w *workbook) binaryComments(s sheet, part string) error {
	return w.records(part, func(kind int, r *recordData) error {
		switch kind {
		case brtBeginComment:
			r.take(4)
			row := r.u32()
			r.take(4)
			col := r.u32()
			w.text.Place(fmt.Sprintf("%s!%s%d", s.name, columnName(int(col)), row+1), 0)
		case brtCommentText:
			w.text.WriteString(r.rich())
			w.text.Line()
		}
		return w.text.Err()
	})
}

// columnName is the letter of a column counted from 0.
func columnName(col int) string {
	name := ""
	for col = min(col, maxColumn) + 1; col > 0; col = (col - 1) / 26 {
		name = string(rune('A'+(col-1)%26)) + name
	}
	return name
}
