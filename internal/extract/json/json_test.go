package json

import (
	"encoding/base64"
	"strings"
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

func TestJSON(t *testing.T) {
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.json", Data: []byte(`[{"name": "\u5c71\u4e2d \u685c", "x": "\ud842\udfb7\u91ce", "tab": "a\tb\\u0041", "ascii": "\u0041"},` + "\n" + `{"name": "\u6728\u4e0b"}]`),
			Want: []string{`"name": "山中 桜", "x": "𠮷野", "tab": "a\tb\\u0041", "ascii": "\u0041"},` + "\n", `{"name": "木下"}]`}},
	)
	pdf := base64.StdEncoding.EncodeToString([]byte("%PDF-1.4 " + strings.Repeat("enclosed ", 20)))
	long := strings.Repeat("長い文\\\"", 20000)
	bundle := `{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","name":[{"text":"山中 桜"}],"x":"` + long + `"}},` +
		`{"resource":{"resourceType":"DocumentReference","content":[{"attachment":{"contentType":"application/pdf","data" : "` + pdf + `","title":"data"}}]}},` +
		`{"resource":{"resourceType":"Binary","data":"` + strings.ReplaceAll(pdf, "/", `\/`) + `","data":"short"}}]}`
	formattest.Run(t, Format{}, formattest.Sample{Name: "fhir.json", Data: []byte(bundle), Want: []string{
		`"name":[{"text":"山中 桜"}]`, long, `"data" : "","title":"data"`, `"data":"","data":"short"}}]}`, "%PDF-1.4 enclosed",
	}})
	for _, s := range []string{`{"a": "b"}`, `{ \u3042 }`, `text \u3042`, `{`, `[x "\u3042"]`} {
		if (Format{}).Claims(extract.File{}, []byte(s)) {
			t.Errorf("claims %s", s)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"a":"\u3042\ud800\\u"}`))
	f.Add([]byte(`{"resourceType":"Binary","data":"` + strings.Repeat("QUJD", 30) + `"}`))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.json", data) })
}
