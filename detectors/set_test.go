package detectors_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/detectortest"
)

func newSet(t testing.TB) *detectors.Set {
	t.Helper()
	s, err := detectors.NewSet(all.Detectors()...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// numberSet is the detectors that read numbers, mail and addresses: no
// morphology.
func numberSet(t testing.TB) *detectors.Set {
	t.Helper()
	var ds []detectors.Detector
	for _, d := range all.Detectors() {
		if a := d.Asks(); !a.Lines && (len(a.Numbers) > 0 || a.At || d.Info().ID == "address") {
			ds = append(ds, d)
		}
	}
	s, err := detectors.NewSet(ds...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// check fails when matches are out of order, out of range, not on characters,
// or, for types that do not stand beside others, over one another.
func check(t *testing.T, text string, ms []detectors.Match) {
	t.Helper()
	last := 0
	for _, m := range ms {
		switch {
		case m.Start < last:
			t.Fatalf("%s at %d comes after %d in %q", m.Type, m.Start, last, text)
		case m.Start >= m.End || m.End > len(text):
			t.Fatalf("%s at %d-%d of %d bytes", m.Type, m.Start, m.End, len(text))
		case !boundary(text, m.Start) || !boundary(text, m.End):
			t.Fatalf("%s at %d-%d cuts a character of %q", m.Type, m.Start, m.End, text)
		case m.Confidence <= 0 || m.Confidence > 1 || m.Why == 0:
			t.Fatalf("%s: confidence %g, why %v", m.Type, m.Confidence, m.Why.Strings())
		}
		last = m.Start
	}
}

func boundary(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }

func FuzzSet(f *testing.F) {
	for _, s := range []string{
		"個人番号：1234-5678-9018", "電話 03(3456)7890 FAX０３－３４５６－７８９１", "〒100-0001 東京都千代田区千代田1-1-1", "生年月日：平成元年1月8日 S60.4.1",
		"a@b.co.jp ＠ @@ ..@.. x@y.", "4111 1111 1111 1111", "1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1", "\xff\xfe１\xef\xbc", "東京都\xe5", "氏名\t電話\n点検\t09023456781\n",
		strings.Repeat("9", 100), "\xef\xbcX", "+81 (0)90-1234-5678x12", "平成 元年 4月", "１２３４‐５６７８‐９０１８", "ﾃﾞﾝﾜ：0334567890", "（例）", "四丁目三番二号", "京都市左京区二―三―", "８‐０‐８",
	} {
		f.Add(s)
	}
	set := newSet(f)
	f.Fuzz(func(t *testing.T, text string) {
		sc := set.NewScan()
		ms := slices.Clone(sc.Text("", text, nil))
		if utf8.ValidString(text) {
			check(t, text, ms)
		}
		if again := set.NewScan().Text("", text, nil); !slices.Equal(ms, again) {
			t.Fatalf("two scans of %q differ: %v, %v", text, ms, again)
		}
		// The same text as a table: lines are rows, tabs divide cells.
		var rows [][]string
		for line := range strings.Lines(text) {
			rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
		}
		body, table := detectortest.Table(rows)
		for range 2 {
			if ms := sc.Text("a.xlsx", body, table); utf8.ValidString(body) {
				check(t, body, ms)
			}
		}
	})
}

func FuzzReadNumber(f *testing.F) {
	for _, s := range []string{"090-1234-5678", "（０３）１２３４－５６７８", "+81 90", " 1 2 3 ", "1985年4月1日", "12-\n34", "-", "１", "\xef\xbc\x91"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, ok := detectors.ReadNumber(s)
		if !ok {
			return
		}
		digits := 0
		for i, r := range n.Runs {
			if r.Start < 0 || r.End > len(s) || r.Start >= r.End || i > 0 && r.Start < n.Runs[i-1].End {
				t.Fatalf("%q: run %d is %d-%d", s, i, r.Start, r.End)
			}
			digits += min(r.Len, 31)
		}
		if len(n.Digits()) != digits {
			t.Fatalf("%q: %d digits, runs hold %d", s, len(n.Digits()), digits)
		}
		for _, d := range n.Digits() {
			if d < '0' || d > '9' {
				t.Fatalf("%q: digit %q", s, d)
			}
		}
	})
}

func TestScanAllocatesNothing(t *testing.T) {
	r := seeded()
	text := prose(r, 1<<18) + logs(r, 1<<18) + floats(r, 1<<18)
	table, _ := roster(r, 500)
	header, rows, _ := strings.Cut(table, "\n")
	sc := numberSet(t).NewScan()
	sc.Text("", header+"\n"+rows, nil) // what is learned of a table is learned once
	for _, piece := range []struct{ name, text string }{{"rows of a table", rows}, {"no findings", text}, {"findings in text", rows}} {
		sc.Text("", piece.text, nil)
		if n := testing.AllocsPerRun(3, func() { sc.Text("", piece.text, nil) }); n > 0 {
			t.Errorf("%s: %g allocations", piece.name, n)
		}
	}
}

func TestCleanText(t *testing.T) {
	r := seeded()
	sc := numberSet(t).NewScan()
	for name, text := range map[string]string{"prose": prose(r, 1<<20), "logs": logs(r, 1<<20), "floats": floats(r, 1<<20)} {
		for _, m := range sc.Text("", text, nil) {
			t.Errorf("%s: %s %q %.2f %v", name, m.Type, text[m.Start:m.End], m.Confidence, m.Why.Strings())
		}
	}
}

func TestRoster(t *testing.T) {
	const rows = 3000
	r := seeded()
	text, table := roster(r, rows)
	want := []string{"birth_date", "postal_code", "address", "phone_mobile", "email", "my_number"}
	count := func(ms []detectors.Match) map[string]int {
		n := map[string]int{}
		for _, m := range ms {
			if m.Confidence >= detectors.High {
				n[m.Type]++
			}
		}
		return n
	}
	n := count(newSet(t).NewScan().Text("", text, table))
	for _, typ := range want {
		if n[typ] != rows {
			t.Errorf("%d of %d %s found", n[typ], rows, typ)
		}
	}
	// The same table in two pieces: the second knows the columns of the first.
	cut := slices.IndexFunc(table.Cells, func(c detectors.Cell) bool { return c.Row == 1000 })
	at := table.Cells[cut].Start
	second := &detectors.Table{Name: table.Name}
	for _, c := range table.Cells[cut:] {
		second.Cells = append(second.Cells, detectors.Cell{Start: c.Start - at, End: c.End - at, Row: c.Row, Col: c.Col})
	}
	sc := newSet(t).NewScan()
	n = count(sc.Text("", text[:at], &detectors.Table{Cells: table.Cells[:cut]}))
	for typ, k := range count(sc.Text("", text[at:], second)) {
		n[typ] += k
	}
	for _, typ := range want {
		if n[typ] != rows {
			t.Errorf("in two pieces: %d of %d %s found", n[typ], rows, typ)
		}
	}
}

func TestColumn(t *testing.T) {
	s := newSet(t)
	r := seeded()
	numbers := func(n int, f func() string) (vs []string) {
		for range n {
			vs = append(vs, f())
		}
		return vs
	}
	for _, c := range []struct {
		header string
		values []string
		want   string
	}{
		{"個人番号", numbers(5, func() string { return myNumber(r) }), "my_number"},
		{"", numbers(30, func() string { return myNumber(r) }), "my_number"},
		{"", numbers(5, func() string { return myNumber(r) }), ""},
		{"注文番号", numbers(30, func() string { return myNumber(r) }), ""},
		{"携帯", []string{"09023456781", "8023456782"}, "phone_mobile"},
		{"電話番号", []string{"03-3456-7890", "045-678-9012"}, "phone_fixed"},
		{"生年月日", []string{"1985/4/1", "S60.4.1"}, "birth_date"},
		{"登録日", []string{"1985/4/1", "2020/4/1"}, ""},
		{"郵便番号", []string{"100-0001", "6068501"}, "postal_code"},
		{"メール", []string{"a@tenken.jp", "b@tenken.jp"}, "email"},
		{"住所", []string{"東京都千代田区千代田1-1", "京都市左京区吉田本町36-1"}, "address"},
		{"備考", []string{"なし", "あり"}, ""},
	} {
		if got, f := s.Column(detectors.Column{Header: c.header, Values: c.values}); got != c.want {
			t.Errorf("%s %.3q: got %q %.2f, want %q", c.header, c.values, got, f, c.want)
		}
	}
}

// words asks about terms and reports them all.
type words struct {
	terms  []string
	beside bool
}

func (w words) Info() detectors.Info { return detectors.Info{ID: "word"} }
func (w words) Asks() detectors.Asks { return detectors.Asks{Terms: w.terms, Beside: w.beside} }
func (w words) Judge(c *detectors.Candidate) {
	if asciiFold(c.Text[c.Start:c.End]) != asciiFold(w.terms[c.Term]) {
		panic("asked about another term")
	}
	c.Report(c.Start, c.End, 0.9, detectors.WhyDictionary)
}

// Terms are found wherever strings.Index finds them, those inside others too.
func TestTermsAgainstIndex(t *testing.T) {
	r := seeded()
	alphabet := []rune("東京都大阪府区市アイウがんてんＡx線")
	random := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteRune(alphabet[r.IntN(len(alphabet))])
		}
		return b.String()
	}
	w := words{beside: true}
	seen := map[string]bool{}
	for len(w.terms) < 400 {
		if s := random(2 + r.IntN(4)); !seen[s] && s[0] != 'x' {
			seen[s] = true
			w.terms = append(w.terms, s)
		}
	}
	set, err := detectors.NewSet(w)
	if err != nil {
		t.Fatal(err)
	}
	for range 50 {
		text := random(300)
		type at struct{ start, end int }
		want := map[at]bool{}
		for _, s := range w.terms {
			for i := 0; ; {
				k := strings.Index(text[i:], s)
				if k < 0 {
					break
				}
				want[at{i + k, i + k + len(s)}] = true
				i += k + 1
			}
		}
		got := map[at]bool{}
		for _, m := range set.NewScan().Text("", text, nil) {
			got[at{m.Start, m.End}] = true
		}
		for a := range want {
			if !got[a] {
				t.Fatalf("%q at %d of %q is not found", text[a.start:a.end], a.start, text)
			}
		}
		if len(got) != len(want) {
			t.Fatalf("%d found, want %d", len(got), len(want))
		}
	}
}

// FuzzTerms compares the dictionary with looking for each term at each place.
// Signs that join digits are left out: they belong to the numbers around them.
func FuzzTerms(f *testing.F) {
	f.Add("東京都\n京都\n都の人\nがん\n氏 名\nX線\nab\n線x", "東京都の人はがんのX線を受けた。氏 名 AB xab 線X京都")
	f.Add("アイウ\nイウエオ\nウエ", "アイウエオアイウ")
	f.Add("胃がん\nさん（\nｶﾅ\n(+)\nαβ線\n<Doc\nＰＷ\nてがみ", "胃がん\xe3さん（ｶﾅ\xef\xbc(+)αβ線<doc<Document>ＰＷてがみ"+strings.Repeat("あ\n", 40)+"てがみ")
	f.Fuzz(func(t *testing.T, list, text string) {
		var ws words
		for _, s := range strings.Split(list, "\n") {
			plain := strings.IndexFunc(s, func(r rune) bool {
				return unicode.IsDigit(r) || strings.ContainsRune("-‐‑‒–—―−﹣－ーｰ─━⁃﹘\u00ad \u00a0　./()．／（）年月\r", r)
			}) < 0
			if plain && utf8.ValidString(s) && utf8.RuneCountInString(s) >= 2 && len(s) < 100 && len(ws.terms) < 50 && !slices.Contains(ws.terms, s) {
				ws.terms = append(ws.terms, s)
			}
		}
		if len(ws.terms) == 0 || len(text) > 4<<10 {
			return
		}
		ws.beside = true
		set, err := detectors.NewSet(ws)
		if err != nil {
			t.Fatal(err)
		}
		got := map[[2]int]bool{}
		for _, m := range set.NewScan().Text("", text, nil) {
			got[[2]int{m.Start, m.End}] = true
		}
		want := map[[2]int]bool{}
		word := func(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' }
		for _, s := range ws.terms {
			for i := 0; i+len(s) <= len(text); i++ {
				if asciiFold(text[i:i+len(s)]) == asciiFold(s) && !(word(s[0]) && i > 0 && word(text[i-1])) {
					want[[2]int{i, i + len(s)}] = true
				}
			}
		}
		if !maps.Equal(got, want) {
			t.Fatalf("%q in %q: found %v, want %v", ws.terms, text, got, want)
		}
	})
}

func asciiFold(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

func TestLatinTermsBeginWords(t *testing.T) {
	set, err := detectors.NewSet(words{terms: []string{"AKIA", "-----BEGIN", "id"}, beside: true})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int{"key=AKIA7": 1, "xAKIA": 0, "鍵akia": 1, "-----BEGIN KEY": 1, "valid": 0, "id": 1, "user_id": 1, "ID 3": 1} {
		if got := len(set.NewScan().Text("", text, nil)); got != want {
			t.Errorf("%q: %d found, want %d", text, got, want)
		}
	}
}

func TestNewSetRefuses(t *testing.T) {
	for name, ds := range map[string][]detectors.Detector{
		"short term": {words{terms: []string{"都"}}},
		"same id":    {words{terms: []string{"都市"}}, words{terms: []string{"都市"}}},
	} {
		if _, err := detectors.NewSet(ds...); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestRulesetFollowsTheDetectors(t *testing.T) {
	a, b := newSet(t), newSet(t)
	if a.Ruleset() != b.Ruleset() || a.Ruleset() == "" {
		t.Errorf("the same detectors: %q, %q", a.Ruleset(), b.Ruleset())
	}
	c, err := detectors.NewSet(all.Detectors()[1:]...)
	if err != nil || c.Ruleset() == a.Ruleset() {
		t.Errorf("fewer detectors: %q, %v", c.Ruleset(), err)
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"ＴＥＬ（自宅）": "tel(自宅)", "氏　名": "氏名", "ﾒｰﾙｱﾄﾞﾚｽ": "メールアドレス", "ﾎﾟｽﾄ ﾍﾞﾙ": "ポストベル", "e-mail": "email", "birth_date": "birthdate", "ｳﾞ": "ヴ", "ﾞ": "",
	} {
		if got := detectors.Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestPartsSideBySide: lists that stand side by side have rows of their own.
func TestPartsSideBySide(t *testing.T) {
	text, table := detectortest.Table([][]string{
		{"番", "氏名", "番", "氏名"}, {"1", "佐藤 健一", "16", "田中 美咲"}, {"2", "鈴木 大輔", "17", "高橋 結衣"}, {"3", "伊藤 拓也", "18", "渡辺 葵"},
	})
	set, err := detectors.NewSet(all.Detectors()...)
	if err != nil {
		t.Fatal(err)
	}
	rows := map[int]bool{}
	for _, m := range set.NewScan().Text("", text, table) {
		if m.Type == "name" {
			rows[m.Row] = true
		}
	}
	if len(rows) != 6 {
		t.Errorf("rows %v, want six", rows)
	}
}
