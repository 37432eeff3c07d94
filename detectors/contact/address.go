package contact

import (
	"slices"
	"strings"
	"sync"

	"tenken/detectors"
)

// Address recognises Japanese postal addresses, from the prefecture or the
// municipality to the last block number; the building is left out. Without a
// number it is a place, not an address.
type Address struct{}

func (Address) Info() detectors.Info {
	return detectors.Info{
		ID: "address", Label: "住所", English: "Address",
		Category: detectors.Personal, Severity: 3, Persons: detectors.Weak,
		Validate: "prefecture and municipality exist; block number",
		Source:   "日本郵便 郵便番号データ; 住居表示に関する法律",
	}
}

// place is what a term of the detector stands for.
type place struct {
	prefecture int  // index
	whole      bool // the term is the prefecture itself
}

// gazetteer is the terms of the detector and what each stands for.
var gazetteer = sync.OnceValues(func() ([]string, []place) {
	var (
		terms  []string
		places []place
	)
	for i, p := range prefectures() {
		terms, places = append(terms, p.name), append(places, place{i, true})
		for _, m := range p.places {
			terms, places = append(terms, m), append(places, place{i, false})
			if t := withoutCounty(m); t != "" {
				terms, places = append(terms, t), append(places, place{i, false})
			}
		}
	}
	return terms, places
})

// withoutCounty is the town of "雄勝郡東成瀬村"; "" when there is no county, as
// in "小郡市".
func withoutCounty(place string) string {
	i := strings.Index(place, "郡")
	if i <= 0 || !strings.HasSuffix(place, "町") && !strings.HasSuffix(place, "村") || i+len("郡") >= len(place) {
		return ""
	}
	return place[i+len("郡"):]
}

func (Address) Asks() detectors.Asks {
	terms, _ := gazetteer()
	return detectors.Asks{
		Terms: terms,
		Labels: []string{"住所", "現住所", "自宅住所", "じゅうしょ", "ジュウショ", "ご住所", "御住所", "住 所", "居住地", "居所", "本籍", "本籍地", "連絡先住所", "送付先", "送付先住所", "送り先", "お届け先", "届け先", "届先", "宛先",
			"住民票住所", "勤務先住所", "帰省先", "帰省先住所", "実家住所", "所在地", "address", "street", "streetaddress", "jusho", "jyusho", "juusho", "jyuusho", "homeaddress", "addr"},
		Headers: []string{"自宅", "住居", "都道府県市区町村", "町名番地"},
	}
}

func (Address) Judge(c *detectors.Candidate) {
	switch c.Kind {
	case detectors.TermKind:
		if _, places := gazetteer(); !c.Within(wholeAddress) { // 東京都文京区本郷 is one, not 文京区本郷 again
			judgeAt(c, c.End, places[c.Term])
		}
	case detectors.CellKind:
		if term, width := placeAt(c.Text[c.Start:c.End]); width > 0 {
			_, places := gazetteer()
			judgeAt(c, c.Start+width, places[term])
		}
	}
}

// placeAt is the longest term that s begins with.
func placeAt(s string) (term, width int) {
	const head = len("津市")
	if len(s) < head {
		return 0, 0
	}
	terms, _ := gazetteer()
	for _, t := range termsByHead()[s[:head]] {
		if strings.HasPrefix(s, terms[t]) {
			return t, len(terms[t])
		}
	}
	return 0, 0
}

// termsByHead finds terms by their first two characters, the longest first.
var termsByHead = sync.OnceValue(func() map[string][]int {
	heads := map[string][]int{}
	terms, _ := gazetteer()
	for i, t := range terms {
		k := t[:len("津市")]
		heads[k] = append(heads[k], i)
	}
	for _, ts := range heads {
		slices.SortStableFunc(ts, func(a, b int) int { return len(terms[b]) - len(terms[a]) })
	}
	return heads
})

// wholeAddress is the confidence of an address with its prefecture.
const wholeAddress = 0.85

// judgeAt judges the address that begins with the place p, which ends at offset
// town.
func judgeAt(c *detectors.Candidate, town int, p place) {
	known := true
	if p.whole {
		end := town
		if town, known = municipalityAfter(c, end, p.prefecture); town == end {
			return
		}
	}
	end, strength := readBlock(c.Text[town:c.Hi])
	if end == 0 {
		return
	}
	label, why := c.Announced()
	confidence := 0.75
	if p.whole {
		confidence = wholeAddress
	}
	if known {
		why |= detectors.WhyKnown
	} else {
		confidence, why = 0.65, why|detectors.WhyUnknown
	}
	announced := label >= detectors.OwnLabel
	switch {
	case announced:
		confidence = max(confidence, 0.95)
	case strength == chome:
		confidence = 0.5
	case strength == plainNumber && !p.whole:
		confidence = 0.45
	case strength == plainNumber:
		confidence = 0.65
	default:
		why |= detectors.WhyForm
	}
	if confidence > placed && premises(c) {
		confidence, why = placed, why|detectors.WhyOrganisation
	}
	if c.Organisation() {
		confidence, why = min(confidence, 0.5), why|detectors.WhyOrganisation
	}
	c.Report(c.Start-strayPrefecture(c, p), town+end, confidence, why)
}

