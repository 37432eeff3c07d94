package cda

import (
	"encoding/base64"
	"strings"
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

// document is a text in Base64, in lines of a width.
func document(text string, width int) string {
	b := base64.StdEncoding.EncodeToString([]byte(text))
	var lines []string
	for len(b) > width {
		lines, b = append(lines, b[:width]), b[width:]
	}
	return strings.Join(append(lines, b), "\n")
}

const letter = "紹介状\n患者氏名：山中 桜\nこの手紙は、六十四字よりも長い文書として、要素の中に入っています。\n"

func TestCDA(t *testing.T) {
	const head = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	clinical := head + `<ClinicalDocument xmlns="urn:hl7-org:v3"><title>診療情報提供書</title><component><nonXMLBody><text mediaType="text/plain" representation="B64">` +
		"\n" + document(letter, 76) + "\n" + `</text></nonXMLBody></component><id root="1.2.392"/><note>おわり</note></ClinicalDocument>`
	resource := head + `<DocumentReference xmlns="http://hl7.org/fhir"><content><attachment><contentType value="text/plain"/><data value="` +
		document(strings.Repeat(letter, 300), 1<<20) + `"/></attachment></content><description value="退院時要約"/></DocumentReference>`
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.xml", Data: []byte(clinical), Want: []string{"診療情報提供書", "B64\"></text>", "おわり", letter}},
		formattest.Sample{Name: "b.xml", Data: []byte(resource), Want: []string{`<data value=""/>`, "退院時要約", letter}},
	)
	for _, data := range []string{"<html xmlns=\"http://www.w3.org/1999/xhtml\">", "<rows>urn</rows>", "urn:hl7-org:v3"} {
		if (Format{}).Claims(extract.File{}, []byte(data)) {
			t.Errorf("claims %q", data)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`<a xmlns="urn:hl7-org:v3"><text>` + document(letter, 64) + `</text></a>`))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20, Members: 50}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.xml", data) })
}
