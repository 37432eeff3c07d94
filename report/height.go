package report

import "strings"

// Heights are written out because not every program fits rows to their text
// when it opens a file. lineHeight is that of the default font, in points; a
// row can have no more than tallest.
const (
	lineHeight = 18.75
	tallest    = 409
)

// heightOf estimates the height of a row in which texts of so many digits'
// width are wrapped, in points.
func heightOf(lines int) float64 { return min(tallest, lineHeight*float64(max(1, lines))) }

// linesOf estimates how many lines a text takes in a column, on the safe side:
// a full-width character counts as two digits, though in most fonts it is
// narrower.
func linesOf(s string, width float64) int {
	room := max(2, int(width-1))
	n := 0
	for line := range strings.SplitSeq(s, "\n") {
		n += max(1, (displayWidth(line)+room-1)/room)
	}
	return n
}

// displayWidth is the width of a text in digits.
func displayWidth(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x1100 && (r < 0xff61 || r > 0xffdc) { // Hangul Jamo and up, half-width kana left out
			n++
		}
	}
	return n
}

// wraps reports whether cells of the look break their lines.
func (l look) wraps() bool {
	switch l {
	case text, input, head, headInput, evident:
		return true
	}
	return false
}
