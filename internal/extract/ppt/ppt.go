// Package ppt reads presentations of PowerPoint 97 to 2003 ([MS-PPT]).
package ppt

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"

	"tenken/internal/extract"
	"tenken/internal/extract/cfb"
	"tenken/internal/extract/compose"
)

// Format reads old presentations.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "ppt", Label: "PowerPoint スライド（旧形式）", Extensions: []string{"ppt", "pps", "pot"},
		Media:  "application/vnd.ms-powerpoint",
		Reads:  "PowerPoint 97 to 2003: outlines, text boxes, tables with their cells, notes, comments, masters without their prompts, and title; embedded objects by what they are",
		Tested: "a presentation by LibreOffice, tables and objects by hand; fuzz",
	}
}

const stream = "PowerPoint Document"

// Claims looks for the stream of a presentation.
func (Format) Claims(f extract.File, head []byte) bool {
	c := cfb.Sniff(f, head)
	return c != nil && c.Has(stream)
}

// Kinds of records ([MS-PPT] 2.13.24).
const (
	recSlide        = 0x03EE
	recNotes        = 0x03F0
	recSlidePersist = 0x03F3
	recMainMaster   = 0x03F8
	recPlaceholder  = 0x0BC3 // OEPlaceholderAtom
	recShape        = 0xF004 // of drawings
	recTextChars    = 0x0FA0
	recTextBytes    = 0x0FA8
	recCString      = 0x0FBA
	recOutline      = 0x0FF0 // SlideListWithText
	recTagData      = 0x138B // BinaryTagDataBlob
	recComment      = 0x2EE0 // Comment10Container

	container = 0xF
	maxText   = 1 << 20 // bytes of one text
)

// encryptedToken stands in the stream Current User of encrypted presentations
// ([MS-PPT] 2.3.2).
const encryptedToken = 0xF3D1C4DF

// Read walks through the records.
func (Format) Read(ctx context.Context, f extract.File, out extract.Out) error {
	c, err := cfb.Open(f, f.Size)
	if err != nil {
		return err
	}
	if user, ok := c.Find("Current User"); ok {
		var b [16]byte
		if _, err := user.Open().ReadAt(b[:], 0); err == nil && binary.LittleEndian.Uint32(b[12:]) == encryptedToken {
			return extract.ErrEncrypted
		}
	}
	s, _ := c.Find(stream)
	w := &walk{in: bufio.NewReader(s.Open()), text: compose.New(out.Text)}
	for n := 0; ; n++ {
		if n&0xFFF == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		err := w.next()
		if err == nil {
			err = w.text.Err()
		}
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			w.at = max(w.at, w.table.end)
			w.endTable()
			c.PutProperties(w.text)
			if err := w.text.Flush(); err != nil {
				return err
			}
			for i, o := range w.objects {
				if err := o.handOn(s.Open(), i+1, out); err != nil {
					return err
				}
			}
			if !s.Whole() {
				return fmt.Errorf("%w: its end is missing", extract.ErrDamaged)
			}
			return nil
		case err != nil:
			return err
		}
	}
}

// walk goes through the records, into all containers.
type walk struct {
	in       *bufio.Reader
	at       int64 // in the stream
	text     *compose.Builder
	outlined int // slides of the outline
	slides   int
	notes    int
	place    string
	tables   int     // of the slide
	groups   []int64 // where the open groups of shapes end
	table    table
	objects  []object
	tag      bool    // its data hold records, comments among them
	comment  bool    // strings are of a comment
	ends     []int64 // of the open containers
	masters  int
	master   int64 // where the open master ends
	shown    bool  // of its shapes: text that stands on slides
}

// maxNested bounds how deep containers are watched.
const maxNested = 1000

const tagName = "___PPT"

// maxObjects bounds the embedded objects of a presentation.
const maxObjects = 10_000

// on says that what follows stands at a place.
func (w *walk) on(place string) {
	w.place, w.tables = place, 0
	w.text.Place(place, 0)
}

// discard passes over bytes.
func (w *walk) discard(n int) error {
	k, err := w.in.Discard(n)
	w.at += int64(k)
	return err
}

// parent is where the innermost open container ends; the end of no file where none
// is open. Records that some programs write with a wrong size go no further.
func (w *walk) parent() int64 {
	for n := len(w.ends); n > 0; n-- {
		if w.ends[n-1] > w.at {
			return w.ends[n-1]
		}
		w.ends = w.ends[:n-1]
	}
	return math.MaxInt64
}

