package ooxml

import (
	"context"
	"path"
	"strconv"

	"tenken/internal/extract"
	"tenken/internal/extract/xmlscan"
)

// PowerPoint reads presentations.
type PowerPoint struct{}

// Info describes the format.
func (PowerPoint) Info() extract.Info {
	return extract.Info{
		ID: "pptx", Label: "PowerPoint スライド", Extensions: []string{"pptx", "pptm", "ppsx", "ppsm", "potx", "potm"},
		Media:  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
		Reads:  "slides in their order, hidden ones included, tables with their cells, notes, comments, charts, diagrams, what pictures show, title; embedded files",
		Tested: "presentations by hand and by LibreOffice; fuzz",
	}
}

// Claims looks at the main part.
func (PowerPoint) Claims(f extract.File, head []byte) bool {
	return claims(f, head, "ppt", "presentationml")
}

// Read puts out each slide with what belongs to it.
func (PowerPoint) Read(ctx context.Context, f extract.File, out extract.Out) error {
	d, err := begin(ctx, f, out)
	if err != nil {
		return err
	}
	slides, err := d.slides()
	if err != nil {
		return err
	}
	tables := 0
	for i, slide := range slides {
		place := "slide " + strconv.Itoa(i+1)
		if err := d.flow(slide, place, &tables); err != nil {
			return err
		}
		for _, r := range d.relations(slide) {
			more := ""
			switch path.Base(r.kind) {
			case "notesSlide":
				more = place + " notes"
			case "comments":
				more = place + " comments"
			case "chart", "diagramData":
				more = place
			}
			if more == "" || d.read[r.target] {
				continue
			}
			if err := d.flow(r.target, more, &tables); err != nil {
				return err
			}
		}
	}
	return d.end()
}

// slides lists the parts of the slides in their order.
func (d *document) slides() ([]string, error) {
	targets := map[string]string{}
	for _, r := range d.relations(d.main) {
		targets[r.id] = r.target
	}
	var out []string
	err := d.scan(d.main, func(t *xmlscan.Token) error {
		if t.Kind == xmlscan.Start && string(t.Name) == "sldId" && len(out) < maxRelations {
			if target := targets[t.Prefixed("id")]; target != "" {
				out = append(out, target)
			}
		}
		return nil
	})
	return out, d.goOn(err)
}
