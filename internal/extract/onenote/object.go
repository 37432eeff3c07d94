package onenote

import (
	"fmt"

	"tenken/internal/extract"
	"tenken/internal/extract/charset"
)

// Kinds of objects that are told apart ([MS-ONE] 2.1.13).
const (
	kindPage     = 0x6000B
	kindText     = 0x6000E
	kindImage    = 0x60011
	kindTable    = 0x60022
	kindRow      = 0x60023
	kindCell     = 0x60024
	kindEmbedded = 0x60035
)

// Properties that are read, with the form of their value ([MS-ONE] 2.1.12).
const (
	propText      = 0x1C001C22 // in UTF-16
	propBytes     = 0x1C003498 // in a code page
	propAltText   = 0x1C001E58 // of a picture
	propFileName  = 0x1C001D9C
	propImageName = 0x1C001DD7
)

// object is what is kept of one.
type object struct {
	kind uint32
	text string
	name string // of what is embedded
	refs []id   // in their order
}

// declare keeps an object. Where the identifiers that it refers to stand beside
// it, refs are they.
func (s *store) declare(name id, kind uint32, c chunk, refs []id) error {
	if c.size == 0 {
		return nil
	}
	b, err := s.bytes(c, maxObject)
	if err != nil {
		return err
	}
	if len(s.objects) >= maxObjects || s.kept > maxKept {
		return fmt.Errorf("objects: %w", extract.ErrLimit)
	}
	o := &object{kind: kind}
	p := &properties{fields: fields{b: b}, store: s, object: o, given: refs}
	p.read()
	if s.objects[name] == nil {
		s.order = append(s.order, name)
	}
	s.objects[name] = o
	s.kept += len(o.text) + len(o.name) + 24*len(o.refs)
	return nil
}

// properties reads the properties of an object (ObjectSpaceObjectPropSet).
type properties struct {
	fields
	store  *store
	object *object
	ids    []byte // of objects, not yet taken
	given  []id   // the same, where they are told
}

func (p *properties) read() {
	const noSpaces, more = 1 << 31, 1 << 30
	head := p.u32()
	p.ids = p.take(int(head&0xFFFFFF) * 4)
	if head&noSpaces == 0 {
		head = p.u32()
		p.take(int(head&0xFFFFFF) * 4)
	}
	if head&more != 0 {
		p.take(int(p.u32()&0xFFFFFF) * 4)
	}
	p.set(0)
}

// set reads a PropertySet: the names of the properties, and then their values.
func (p *properties) set(depth int) {
	names := &fields{b: p.take(p.u16() * 4)}
	for len(names.b) >= 4 && !p.short && depth < maxDepth {
		name := names.u32()
		switch form := name >> 26 & 0x1F; form {
		case 3, 4, 5, 6:
			p.take(1 << (form - 3))
		case 7:
			p.value(name&0x7FFFFFFF, p.take(int(min(p.u32(), maxObject+1))))
		case 8:
			p.follow(1)
		case 9:
			p.follow(p.u32())
		case 0xB, 0xD:
			p.u32()
		case 0x10:
			n := p.u32()
			if n > 0 {
				p.u32() // what follows are sets
			}
			for ; n > 0 && !p.short; n-- {
				p.set(depth + 1)
			}
		case 0x11:
			p.set(depth + 1)
		}
	}
}

// follow takes so many objects that the property refers to.
func (p *properties) follow(n uint32) {
	if p.given != nil {
		m := min(int(n), len(p.given))
		p.object.refs = append(p.object.refs, p.given[:m]...)
		p.given = p.given[m:]
		return
	}
	f := &fields{b: p.ids}
	for ; n > 0 && len(f.b) >= 4; n-- {
		p.object.refs = append(p.object.refs, p.store.compact(f.u32()))
	}
	p.ids = f.b
}

func (p *properties) value(name uint32, b []byte) {
	switch name {
	case propText, propAltText:
		if p.object.text == "" {
			p.object.text = wideString(b)
		}
	case propFileName, propImageName:
		p.object.name = wideString(b)
	case propBytes:
		if p.object.text == "" {
			p.object.text = charset.String(b, nil)
		}
	}
}
