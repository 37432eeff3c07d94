package htmltext

import (
	"bytes"
	"regexp"
	"strings"

	"tenken/internal/extract/charset"
)

// Encoding is the encoding of the document that begins with head: what its
// byte order mark says, or its meta element, if that reads the head without
// loss, or what the bytes look like. said is what the carrier of the document
// says, nil for nothing; it counts like a meta element.
func Encoding(head []byte, said *charset.Encoding) *charset.Encoding {
	seen := charset.Detect(head)
	if seen == charset.UTF16LE || seen == charset.UTF16BE {
		return seen
	}
	for _, e := range []*charset.Encoding{declared(head), said} {
		if e != nil && !strings.Contains(e.Decode(whole(head)), "\uFFFD") {
			return e
		}
	}
	return seen
}

// whole leaves out the end of head, where it may cut a character.
func whole(head []byte) []byte { return head[:len(head)-min(len(head)/2, 4)] }

var metaCharset = regexp.MustCompile(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w:.-]{2,40})`)
var xmlEncoding = regexp.MustCompile(`(?i)^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w:.-]{2,40})`)

// declared is the encoding that the document itself names.
func declared(head []byte) *charset.Encoding {
	head = head[:min(len(head), 4<<10)]
	for _, re := range []*regexp.Regexp{metaCharset, xmlEncoding} {
		if m := re.FindSubmatch(head); m != nil {
			switch e := charset.Lookup(string(m[1])); e {
			case charset.UTF16LE, charset.UTF16BE:
				return charset.UTF8 // or the name could not have been read
			default:
				return e
			}
		}
	}
	return nil
}

// tags are those that show a document, or a part of one, to be HTML.
var tags = regexp.MustCompile(`(?i)<(!doctype\s+html|html|head|body|meta|title|table|div|p|br|h[1-6]|ul|ol|span|font|style|script|frameset|form)[\s/>]`)

// Is reports whether head begins an HTML document.
func Is(head []byte) bool {
	head = head[:min(len(head), 8<<10)]
	e := charset.Detect(head)
	if e == nil {
		return false
	}
	text := bytes.TrimLeft([]byte(e.Decode(head)), "\uFEFF \t\r\n")
	if len(text) == 0 || text[0] != '<' {
		return false
	}
	for bytes.HasPrefix(text, []byte("<!--")) || bytes.HasPrefix(text, []byte("<?xml")) {
		_, rest, found := bytes.Cut(text, []byte(">"))
		if !found {
			return false
		}
		if text = bytes.TrimLeft(rest, " \t\r\n"); len(text) > 0 && text[0] != '<' {
			break // a comment with tags in it
		}
	}
	m := tags.FindIndex(text)
	return m != nil && (m[0] == 0 || m[0] < 1<<10 && bytes.HasPrefix(text, []byte("<!")))
}
