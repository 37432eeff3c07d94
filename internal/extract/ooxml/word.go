package ooxml

import (
	"context"
	"path"
	"strings"

	"tenken/internal/extract"
)

// Word reads documents.
type Word struct{}

// Info describes the format.
func (Word) Info() extract.Info {
	return extract.Info{
		ID: "docx", Label: "Word 文書", Extensions: []string{"docx", "docm", "dotx", "dotm"},
		Media:  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		Reads:  "body, tables with their cells, headers, footers, notes, comments, deleted text, text boxes, decorated letters, what pictures show, addresses behind links, title and other properties; furigana apart; embedded files",
		Tested: "documents by hand and by LibreOffice, one with a password; a 400 MB attribute, billion laughs; fuzz",
	}
}

// Claims looks at the main part.
func (Word) Claims(f extract.File, head []byte) bool {
	return claims(f, head, "word", "wordprocessingml")
}

// Read puts out the body, and then what stands outside of it.
func (Word) Read(ctx context.Context, f extract.File, out extract.Out) error {
	d, err := begin(ctx, f, out)
	if err != nil {
		return err
	}
	tables := 0
	if err := d.flow(d.main, "", &tables); err != nil {
		return err
	}
	for _, r := range d.relations(d.main) {
		place := ""
		switch path.Base(r.kind) {
		case "header":
			place = "header"
		case "footer":
			place = "footer"
		case "footnotes", "endnotes":
			place = "notes"
		case "comments":
			place = "comments"
		case "chart", "chartEx", "diagramData", "glossaryDocument":
			place = path.Base(r.kind)
		}
		if place == "" || d.read[r.target] {
			continue
		}
		if err := d.flow(r.target, place, &tables); err != nil {
			return err
		}
	}
	return d.end()
}

// flow reads a part of running text.
func (d *document) flow(part, place string, tables *int) error {
	d.read[part] = true
	if line := 0; place == "" {
		line = 1
		d.text.Place("", line)
	} else {
		d.text.Place(place, line)
	}
	w := &flow{text: d.text, tables: tables, place: place, asides: d.out.Asides, links: &d.links, master: masterPart(part)}
	if strings.Contains(part, "/charts/") {
		return d.goOn(d.chart(part))
	}
	err := d.scan(part, w.token)
	w.close()
	return d.goOn(err)
}
