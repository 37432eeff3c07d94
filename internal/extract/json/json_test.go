package json

import (
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

func TestJSON(t *testing.T) {
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.json", Data: []byte(`[{"name": "\u5c71\u4e2d \u685c", "x": "\ud842\udfb7\u91ce", "tab": "a\tb\\u0041", "ascii": "\u0041"},` + "\n" + `{"name": "\u6728\u4e0b"}]`),
			Want: []string{`"name": "山中 桜", "x": "𠮷野", "tab": "a\tb\\u0041", "ascii": "\u0041"},` + "\n", `{"name": "木下"}]`}},
	)
	for _, s := range []string{`{"a": "b"}`, `{ \u3042 }`, `text \u3042`, `{`, `[x "\u3042"]`} {
		if (Format{}).Claims(extract.File{}, []byte(s)) {
			t.Errorf("claims %s", s)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"a":"\u3042\ud800\\u"}`))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.json", data) })
}
