// Package mail reads messages as RFC 5322 and MIME have them, and as Japanese
// mail programs really write them: encodings undeclared or declared wrongly,
// file names raw or folded. It streams, so that a message may be of any size.
// It verifies no signature and decrypts nothing.
package mail

import (
	"bytes"
	"context"

	"tenken/internal/extract"
)

// Format reads single messages.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "eml", Label: "電子メール", Extensions: []string{"eml", "mht", "mhtml"},
		Media:  "message/rfc822",
		Reads:  "addresses, subject and date; bodies, of HTML alternatives what the plain text lacks; attachments, uuencoded ones too, and attached messages by what they are; names in RFC 2047, RFC 2231, raw ISO-2022-JP and Shift_JIS",
		Tested: "messages in every encoding and transfer encoding, names in every form, deep, cut and endless ones; fuzz",
	}
}

// Claims reports whether head begins with header fields of a message.
func (Format) Claims(_ extract.File, head []byte) bool {
	s := newSource(bytes.NewReader(head))
	s.skipCount()
	known := map[string]bool{}
	for _, f := range s.header() {
		if telling[f.key] {
			known[f.key] = true
		}
	}
	return len(known) >= 2
}

// telling are the fields by which a message is known.
var telling = map[string]bool{
	"from": true, "to": true, "subject": true, "date": true, "message-id": true, "mime-version": true, "received": true,
	"return-path": true, "delivered-to": true, "content-type": true, "content-transfer-encoding": true, "reply-to": true,
	"cc": true, "bcc": true, "sender": true, "x-mailer": true, "in-reply-to": true, "references": true, "dkim-signature": true,
}

// skipCount leaves out the length in bytes with which Apple Mail begins its
// files.
func (s *source) skipCount() {
	first, _ := s.r.Peek(16)
	line, _, _ := bytes.Cut(first, lf)
	line = bytes.TrimSpace(line)
	if len(line) > 0 && len(line) < 12 && len(bytes.Trim(line, "0123456789")) == 0 {
		s.line()
	}
}

// Read puts out header, bodies and attachments in the order of the message.
func (Format) Read(ctx context.Context, f extract.File, out extract.Out) error {
	s := newSource(f.Reader())
	s.skipCount()
	r := &reading{ctx: ctx, src: s, out: out}
	h := s.header()
	if err := r.putHeader(h); err != nil {
		return err
	}
	if err := r.part(h, 0, nil); err != nil {
		return err
	}
	return s.err
}
