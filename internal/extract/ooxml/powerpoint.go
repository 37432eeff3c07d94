package ooxml

import (
	"context"
	"path"
	"strconv"
	"strings"

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
		Reads:  "slides in their order, hidden ones included, tables with their cells, notes, comments, charts, diagrams, what pictures show, masters and layouts without their prompts, addresses behind links, title; embedded files",
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
			case "chart", "chartEx", "diagramData":
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
	if err := d.masters(&tables); err != nil {
		return err
	}
	return d.end()
}

// masters puts out what stands on masters and layouts themselves: marks of the
// institution, footers, text boxes. Placeholders are left out.
func (d *document) masters(tables *int) error {
	masters, layouts := 0, 0
	for _, m := range d.relations(d.main) {
		switch path.Base(m.kind) {
		case "slideMaster", "notesMaster", "handoutMaster":
		default:
			continue
		}
		masters++
		if err := d.flow(m.target, "slide master "+strconv.Itoa(masters), tables); err != nil {
			return err
		}
		for _, l := range d.relations(m.target) {
			if path.Base(l.kind) != "slideLayout" || d.read[l.target] {
				continue
			}
			layouts++
			if err := d.flow(l.target, "slide layout "+strconv.Itoa(layouts), tables); err != nil {
				return err
			}
		}
	}
	return nil
}

// masterPart tells the parts of masters and layouts, as every program calls
// their folders.
func masterPart(part string) bool {
	dir := path.Dir(part)
	return strings.HasSuffix(dir, "master") || strings.HasSuffix(dir, "masters") || strings.HasSuffix(dir, "layouts")
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
