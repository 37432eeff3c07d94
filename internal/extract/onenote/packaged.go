package onenote

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"tenken/internal/extract"
)

// packaged tells the form in which OneDrive and SharePoint hand sections out
// ([MS-ONESTORE] 2.8.1), as it lies in a file.
var packaged = guid{0x2F, 0xE9, 0x8D, 0x63, 0xD4, 0xA6, 0xC1, 0x4B, 0x9A, 0x36, 0xB3, 0xFC, 0x25, 0x11, 0xA5, 0xB7}

// roots are the roots of a space, by their roles ([MS-ONESTORE] 2.7.4).
var roots = guid{0xF8, 0x17, 0x37, 0x4A, 0x14, 0x1C, 0xE7, 0x49, 0x95, 0x26, 0x81, 0xD9, 0x42, 0xDE, 0x17, 0x41}

// Stream objects that are read ([MS-FSSHTTPB] 2.2.1.5).
const (
	streamElement     = 0x01
	streamBlob        = 0x02
	streamExcluded    = 0x03 // data that are not in the package
	streamBlobDeclare = 0x05
	streamRoot        = 0x0A // of a revision
	streamCurrent     = 0x0B // revision of a cell
	streamRevisionMap = 0x0D
	streamCellMap     = 0x0E
	streamData        = 0x16
	streamDeclare     = 0x18
	streamGroup       = 0x19 // of objects, in a revision
	streamRevision    = 0x1A
	streamBlobRef     = 0x1C
	streamPackage     = 0x7A
)

const (
	partitionData = 1
	partitionFile = 2
	partitionKind = 4

	elementFragment = 6

	roleContents = 1
	roleKey      = 3

	kindBinary = 1 << 16 // what the key of an encrypted section is told by

	packageAt   = 68
	maxRecord   = 16 << 10 // bytes of a stream object that holds no data
	maxRevision = 1 << 16  // revisions one upon the other
)

// pack is a package being read: the elements that it consists of.
type pack struct {
	*store
	at       int64
	element  id
	open     *group
	revision *revision
	excluded error

	groups    map[id]*group
	inOrder   []*group
	revisions map[id]*revision // by the identifiers of their elements
	byName    map[id]id        // element of a revision
	current   map[id]id        // revision of a cell's element
	cells     []id             // their elements
}

// group is the objects that one element declares.
type group struct {
	items []item
	next  int // the item whose data come next
	done  bool
}

// item is one partition of an object.
type item struct {
	object    id
	partition uint64
	data      chunk
	refs      []id
	blob      id
}

// revision is a state of a cell: groups upon those of another one.
type revision struct {
	base   id
	roots  map[uint32]id
	groups []id
}

// readPackage reads a package into the store.
func (s *store) readPackage() error {
	p := &pack{
		store: s, at: packageAt, groups: map[id]*group{}, revisions: map[id]*revision{},
		byName: map[id]id{}, current: map[id]id{},
	}
	return errors.Join(p.walk(), p.settle(), p.excluded)
}

var errCut = fmt.Errorf("%w: the package is cut", extract.ErrDamaged)

var errHeader = fmt.Errorf("%w: a header of the package is broken", extract.ErrDamaged)

// walk takes one stream object after the other. Which holds which does not
// matter: their order tells.
func (p *pack) walk() error {
	for p.at < p.f.Size && p.ctx.Err() == nil {
		var head [13]byte
		n, err := p.f.ReadAt(head[:], p.at)
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		f := &fields{b: head[:n]}
		kind, size, start := f.header()
		if f.short {
			return errHeader
		}
		p.at += int64(n - len(f.b))
		if kind == streamPackage && !start {
			return nil
		}
		if !start {
			continue
		}
		if size > p.f.Size-p.at {
			return errCut
		}
		if err := p.object(kind, chunk{p.at, size}); err != nil {
			return err
		}
		p.at += size
	}
	return errCut
}

// object reads a stream object whose contents are c.
func (p *pack) object(kind int, c chunk) error {
	switch kind {
	case streamData, streamBlobRef, streamExcluded:
		return p.data(kind, c)
	case streamBlob:
		return p.blob(c)
	case streamElement, streamBlobDeclare, streamDeclare, streamRoot, streamCurrent, streamRevisionMap,
		streamCellMap, streamGroup, streamRevision:
	default:
		return nil
	}
	b, err := p.bytes(c, maxRecord)
	if err != nil {
		return err
	}
	f := &fields{b: b}
	switch kind {
	case streamElement:
		p.element, p.open, p.revision = f.extended(), nil, nil
		if f.serial(); f.compact() == elementFragment {
			return fmt.Errorf("%w: an element in fragments", extract.ErrUnsupported)
		}
	case streamDeclare, streamBlobDeclare:
		return p.declared(kind, f)
	case streamRevision:
		name := f.extended()
		p.revision = &revision{base: f.extended(), roots: map[uint32]id{}}
		p.revisions[p.element], p.byName[name] = p.revision, p.element
	case streamRoot:
		if role := f.extended(); p.revision != nil && role.guid == roots {
			p.revision.roots[role.n] = f.extended()
		}
	case streamGroup:
		if p.revision != nil {
			p.revision.groups = append(p.revision.groups, f.extended())
		}
	case streamCurrent:
		p.current[p.element] = f.extended()
	case streamRevisionMap:
		name := f.extended()
		p.byName[name] = f.extended()
	case streamCellMap:
		f.extended()
		f.extended()
		p.cells = append(p.cells, f.extended())
	}
	if f.short {
		return errHeader
	}
	if len(p.revisions)+len(p.byName)+len(p.current)+len(p.cells) > maxObjects {
		return fmt.Errorf("revisions: %w", extract.ErrLimit)
	}
	return nil
}

