// Package msg reads messages that Outlook saved ([MS-OXMSG]).
package msg

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"path"
	"strings"

	"tenken/internal/extract"
	"tenken/internal/extract/cfb"
	"tenken/internal/extract/charset"
	"tenken/internal/extract/compose"
	"tenken/internal/extract/lzfu"
)

// Format reads Outlook messages.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "msg", Label: "Outlook メール", Extensions: []string{"msg", "oft"},
		Media:  "application/vnd.ms-outlook",
		Reads:  "subject, sender and recipients, the body in plain text, HTML or RTF, attachments by what they are and their names, objects, attached messages",
		Tested: "messages by hand with bodies of every kind, attached messages; fuzz",
	}
}

const properties = "__properties_version1.0"

// Claims looks for the stream of properties.
func (Format) Claims(f extract.File, head []byte) bool {
	c := cfb.Sniff(f, head)
	return c != nil && c.Has(properties)
}

// Properties, by number ([MS-OXPROPS]).
const (
	propSubject    = "0037"
	propSenderName = "0C1A"
	propSender     = "0C1F"
	propSenderSMTP = "5D01"
	propTo         = "0E04"
	propCc         = "0E03"
	propBody       = "1000"
	propRTF        = "1009"
	propHTML       = "1013"
	propName       = "3001" // of a recipient
	propAddress    = "3003"
	propSMTP       = "39FE"
	propData       = "3701" // of an attachment
	propShortName  = "3704"
	propLongName   = "3707"

	typeUnicode = "001F"
	typeBytes   = "001E" // in some code page
	typeBinary  = "0102"
	typeObject  = "000D"
)

const (
	maxText  = 64 << 20 // bytes of one property that is text
	maxDepth = 5        // messages in messages
)

// Read puts out the headers, the body and the attachments.
func (Format) Read(ctx context.Context, f extract.File, out extract.Out) error {
	c, err := cfb.Open(f, f.Size)
	if err != nil {
		return err
	}
	m := &message{ctx: ctx, out: out, file: c, text: compose.New(out.Text), streams: map[string]cfb.Stream{}}
	for _, s := range c.Streams {
		m.streams[strings.ToUpper(s.Path)] = s
		m.order = append(m.order, s.Path)
	}
	if err := m.read("", "", 0); err != nil {
		return err
	}
	if err := m.text.Flush(); err != nil {
		return err
	}
	return m.damaged
}

// message is a message being read.
type message struct {
	ctx     context.Context
	out     extract.Out
	text    *compose.Builder
	file    *cfb.File
	streams map[string]cfb.Stream // by path in upper case
	order   []string
	page    *charset.Encoding // of texts that are not Unicode
	paged   bool              // it was looked for
	damaged error
}

// read reads the message whose streams begin with prefix.
func (m *message) read(prefix, place string, depth int) error {
	if m.ctx.Err() != nil {
		return context.Cause(m.ctx)
	}
	for _, h := range [][]string{{"Subject", propSubject}, {"From", propSenderName, propSenderSMTP, propSender}, {"To", propTo}, {"Cc", propCc}} {
		line := ""
		for _, p := range h[1:] {
			if v := m.string(prefix, p); v != "" && !strings.Contains(line, v) && !strings.HasPrefix(strings.ToLower(v), "/o=") { // a name inside Exchange
				line = strings.TrimSpace(line + " " + v)
			}
		}
		if line != "" {
			m.text.Place(strings.TrimSpace(place+" header "+h[0]), 0)
			m.text.WriteString(h[0] + ": " + line)
			m.text.Line()
		}
	}
	for _, dir := range m.storages(prefix + "__recip_version1.0_") {
		m.text.Place(strings.TrimSpace(place+" header To"), 0)
		address := m.string(dir, propSMTP)
		if address == "" {
			address = m.string(dir, propAddress)
		}
		m.text.WriteString(strings.TrimSpace(m.string(dir, propName) + " " + address))
		m.text.Line()
	}
	if err := m.body(prefix, place); err != nil {
		return err
	}
	for i, dir := range m.storages(prefix + "__attach_version1.0_") {
		if err := m.attachment(dir, fmt.Sprintf("attachment %d", i+1), depth); err != nil {
			return err
		}
	}
	return m.text.Err()
}

