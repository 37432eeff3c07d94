// Package cda reads clinical documents in XML that enclose other documents: HL7
// CDA and other messages of version 3, and FHIR resources.
package cda

import (
	"bufio"
	"bytes"
	"context"
	"fmt"

	"tenken/internal/extract"
	"tenken/internal/extract/charset"
)

// Format reads clinical documents in XML.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "cda", Label: "HL7 CDA・FHIR（XML）", Extensions: []string{"xml"},
		Media:  "application/hl7-v3+xml",
		Reads:  "the document line by line, as other XML; enclosed documents (Base64) by what they are",
		Tested: "documents with enclosed ones in elements and attributes, at every seam; fuzz",
	}
}

// Claims looks for the namespace on an early element.
func (Format) Claims(_ extract.File, head []byte) bool {
	head = bytes.TrimLeft(head[:min(len(head), 4<<10)], "\xEF\xBB\xBF \t\r\n")
	return bytes.HasPrefix(head, []byte("<")) && (bytes.Contains(head, []byte("urn:hl7-org:v3")) || bytes.Contains(head, []byte(`"http://hl7.org/fhir"`)))
}

// Read puts out the text without the documents, and hands them on behind it.
func (Format) Read(_ context.Context, f extract.File, out extract.Out) error {
	x := &enclosed{in: bufio.NewReader(charset.NewReader(f.Reader(), nil))}
	if err := extract.Pieces(x, "", out.Text); err != nil {
		return err
	}
	for i, d := range x.documents {
		if err := out.Member(fmt.Sprintf("document %d", i+1), int64(len(d)), bytes.NewReader(d)); err != nil {
			return err
		}
	}
	if x.cut {
		return fmt.Errorf("documents: %w", extract.ErrLimit)
	}
	return nil
}