// placed is the confidence of the address of what has premises.
const placed = 0.8

// premises reports whether a word on the line before an address says that it is
// where an office, a shop or a workplace is.
func premises(c *detectors.Candidate) bool {
	if c.InTable() {
		return false
	}
	const before = 90 // bytes
	line := c.Text[max(c.Lo, c.Start-before):c.Start]
	line = line[1+strings.LastIndexByte(line, '\n'):]
	for _, w := range [...]string{"所在地", "本社", "支社", "支店", "営業所", "会場", "就業場所", "勤務地", "事務局", "提出先", "申込先"} {
		if strings.Contains(line, w) {
			return true
		}
	}
	return false
}

// strayPrefecture is how many bytes the prefecture takes that is written before a
// municipality of another one: what people mistype, and test data make up.
func strayPrefecture(c *detectors.Candidate, p place) int {
	before := strings.TrimRight(c.Text[c.Lo:c.Start], " 　")
	if p.whole || !strings.HasSuffix(before, "県") && !strings.HasSuffix(before, "府") && !strings.HasSuffix(before, "都") && !strings.HasSuffix(before, "道") {
		return 0
	}
	for _, f := range prefectures() {
		if strings.HasSuffix(before, f.name) {
			return c.Start - c.Lo - len(before) + len(f.name)
		}
	}
	return 0
}

// municipalityAfter finds the municipality that follows a prefecture's name,
// and where it ends. When none of its municipalities stands there, anything
// that ends as one does will do; known is then false.
func municipalityAfter(c *detectors.Candidate, i, prefecture int) (end int, known bool) {
	start := i
	for _, space := range []string{" ", "　", "\t"} {
		if strings.HasPrefix(c.Text[i:c.Hi], space) {
			i += len(space)
			break
		}
	}
	rest := c.Text[i:c.Hi]
	best, spaced := 0, 0
	if len(rest) >= len("津市") {
		head := rest[:min(len(rest), longestHead)]
		gap := strings.IndexByte(head, ' ') >= 0 || strings.Contains(head, "　")
		for _, m := range placesByHead()[placeKey{prefecture, rest[:len("津市")]}] {
			if strings.HasPrefix(rest, m) && len(m) > best {
				best = len(m)
			}
			if gap {
				spaced = max(spaced, matchSpaced(rest, m))
			}
		}
	}
	best = max(best, spaced)
	if best > 0 {
		return i + best, true
	}
	for k, r := range rest {
		switch {
		case k > 0 && (r == '市' || r == '区' || r == '町' || r == '村' || r == '郡'):
			return i + k + len("市"), false
		case k > 8*3, !townRune(r):
			return start, false
		}
	}
	return start, false
}

// longestHead is more than any county or city and the space behind it take, in
// bytes.
const longestHead = 48

// placeKey finds municipalities by their first two characters.
type placeKey struct {
	prefecture int
	head       string
}

var placesByHead = sync.OnceValue(func() map[placeKey][]string {
	heads := map[placeKey][]string{}
	for i, p := range prefectures() {
		for _, m := range p.places {
			k := placeKey{i, m[:len("津市")]}
			heads[k] = append(heads[k], m)
			if t := withoutCounty(m); t != "" {
				k.head = t[:len("津市")]
				heads[k] = append(heads[k], t)
			}
		}
	}
	return heads
})

// matchSpaced is how many bytes of s the municipality takes when a space
// stands behind its county or city: "札幌市 中央区".
func matchSpaced(s, name string) int {
	for _, mark := range []string{"郡", "市"} {
		head, tail, ok := strings.Cut(name, mark)
		if !ok || tail == "" || head == "" || !strings.HasPrefix(s, head) {
			continue
		}
		rest, ok := strings.CutPrefix(s[len(head):], mark)
		if !ok {
			continue
		}
		trimmed := unspaced(rest)
		if gap := len(rest) - len(trimmed); gap > 0 && gap <= 3 && strings.HasPrefix(trimmed, tail) {
			return len(name) + gap
		}
	}
	return 0
}

// least is the share that a column must reach, with a header that announces it
// and without.
func least(col detectors.Column, headed, bare float64) float64 {
	if col.Label == detectors.HeaderLabel {
		return headed
	}
	return bare
}

// Column takes a column whose header says so and where most values hold an
// address, or begin one.
func (Address) Column(col detectors.Column) float64 {
	if col.Label == detectors.OtherLabel {
		return 0
	}
	share, n := col.Reaching(least(col, 0.3, 0.8), func(v string) bool {
		for _, p := range prefectures() {
			if rest, ok := strings.CutPrefix(v, p.name); ok {
				end, _ := readBlock(rest)
				return end > 0
			}
		}
		const head = 48 // bytes that prefecture and municipality take at most
		i := strings.IndexAny(v[:min(len(v), head)], "市区町村")
		if i <= 0 || strings.ContainsAny(v, "、。") {
			return false
		}
		end, _ := readBlock(v[i+len("市"):])
		return end > 0
	})
	switch {
	case col.Label == detectors.HeaderLabel && share >= 0.3:
		return 0.95
	case col.Label == detectors.NoLabel && n >= 3 && share >= 0.8:
		return 0.85
	}
	return 0
}
