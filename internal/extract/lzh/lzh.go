// Package lzh opens LHA archives, which Japanese offices kept files in until
// the 2000s: header levels 0 to 3, methods lh0, lh4 to lh7, lz4 and the
// directory entries of lhd. File names are in Shift_JIS or EUC-JP.
package lzh

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"tenken/internal/extract"
)

// Format reads LHA archives.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "lzh", Label: "LZH 書庫", Extensions: []string{"lzh", "lha"},
		Media:  "application/x-lzh-compressed",
		Reads:  "members and their names (CP932, EUC-JP); methods lh0, lh4, lh5, lh6, lh7; others by name only",
		Tested: "archives of all levels and methods by hand, beside lhasa where it is installed; fuzz",
	}
}

// Claims looks for a method's name and a header that holds together.
func (Format) Claims(_ extract.File, head []byte) bool {
	if len(head) < 22 || head[2] != '-' || head[3] != 'l' || head[6] != '-' || head[20] > 3 {
		return false
	}
	return (head[4] == 'h' || head[4] == 'z') && (head[5] >= '0' && head[5] <= '9' || head[5] == 'd' || head[5] == 's')
}

// Read puts out each member after its name.
func (Format) Read(_ context.Context, f extract.File, out extract.Out) error {
	for at := int64(0); at < f.Size; {
		h, err := readHeader(f, at)
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
		}
		at = h.data + h.packed
		if h.method == "-lhd-" {
			continue
		}
		if err := out.Text(extract.Text{Body: h.name + "\n", Marks: []extract.Mark{{Place: "names"}}}); err != nil {
			return err
		}
		if err := out.Member(h.name, h.size, contents(f, h)); err != nil {
			return err
		}
	}
	return nil
}

// contents is what a member holds, or why it cannot be read.
func contents(f extract.File, h header) io.Reader {
	data := io.NewSectionReader(f, h.data, min(h.packed, f.Size-h.data))
	var r io.Reader
	switch h.method {
	case "-lh0-", "-lz4-":
		r = data
	case "-lh4-":
		r = newDecoder(data, 12, h.size)
	case "-lh5-":
		r = newDecoder(data, 13, h.size)
	case "-lh6-":
		r = newDecoder(data, 15, h.size)
	case "-lh7-":
		r = newDecoder(data, 16, h.size)
	default:
		return extract.Unreadable(fmt.Errorf("%w: method %s", extract.ErrUnsupported, strings.Trim(h.method, "-")))
	}
	return &checked{r: io.LimitReader(r, h.size), packed: h.packed, left: h.size, want: h.crc}
}

// checked checks the sum and size of a member at its end.
type checked struct {
	r      io.Reader
	packed int64
	left   int64
	sum    uint16
	want   uint16
}

var errSum = errors.New("lzh: size or checksum is wrong")

// Packed bounds what the member may expand to.
func (c *checked) Packed() int64 { return c.packed }

func (c *checked) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.sum = crc16(c.sum, p[:n])
	c.left -= int64(n)
	if err == io.EOF && (c.left != 0 || c.sum != c.want) {
		err = errSum
	}
	return n, err
}

// crc16 is CRC-16/ARC: polynomial 0x8005, reflected, from 0.
func crc16(sum uint16, p []byte) uint16 {
	for _, b := range p {
		sum ^= uint16(b)
		for range 8 {
			low := sum & 1
			sum >>= 1
			if low != 0 {
				sum ^= 0xA001
			}
		}
	}
	return sum
}
