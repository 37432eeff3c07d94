package iwork

import (
	"encoding/binary"
	"math"
	"math/bits"
	"strconv"
	"strings"
)

// values are the values of a cell.
type values struct {
	exact      string // of a decimal number
	number     float64
	seconds    float64
	text, rich uint64 // keys into the lists
}

// read takes the values of the present form, in the order of their bits.
func (v *values) read(b []byte, has uint32) {
	take := func(bit uint32, n int) []byte {
		if has&bit == 0 || len(b) < n {
			return nil
		}
		out := b[:n]
		b = b[n:]
		return out
	}
	if d := take(1, 16); d != nil {
		v.exact = decimal(d)
	}
	if d := take(2, 8); d != nil {
		v.number = math.Float64frombits(binary.LittleEndian.Uint64(d))
	}
	if d := take(4, 8); d != nil {
		v.seconds = math.Float64frombits(binary.LittleEndian.Uint64(d))
	}
	if d := take(8, 4); d != nil {
		v.text = uint64(binary.LittleEndian.Uint32(d))
	}
	if d := take(16, 4); d != nil {
		v.rich = uint64(binary.LittleEndian.Uint32(d))
	}
}

// readOld takes those of the forms before, behind styles and formats.
func (v *values) readOld(b []byte, has uint32) {
	at, styles, more := 8, uint32(0x018E), uint32(0x1000)
	if b[0] > 1 {
		at, styles, more = 12, 0x0D8E, 0x3000
	}
	at += 4 * bits.OnesCount32(has&styles)
	take := func(bit uint32, n int) []byte {
		if has&bit == 0 || at+n > len(b) {
			return nil
		}
		at += n
		return b[at-n : at]
	}
	if d := take(0x200, 4); d != nil {
		v.rich = uint64(binary.LittleEndian.Uint32(d))
	}
	at += 4 * bits.OnesCount32(has&more)
	if d := take(0x10, 4); d != nil {
		v.text = uint64(binary.LittleEndian.Uint32(d))
	}
	if d := take(0x20, 8); d != nil {
		v.number = math.Float64frombits(binary.LittleEndian.Uint64(d))
	}
	if d := take(0x40, 8); d != nil {
		v.seconds = math.Float64frombits(binary.LittleEndian.Uint64(d))
	}
}

// decimal reads a number of up to 34 digits (IEEE 754, decimal128 with a binary
// significand).
func decimal(b []byte) string {
	exponent := int(b[15]&0x7F)<<7 | int(b[14]>>1)
	exponent -= 6176
	high := binary.LittleEndian.Uint64(b[8:]) & (1<<49 - 1)
	low := binary.LittleEndian.Uint64(b)
	digits := wideDigits(high, low)
	switch {
	case digits == "0":
		return "0"
	case exponent > 20 || exponent < -60:
		return ""
	case exponent > 0:
		digits += strings.Repeat("0", exponent)
	case exponent < 0:
		if n := -exponent + 1 - len(digits); n > 0 {
			digits = strings.Repeat("0", n) + digits
		}
		point := len(digits) + exponent
		fraction := strings.TrimRight(digits[point:], "0")
		if digits = digits[:point]; fraction != "" {
			digits = round(digits + "." + fraction)
		}
	}
	if b[15]&0x80 != 0 {
		return "-" + digits
	}
	return digits
}

// round leaves the fifteen digits that programs show of a fraction.
func round(text string) string {
	v, err := strconv.ParseFloat(text, 64)
	if err == nil {
		v, err = strconv.ParseFloat(strconv.FormatFloat(v, 'e', 14, 64), 64)
	}
	if err != nil {
		return text
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// wideDigits writes a number of 128 bits.
func wideDigits(high, low uint64) string {
	const ten19 = 1e19
	if high == 0 {
		return strconv.FormatUint(low, 10)
	}
	var parts []string
	for high > 0 {
		h, r := high/ten19, high%ten19
		l, rest := bits.Div64(r, low, ten19)
		parts = append(parts, strconv.FormatUint(rest, 10))
		high, low = h, l
	}
	text := strconv.FormatUint(low, 10)
	if low == 0 {
		text = ""
	}
	for i := len(parts) - 1; i >= 0; i-- {
		if text != "" {
			text += strings.Repeat("0", 19-len(parts[i]))
		}
		text += parts[i]
	}
	return text
}
