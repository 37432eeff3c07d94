package numfmt

import "testing"

func TestShow(t *testing.T) {
	for _, c := range []struct {
		id        int
		code, raw string
		date04    bool
		want      string
	}{
		{0, "", "4111111111111111", false, "4111111111111111"},
		{0, "General", "1.2345678901E+11", false, "123456789010"},
		{0, "", "0.10000000000000001", false, "0.1"},
		{164, "000-0000-0000", "9012345678", false, "090-1234-5678"},
		{164, `000\-0000`, "600001", false, "060-0001"},
		{164, `"〒"000-0000`, "600001", false, "〒060-0001"},
		{164, "0000000", "123", false, "0000123"},
		{164, "000", "12345", false, "12345"},
		{164, "(000)0000", "31234567", false, "(3123)4567"},
		{164, "#,##0", "1234567", false, "1234567"},
		{164, "0.00", "12.5", false, "12.5"},
		{164, "0%", "0.25", false, "0.25"},
		{164, "00", "-5", false, "-5"},
		{14, "", "31138", false, "1985-04-01"},
		{57, "", "31138", false, "1985-04-01"},
		{22, "", "31138.5", false, "1985-04-01 12:00:00"},
		{20, "", "0.75", false, "18:00:00"},
		{164, `ggge"年"m"月"d"日"`, "31138", false, "1985-04-01"},
		{164, `[$-411]ge\.m\.d;@`, "31138", false, "1985-04-01"},
		{164, "yyyy/mm/dd", "1", false, "1900-01-01"},
		{164, "yyyy/mm/dd", "61", false, "1900-03-01"},
		{164, "yyyy/mm/dd", "0", true, "1904-01-01"},
		{164, "yyyy/mm/dd", "1e300", false, "1" + zeros(300)},
		{164, "[h]:mm", "1.5", false, "1900-01-01 12:00:00"},
		{164, "yyyy/mm/dd", "abc", false, "abc"},
		{164, `"`, "5", false, "5"},
		{164, `[`, "5", false, "5"},
	} {
		f := Parse(c.id, c.code)
		if got := string(f.Show(nil, []byte(c.raw), c.date04)); len(got) < 300 && got != c.want {
			t.Errorf("%d %q shows %s as %s, want %s", c.id, c.code, c.raw, got, c.want)
		}
	}
}

func zeros(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = '0'
	}
	return string(b)
}

func FuzzShow(f *testing.F) {
	f.Add(164, "000-0000", "123")
	f.Add(14, "", "1")
	f.Add(14, "\xff0", "1") // a byte that is no UTF-8
	f.Add(14, "İ[h]", "1")  // a letter that grows when lowered
	f.Fuzz(func(_ *testing.T, id int, code, raw string) {
		Parse(id, code).Show(nil, []byte(raw), id&1 == 0)
	})
}
