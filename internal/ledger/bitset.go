package ledger

import "math/bits"

// bitset is a set of item numbers, one bit each: 12 MB for 100 million items.
type bitset struct {
	words []uint64
	n     int
}

func (b *bitset) add(id uint64) {
	w := int(id / 64)
	for len(b.words) <= w {
		b.words = append(b.words, make([]uint64, max(64, w+1-len(b.words)))...)
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

func (b *bitset) merge(other bitset) {
	for w, word := range other.words {
		for ; word != 0; word &= word - 1 {
			b.add(uint64(w)*64 + uint64(bits.TrailingZeros64(word)))
		}
	}
}
