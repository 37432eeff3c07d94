package cms

import (
	"fmt"
	"io"

	"tenken/internal/extract"
)

// Tags of X.690, without the bit of what is constructed.
const (
	tagInteger     = 0x02
	tagOctetString = 0x04
	tagOID         = 0x06
	tagSequence    = 0x30
	tagSet         = 0x31
	tagContext0    = 0xA0

	constructed = 0x20
)

// element is the head of an element. Its size is -1 where its end is marked.
type element struct {
	tag      byte
	at, size int64
}

// decoder reads elements in BER one after the other, into those that are
// constructed.
type decoder struct {
	r       io.ReaderAt
	at, end int64
}

var errBER = fmt.Errorf("%w: signed content", extract.ErrDamaged)

func (d *decoder) next() (element, error) {
	var b [10]byte
	n, _ := d.r.ReadAt(b[:min(int64(len(b)), max(d.end-d.at, 0))], d.at)
	if n < 2 || b[0]&0x1F == 0x1F {
		return element{}, errBER
	}
	e := element{tag: b[0], at: d.at + 2, size: int64(b[1])}
	switch {
	case b[1] == 0x80:
		e.size = -1
	case b[1] > 0x80:
		k := int(b[1] & 0x7F)
		if k > 7 || n < 2+k {
			return element{}, errBER
		}
		e.size = 0
		for _, c := range b[2 : 2+k] {
			e.size = e.size<<8 | int64(c)
		}
		e.at += int64(k)
	}
	if e.tag == tagOctetString|constructed {
		d.at = e.at
		return e, nil
	}
	if d.at = e.at; e.tag&constructed == 0 {
		if e.size < 0 {
			return element{}, errBER
		}
		d.at += e.size
	}
	return e, nil
}

// expect goes into the next element, which has to have that tag.
func (d *decoder) expect(tag byte) error {
	e, err := d.next()
	if err == nil && e.tag != tag {
		err = errBER
	}
	return err
}

// skip goes behind an element.
func (d *decoder) skip(depth int) error {
	e, err := d.next()
	if err != nil || depth > 50 {
		return errBER
	}
	if e.size >= 0 {
		d.at = e.at + e.size
		return nil
	}
	for !d.marked() {
		if err := d.skip(depth + 1); err != nil {
			return err
		}
	}
	return nil
}

// marked goes behind the mark of an end, if that comes next.
func (d *decoder) marked() bool {
	var b [2]byte
	if n, _ := d.r.ReadAt(b[:], d.at); n == 2 && b == [2]byte{} {
		d.at += 2
		return true
	}
	return false
}

const maxPieces = 1 << 18

// content is the bytes that are signed or compressed (RFC 5652 5.1, RFC 3274
// 1.1), and how many they are. With an error they are what comes before it.
func content(r io.ReaderAt, size int64) (io.Reader, int64, error) {
	d := &decoder{r: r, end: size}
	for _, step := range []func() error{
		func() error { return d.expect(tagSequence) },
		func() error { return d.expect(tagOID) },
		func() error { return d.expect(tagContext0) },
		func() error { return d.expect(tagSequence) },
		func() error { return d.expect(tagInteger) },
		func() error { return d.skip(0) }, // algorithms
	} {
		if err := step(); err != nil {
			return nil, 0, err
		}
	}
	info, err := d.next()
	if err != nil || info.tag != tagSequence {
		return nil, 0, errBER
	}
	if err := d.expect(tagOID); err != nil {
		return nil, 0, err
	}
	if info.size >= 0 && d.at >= info.at+info.size || info.size < 0 && d.marked() {
		return nil, 0, nil // detached: certificates follow
	}
	if e, err := d.next(); err != nil || e.tag != tagContext0 {
		return nil, 0, nil //nolint:nilerr // detached
	}
	e, err := d.next()
	switch {
	case err != nil:
		return nil, 0, err
	case e.tag == tagOctetString:
		return io.NewSectionReader(r, e.at, e.size), e.size, cut(e, size)
	case e.tag != tagOctetString|constructed:
		return io.NewSectionReader(r, e.at, max(e.size, 0)), max(e.size, 0), nil // PKCS #7 1.5 has other types
	}
	end := e.at + e.size
	var pieces []io.Reader
	total := int64(0)
	for len(pieces) < maxPieces && (e.size < 0 && !d.marked() || e.size >= 0 && d.at < end) {
		p, err := d.next()
		if err != nil || p.tag != tagOctetString {
			return io.MultiReader(pieces...), total, errBER
		}
		pieces = append(pieces, io.NewSectionReader(r, p.at, p.size))
		total += p.size
		if err := cut(p, size); err != nil {
			return io.MultiReader(pieces...), total, err
		}
	}
	return io.MultiReader(pieces...), total, nil
}

// cut is an error where e is longer than the file.
func cut(e element, size int64) error {
	if e.at+e.size > size {
		return errBER
	}
	return nil
}
