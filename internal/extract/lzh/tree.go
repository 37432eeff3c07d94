package lzh

// tree is a canonical Huffman code of at most sixteen bits.
type tree struct {
	only    int        // the one symbol, which takes no bits; -1 where there are several
	first   [17]uint32 // first code of each length, at the top of 16 bits
	last    [17]uint32 // first code after those of the length
	offset  [17]int    // index of the length's first symbol
	symbols [charCodes]uint16
}

// single makes the code of one symbol.
func (t *tree) single(symbol int) { t.only = symbol }

// build makes the code from the lengths of its symbols, 0 for none. It reports
// whether they can be one.
func (t *tree) build(sizes []byte) bool {
	t.only = -1
	var count [17]int
	for _, s := range sizes {
		if s > 16 {
			return false
		}
		count[s]++
	}
	code, index := uint32(0), 0
	for size := 1; size <= 16; size++ {
		t.first[size], t.offset[size] = code, index
		code += uint32(count[size]) << (16 - size)
		index += count[size]
		t.last[size] = code
	}
	if code > 1<<16 {
		return false
	}
	next := t.offset
	for symbol, s := range sizes {
		if s > 0 {
			t.symbols[next[s]] = uint16(symbol)
			next[s]++
		}
	}
	return true
}

// find gives the symbol whose code stands at the top of bits, and its length; 0
// when there is none.
func (t *tree) find(bits uint32) (symbol int, size uint) {
	top := bits >> 16
	for n := uint(1); n <= 16; n++ {
		if top < t.last[n] && top >= t.first[n] {
			return int(t.symbols[t.offset[n]+int((top-t.first[n])>>(16-n))]), n
		}
	}
	return 0, 0
}