// body puts out the body in the first form that there is.
func (m *message) body(prefix, place string) error {
	if b := m.string(prefix, propBody); b != "" {
		m.text.Place(place, 1)
		m.text.WriteString(strings.ReplaceAll(b, "\r\n", "\n"))
		m.text.Line()
		return nil
	}
	if err := m.text.Flush(); err != nil {
		return err
	}
	if html := m.bytes(prefix, propHTML, typeBinary); len(html) > 0 {
		return m.out.Member(strings.TrimSpace(place+" body.html"), int64(len(html)), bytes.NewReader(html))
	}
	if html := m.string(prefix, propHTML); html != "" {
		return m.out.Member(strings.TrimSpace(place+" body.html"), int64(len(html)), strings.NewReader(html))
	}
	if packed := m.bytes(prefix, propRTF, typeBinary); len(packed) > 0 {
		rtf, err := lzfu.Unpack(packed)
		if err != nil {
			m.damaged = fmt.Errorf("%w: %w", extract.ErrDamaged, err)
		}
		if len(rtf) > 0 {
			return m.out.Member(strings.TrimSpace(place+" body.rtf"), int64(len(rtf)), bytes.NewReader(rtf))
		}
	}
	return nil
}

// attachment hands on a file, or reads a message.
func (m *message) attachment(dir, place string, depth int) error {
	inside := dir + "__substg1.0_" + propData + typeObject + "/"
	if _, ok := m.streams[strings.ToUpper(inside+properties)]; ok {
		if depth >= maxDepth {
			m.out.Problem(place, fmt.Errorf("nesting: %w", extract.ErrLimit))
			return nil
		}
		return m.read(inside, place, depth+1)
	}
	name := m.string(dir, propLongName)
	if name == "" {
		name = m.string(dir, propShortName)
	}
	if name != "" { // may tell as much as the contents
		m.text.Place("attachment name", 0)
		m.text.WriteString(name)
		m.text.Line()
	} else {
		name = place
	}
	if err := m.text.Flush(); err != nil {
		return err
	}
	name = path.Base("/" + strings.ReplaceAll(name, `\`, "/"))
	if s, ok := m.streams[strings.ToUpper(dir+"__substg1.0_"+propData+typeBinary)]; ok {
		return m.out.Member(name, s.Size, s.Open())
	}
	found := false
	err := cfb.Embedded(m.file, inside, func(_ string, size int64, r io.Reader) error { // of an object in the text
		found = true
		return m.out.Member(name, size, r)
	})
	if err == nil && !found {
		m.out.Problem(place, fmt.Errorf("%w: an attachment that is kept elsewhere, or an object", extract.ErrUnsupported))
	}
	return err
}

// storages lists the storages whose paths begin so, once each, in order.
func (m *message) storages(prefix string) []string {
	var out []string
	seen := map[string]bool{}
	for _, p := range m.order {
		if len(p) <= len(prefix) || !strings.EqualFold(p[:len(prefix)], prefix) {
			continue
		}
		if i := strings.IndexByte(p[len(prefix):], '/'); i >= 0 {
			if dir := p[:len(prefix)+i+1]; !seen[strings.ToUpper(dir)] {
				seen[strings.ToUpper(dir)] = true
				out = append(out, dir)
			}
		}
	}
	return out
}

// string is a property that is text; "" when there is none.
func (m *message) string(prefix, property string) string {
	if b := m.bytes(prefix, property, typeUnicode); len(b) > 0 {
		return strings.TrimRight(charset.UTF16LE.Decode(b), "\x00")
	}
	b := m.bytes(prefix, property, typeBytes)
	if len(b) == 0 {
		return ""
	}
	if !m.paged {
		m.page, m.paged = m.codePage(), true
	}
	return strings.TrimRight(charset.String(b, m.page), "\x00")
}

// Where a message says in which code page its texts are ([MS-OXMSG] 2.4).
const (
	propCodePage     = 0x3FFD0003
	propInternetPage = 0x3FDE0003
	propertiesHead   = 32
	propertySize     = 16
)

// codePage is the encoding that the message says it is in; nil where it does
// not, or where the bytes tell.
func (m *message) codePage() *charset.Encoding {
	s, ok := m.streams[strings.ToUpper(properties)]
	if !ok {
		return nil
	}
	b := make([]byte, min(s.Size, 64<<10))
	n, _ := s.Open().ReadAt(b, 0)
	var page *charset.Encoding
	for at := propertiesHead; at+propertySize <= n; at += propertySize {
		switch tag := binary.LittleEndian.Uint32(b[at:]); {
		case tag == propCodePage, tag == propInternetPage && page == nil:
			if e := charset.CodePage(int(binary.LittleEndian.Uint32(b[at+8:]))); e != nil && e != charset.UTF16LE {
				page = e
			}
		}
	}
	return page
}

func (m *message) bytes(prefix, property, kind string) []byte {
	s, ok := m.streams[strings.ToUpper(prefix+"__substg1.0_"+property+kind)]
	if !ok {
		return nil
	}
	r := s.Open()
	b := make([]byte, min(r.Size(), maxText))
	n, err := io.ReadFull(r, b)
	if err != nil || s.Size > maxText {
		m.damaged = fmt.Errorf("%w: a property is cut", extract.ErrDamaged)
	}
	return b[:n]
}
