// Package ooxml reads Office Open XML documents (ECMA-376, ISO/IEC 29500):
// Word, Excel and PowerPoint since 2007, with their macro and template
// variants. It streams their XML and keeps, of all their parts, the shared
// strings of one workbook in memory.
package ooxml

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/klauspost/compress/flate"

	"tenken/internal/extract"
	"tenken/internal/extract/compose"
	"tenken/internal/extract/xmlscan"
)

// document is an open package ([ECMA-376-2]).
type document struct {
	f     extract.File
	out   extract.Out
	ctx   context.Context
	text  *compose.Builder
	parts map[string]*zip.File // by lower-case name without leading slash
	order []string
	main  string // part that the package begins with
	read  map[string]bool
	links compose.Links
}

// open opens the package; nil when f is none.
func open(f extract.File) *document {
	z, err := zip.NewReader(f, f.Size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) || z == nil {
		return nil
	}
	z.RegisterDecompressor(zip.Deflate, flate.NewReader)
	d := &document{f: f, parts: map[string]*zip.File{}, read: map[string]bool{}}
	for _, p := range z.File {
		name := partName("", p.Name)
		if d.parts[name] == nil && !strings.HasSuffix(name, "/") {
			d.parts[name] = p
			d.order = append(d.order, name)
		}
	}
	for _, r := range d.relations("") {
		if strings.HasSuffix(r.kind, "/officeDocument") {
			d.main = r.target
		}
	}
	return d
}

// looks reports whether a file may be a package at all, by the name of its
// first part: other archives need no look at their directory.
func looks(head []byte) bool {
	const nameAt = 30 // APPNOTE.TXT 4.3.7
	if !bytes.HasPrefix(head, []byte("PK\x03\x04")) || len(head) < nameAt {
		return false
	}
	n := int(binary.LittleEndian.Uint16(head[26:]))
	first := partName("", string(head[nameAt:min(len(head), nameAt+n)]))
	for _, p := range []string{"[content_types].xml", "_rels", "docprops", "word", "xl", "ppt", "customxml"} {
		if strings.HasPrefix(first, p) {
			return true
		}
	}
	return false
}

// claims reports whether f is a package whose main part is of one of the
// folders that every program uses, or content types.
func claims(f extract.File, head []byte, folder, contentType string) bool {
	if !looks(head) {
		return false
	}
	d := open(f)
	if d == nil {
		return false
	}
	if d.main == "" {
		return false
	}
	if strings.HasPrefix(d.main, folder+"/") {
		return true
	}
	return !strings.HasPrefix(d.main, "word/") && !strings.HasPrefix(d.main, "xl/") && !strings.HasPrefix(d.main, "ppt/") &&
		strings.Contains(d.contentType(d.main), contentType)
}

// contentType is the type that [Content_Types].xml gives a part.
func (d *document) contentType(part string) string {
	found := ""
	_ = d.scan("[content_types].xml", func(t *xmlscan.Token) error {
		if t.Kind == xmlscan.Start && string(t.Name) == "Override" && partName("", t.Attr("PartName")) == part {
			found = t.Attr("ContentType")
		}
		return nil
	})
	return found
}

