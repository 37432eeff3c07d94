package mail

import (
	"bytes"
	"context"
	"fmt"

	"tenken/internal/extract"
)

// Mailbox reads many messages in one file, as Thunderbird, Unix and exports of
// Gmail keep them (RFC 4155, and what programs make of it).
type Mailbox struct{}

// Info describes the format.
func (Mailbox) Info() extract.Info {
	return extract.Info{
		ID: "mbox", Label: "メールボックス", Extensions: []string{"mbox", "mbx", "mail"},
		Media:  "application/mbox",
		Reads:  "all messages as eml does, one after the other, their attachments by what they are",
		Tested: "messages with attachments in Japanese encodings, quoted From lines, cut multiparts; fuzz",
	}
}

// Claims looks for the line that begins a message, and a header behind it.
func (Mailbox) Claims(f extract.File, head []byte) bool {
	line, rest, ok := bytes.Cut(head, lf)
	return ok && isFromLine(line) && Format{}.Claims(f, rest)
}

// isFromLine reports "From who when": its words end in a year, or in a zone.
func isFromLine(line []byte) bool {
	if !bytes.HasPrefix(line, []byte("From ")) || len(line) > 512 {
		return false
	}
	words := bytes.Fields(line[5:])
	if len(words) < 5 {
		return false
	}
	for _, w := range words[len(words)-2:] {
		if len(w) == 4 && len(bytes.Trim(w, "0123456789")) == 0 {
			return true
		}
	}
	return false
}

// Read puts out message after message.
func (Mailbox) Read(ctx context.Context, f extract.File, out extract.Out) error {
	s := newSource(f.Reader())
	s.box = true
	s.line() // From …
	for n := 1; ; n++ {
		s.blank = false
		r := &reading{ctx: ctx, src: s, out: out, within: fmt.Sprintf("message %d ", n)}
		h := s.header()
		if err := r.putHeader(h); err != nil {
			return err
		}
		if err := r.part(h, 0, nil); err != nil {
			return err
		}
		s.drain() // what its reader did not want
		if s.err != nil || s.hit != atNext {
			return s.err
		}
		s.next()
	}
}