// declared notes an object of the open group; its data come later, in the same
// order.
func (p *pack) declared(kind int, f *fields) error {
	if p.open == nil {
		p.open = &group{}
		p.groups[p.element] = p.open
		p.inOrder = append(p.inOrder, p.open)
	}
	i := item{object: f.extended()}
	if kind == streamBlobDeclare {
		i.blob = f.extended()
	}
	i.partition = f.compact()
	if f.short {
		return errHeader
	}
	if p.kept += 100; p.kept > maxKept {
		return fmt.Errorf("objects: %w", extract.ErrLimit)
	}
	p.open.items = append(p.open.items, i)
	return nil
}

// data notes where the data of the next object lie, and what they refer to.
func (p *pack) data(kind int, c chunk) error {
	if p.open == nil || p.open.next >= len(p.open.items) {
		return errHeader
	}
	i := &p.open.items[p.open.next]
	p.open.next++
	switch kind {
	case streamBlobRef:
		return nil
	case streamExcluded:
		p.excluded = fmt.Errorf("%w: data of an object are not in the package", extract.ErrDamaged)
		return nil
	}
	b, err := p.bytes(c, maxObject)
	if err != nil {
		return err
	}
	f := &fields{b: b}
	i.refs = []id{}
	for n := f.compact(); n > 0 && !f.short; n-- {
		i.refs = append(i.refs, f.extended())
	}
	for n := f.compact(); n > 0 && !f.short; n-- {
		f.extended()
		f.extended()
	}
	size := f.compact()
	if f.short || size > uint64(len(f.b)) {
		return errHeader
	}
	i.data = chunk{c.at + c.size - int64(len(f.b)), int64(size)} //nolint:gosec // at most the rest
	if p.kept += 24 * len(i.refs); p.kept > maxKept {
		return fmt.Errorf("objects: %w", extract.ErrLimit)
	}
	return nil
}

// blob notes where the bytes of an embedded file lie.
func (p *pack) blob(c chunk) error {
	head := make([]byte, min(c.size, 9))
	if _, err := p.f.ReadAt(head, c.at); err != nil {
		return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
	}
	f := &fields{b: head}
	size := f.compact()
	at := int64(len(head) - len(f.b))
	if f.short || size > uint64(c.size-at) { //nolint:gosec // not negative
		return errHeader
	}
	if len(p.blobs) < maxObjects {
		p.blobs[p.element] = chunk{c.at + at, int64(size)} //nolint:gosec // at most the chunk
	}
	return nil
}

// settle keeps the objects of every cell's current revision, and then those of
// earlier ones that are in none of them.
func (p *pack) settle() (first error) {
	for _, cell := range p.cells {
		p.space++
		name := p.current[cell]
		for range maxRevision {
			r := p.revisions[p.byName[name]]
			if r == nil || p.ctx.Err() != nil {
				break
			}
			if _, ok := r.roots[roleKey]; ok {
				p.locked = true
			}
			if root, ok := r.roots[roleContents]; ok && p.store.roots[p.space] == (id{}) {
				p.store.roots[p.space] = root
			}
			for _, g := range r.groups {
				first = cmp.Or(first, p.keep(p.groups[g]))
			}
			if r.base == (id{}) || r.base == name {
				break
			}
			name = r.base
		}
	}
	for _, g := range p.inOrder {
		first = cmp.Or(first, p.keep(g))
	}
	return first
}

// keep declares the objects of a group that are not yet known: newer groups
// come first.
func (p *pack) keep(g *group) (first error) {
	if g == nil || g.done {
		return nil
	}
	g.done = true
	kinds := map[id]uint32{}
	for _, i := range g.items {
		if i.partition == partitionKind && i.data.size == 4 {
			if b, err := p.bytes(i.data, 4); err == nil {
				kinds[i.object] = binary.LittleEndian.Uint32(b)
			}
		}
	}
	for _, i := range g.items {
		kind := kinds[i.object]
		switch {
		case kind&kindBinary != 0:
			p.locked = true
		case i.partition == partitionFile && i.blob != (id{}):
			p.packed[i.object] = i.blob
		case i.partition == partitionData && p.objects[i.object] == nil:
			first = cmp.Or(first, p.declare(i.object, kind, i.data, i.refs))
		}
	}
	return first
}
