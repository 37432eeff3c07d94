package xls

import (
	"encoding/binary"
	"io"
	"math"
	"strconv"

	"tenken/internal/extract"
	"tenken/internal/extract/charset"
	"tenken/internal/extract/compose"
	"tenken/internal/extract/crypt"
	"tenken/internal/extract/numfmt"
)

// book is a workbook being read.
type book struct {
	file    extract.File
	records *records
	text    *compose.Builder
	wide    bool // BIFF8: strings are Unicode
	page    *charset.Encoding
	date04  bool
	sheets  map[int64]string // names by offset
	codes   map[int]string   // of number formats
	formats []numfmt.Format  // by cell style
	strings stringTable

	depth   int    // of substreams
	sheet   string // name of the open sheet; "" in the globals
	ended   bool   // the last substream did
	last    int    // row put out last
	waits   bool   // a formula's text follows
	row     int
	col     int
	margins [][]byte // text outside of cells

	asides              bool   // other forms of numbers are wanted
	raw, display, other []byte // of the number
}

const maxStyles = 1 << 16

// next reads one record.
func (b *book) next() error {
	rec, err := b.records.next()
	if err != nil {
		return err
	}
	switch rec.id {
	case recBOF:
		b.begin(rec)
	case recEOF:
		if b.depth = max(b.depth-1, 0); b.depth == 0 {
			b.ended = true
			return b.closeSheet()
		}
	case recFilePass:
		return b.unlock(rec.data)
	case recCodePage:
		if p := u16(rec.data, 0); p == 932 {
			b.page = charset.ShiftJIS
		} else if p != 1200 {
			b.page = charset.Windows1252
		}
	case recDate1904:
		b.date04 = u16(rec.data, 0) == 1
	case recBoundSheet:
		if len(rec.data) > 7 && len(b.sheets) < 10000 {
			b.sheets[u32(rec.data, 0)] = b.short(rec.data[6:])
		}
	case recFormat, recFormat4:
		b.format(rec.data)
	case recXF:
		if id := u16(rec.data, 2); len(b.formats) < maxStyles {
			b.formats = append(b.formats, numfmt.Parse(id, b.codes[id]))
		}
	case recSST:
		parts, err := b.records.continued(rec.data, maxStrings)
		if err != nil {
			return err
		}
		return b.strings.read(parts)
	default:
		if b.sheet != "" && b.depth == 1 {
			return b.cell(rec)
		}
	}
	return nil
}

// unlock finds the password of an encrypted workbook ([MS-XLS] 2.4.117).
func (b *book) unlock(pass []byte) error {
	const rc4 = 1
	if u16(pass, 0) != rc4 || len(pass) < 2 {
		return extract.ErrEncrypted
	}
	return crypt.Unlock(b.file, func(password string) (err error) {
		b.records.key, err = crypt.NewRC4(pass[2:], password)
		return err
	})
}

// begin opens a substream: the globals, a sheet, or a chart inside a sheet.
func (b *book) begin(rec record) {
	b.depth++
	b.ended = false
	if b.depth > 1 {
		return
	}
	b.wide = u16(rec.data, 0) == 0x0600
	if name, ok := b.sheets[rec.at]; ok {
		if name == "" {
			name = "Sheet"
		}
		b.sheet, b.last = name, -1
		b.text.Table(name)
	}
}

// closeSheet ends a sheet, and puts out what stood outside of its cells.
func (b *book) closeSheet() error {
	if b.sheet == "" {
		return nil
	}
	b.text.EndTable()
	if len(b.margins) > 0 {
		b.text.Place(b.sheet+" text box", 0)
		for _, m := range b.margins {
			b.text.Write(m)
			b.text.Line()
		}
	}
	b.sheet, b.margins = "", nil
	return b.text.Err()
}

func (b *book) end() error {
	if err := b.closeSheet(); err != nil {
		return err
	}
	return b.text.Flush()
}

// format remembers the code of a number format.
func (b *book) format(d []byte) {
	if len(d) < 4 || len(b.codes) > maxStyles {
		return
	}
	if b.codes == nil {
		b.codes = map[int]string{}
	}
	if b.wide {
		c := &cursor{parts: [][]byte{d}, at: 2}
		b.codes[u16(d, 0)] = string(c.string(nil))
		return
	}
	b.codes[u16(d, 0)] = b.decode(d[3:min(len(d), 3+int(d[2]))])
}

// short reads a string with a length of one byte.
func (b *book) short(d []byte) string {
	n := int(d[0])
	if !b.wide {
		return b.decode(d[1:min(len(d), 1+n)])
	}
	if len(d) < 2 {
		return ""
	}
	c := &cursor{parts: [][]byte{d}, at: 2}
	return string(c.chars(nil, n, d[1]))
}

