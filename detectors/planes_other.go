//go:build !amd64

package detectors

// transposeAll makes the planes of the blocks that begin at every blockBytes of
// text.
func transposeAll(dst []planes, text string) { transposeEach(dst, text) }
