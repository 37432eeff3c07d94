package dicom

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"

	"tenken/internal/extract"
	"tenken/internal/extract/compose"
)

// reader reads the elements of a data set.
type reader struct {
	ctx      context.Context
	in       *bufio.Reader
	order    binary.ByteOrder
	explicit bool // elements say of which kind they are
	text     *compose.Builder
	out      extract.Out

	page         character
	encapsulated []byte
}

// element is the head of one.
type element struct {
	group, number uint16
	vr            string // "" where the file does not say
	size          uint32
}

const (
	undefined   = 0xFFFFFFFF
	maxValue    = 1 << 20   // of an attribute that is text
	maxDocument = 256 << 20 // of an encapsulated document
	maxElements = 1 << 20
)

var (
	errPixels = errors.New("pixels")
	errForm   = errors.New("no element")
)

// long are the kinds whose lengths take four bytes (PS3.5 7.1.2).
const long = "OB OD OF OL OV OW SQ SV UC UN UR UT UV"

// kinds are all that there are.
const kinds = "AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US " + long

func isVR(b []byte) bool {
	return len(b) >= 2 && b[0] >= 'A' && b[0] <= 'Z' && b[1] >= 'A' && b[1] <= 'Z' && strings.Contains(kinds, string(b[:2]))
}

// element reads the head of the next element.
func (r *reader) element() (element, error) {
	var b [8]byte
	if n, err := io.ReadFull(r.in, b[:]); err != nil {
		if n == 0 {
			return element{}, io.EOF
		}
		return element{}, err
	}
	e := element{group: r.order.Uint16(b[:]), number: r.order.Uint16(b[2:])}
	switch {
	case e.group == 0xFFFE || !r.explicit:
		e.size = r.order.Uint32(b[4:])
	case !isVR(b[4:]):
		return e, errForm
	default:
		e.vr = string(b[4:6])
		if !strings.Contains(long, e.vr) {
			e.size = uint32(r.order.Uint16(b[6:]))
			break
		}
		if _, err := io.ReadFull(r.in, b[:4]); err != nil {
			return e, err
		}
		e.size = r.order.Uint32(b[:])
	}
	return e, nil
}

// value reads a value that is kept, and leaves out what is too long of it.
func (r *reader) value(e element) ([]byte, error) {
	limit := uint32(maxValue)
	if e.group == 0x42 && e.number == 0x11 {
		limit = maxDocument
	}
	if e.size == undefined {
		return nil, errForm
	}
	var b bytes.Buffer
	n, err := io.CopyN(&b, r.in, int64(min(e.size, limit)))
	if err == nil && e.size > limit {
		_, err = io.CopyN(io.Discard, r.in, int64(e.size)-n)
	}
	if err != nil {
		err = io.ErrUnexpectedEOF
	}
	return b.Bytes(), err
}

// dataset reads elements to the end, or to the pixels. Sequences and their
// items are entered: only their heads are read, what is in them follows.
func (r *reader) dataset() error {
	for n := 0; n < maxElements; n++ {
		if n&0xFF == 0 && r.ctx.Err() != nil {
			return context.Cause(r.ctx)
		}
		e, err := r.element()
		if err != nil {
			return err
		}
		switch {
		case e.group == 0x7FE0 && e.number == 0x10:
			return errPixels
		case e.group == 0xFFFE, e.vr == "SQ", e.vr == "UN" && e.size == undefined, e.vr == "" && e.size == undefined:
			continue
		case e.vr == "" && isSequence(e):
			continue
		}
		v, err := r.value(e)
		r.put(e, v)
		if r.text.Err() != nil {
			return r.text.Err()
		}
		if err != nil {
			return err
		}
	}
	return fmt.Errorf("elements: %w", extract.ErrLimit)
}

// put puts out an attribute that says something about people.
func (r *reader) put(e element, v []byte) {
	tag := uint32(e.group)<<16 | uint32(e.number)
	switch tag {
	case tagCharacterSet:
		r.page = characterSet(string(v))
		return
	case tagDocument:
		r.encapsulated = bytes.Clone(v)
		return
	}
	a, known := attributes[tag]
	kind := e.vr
	if kind == "" || kind == "UN" {
		kind = a.vr
	}
	name := a.keyword
	switch {
	case known:
	case e.number == 0 || strings.Contains("PN LO LT SH ST UC UT", kind) && kind != "":
		name = fmt.Sprintf("(%04X,%04X)", e.group, e.number)
	case kind == "" && isText(v):
		name = fmt.Sprintf("(%04X,%04X)", e.group, e.number)
	}
	if name == "" || e.number == 0 {
		return
	}
	text := strings.TrimSpace(strings.ReplaceAll(r.page.decode(v), "\x00", ""))
	if text == "" {
		return
	}
	if kind == "PN" {
		text = personName(text)
	}
	r.text.WriteString(name + ": " + strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text))
	r.text.Line()
}

// isText guesses whether a value of an unknown kind is text.
func isText(v []byte) bool {
	v = bytes.TrimRight(v, "\x00 ")
	if len(v) < 2 || len(v) > 1024 {
		return false
	}
	for _, c := range v {
		if c < ' ' && c != 0x1B && c != '\r' && c != '\n' && c != '\t' || c == 0x7F {
			return false
		}
	}
	return true
}

// personName writes a name as people do. Its groups are alphabetic, ideographic
// and phonetic; the ideographic one comes first (PS3.5 6.2.1.1).
func personName(v string) string {
	groups := strings.Split(v, "=")
	if len(groups) > 1 && groups[1] != "" {
		groups[0], groups[1] = groups[1], groups[0]
	}
	var out []string
	for _, g := range groups {
		if g = strings.Join(strings.FieldsFunc(g, func(r rune) bool { return r == '^' }), " "); g != "" {
			out = append(out, strings.TrimSpace(g))
		}
	}
	return strings.Join(out, " / ")
}