// long reads a string with a length of two bytes.
func (b *book) long(d []byte) []byte {
	if len(d) < 3 {
		return nil
	}
	if b.wide {
		return (&cursor{parts: [][]byte{d}}).string(nil)
	}
	return []byte(b.decode(d[2:min(len(d), 2+u16(d, 0))]))
}

func (b *book) decode(raw []byte) string { return charset.String(raw, b.page) }

// cell reads a record of a sheet.
func (b *book) cell(rec record) error {
	d := rec.data
	switch rec.id {
	case recLabelSST:
		b.put(u16(d, 0), u16(d, 2), b.strings.get(u32(d, 6)))
	case recLabel, recRString:
		if len(d) > 8 {
			b.put(u16(d, 0), u16(d, 2), b.long(d[6:]))
		}
	case recNumber:
		if len(d) >= 14 {
			b.number(u16(d, 0), u16(d, 2), u16(d, 4), math.Float64frombits(binary.LittleEndian.Uint64(d[6:])))
		}
	case recRK:
		b.number(u16(d, 0), u16(d, 2), u16(d, 4), rk(u32(d, 6)))
	case recMulRK:
		for i := 4; i+6 <= len(d)-2; i += 6 {
			b.number(u16(d, 0), u16(d, 2)+(i-4)/6, u16(d, i), rk(u32(d, i+2)))
		}
	case recFormula:
		b.formula(d)
	case recString:
		if b.waits {
			b.waits = false
			parts, err := b.records.continued(d, 1<<20)
			if err != nil {
				return err
			}
			if b.wide {
				b.put(b.row, b.col, (&cursor{parts: parts}).string(nil))
			} else {
				b.put(b.row, b.col, b.long(parts[0]))
			}
		}
	case recHeader, recFooter:
		b.margin(numfmt.Margin(b.long(d)))
	case recTXO:
		return b.textBox(d)
	}
	return nil
}

// formula reads the value that a formula had when the book was saved.
func (b *book) formula(d []byte) {
	if len(d) < 14 {
		return
	}
	if d[12] != 0xFF || d[13] != 0xFF {
		b.number(u16(d, 0), u16(d, 2), u16(d, 4), math.Float64frombits(binary.LittleEndian.Uint64(d[6:])))
		return
	}
	if d[6] == 0 {
		b.waits, b.row, b.col = true, u16(d, 0), u16(d, 2)
	}
}

// textBox reads the text of a box or comment, which stands in the next record.
func (b *book) textBox(d []byte) error {
	n := u16(d, 10)
	if n == 0 {
		return nil
	}
	rec, err := b.records.next()
	if err != nil {
		if err == io.EOF { //nolint:errorlint // our own
			return nil
		}
		return err
	}
	if rec.id != recContinue {
		rec.data = append([]byte(nil), rec.data...)
		b.records.kept = &rec
		return nil
	}
	parts, err := b.records.continued(rec.data, 1<<20)
	if err != nil || len(parts[0]) == 0 {
		return err
	}
	if !b.wide {
		b.margin([]byte(b.decode(parts[0][:min(n, len(parts[0]))])))
		return nil
	}
	c := &cursor{parts: parts, at: 1}
	b.margin(c.chars(nil, n, parts[0][0]))
	return nil
}

func (b *book) margin(text []byte) {
	if len(text) > 0 && len(b.margins) < 10000 {
		b.margins = append(b.margins, text)
	}
}

// rk is a number in thirty bits ([MS-XLS] 2.5.217).
func rk(v int64) float64 {
	var f float64
	if v&2 != 0 {
		f = float64(int32(uint32(v)) >> 2) //nolint:gosec // a signed number of thirty bits
	} else {
		f = math.Float64frombits(uint64(v&^3) << 32) //nolint:gosec // the upper half of a number
	}
	if v&1 != 0 {
		f /= 100
	}
	return f
}

func (b *book) number(row, col, style int, v float64) {
	b.raw = strconv.AppendFloat(b.raw[:0], v, 'f', -1, 64)
	if style >= len(b.formats) {
		b.put(row, col, b.raw)
		return
	}
	f := b.formats[style]
	b.display = f.Show(b.display[:0], b.raw, b.date04)
	if b.asides {
		b.other, _ = f.Other(b.other[:0], b.raw, b.date04)
	}
	b.put(row, col, b.display)
	b.other = b.other[:0]
}

// put puts out a cell.
func (b *book) put(row, col int, text []byte) {
	if len(text) == 0 {
		return
	}
	b.last = max(row, b.last)
	b.text.Cell(b.last, col)
	b.text.Write(text)
	b.text.Also(b.other)
	b.text.EndCell()
}
