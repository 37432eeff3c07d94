package extract

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"
)

// Window is the most bytes of a long text that are in one piece.
const Window = 512 << 10

// LeadSize is how many bytes before a cut are repeated after it, so that a
// detector sees what it cut through.
const LeadSize = 512

// Windows reads valid UTF-8 in windows of bounded size, whatever the length of
// its lines. A short text costs little.
type Windows struct {
	r    io.Reader
	buf  []byte // the window
	lead int    // bytes of it that were in the one before
	line int
	err  error // of r
}

// NewWindows reads r.
func NewWindows(r io.Reader) *Windows { return &Windows{r: r, line: 1} }

// Next shows the text not yet taken, Window bytes at most, after the lead. last
// says that nothing follows; err is why, when that is not the end. The bytes
// are valid until Take.
func (w *Windows) Next() (b []byte, last bool, err error) {
	for w.err == nil && len(w.buf) < Window {
		if len(w.buf) == cap(w.buf) {
			w.buf = append(make([]byte, 0, min(max(2*cap(w.buf), 8<<10), Window)), w.buf...)
		}
		var n int
		n, w.err = w.r.Read(w.buf[len(w.buf):cap(w.buf)])
		w.buf = w.buf[:len(w.buf)+n]
	}
	if errors.Is(w.err, io.EOF) {
		return w.buf, true, nil
	}
	return w.buf, w.err != nil, w.err
}

// Lead is how many bytes of the present window were in the one before.
func (w *Windows) Lead() int { return w.lead }

// Line is the line on which the present window begins, counted from 1.
func (w *Windows) Line() int { return w.line }

// Take consumes the first n bytes of the window, but for the lead last of
// them, which begin the next one. It moves lead to the beginning of a character.
func (w *Windows) Take(n, lead int) {
	keep := n - min(lead, n)
	for keep < n && !utf8.RuneStart(w.buf[keep]) {
		keep++
	}
	w.line += bytes.Count(w.buf[:keep], []byte("\n"))
	w.lead = n - keep
	w.buf = w.buf[:copy(w.buf, w.buf[keep:])]
}

// Pieces puts out the valid UTF-8 of r as pieces with line numbers. Their places
// are "line 12", after place when there is one.
func Pieces(r io.Reader, place string, text func(Text) error) error {
	w := NewWindows(r)
	for {
		b, last, err := w.Next()
		cut := len(b)
		if !last {
			cut = Cut(b, w.Lead())
		}
		if cut > w.Lead() {
			if err := text(Text{
				Body:  string(b[:cut]),
				Lead:  w.Lead(),
				Marks: []Mark{{Place: place, Line: w.Line()}},
			}); err != nil {
				return err
			}
		}
		if last {
			return err
		}
		w.Take(cut, LeadSize)
	}
}

// Cut is where to end a piece of b that begins after lead bytes: after its last
// line end, or else before the character that b may cut.
func Cut(b []byte, lead int) int {
	if i := bytes.LastIndexByte(b[lead:], '\n'); i >= 0 {
		return lead + i + 1
	}
	return CutRune(b)
}

// CutRune is the length of b without a character that its end may cut.
func CutRune(b []byte) int {
	for i := 1; i < utf8.UTFMax && i <= len(b); i++ {
		if utf8.RuneStart(b[len(b)-i]) {
			if !utf8.FullRune(b[len(b)-i:]) {
				return len(b) - i
			}
			break
		}
	}
	return len(b)
}
