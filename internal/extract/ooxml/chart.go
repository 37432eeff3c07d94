package ooxml

import (
	"tenken/internal/extract/xmlscan"
)

// chart puts out the words of a chart: titles and names of series and
// categories, not its numbers.
func (d *document) chart(part string) error {
	value, words := false, false
	return d.scan(part, func(t *xmlscan.Token) error {
		switch t.Kind {
		case xmlscan.Start:
			switch string(t.Name) {
			case "strCache", "strRef", "tx":
				words = true
			case "t":
				value = true
			case "v":
				value = words
			}
		case xmlscan.End:
			switch string(t.Name) {
			case "strCache", "tx":
				words = false
			case "t", "v":
				if value {
					d.text.Line()
				}
				value = false
			case "p":
				d.text.Line()
			}
		case xmlscan.Text:
			if value {
				d.text.Write(t.Text)
			}
		}
		return d.text.Err()
	})
}
