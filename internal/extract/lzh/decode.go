package lzh

import (
	"bufio"
	"errors"
	"io"
)

// decoder undoes methods lh4 to lh7: Huffman codes, in blocks that bring their
// own, for literals and for copies of what is in a sliding window (H. Yoshizaki
// 1988, H. Okumura, ar002).
type decoder struct {
	in   *bufio.Reader
	bits uint32 // the next ones, at the top
	have uint
	err  error

	window []byte
	pos    int   // next byte of the window
	left   int64 // bytes still to be made
	copyAt int   // where the copy under way reads
	copies int   // bytes of it still to be made

	block     int // codes left in this block
	chars     tree
	positions tree
	pBits     uint // width of the count of position codes
	pMax      int
}

const (
	charCodes = 256 + 256 - 3 + 1 // literals, and copies of 3 to 256 bytes
	lenCodes  = 19                // code lengths 0 to 16, and three runs of 0
	lenBits   = 5
	charBits  = 9
	copyLeast = 3
)

var errCode = errors.New("lzh: packed data is damaged")

// newDecoder unpacks size bytes made with a window of 2^dictionary bytes.
func newDecoder(r io.Reader, dictionary uint, size int64) *decoder {
	d := &decoder{in: bufio.NewReader(r), window: make([]byte, 1<<dictionary), left: size, pMax: int(dictionary) + 1, pBits: 4}
	if dictionary > 13 {
		d.pBits = 5
	}
	for i := range d.window {
		d.window[i] = ' '
	}
	return d
}

func (d *decoder) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		if d.left == 0 {
			return n, io.EOF
		}
		c, ok := d.next()
		if !ok {
			return n, d.err
		}
		p[n] = c
		n++
		d.left--
	}
	return n, nil
}

// next makes one byte.
func (d *decoder) next() (byte, bool) {
	mask := len(d.window) - 1
	if d.copies == 0 {
		code, ok := d.code()
		if !ok {
			return 0, false
		}
		if code < 256 {
			d.window[d.pos] = byte(code)
			d.pos = (d.pos + 1) & mask
			return byte(code), true
		}
		d.copies = code - 256 + copyLeast
		distance, ok := d.distance()
		if !ok {
			return 0, false
		}
		d.copyAt = (d.pos - distance - 1) & mask
	}
	c := d.window[d.copyAt]
	d.copyAt = (d.copyAt + 1) & mask
	d.copies--
	d.window[d.pos] = c
	d.pos = (d.pos + 1) & mask
	return c, true
}

// code reads a literal or the length of a copy.
func (d *decoder) code() (int, bool) {
	if d.block == 0 {
		if d.block = int(d.take(16)); d.block == 0 {
			d.fail()
		}
		d.readBlock()
		if d.err != nil {
			return 0, false
		}
	}
	d.block--
	return d.symbol(&d.chars), d.err == nil
}

// distance reads how far back a copy begins, less one.
func (d *decoder) distance() (int, bool) {
	p := d.symbol(&d.positions)
	if p > 1 {
		p = 1<<(p-1) + int(d.take(uint(p-1)))
	}
	return p, d.err == nil
}

// readBlock reads the codes of a block.
func (d *decoder) readBlock() {
	var lengths tree
	d.readLengths(&lengths, lenCodes, lenBits, 3)
	d.readChars(&lengths)
	d.readLengths(&d.positions, d.pMax, d.pBits, -1)
}

// readLengths reads a tree of at most n codes whose count has width bits.
// After the code number special, a count of codes of no length follows.
func (d *decoder) readLengths(t *tree, n int, width uint, special int) {
	count := int(d.take(width))
	if count == 0 {
		t.single(int(d.take(width)))
		return
	}
	if count > n {
		d.fail()
		return
	}
	var sizes [charCodes]byte
	for i := 0; i < count && d.err == nil; {
		size := byte(d.take(3))
		if size == 7 {
			for d.take(1) == 1 && d.err == nil {
				if size++; size > 16 {
					d.fail()
				}
			}
		}
		sizes[i] = size
		if i++; i == special {
			i += int(d.take(2))
		}
	}
	if d.err == nil && !t.build(sizes[:n]) {
		d.fail()
	}
}

// readChars reads the tree of literals and lengths, whose code lengths are
// themselves coded by lengths.
func (d *decoder) readChars(lengths *tree) {
	count := int(d.take(charBits))
	if count == 0 {
		d.chars.single(int(d.take(charBits)))
		return
	}
	var sizes [charCodes]byte
	for i := 0; i < count && d.err == nil; {
		switch s := d.symbol(lengths); s {
		case 0:
			i++
		case 1:
			i += 3 + int(d.take(4))
		case 2:
			i += 20 + int(d.take(charBits))
		default:
			if i < len(sizes) {
				sizes[i] = byte(s - 2)
			}
			i++
		}
		if i > charCodes {
			d.fail()
		}
	}
	if d.err == nil && !d.chars.build(sizes[:]) {
		d.fail()
	}
}

// symbol reads one code of the tree.
func (d *decoder) symbol(t *tree) int {
	if t.only >= 0 {
		return t.only
	}
	d.fill(16)
	s, size := t.find(d.bits)
	if size == 0 || size > d.have {
		d.fail()
		return 0
	}
	d.drop(size)
	return s
}

// take reads n bits, sixteen at most.
func (d *decoder) take(n uint) uint32 {
	if n == 0 {
		return 0
	}
	if d.fill(n); d.have < n {
		d.fail()
		return 0
	}
	v := d.bits >> (32 - n)
	d.drop(n)
	return v
}

func (d *decoder) drop(n uint) { d.bits, d.have = d.bits<<n, d.have-n }

// fill tries to have n bits.
func (d *decoder) fill(n uint) {
	for d.have < n {
		c, err := d.in.ReadByte()
		if err != nil {
			if err != io.EOF && d.err == nil {
				d.err = err
			}
			return
		}
		d.bits |= uint32(c) << (24 - d.have)
		d.have += 8
	}
}

func (d *decoder) fail() {
	if d.err == nil {
		d.err = errCode
	}
}