func (w *walk) next() error {
	var head [8]byte
	w.endTable()
	if rest := w.parent() - w.at; rest < int64(len(head)) {
		return w.discard(int(rest))
	}
	if _, err := io.ReadFull(w.in, head[:]); err != nil {
		return err
	}
	w.at += int64(len(head))
	kind, size := binary.LittleEndian.Uint16(head[2:]), int(binary.LittleEndian.Uint32(head[4:])&0x7FFFFFFF)
	size = int(min(int64(size), w.parent()-w.at))
	if head[0]&0xF == container && len(w.ends) < maxNested {
		w.ends = append(w.ends, w.at+int64(size))
	}
	inMaster := w.at < w.master
	if head[0]&0xF == container {
		w.comment = kind == recComment
		switch kind {
		case recOutline:
			w.outlined = 0
		case recMainMaster:
			w.masters++
			w.master = w.at + int64(size)
			w.on("slide master " + strconv.Itoa(w.masters))
		case recShape:
			w.shown = true
		case recSlide:
			w.slides++
			w.on("slide " + strconv.Itoa(w.slides))
		case recNotes:
			w.notes++
			w.on("slide " + strconv.Itoa(w.notes) + " notes")
		case recGroup:
			w.group(size)
		}
		return nil
	}
	switch kind {
	case recSlidePersist:
		w.outlined++
		w.on("slide " + strconv.Itoa(w.outlined))
	case recProperties, recMore, recAnchor:
		if size <= maxProperties {
			return w.shape(kind, int(binary.LittleEndian.Uint16(head[:])>>4), size)
		}
	case recTagData:
		if w.tag {
			return nil
		}
	case recObject:
		if len(w.objects) < maxObjects {
			w.objects = append(w.objects, object{w.at, size, head[0]>>4 == 1})
		}
	case recPlaceholder:
		if inMaster {
			return w.placeholder(size)
		}
	case recTextChars, recTextBytes, recCString:
		if inMaster && (!w.shown || kind == recCString) {
			return w.discard(size)
		}
		const words = 1 // instances 0 and 2 are who wrote the comment
		if size <= maxText && (!w.comment || kind != recCString || head[0]>>4 == words) {
			return w.write(kind, size)
		}
	}
	return w.discard(size)
}

// placeholder tells a shape of a master that holds a prompt from footers and
// headers, whose text stands on slides ([MS-PPT] 2.13.21).
func (w *walk) placeholder(size int) error {
	const footer, header = 9, 10
	b, err := w.read(min(size, 8))
	if len(b) == 8 {
		w.shown = b[4] == footer || b[4] == header
	}
	if err != nil {
		return err
	}
	return w.discard(size - len(b))
}

// maxProperties bounds the properties of a shape, in bytes.
const maxProperties = 64 << 10

// shape reads what a shape says of itself.
func (w *walk) shape(kind uint16, instance, size int) error {
	b, err := w.read(size)
	if kind == recAnchor {
		w.table.place(b)
	} else {
		w.properties(b, instance)
	}
	return err
}

func (w *walk) read(size int) ([]byte, error) {
	b := make([]byte, size)
	n, err := io.ReadFull(w.in, b)
	w.at += int64(n)
	return b[:n], err
}

// write puts out a text. Bytes are the lower halves of UTF-16.
func (w *walk) write(kind uint16, size int) error {
	b, err := w.read(size)
	if err != nil {
		return err
	}
	units := make([]uint16, 0, size)
	if kind == recTextBytes {
		for _, c := range b {
			units = append(units, uint16(c))
		}
	} else {
		for i := 0; i+2 <= len(b); i += 2 {
			units = append(units, binary.LittleEndian.Uint16(b[i:]))
		}
	}
	text := string(utf16.Decode(units))
	if kind == recCString && (strings.HasPrefix(text, tagName) || text == "Default Design") {
		w.tag = text == tagName+"10" // [MS-PPT] 2.11.22
		return nil
	}
	text = strings.NewReplacer("\r", "\n", "\v", "\n", "\x00", "").Replace(text)
	if w.table.end > 0 {
		w.table.add(text)
		return nil
	}
	w.text.WriteString(text)
	w.text.Line()
	return nil
}
