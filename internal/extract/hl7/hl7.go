// Package hl7 reads messages of HL7 version 2, also as the files of an SS-MIX2
// store hold them: one segment a line, in the character set that it is in.
package hl7

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"

	"tenken/internal/extract"
	"tenken/internal/extract/charset"
	"tenken/internal/extract/compose"
)

// Format reads messages.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "hl7", Label: "HL7 v2・SS-MIX2", Extensions: []string{"hl7"},
		Media:  "application/hl7-v2",
		Reads:  "messages and batches, one segment a line, line breaks and delimiters that were escaped, in ISO-2022-JP, Shift_JIS, EUC-JP and UTF-8; enclosed documents (Base64) by what they are",
		Tested: "messages in every encoding, framed ones, batches, enclosed documents; fuzz",
	}
}

// Claims looks for the header of a message or batch.
func (Format) Claims(_ extract.File, head []byte) bool {
	head = bytes.TrimLeft(head, "\x0B\xEF\xBB\xBF \r\n")
	if len(head) < 9 {
		return false
	}
	switch string(head[:3]) {
	case "MSH", "FHS", "BHS":
		return head[3] == '|' && head[4] == '^' || bytes.HasPrefix(head[4:], []byte(`^~\&`))
	}
	return false
}

const (
	maxSegment   = 64 << 20 // bytes kept of a segment
	fewCharacter = 64       // of Base64 are no document
)

// Read puts out the segments, and hands on documents behind them.
func (Format) Read(ctx context.Context, f extract.File, out extract.Out) error {
	in := bufio.NewReaderSize(charset.NewReader(f.Reader(), nil), 64<<10)
	b := compose.New(out.Text)
	b.Place("", 1)
	for n := 1; ; n++ {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		segment, cut, err := next(in)
		segment, document := enclosed(segment)
		b.WriteString(unescape(segment))
		b.Line()
		if cut {
			out.Problem(fmt.Sprintf("line %d", n), fmt.Errorf("segment: %w", extract.ErrLimit))
		}
		if document != nil {
			if ferr := b.Flush(); ferr != nil {
				return ferr
			}
			if merr := out.Member(fmt.Sprintf("document %d", n), int64(len(document)), bytes.NewReader(document)); merr != nil {
				return merr
			}
			b.Place("", n+1)
		}
		switch {
		case b.Err() != nil:
			return b.Err()
		case errors.Is(err, io.EOF):
			return b.Flush()
		case err != nil:
			return err
		}
	}
}

// next reads a segment. Segments end in CR; who edits them leaves LF.
func next(in *bufio.Reader) (segment string, cut bool, err error) {
	var s []byte
	for {
		c, err := in.ReadByte()
		if err != nil {
			return string(s), cut, err
		}
		switch {
		case c == '\r' || c == '\n':
			if len(s) > 0 {
				return string(s), cut, nil
			}
		case c == 0x0B || c == 0x1C: // of the frame
		case len(s) >= maxSegment:
			cut = true
		default:
			s = append(s, c)
		}
	}
}

// enclosed takes a document out of an observation (HL7 v2.5 2.A.24).
func enclosed(segment string) (rest string, document []byte) {
	const mark = "^base64^"
	if !strings.HasPrefix(segment, "OBX|") {
		return segment, nil
	}
	i := strings.Index(extract.LowerASCII(segment), mark)
	if i < 0 {
		return segment, nil
	}
	from := i + len(mark)
	end := from + strings.IndexAny(segment[from:]+"|", "|^~")
	if end-from < fewCharacter {
		return segment, nil
	}
	text := strings.ReplaceAll(segment[from:end], `\.br\`, "")
	d := make([]byte, base64.StdEncoding.DecodedLen(len(text)))
	n, _ := base64.StdEncoding.Decode(d, []byte(text)) // what came before an error
	return segment[:from] + segment[end:], d[:n]
}

var escapes = strings.NewReplacer(`\.br\`, "\n", `\X0D\`, "\n", `\X0A\`, "", `\X0D0A\`, "\n", `\F\`, "|", `\S\`, "^", `\T\`, "&", `\R\`, "~", `\E\`, `\`, `\H\`, "", `\N\`, "")

func unescape(s string) string {
	if strings.HasPrefix(s, "MSH") || strings.IndexByte(s, '\\') < 0 {
		return s
	}
	return escapes.Replace(s)
}
