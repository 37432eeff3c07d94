// Package tnef opens winmail.dat, in which Outlook hides the body and the
// attachments of mail from other programs ([MS-OXTNEF]).
package tnef

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"tenken/internal/extract"
	"tenken/internal/extract/charset"
	"tenken/internal/extract/compose"
	"tenken/internal/extract/lzfu"
)

// Format reads winmail.dat.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "tnef", Label: "winmail.dat", Extensions: []string{"dat", "tnef"},
		Media:  "application/ms-tnef",
		Reads:  "subject, sender, body in plain text, HTML or RTF, attachments by what they are, and their long names",
		Tested: "messages with bodies of every kind and attachments; fuzz",
	}
}

const signature = "\x78\x9F\x3E\x22"

// Claims looks at the signature.
func (Format) Claims(_ extract.File, head []byte) bool {
	return bytes.HasPrefix(head, []byte(signature)) && len(head) > 6
}

// Attributes ([MS-OXTNEF] 2.1.3.3).
const (
	attSubject    = 0x8004
	attBody       = 0x800C
	attData       = 0x800F
	attTitle      = 0x8010
	attRendering  = 0x9002 // begins an attachment
	attProperties = 0x9003
	attAttachment = 0x9005 // properties of an attachment
	attCodePage   = 0x9007

	maxAttribute = 64 << 20 // kept in memory, but for the data of attachments
)

// Read puts out the message, and hands on its attachments.
func (Format) Read(ctx context.Context, f extract.File, out extract.Out) error {
	m := &message{text: compose.New(out.Text), out: out}
	err := m.read(ctx, f)
	if ferr := m.finish(); ferr != nil {
		return ferr
	}
	return err
}

// message is a message being read.
type message struct {
	text *compose.Builder
	out  extract.Out
	page *charset.Encoding

	data       *io.SectionReader // of the attachment
	name       string            // short
	long       string
	attached   int
	bodied     bool
	properties *properties
}

func (m *message) read(ctx context.Context, f extract.File) error {
	const header = 9 // level, number, size
	for at := int64(6); at < f.Size; {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		var h [header]byte
		if n, err := f.ReadAt(h[:], at); n < header {
			return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
		}
		id, size := int(binary.LittleEndian.Uint16(h[1:])), int64(binary.LittleEndian.Uint32(h[5:]))
		at += header
		section := io.NewSectionReader(f, at, min(size, f.Size-at))
		if err := m.attribute(id, section); err != nil {
			return err
		}
		if at += size + 2; at > f.Size { // with its checksum
			return fmt.Errorf("%w: an attribute is cut", extract.ErrDamaged)
		}
	}
	return nil
}

func (m *message) attribute(id int, section *io.SectionReader) error {
	switch id {
	case attData:
		m.data = section
		return nil
	case attRendering:
		return m.attachment()
	case attCodePage, attSubject, attBody, attTitle, attProperties, attAttachment:
	default:
		return nil
	}
	if section.Size() > maxAttribute {
		return fmt.Errorf("an attribute: %w", extract.ErrLimit)
	}
	b := make([]byte, section.Size())
	if _, err := io.ReadFull(section, b); err != nil {
		return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
	}
	switch id {
	case attCodePage:
		if len(b) >= 4 {
			m.page = charset.CodePage(int(binary.LittleEndian.Uint32(b)))
		}
	case attSubject:
		m.line("Subject", m.string(b))
	case attBody:
		m.body(m.string(b))
	case attTitle:
		m.name = m.string(b)
	case attProperties:
		m.properties = parse(b, m.page)
	case attAttachment:
		p := parse(b, m.page)
		m.long = p.text[propLongName]
		if m.data == nil && len(p.binary[propData]) > 0 {
			d := p.binary[propData]
			m.data = io.NewSectionReader(bytes.NewReader(d), 0, int64(len(d)))
		}
	}
	return m.text.Err()
}

func (m *message) string(b []byte) string {
	return strings.TrimRight(charset.String(b, m.page), "\x00")
}

func (m *message) line(name, value string) {
	if value != "" {
		m.text.Place("header "+name, 0)
		m.text.WriteString(name + ": " + value)
		m.text.Line()
	}
}

func (m *message) body(text string) {
	m.text.Place("", 1)
	m.text.WriteString(strings.ReplaceAll(text, "\r\n", "\n"))
	m.text.Line()
	m.bodied = true
}

// attachment hands on the attachment that was read.
func (m *message) attachment() error {
	data, name := m.data, m.long
	if name == "" {
		name = m.name
	}
	m.data, m.name, m.long = nil, "", ""
	if data == nil {
		return nil
	}
	m.attached++
	if name == "" {
		name = fmt.Sprintf("attachment %d", m.attached)
	} else {
		m.text.Place("attachment name", 0)
		m.text.WriteString(name)
		m.text.Line()
	}
	if err := m.text.Flush(); err != nil {
		return err
	}
	const guid = 16 // of the interface, before a message that is attached
	if head := make([]byte, guid+len(signature)); data.Size() > int64(len(head)) {
		if _, err := data.ReadAt(head, 0); err == nil && string(head[guid:]) == signature {
			data = io.NewSectionReader(data, guid, data.Size()-guid)
		}
	}
	return m.out.Member(path.Base("/"+strings.ReplaceAll(name, `\`, "/")), data.Size(), data)
}

// finish puts out what the properties hold, and the last attachment.
func (m *message) finish() error {
	if p := m.properties; p != nil {
		m.line("Subject", p.text[propSubject])
		m.line("From", strings.TrimSpace(p.text[propSenderName]+" "+p.text[propSender]))
		m.line("To", p.text[propTo])
		m.line("Cc", p.text[propCc])
		if err := m.bodies(p); err != nil {
			return err
		}
	}
	if err := m.text.Flush(); err != nil {
		return err
	}
	return m.attachment()
}

// bodies puts out the first body that there is.
func (m *message) bodies(p *properties) error {
	if m.bodied {
		return nil
	}
	if t := p.text[propBody]; t != "" {
		m.body(t)
		return nil
	}
	name, b := "body.html", p.binary[propHTML]
	if t := p.text[propHTML]; len(b) == 0 && t != "" {
		b = []byte(t)
	}
	if rtf := p.binary[propRTF]; len(b) == 0 && len(rtf) > 0 {
		var err error
		if name = "body.rtf"; len(rtf) > 0 {
			if b, err = lzfu.Unpack(rtf); err != nil {
				m.out.Problem(name, errors.Join(extract.ErrDamaged, err))
			}
		}
	}
	if len(b) == 0 {
		return nil
	}
	if err := m.text.Flush(); err != nil {
		return err
	}
	return m.out.Member(name, int64(len(b)), bytes.NewReader(b))
}
