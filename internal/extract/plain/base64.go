package plain

import (
	"bytes"
	"encoding/base64"
	"io"
	"strings"

	"tenken/internal/extract/charset"
)

// blocks passes text on and keeps what stands in it in Base64 (RFC 4648), on
// lines of its own: sources of mail, exports.
type blocks struct {
	in io.Reader

	line  int    // counted from 1
	begun int    // bytes of the line
	no    bool   // the line is not of a block
	block []byte // characters
	from  int    // line that it began at

	documents []document
	size      int
	cut       bool // there was more than is kept
}

type document struct {
	line int
	data []byte
}

const (
	fewBase64    = 200      // characters are no document
	fewOnLine    = 40       // all lines but the last have more
	maxDocuments = 32 << 20 // bytes kept, all together
)

// Read implements io.Reader.
func (b *blocks) Read(p []byte) (int, error) {
	n, err := b.in.Read(p)
	b.feed(p[:n])
	if err != nil {
		b.end()
	}
	return n, err
}

func (b *blocks) feed(text []byte) {
	for len(text) > 0 {
		i := bytes.IndexByte(text, '\n')
		part := text
		if i >= 0 {
			part = text[:i]
		}
		if !b.no {
			b.part(part)
		}
		if i < 0 {
			return
		}
		text = text[i+1:]
		if b.line++; b.no || b.begun < fewOnLine || len(b.block) > 0 && b.block[len(b.block)-1] == '=' {
			b.end()
		}
		b.begun, b.no = 0, false
	}
}

// part takes characters of one line.
func (b *blocks) part(text []byte) {
	n := 0
	for n < len(text) && (alphabet[text[n]] || text[n] == '=') {
		n++
	}
	if b.begun == 0 && len(b.block) == 0 {
		b.from = b.line
	}
	if n < len(text) && string(text[n:]) != "\r" { // not a line of Base64, but those before may be
		b.block = b.block[:max(0, len(b.block)-b.begun)]
		b.end()
		b.no = true
		return
	}
	if b.begun += n; b.size+len(b.block)+n > maxDocuments {
		b.cut = b.cut || len(b.block) >= fewBase64
		b.block, b.no = b.block[:0], true
		return
	}
	b.block = append(b.block, text[:n]...)
}

var alphabet = func() (set [256]bool) {
	for _, c := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/" {
		set[c] = true
	}
	return set
}()

// end keeps the block, if it is one.
func (b *blocks) end() {
	text := bytes.TrimRight(b.block, "=")
	b.block = b.block[:0]
	if len(text) < fewBase64 || len(text)%4 == 1 {
		return
	}
	data := make([]byte, base64.RawStdEncoding.DecodedLen(len(text)))
	n, err := base64.RawStdEncoding.Decode(data, text)
	if err == nil && tells(data[:n]) {
		b.size += n
		b.documents = append(b.documents, document{b.from, data[:n]})
	}
}

// signatures begin files that are worth a look. Keys, hashes and sequences of
// genes look like Base64 too, and decode to nothing.
var signatures = []string{"PK\x03\x04", "%PDF-", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "\x89PNG\r\n", "\xFF\xD8\xFF", "\x1F\x8B\x08", "7z\xBC\xAF\x27\x1C", "Rar!\x1A\x07", "GIF8", "II*\x00", "MM\x00*"}

func tells(data []byte) bool {
	for _, s := range signatures {
		if strings.HasPrefix(string(data[:min(len(data), len(s))]), s) {
			return true
		}
	}
	return charset.Detect(data[:min(len(data), 64<<10)]) != nil
}
