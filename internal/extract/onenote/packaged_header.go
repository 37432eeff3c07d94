package onenote

import (
	"encoding/binary"
	"math/bits"
)

// header reads the beginning or end of a stream object.
func (f *fields) header() (kind int, size int64, start bool) {
	first := f.u8()
	switch first & 3 {
	case 0:
		v := first | f.u8()<<8
		return v >> 3 & 0x3F, int64(v >> 9), true
	case 2:
		const large = 0x7FFF
		v := first | f.u8()<<8 | f.u16()<<16
		kind, size = v>>3&0x3FFF, int64(v>>17)
		if size == large {
			size = int64(min(f.compact(), 1<<62)) //nolint:gosec // bounded
		}
		return kind, size, true
	case 3:
		return (first | f.u8()<<8) >> 2, 0, false
	}
	return first >> 2, 0, false
}

// compact reads CompactUint64: the zeros of the first byte tell its length.
func (f *fields) compact() uint64 {
	if len(f.b) == 0 {
		f.short = true
		return 0
	}
	if f.b[0] == 0 {
		f.take(1)
		return 0
	}
	n := bits.TrailingZeros8(f.b[0])
	if n == 7 {
		f.take(1)
		if b := f.take(8); len(b) == 8 {
			return binary.LittleEndian.Uint64(b)
		}
		return 0
	}
	v := uint64(0)
	for i, b := range f.take(n + 1) {
		v |= uint64(b) << (8 * i)
	}
	return v >> (n + 1)
}

// extended reads ExtendedGUID in its packed form.
func (f *fields) extended() (name id) {
	if len(f.b) == 0 {
		f.short = true
		return name
	}
	switch first := f.b[0]; {
	case first == 0:
		f.take(1)
		return name
	case first&7 == 4:
		name.n = uint32(f.u8()) >> 3 //nolint:gosec // a byte
	case first&0x3F == 0x20:
		name.n = uint32(f.u16()) >> 6 //nolint:gosec // two bytes
	case first&0x7F == 0x40:
		name.n = uint32(f.u16()|f.u8()<<16) >> 7 //nolint:gosec // three bytes
	case first == 0x80:
		f.take(1)
		name.n = f.u32()
	default:
		f.short = true
	}
	name.guid = f.guid()
	return name
}

// serial passes over a serial number.
func (f *fields) serial() {
	if f.u8() == 0x80 {
		f.take(24)
	}
}
