package zip

import (
	"bufio"
	"errors"
	"io"
	"math/bits"
)

// deflate64 decompresses method 9 (APPNOTE.TXT 4.4.5), which Windows writes for
// members above 2 GiB: Deflate (RFC 1951) with distances of up to 64 KiB and
// lengths of up to 65,538 bytes.
type deflate64 struct {
	r    *bufio.Reader
	acc  uint64
	have uint // bits of acc
	lack uint // bits behind the end that were looked at

	window [1 << 16]byte
	at     int // where the next byte goes
	unread int // bytes before it that Read has not given yet

	stored   int // bytes left of a stored block
	length   int // bytes left to copy
	distance int
	open     bool // inside a compressed block
	last     bool // the block is the last one
	literals table
	offsets  table
	err      error
}

// table gives for each 15 bits that may follow the symbol that they begin with,
// and in its lowest four bits how many bits that one takes; 0: none.
type table [1 << maxCode]uint16

const maxCode = 15 // bits

var errDeflate = errors.New("deflate64: not a whole stream")

func newDeflate64(r io.Reader) io.ReadCloser {
	return io.NopCloser(&deflate64{r: bufio.NewReader(r)})
}

// Read implements io.Reader.
func (d *deflate64) Read(p []byte) (int, error) {
	for d.unread == 0 && d.err == nil {
		d.err = d.fill()
	}
	if d.unread == 0 {
		return 0, d.err
	}
	from := (d.at - d.unread) & (len(d.window) - 1)
	n := copy(p, d.window[from:min(len(d.window), from+d.unread)])
	d.unread -= n
	return n, nil
}

// peek looks at up to 32 bits; behind the end there are zeros.
func (d *deflate64) peek(n uint) uint64 {
	for d.have < n {
		c, err := d.r.ReadByte()
		if err != nil {
			if err != io.EOF {
				d.err = err
			}
			d.lack += 8
		}
		d.acc |= uint64(c) << d.have
		d.have += 8
	}
	return d.acc & (1<<n - 1)
}

func (d *deflate64) take(n uint) int {
	v := d.peek(n)
	d.acc >>= n
	d.have -= n
	return int(v) //nolint:gosec // 32 bits
}

// put adds a byte.
func (d *deflate64) put(c byte) {
	d.window[d.at] = c
	d.at = (d.at + 1) & (len(d.window) - 1)
	d.unread++
}

// fill decompresses until there is something to give.
func (d *deflate64) fill() error {
	const enough = 1 << 15
	for d.unread < enough {
		switch {
		case d.err != nil:
			return d.err
		case d.lack > d.have: // bits behind the end were taken
			return errDeflate
		case d.length > 0:
			d.length--
			d.put(d.window[(d.at-d.distance)&(len(d.window)-1)])
		case d.stored > 0:
			d.stored--
			d.put(byte(d.take(8)))
		case d.open:
			if err := d.symbol(); err != nil {
				return err
			}
		case d.last:
			return io.EOF
		default:
			if err := d.block(); err != nil {
				return err
			}
		}
	}
	return nil
}

// block reads the header of a block.
func (d *deflate64) block() error {
	d.last = d.take(1) == 1
	switch d.take(2) {
	case 0:
		d.take(d.have % 8)
		size := d.take(16)
		if d.take(16) != size^0xFFFF {
			return errDeflate
		}
		d.stored = size
	case 1:
		var lengths [288]byte
		for i := range lengths {
			switch {
			case i < 144, i >= 280:
				lengths[i] = 8
			case i < 256:
				lengths[i] = 9
			default:
				lengths[i] = 7
			}
		}
		d.literals.build(lengths[:])
		var offsets [32]byte
		for i := range offsets {
			offsets[i] = 5
		}
		d.offsets.build(offsets[:])
		d.open = true
	case 2:
		return d.dynamic()
	default:
		return errDeflate
	}
	return nil
}

// dynamic reads the codes of a block (RFC 1951, 3.2.7).
func (d *deflate64) dynamic() error {
	literals, offsets, codes := d.take(5)+257, d.take(5)+1, d.take(4)+4
	var lengths [286 + 2 + 32]byte
	for _, i := range []int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}[:codes] {
		lengths[i] = byte(d.take(3))
	}
	if !d.literals.build(lengths[:19]) {
		return errDeflate
	}
	clear(lengths[:19])
	for i := 0; i < literals+offsets; {
		s, ok := d.next(&d.literals)
		if !ok {
			return errDeflate
		}
		n, v := 1, byte(s) //nolint:gosec // at most 18
		switch s {
		case 16:
			if i == 0 {
				return errDeflate
			}
			n, v = 3+d.take(2), lengths[i-1]
		case 17:
			n, v = 3+d.take(3), 0
		case 18:
			n, v = 11+d.take(7), 0
		}
		if i+n > literals+offsets {
			return errDeflate
		}
		for ; n > 0; n-- {
			lengths[i] = v
			i++
		}
	}
	d.open = d.offsets.build(lengths[literals:literals+offsets]) && d.literals.build(lengths[:literals])
	if !d.open {
		return errDeflate
	}
	return nil
}

// build makes the table of a canonical code; false where there are too many.
func (t *table) build(lengths []byte) bool {
	clear(t[:])
	code := 0
	for n := 1; n <= maxCode; n++ {
		for s, l := range lengths {
			if int(l) != n {
				continue
			}
			if code >= 1<<n {
				return false
			}
			first := int(bits.Reverse16(uint16(code)) >> (16 - n)) //nolint:gosec // below 1<<15
			for i := first; i < len(t); i += 1 << n {
				t[i] = uint16(s<<4 | n) //nolint:gosec // below 320<<4
			}
			code++
		}
		code <<= 1
	}
	return true
}

// next reads a symbol.
func (d *deflate64) next(t *table) (int, bool) {
	v := t[d.peek(maxCode)]
	if v == 0 {
		return 0, false
	}
	d.take(uint(v & 0xF))
	return int(v >> 4), true
}

// symbol reads a byte, a copy, or the end of the block.
func (d *deflate64) symbol() error {
	s, ok := d.next(&d.literals)
	switch {
	case !ok || s > 285:
		return errDeflate
	case s < 256:
		d.put(byte(s))
		return nil
	case s == 256:
		d.open = false
		return nil
	case s < 265:
		d.length = s - 254
	case s == 285:
		d.length = 3 + d.take(16)
	default:
		extra := uint(s-261) / 4 //nolint:gosec // 1 to 5
		d.length = 3 + (4+(s-261)%4)<<extra + d.take(extra)
	}
	o, ok := d.next(&d.offsets)
	if !ok {
		return errDeflate
	}
	if d.distance = o + 1; o >= 4 {
		extra := uint(o/2 - 1) //nolint:gosec // 1 to 14
		d.distance = 1 + (2+o%2)<<extra + d.take(extra)
	}
	return nil
}
