package ledger

// bitset is a set of item numbers, one bit each: 12 MB for 100 million items.
type bitset struct {
	words []uint64
	n     int
}

func (b *bitset) add(id uint64) {
	w := int(id / 64)
	if more := w + 1 - len(b.words); more > 0 {
		b.words = append(b.words, make([]uint64, more)...)
	}
	if b.words[w]&(1<<(id%64)) == 0 {
		b.words[w] |= 1 << (id % 64)
		b.n++
	}
}

func (b *bitset) has(id uint64) bool {
	w := int(id / 64)
	return w < len(b.words) && b.words[w]&(1<<(id%64)) != 0
}

func (b *bitset) len() int { return b.n }
