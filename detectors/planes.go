package detectors

// planes are 64 bytes of text turned by a quarter: bit k of planes[b] is bit b of
// byte k. What each byte is, is then a few logical operations for all of them.
type planes [8]uint64

// transpose makes the planes of text[:64].
func transpose[T string | []byte](p *planes, text T) {
	text = text[:64]
	for j := range p {
		// The bits of eight bytes, as a matrix, about its diagonal: pairs of bits,
		// then squares of two, then of four (Warren, Hacker's Delight, 7-3).
		x := load8(text[8*j:])
		t := (x ^ x>>7) & 0x00AA00AA00AA00AA
		x ^= t ^ t<<7
		t = (x ^ x>>14) & 0x0000CCCC0000CCCC
		x ^= t ^ t<<14
		t = (x ^ x>>28) & 0x00000000F0F0F0F0
		p[j] = x ^ t ^ t<<28
	}
	// The same with bytes: byte b of word j is byte j of plane b.
	p[0], p[4] = cross(p[0], p[4], 32, 0x00000000FFFFFFFF)
	p[1], p[5] = cross(p[1], p[5], 32, 0x00000000FFFFFFFF)
	p[2], p[6] = cross(p[2], p[6], 32, 0x00000000FFFFFFFF)
	p[3], p[7] = cross(p[3], p[7], 32, 0x00000000FFFFFFFF)
	p[0], p[2] = cross(p[0], p[2], 16, 0x0000FFFF0000FFFF)
	p[1], p[3] = cross(p[1], p[3], 16, 0x0000FFFF0000FFFF)
	p[4], p[6] = cross(p[4], p[6], 16, 0x0000FFFF0000FFFF)
	p[5], p[7] = cross(p[5], p[7], 16, 0x0000FFFF0000FFFF)
	p[0], p[1] = cross(p[0], p[1], 8, 0x00FF00FF00FF00FF)
	p[2], p[3] = cross(p[2], p[3], 8, 0x00FF00FF00FF00FF)
	p[4], p[5] = cross(p[4], p[5], 8, 0x00FF00FF00FF00FF)
	p[6], p[7] = cross(p[6], p[7], 8, 0x00FF00FF00FF00FF)
}

// transposeAll makes the planes of the blocks that begin at every blockBytes of
// text.
func transposeAll(dst []planes, text string) {
	for b := range dst {
		transpose(&dst[b], text[b*blockBytes:])
	}
}

// cross exchanges the parts of a outside low with the parts of b inside, n bits
// further down.
func cross(a, b uint64, n int, low uint64) (uint64, uint64) {
	return a&low | b&low<<n, a>>n&low | b&^low
}

// bytesOf is a set of bytes that may be compared with all of a block. Of many,
// it is simply every byte.
type bytesOf struct {
	list  []pattern
	holds [256]bool
	every bool
}

// mostBytes is how many bytes are compared one by one.
const mostBytes = 8

// pattern is a byte as planes: all ones where a bit of it is 0.
type pattern [8]uint64

func (s *bytesOf) has(c byte) bool { return s.holds[c] || s.every }

func (s *bytesOf) add(c byte) {
	switch {
	case s.has(c):
	case len(s.list) == mostBytes:
		s.list, s.every = nil, true
	default:
		s.list, s.holds[c] = append(s.list, patternOf(c)), true
	}
}

func patternOf(c byte) (p pattern) {
	for b := range p {
		p[b] = uint64(c>>b&1) - 1
	}
	return p
}

// in marks the bytes of a block that are in the set.
func (s *bytesOf) in(p *planes) (m uint64) {
	if s.every {
		return ^uint64(0)
	}
	for k := range s.list {
		m |= s.list[k].low(p) & (p[6] ^ s.list[k][6]) & (p[7] ^ s.list[k][7])
	}
	return m
}

// low marks those of which the lower six bits are those of one in the set.
func (s *bytesOf) low(p *planes) (m uint64) {
	if s.every {
		return ^uint64(0)
	}
	for k := range s.list {
		m |= s.list[k].low(p)
	}
	return m
}

func (q *pattern) low(p *planes) uint64 {
	return (p[0] ^ q[0]) & (p[1] ^ q[1]) & (p[2] ^ q[2]) & (p[3] ^ q[3]) & (p[4] ^ q[4]) & (p[5] ^ q[5])
}
