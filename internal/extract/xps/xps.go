// Package xps reads documents that Windows prints to files (ECMA-388).
package xps

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"sort"
	"strconv"
	"strings"

	"tenken/internal/extract"
	"tenken/internal/extract/compose"
	"tenken/internal/extract/xmlscan"
)

// Format reads XPS.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "xps", Label: "XPS 文書", Extensions: []string{"xps", "oxps"},
		Media:  "application/vnd.ms-xpsdocument",
		Reads:  "text of every page, line by line; pictures where their text is recognised; pages that are only drawn are reported",
		Tested: "pages in order, broken lines, pages in UTF-16 and in pieces; fuzz",
	}
}

// Claims looks for a page in the archive.
func (Format) Claims(f extract.File, head []byte) bool {
	if !bytes.HasPrefix(head, []byte("PK\x03\x04")) || len(head) < 30 {
		return false
	}
	z, err := zip.NewReader(f, f.Size)
	return (err == nil || errors.Is(err, zip.ErrInsecurePath)) && len(pages(z)) > 0
}

// pages are the pages in their order. A part may come in pieces.
func pages(z *zip.Reader) [][]*zip.File {
	type page struct {
		name   string
		number int
		pieces []*zip.File
	}
	var all []*page
	byName := map[string]*page{}
	for _, p := range z.File {
		name := strings.ToLower(p.Name)
		if i := strings.Index(name, ".fpage/["); i >= 0 {
			name = name[:i+len(".fpage")]
		}
		if path.Ext(name) != ".fpage" {
			continue
		}
		g := byName[name]
		if g == nil {
			n, _ := strconv.Atoi(strings.TrimSuffix(path.Base(name), ".fpage"))
			g = &page{name: path.Dir(name), number: n}
			byName[name] = g
			all = append(all, g)
		}
		g.pieces = append(g.pieces, p)
	}
	sort.SliceStable(all, func(i, j int) bool {
		if all[i].name != all[j].name {
			return all[i].name < all[j].name
		}
		return all[i].number < all[j].number
	})
	var out [][]*zip.File
	for _, g := range all {
		out = append(out, g.pieces)
	}
	return out
}

// Read puts out the pages.
func (Format) Read(ctx context.Context, f extract.File, out extract.Out) error {
	z, err := zip.NewReader(f, f.Size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
	}
	b := compose.New(out.Text)
	all, blind := pages(z), 0
	for i, pieces := range all {
		place := "page " + strconv.Itoa(i+1)
		b.Place(place, 0)
		seen, err := read(ctx, pieces, b)
		if err != nil {
			if ctx.Err() != nil || b.Err() != nil {
				return err
			}
			out.Problem(place, fmt.Errorf("%w: %w", extract.ErrDamaged, err))
		}
		b.Line()
		if b.Flush() != nil {
			return b.Err()
		}
		switch {
		case seen.unnamed:
			out.Problem(place, fmt.Errorf("%w: glyphs do not tell their characters", extract.ErrUnsupported))
		case !seen.text && (seen.drawn || seen.picture) && (out.Picture == nil || !seen.picture):
			blind++
			out.Problem(place, extract.ErrImageOnly)
		}
	}
	if blind > 0 && blind == len(all) {
		return extract.ErrImageOnly
	}
	if out.Picture == nil {
		return nil
	}
	for _, p := range z.File {
		switch strings.ToLower(path.Ext(p.Name)) {
		case ".png", ".jpg", ".jpeg", ".tif", ".tiff":
			r, err := p.Open()
			if err != nil {
				r = io.NopCloser(extract.Unreadable(err))
			}
			err = out.Member(p.Name, int64(p.UncompressedSize64), r) //nolint:gosec // the reader bounds it
			r.Close()
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// sight is what is on a page.
type sight struct {
	text, drawn, picture bool
	unnamed              bool // glyphs without characters
}

// read puts out the glyphs of a page: those of the same height are a line.
func read(ctx context.Context, pieces []*zip.File, b *compose.Builder) (seen sight, err error) {
	var readers []io.Reader
	for _, p := range pieces {
		r, err := p.Open()
		if err != nil {
			return seen, err
		}
		defer r.Close()
		readers = append(readers, r)
	}
	s := xmlscan.New(io.MultiReader(readers...))
	last, space := "", true
	for n := 0; ; n++ {
		t, err := s.Next()
		switch {
		case errors.Is(err, io.EOF):
			return seen, b.Err()
		case err != nil:
			return seen, err
		case n&0xFFF == 0 && ctx.Err() != nil:
			return seen, context.Cause(ctx)
		}
		if t.Kind != xmlscan.Start {
			continue
		}
		switch string(t.Name) {
		case "Path":
			seen.drawn = true
			continue
		case "ImageBrush":
			seen.picture = true
			continue
		case "Glyphs":
		default:
			continue
		}
		text := strings.TrimPrefix(t.Attr("UnicodeString"), "{}")
		if text == "" {
			seen.unnamed = seen.unnamed || t.Attr("Indices") != ""
			continue
		}
		seen.text = true
		if y := t.Attr("OriginY"); y != last {
			b.Line()
			last, space = y, true
		}
		if !space && !strings.HasPrefix(text, " ") {
			b.WriteString("\t")
		}
		b.WriteString(text)
		space = strings.HasSuffix(text, " ")
		if b.Err() != nil {
			return seen, b.Err()
		}
	}
}
