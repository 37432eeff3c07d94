package write

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"strings"
	"time"
)

// made is the time in every archive, so that the same text gives the same bytes.
var made = time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC)

type part struct{ name, text string }

// pack zips the parts of an office document.
func pack(parts ...part) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: made})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(p.text)); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

const (
	xmlHead    = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	typesHead  = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`
	relsHead   = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	officeRels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

// DOCX writes a document of paragraphs; header stands on every page, and a
// table, if it has a header, at the end.
func DOCX(header string, paragraphs []string, t Table) ([]byte, error) {
	var body strings.Builder
	for _, p := range paragraphs {
		fmt.Fprintf(&body, `<w:p><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>`, html.EscapeString(p))
	}
	if len(t.Header) > 0 {
		body.WriteString("<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>")
		body.WriteString(strings.Repeat("<w:gridCol/>", len(t.Header)))
		body.WriteString("</w:tblGrid>")
		for _, r := range append([][]string{t.Header}, t.Rows...) {
			body.WriteString("<w:tr>")
			for _, c := range r {
				fmt.Fprintf(&body, `<w:tc><w:p><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p></w:tc>`, html.EscapeString(c))
			}
			body.WriteString("</w:tr>")
		}
		body.WriteString("</w:tbl>")
	}
	const ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="` + officeRels + `"`
	return pack(
		part{"[Content_Types].xml", typesHead + `<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>`},
		part{"_rels/.rels", relsHead + `<Relationship Id="rId1" Type="` + officeRels + `/officeDocument" Target="word/document.xml"/></Relationships>`},
		part{"word/_rels/document.xml.rels", relsHead + `<Relationship Id="rId1" Type="` + officeRels + `/header" Target="header1.xml"/></Relationships>`},
		part{"word/header1.xml", xmlHead + `<w:hdr ` + ns + `><w:p><w:r><w:t>` + html.EscapeString(header) + `</w:t></w:r></w:p></w:hdr>`},
		part{"word/document.xml", xmlHead + `<w:document ` + ns + `><w:body>` + body.String() + `<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr></w:body></w:document>`},
	)
}

// PPTX writes slides of lines, the first of each being its title.
func PPTX(slides [][]string) ([]byte, error) {
	const ns = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="` + officeRels + `" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"`
	const group = `<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>`
	types, rels, list := typesHead, relsHead, ""
	types += `<Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/>`
	var parts []part
	for i, lines := range slides {
		n := i + 1
		types += fmt.Sprintf(`<Override PartName="/ppt/slides/slide%d.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.slide+xml"/>`, n)
		rels += fmt.Sprintf(`<Relationship Id="rId%d" Type="%s/slide" Target="slides/slide%d.xml"/>`, n, officeRels, n)
		list += fmt.Sprintf(`<p:sldId id="%d" r:id="rId%d"/>`, 255+n, n)
		var text strings.Builder
		for _, l := range lines {
			fmt.Fprintf(&text, `<a:p><a:r><a:t>%s</a:t></a:r></a:p>`, html.EscapeString(l))
		}
		parts = append(parts, part{fmt.Sprintf("ppt/slides/slide%d.xml", n), xmlHead + `<p:sld ` + ns + `><p:cSld><p:spTree>` + group +
			`<p:sp><p:nvSpPr><p:cNvPr id="2" name="本文"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="400000" y="400000"/><a:ext cx="8300000" cy="6000000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/>` +
			text.String() + `</p:txBody></p:sp></p:spTree></p:cSld></p:sld>`})
	}
	return pack(append([]part{
		{"[Content_Types].xml", types + "</Types>"},
		{"_rels/.rels", relsHead + `<Relationship Id="rId1" Type="` + officeRels + `/officeDocument" Target="ppt/presentation.xml"/></Relationships>`},
		{"ppt/_rels/presentation.xml.rels", rels + "</Relationships>"},
		{"ppt/presentation.xml", xmlHead + `<p:presentation ` + ns + `><p:sldIdLst>` + list + `</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`},
	}, parts...)...)
}
