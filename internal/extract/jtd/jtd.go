// Package jtd reads documents of Ichitaro (一太郎) 8 and later. Justsystems
// publishes no description; what is read is what others observed in documents
// (the RFCs of OpenJTD): a compound file with streams of UTF-16, and a
// compressed variant of it.
package jtd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"tenken/internal/extract"
	"tenken/internal/extract/cfb"
	"tenken/internal/extract/compose"
)

// Format reads documents of Ichitaro.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "jtd", Label: "一太郎文書", Extensions: []string{"jtd", "jtt", "jtdc", "jttc"},
		Media:  "application/x-js-taro",
		Reads:  "body, boxes, headers and footnotes, rows and cells of tables by line ends and tabs; furigana and instructions of templates left out; compressed documents, embedded workbooks",
		Tested: "documents made after the published observations (no genuine one was at hand), compressed ones, fragments; fuzz",
	}
}

const (
	bodyStream       = "DocumentText"
	compressedStream = "JSCompDocument"
	signature        = "SsmgV.01"
	embedding        = "Embedding "
)

// others hold text besides the body, in the same form.
var others = []struct{ stream, place string }{{"Header", "header"}, {"LayoutBoxText", "text box"}, {"Footnote", "notes"}}

// Claims looks for the streams of a document.
func (Format) Claims(f extract.File, head []byte) bool {
	c := cfb.Sniff(f, head)
	if c == nil {
		return false
	}
	return c.Has(bodyStream) || c.Has(compressedStream) || len(fragments(c)) > 0
}

// fragments are the streams that hold text in documents without a body.
func fragments(c *cfb.File) []cfb.Stream {
	var out []cfb.Stream
	for _, s := range c.Streams {
		head := make([]byte, min(s.Size, 64))
		n, _ := s.Open().ReadAt(head, 0)
		if bytes.Contains(head[:n], []byte(signature)) {
			out = append(out, s)
		}
	}
	return out
}

// Read puts out the body, and then what stands outside of it.
func (Format) Read(ctx context.Context, f extract.File, out extract.Out) error {
	c, err := cfb.Open(f, f.Size)
	if err != nil {
		return err
	}
	b := compose.New(out.Text)
	body, ok := c.Find(bodyStream)
	streams := []cfb.Stream{body}
	if !ok {
		streams = fragments(c)
	}
	whole := true
	for _, s := range streams {
		b.Place("", 1)
		if err := read(ctx, s, b); err != nil {
			return err
		}
		whole = whole && s.Whole()
	}
	for _, o := range others {
		if s, found := c.Find(o.stream); found && ok {
			b.Place(o.place, 0)
			if err := read(ctx, s, b); err != nil {
				return err
			}
		}
	}
	if err := b.Flush(); err != nil {
		return err
	}
	if s, ok := c.Find(compressedStream); ok {
		if err := compressed(s, out); err != nil {
			return err
		}
	}
	if err := cfb.Embedded(c, embedding, out.Member); err != nil {
		return err
	}
	if !whole {
		return fmt.Errorf("%w: its end is missing", extract.ErrDamaged)
	}
	return nil
}

// compressed hands on the archive of LHA that a compressed document is.
func compressed(s cfb.Stream, out extract.Out) error {
	r := s.Open()
	head := make([]byte, min(r.Size(), 4<<10))
	n, _ := r.ReadAt(head, 0)
	i := bytes.Index(head[:n], []byte("-lh"))
	if i < 2 {
		return fmt.Errorf("%w: no compressed document", extract.ErrDamaged)
	}
	from := int64(i - 2)
	return out.Member("document.lzh", r.Size()-from, io.NewSectionReader(r, from, r.Size()-from))
}

// read puts out the text of a stream.
func read(ctx context.Context, s cfb.Stream, b *compose.Builder) error {
	r := s.Open()
	t := &text{}
	buf := make([]byte, 64<<10)
	for {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		n, err := io.ReadFull(r, buf)
		t.units(buf[:n])
		b.WriteString(t.take())
		if b.Err() != nil {
			return b.Err()
		}
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			t.endInline()
			b.WriteString(strings.TrimRight(t.take(), "\t"))
			b.Line()
			return b.Err()
		case err != nil:
			return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
		}
	}
}
