package detectors

// transposeAVX2 is transposeAll in vectors of 32 bytes.
//
//go:noescape
func transposeAVX2(dst *planes, text string, n int)

// hasAVX2 reports whether the processor and the system know such vectors.
func hasAVX2() bool

var vectors = hasAVX2()

// transposeAll makes the planes of the blocks that begin at every blockBytes of
// text.
func transposeAll(dst []planes, text string) {
	if len(dst) == 0 {
		return
	}
	_ = text[:(len(dst)-1)*blockBytes+64]
	if vectors {
		transposeAVX2(&dst[0], text, len(dst))
		return
	}
	transposeEach(dst, text)
}
