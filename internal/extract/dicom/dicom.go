// Package dicom reads what the header of a medical picture says (DICOM PS3.5,
// PS3.10): one attribute a line, by its keyword, as detectors and people know
// it. Pixels are left out.
package dicom

import (
	"bufio"
	"bytes"
	"compress/flate"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"tenken/internal/extract"
	"tenken/internal/extract/compose"
)

// Format reads DICOM files.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "dicom", Label: "DICOM 画像", Extensions: []string{"dcm", "dicom", "ima"},
		Media:  "application/dicom",
		Reads:  "patient, study, persons, places and remarks of the header, private attributes that are text, nested ones, in the character sets of Japanese devices; encapsulated documents; pixels are not looked at",
		Tested: "explicit and implicit, little and big endian, deflated, nested in definite and indefinite lengths, with and without preamble, ISO 2022 IR 87 and 13, ISO_IR 192, Shift_JIS without declaration; fuzz",
	}
}

const (
	preamble  = 128
	signature = "DICM"
)

// Claims looks at the signature, or for the first attributes of a file that has
// none.
func (Format) Claims(_ extract.File, head []byte) bool {
	if len(head) >= preamble+4 && string(head[preamble:preamble+4]) == signature {
		return true
	}
	return bare(head)
}

// bare reports a data set without preamble, which old devices wrote: it begins
// with the group of identification, and its next attribute is of that, too.
func bare(head []byte) bool {
	if len(head) < 24 || head[0] != 8 || head[1] != 0 || head[3] != 0 || head[2] != 0 && head[2] != 1 && head[2] != 5 && head[2] != 8 && head[2] != 0x16 {
		return false
	}
	r := &reader{in: bufio.NewReader(bytes.NewReader(head)), order: binary.LittleEndian, explicit: isVR(head[4:6])}
	for range 2 {
		e, err := r.element()
		if err != nil || e.group != 8 || e.size > 1024 {
			return false
		}
		r.in.Discard(int(e.size)) //nolint:errcheck // the next read tells
	}
	return true
}

// Transfer syntaxes that differ in how attributes are written (PS3.5 annex A).
const (
	implicitLittle = "1.2.840.10008.1.2"
	explicitBig    = "1.2.840.10008.1.2.2"
	deflated       = "1.2.840.10008.1.2.1.99"
)

// Read puts out the attributes.
func (Format) Read(ctx context.Context, f extract.File, out extract.Out) error {
	in := bufio.NewReaderSize(f.Reader(), 64<<10)
	head, _ := in.Peek(preamble + 4)
	b := compose.New(out.Text)
	b.Place("header", 0)
	r := &reader{ctx: ctx, in: in, order: binary.LittleEndian, explicit: true, text: b, out: out}
	if len(head) == preamble+4 && string(head[preamble:]) == signature {
		in.Discard(preamble + 4) //nolint:errcheck // peeked
		if err := r.meta(); err != nil {
			return err
		}
	} else {
		r.explicit = isVR(head[4:6])
	}
	err := r.dataset()
	switch {
	case errors.Is(err, errPixels), errors.Is(err, io.EOF):
		err = nil
	case b.Err() != nil || ctx.Err() != nil:
		return err
	}
	if ferr := b.Flush(); ferr != nil {
		return ferr
	}
	if err == nil {
		err = r.document()
	} else {
		err = fmt.Errorf("%w: %w", extract.ErrDamaged, err)
	}
	return err
}

// meta reads the group that says how the rest is written.
func (r *reader) meta() error {
	syntax := ""
	for {
		next, err := r.in.Peek(2)
		if err != nil || next[0] != 2 || next[1] != 0 {
			break
		}
		e, err := r.element()
		if err != nil {
			return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
		}
		v, err := r.value(e)
		if err != nil {
			return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
		}
		if e.number == 0x10 {
			syntax = string(bytes.TrimRight(v, "\x00 "))
		}
	}
	switch syntax {
	case implicitLittle:
		r.explicit = false
	case explicitBig:
		r.order = binary.BigEndian
	case deflated:
		r.in = bufio.NewReaderSize(flate.NewReader(r.in), 64<<10)
	}
	return nil
}

// document hands on a document that the file encapsulates.
func (r *reader) document() error {
	if len(r.encapsulated) == 0 {
		return nil
	}
	return r.out.Member("document", int64(len(r.encapsulated)), bytes.NewReader(r.encapsulated))
}
