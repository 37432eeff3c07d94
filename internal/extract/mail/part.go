package mail

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"unicode"

	"tenken/internal/extract"
	"tenken/internal/extract/charset"
	"tenken/internal/extract/htmltext"
	"tenken/internal/extract/uuencode"
)

// reading is the work on one message.
type reading struct {
	ctx    context.Context
	within string // place of the message in a mailbox, with a space behind it
	src    *source
	out    extract.Out
	parts  int // attachments and bodies so far, for those without a name
	bodies int
}

// technical are the fields that programs write for programs. Others are put
// out: they name people, or were written by them.
var technical = map[string]bool{
	"received": true, "message-id": true, "in-reply-to": true, "references": true, "mime-version": true, "return-path": true,
	"dkim-signature": true, "domainkey-signature": true, "authentication-results": true, "received-spf": true, "autocrypt": true,
	"delivered-to": true, "precedence": true, "auto-submitted": true, "user-agent": true, "importance": true, "priority": true,
	"feedback-id": true, "errors-to": true, "lines": true, "xref": true, "path": true, "status": true, "bounces-to": true,
}

func isTechnical(key string) bool {
	for _, prefix := range []string{"x-", "arc-", "list-", "content-", "thread-", "resent-message-id"} {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	return technical[key]
}

// putHeader puts out the fields for people, one a line.
func (r *reading) putHeader(h header) error {
	var t extract.Text
	var b strings.Builder
	for _, f := range h {
		if !isTechnical(f.key) {
			t.Marks = append(t.Marks, extract.Mark{Offset: b.Len(), Place: r.within + "header " + f.name})
			fmt.Fprintf(&b, "%s: %s\n", f.name, decodeText(f.raw))
		}
	}
	t.Body = b.String()
	return r.out.Text(t)
}

// maxDepth bounds multiparts inside multiparts.
const maxDepth = 50

// part reads the part that h begins, to its end. alternative is the plain text
// that was offered instead of it; nil when there was none.
func (r *reading) part(h header, depth int, alternative *plainText) error {
	if r.ctx.Err() != nil {
		return context.Cause(r.ctx)
	}
	kind := parseMedia(h.get("content-type"))
	if boundary := kind.params["boundary"]; strings.HasPrefix(kind.value, "multipart/") && boundary != "" {
		if depth < maxDepth {
			return r.multipart(kind.value, boundary, depth, alternative)
		}
		r.out.Problem(fmt.Sprintf("%spart %d", r.within, r.parts+1), fmt.Errorf("parts inside parts: %w", extract.ErrLimit))
	}
	how := parseMedia(h.get("content-disposition"))
	name := how.params["filename"]
	if name == "" {
		name = kind.params["name"]
	}
	body := transfer(r.src, h.get("content-transfer-encoding"))
	if strings.EqualFold(kind.params["charset"], "utf-7") && strings.HasPrefix(kind.value, "text/") {
		body, kind.params["charset"] = newUTF7(body), "utf-8"
	}
	r.parts++
	isBody := name == "" && how.value != "attachment"
	switch {
	case isBody && kind.value == "text/html":
		return r.html(body, kind, alternative)
	case isBody && (kind.value == "" || kind.value == "text/plain" || kind.value == "text/enriched" || !strings.Contains(kind.value, "/")):
		return r.plain(body, kind, alternative)
	}
	return r.attachment(name, kind, body)
}

// multipart reads the parts up to the closing boundary, and what stands before
// and behind them.
func (r *reading) multipart(kind, boundary string, depth int, alternative *plainText) error {
	s := r.src
	s.bounds = append(s.bounds, boundary)
	own := len(s.bounds) - 1
	err := r.aside("preamble")
	if kind == "multipart/alternative" {
		alternative = &plainText{}
	}
	for err == nil && s.hit == own && !s.final {
		s.next()
		err = r.part(s.header(), depth+1, alternative)
		s.drain()
	}
	s.bounds = s.bounds[:own]
	if err != nil || s.hit != own {
		return err
	}
	s.next()
	return r.aside("epilogue")
}

// aside puts out the text around the parts, where programs write to old
// programs and lists add their own.
func (r *reading) aside(place string) error {
	return extract.Pieces(charset.NewReader(r.src, nil), r.within+place, func(t extract.Text) error {
		if strings.TrimSpace(t.Body[t.Lead:]) == "" {
			return nil
		}
		return r.out.Text(t)
	})
}

// place is where a body stands: "" for the first, which is the message to
// people.
func (r *reading) place() string {
	if r.bodies++; r.bodies == 1 {
		return strings.TrimSpace(r.within)
	}
	return fmt.Sprintf("%spart %d", r.within, r.parts)
}

func (r *reading) plain(body io.Reader, kind media, alternative *plainText) error {
	text := uuencode.Find(charset.NewReader(body, said(kind.params["charset"])))
	place, sealed := r.place(), false
	err := extract.Pieces(text, place, func(t extract.Text) error {
		alternative.add(t.Body[t.Lead:])
		sealed = sealed || isSealed(t.Body)
		return r.out.Text(t)
	})
	if err != nil {
		return err
	}
	if sealed {
		r.out.Problem(place, extract.ErrEncrypted)
	}
	return text.Members(r.out, r.folder())
}

// isSealed reports whether an encrypted message of OpenPGP stands in a text (RFC
// 9580, 6.2).
func isSealed(text string) bool {
	const begin = "-----BEGIN PGP MESSAGE-----"
	i := strings.Index(text, begin)
	return i == 0 || i > 0 && text[i-1] == '\n'
}

// html puts out a body in HTML; of one that repeats a plain text only what the
// plain text lacks.
func (r *reading) html(body io.Reader, kind media, alternative *plainText) error {
	br := bufio.NewReader(body)
	head, _ := br.Peek(4 << 10)
	text := charset.NewReader(br, htmltext.Encoding(head, said(kind.params["charset"])))
	return htmltext.Text(text, r.place(), func(t extract.Text) error {
		if alternative.has(t.Body[t.Lead:]) {
			return nil
		}
		return r.out.Text(t)
	})
}

// attachment hands the part on, to be read as what it is. Its name may tell as
// much as its contents.
func (r *reading) attachment(name string, kind media, body io.Reader) error {
	if name == "" {
		name = fmt.Sprintf("part %d%s", r.parts, extensions[kind.value])
	} else if err := r.out.Text(extract.Text{Body: name + "\n", Marks: []extract.Mark{{Place: r.within + "attachment name"}}}); err != nil {
		return err
	}
	if kind.value == "application/pgp-encrypted" || strings.Contains(kind.value, "pkcs7-mime") && kind.params["smime-type"] == "enveloped-data" {
		body = extract.Unreadable(extract.ErrEncrypted)
	}
	return r.out.Member(r.folder()+name, -1, body)
}

// folder is what names of attachments begin with: their message in a mailbox.
func (r *reading) folder() string {
	if r.within == "" {
		return ""
	}
	return strings.TrimSpace(r.within) + "/"
}

// extensions name parts that have no name.
var extensions = map[string]string{
	"message/rfc822": ".eml", "text/html": ".html", "text/plain": ".txt", "text/calendar": ".ics", "text/csv": ".csv",
	"text/vcard": ".vcf", "application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif",
}

// plainText is the letters and digits of a plain text, to compare another form
// of it with. A nil one has nothing.
type plainText struct {
	letters []byte
	long    bool // longer than what is kept
}

// maxCompared bounds what is kept.
const maxCompared = 256 << 10

func (p *plainText) add(text string) {
	if p == nil || p.long {
		return
	}
	p.letters = squeeze(p.letters, text)
	p.long = len(p.letters) > maxCompared
}

// has reports whether every line of text stands in the plain text.
func (p *plainText) has(text string) bool {
	if p == nil || p.long || len(p.letters) == 0 {
		return false
	}
	var line []byte
	for l := range strings.Lines(text) {
		if line = squeeze(line[:0], l); !bytes.Contains(p.letters, line) {
			return false
		}
	}
	return true
}

// squeeze appends the letters and digits of text.
func squeeze(to []byte, text string) []byte {
	for _, r := range text {
		if isWord(r) {
			to = append(to, string(r)...)
		}
	}
	return to
}

func isWord(r rune) bool { return r == '@' || unicode.IsLetter(r) || unicode.IsNumber(r) }