// partName makes a name of a part from what a part in folder dir calls it.
func partName(dir, target string) string {
	target = strings.ToLower(strings.ReplaceAll(target, `\`, "/"))
	if !strings.HasPrefix(target, "/") {
		target = "/" + dir + "/" + target
	}
	return strings.TrimPrefix(path.Clean(target), "/")
}

// relation is one relationship of a part.
type relation struct{ id, kind, target string }

// relations reads those of a part, "" for those of the package, but for what is
// outside of it.
func (d *document) relations(part string) []relation {
	dir, name := path.Split(part)
	var out []relation
	_ = d.scan(dir+"_rels/"+name+".rels", func(t *xmlscan.Token) error {
		switch {
		case t.Kind != xmlscan.Start || string(t.Name) != "Relationship" || len(out) >= maxRelations:
		case t.Attr("TargetMode") == "External":
			d.links.Add(t.Attr("Target"))
		default:
			out = append(out, relation{t.Attr("Id"), t.Attr("Type"), partName(strings.TrimSuffix(dir, "/"), t.Attr("Target"))})
		}
		return nil
	})
	return out
}

const maxRelations = 100_000

// openPart opens a part. Unknown parts are empty.
func (d *document) openPart(name string) (io.ReadCloser, error) {
	p := d.parts[name]
	if p == nil {
		return io.NopCloser(bytes.NewReader(nil)), nil
	}
	if p.Flags&1 != 0 {
		return nil, extract.ErrEncrypted
	}
	return p.Open()
}

// scan gives every token of a part to a function, and stops at its first error.
func (d *document) scan(name string, each func(*xmlscan.Token) error) error {
	r, err := d.openPart(name)
	if err != nil {
		return d.damage(name, err)
	}
	defer r.Close()
	return d.scanFrom(name, r, each)
}

// scanFrom is scan for a part that is open already.
func (d *document) scanFrom(name string, r io.Reader, each func(*xmlscan.Token) error) error {
	s := xmlscan.New(r)
	for n := 0; ; n++ {
		t, err := s.Next()
		if err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return d.damage(name, err)
		}
		if err := each(t); err != nil {
			return err
		}
		if n&0x3FF == 0 && d.ctx != nil && d.ctx.Err() != nil {
			return context.Cause(d.ctx)
		}
	}
}

// damage is an error of the contents of a part.
func (d *document) damage(name string, err error) error {
	return &partError{name, fmt.Errorf("%w: %w", extract.ErrDamaged, err)}
}

// partError is what is wrong with a part, while others may be well.
type partError struct {
	part string
	err  error
}

func (e *partError) Error() string { return e.part + ": " + e.err.Error() }
func (e *partError) Unwrap() error { return e.err }

// goOn turns the error of a part into a problem, and leaves the others, which
// stop the reading.
func (d *document) goOn(err error) error {
	var part *partError
	if !errors.As(err, &part) {
		return err
	}
	if d.ctx.Err() != nil {
		return context.Cause(d.ctx)
	}
	d.out.Problem(part.part, part.err)
	return nil
}

// begin makes a document ready to be read.
func begin(ctx context.Context, f extract.File, out extract.Out) (*document, error) {
	d := open(f)
	if d == nil {
		return nil, extract.ErrDamaged
	}
	d.ctx, d.out, d.text = ctx, out, compose.New(d.links.Watch(out.Text))
	return d, nil
}

// end puts out what all kinds of documents have: properties and embedded files.
func (d *document) end() error {
	if err := d.properties(); err != nil {
		return err
	}
	if err := d.text.Flush(); err != nil {
		return err
	}
	d.links.Put(d.text)
	if err := d.text.Flush(); err != nil {
		return err
	}
	return d.embedded()
}

// properties puts out what people wrote about the document. Its author and
// last editor are left out: every document has them, and they say nothing about
// its contents.
func (d *document) properties() error {
	d.text.Place("properties", 0)
	err := d.values("docprops/core.xml", "title", "subject", "description", "keywords", "category")
	if err := d.goOn(err); err != nil {
		return err
	}
	return d.goOn(d.values("docprops/custom.xml", "lpwstr", "lpstr", "bstr"))
}

// values puts out the characters of the named elements of a part, a line each.
func (d *document) values(part string, names ...string) error {
	value := false
	return d.scan(part, func(t *xmlscan.Token) error {
		switch t.Kind {
		case xmlscan.Start:
			value = slices.Contains(names, string(t.Name))
		case xmlscan.End:
			value = false
			d.text.Line()
		case xmlscan.Text:
			if value {
				d.text.Write(t.Text)
			}
		}
		return d.text.Err()
	})
}

// embedded hands on files inside the document.
func (d *document) embedded() error {
	chunks := map[string]bool{}
	for _, r := range d.relations(d.main) {
		chunks[r.target] = chunks[r.target] || path.Base(r.kind) == "aFChunk"
	}
	for _, name := range d.order {
		dir := path.Base(path.Dir(name))
		if dir == "media" && d.out.Picture != nil {
			dir = "embeddings" // its text can be recognised
		}
		if dir != "embeddings" && dir != "afchunk" && !strings.HasPrefix(path.Base(name), "afchunk") && !chunks[name] {
			continue
		}
		p := d.parts[name]
		r, err := d.openPart(name)
		if err != nil {
			r = io.NopCloser(extract.Unreadable(err))
		}
		err = d.out.Member(name, int64(p.UncompressedSize64), packed{r, int64(p.CompressedSize64)}) //nolint:gosec // sizes the reader bounds
		r.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// packed is a member that knows its packed size.
type packed struct {
	io.Reader
	size int64
}

// Packed bounds what the member may expand to.
func (p packed) Packed() int64 { return p.size }
