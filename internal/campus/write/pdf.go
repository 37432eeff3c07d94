package write

import (
	"bytes"
	"fmt"
	"unicode/utf16"
)

// PDF writes pages of lines in a Japanese font that is not embedded; its text
// is in the predefined CMap UniJIS-UTF16-H (Adobe-Japan1, ISO 32000-1 §9.7.5.2).
func PDF(pages [][]string) []byte {
	var d pdfDoc
	kids := ""
	for i := range pages {
		kids += fmt.Sprintf("%d 0 R ", 6+2*i)
	}
	d.object("<</Type/Catalog/Pages 2 0 R>>")
	d.object(fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(pages), kids))
	d.object("<</Type/Font/Subtype/Type0/BaseFont/HeiseiKakuGo-W5/Encoding/UniJIS-UTF16-H/DescendantFonts[4 0 R]>>")
	d.object("<</Type/Font/Subtype/CIDFontType0/BaseFont/HeiseiKakuGo-W5/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 6>>/FontDescriptor 5 0 R/DW 1000>>")
	d.object("<</Type/FontDescriptor/FontName/HeiseiKakuGo-W5/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>")
	for i, lines := range pages {
		var c bytes.Buffer
		c.WriteString("BT /F1 10 Tf 16 TL 50 780 Td\n")
		for _, l := range lines {
			c.WriteByte('<')
			for _, u := range utf16.Encode([]rune(l)) {
				fmt.Fprintf(&c, "%04X", u)
			}
			c.WriteString("> Tj T*\n")
		}
		c.WriteString("ET\n")
		d.object(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>", 7+2*i))
		d.stream("", c.Bytes())
	}
	return d.end()
}

// ScannedPDF writes one page that is only a picture, as a scanner makes it.
func ScannedPDF(width, height int, gray []byte) []byte {
	var d pdfDoc
	d.object("<</Type/Catalog/Pages 2 0 R>>")
	d.object("<</Type/Pages/Count 1/Kids[3 0 R]>>")
	d.object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>")
	d.stream("", []byte("595 0 0 842 0 0 cm /I Do\n"))
	d.stream(fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8", width, height), gray)
	return d.end()
}

// pdfDoc is a PDF file being written, object by object from number 1.
type pdfDoc struct {
	b   bytes.Buffer
	off []int
}

func (d *pdfDoc) object(body string) {
	if d.b.Len() == 0 {
		d.b.WriteString("%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
	}
	d.off = append(d.off, d.b.Len())
	fmt.Fprintf(&d.b, "%d 0 obj\n%s\nendobj\n", len(d.off), body)
}

func (d *pdfDoc) stream(dict string, data []byte) {
	d.object(fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data))
}

func (d *pdfDoc) end() []byte {
	at := d.b.Len()
	fmt.Fprintf(&d.b, "xref\n0 %d\n0000000000 65535 f \n", len(d.off)+1)
	for _, o := range d.off {
		fmt.Fprintf(&d.b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&d.b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(d.off)+1, at)
	return d.b.Bytes()
}
