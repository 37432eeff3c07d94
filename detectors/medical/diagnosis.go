package medical

import (
	"strings"
	"unicode/utf8"

	"tenken/detectors"
)

// Diagnosis is the name of an illness where a header, a label or the sentence
// says that it is somebody's.
func Diagnosis() detectors.Detector {
	h := detectors.Headed{
		Of: detectors.Info{
			ID: "diagnosis", Label: "病名・診断", English: "Diagnosis", Category: detectors.Medical, Severity: 1, Persons: detectors.None,
			Validate: "label or column header; words and no numbers, or a code of ICD-10",
			Source:   "個人情報の保護に関する法律施行令 第2条（病歴、診療の記録）",
		},
		Labels:    []string{"病名", "傷病名", "診断名", "主病名", "主傷病名", "入院病名", "確定診断", "臨床診断", "病理診断", "組織診断", "術前診断", "術後診断", "入院時診断", "退院時診断", "主診断", "副病名", "併存症", "合併症", "併存疾患", "有害事象名", "主訴", "既往歴", "現病歴", "基礎疾患", "持病", "diagnosis"},
		Headers:   []string{"診断", "疾患", "疾患名", "診断結果", "所見", "ICD10", "ICD-10", "持病・アレルギー", "傷病", "疾病", "疾病名", "病気", "既往", "有害事象", "dx", "diag", "disease", "comorbidity", "comorbidities", "condition name", "byomei", "byoumei", "shobyomei", "shoubyoumei", "kioreki"},
		NotLabels: []string{"診断日", "診断書", "病名コード数"},
		Form:      illness,
		Beside:    true,
	}
	n := len(h.Asks().Terms)
	return diagnosis{h, n, n + 1, n + 1 + len(verdicts), n + 1 + len(verdicts) + len(illnesses)}
}

// diagnosis reads sentences, too: うつ病と診断された.
type diagnosis struct {
	detectors.Headed
	labels int // terms that are labels; the English one follows
	says   int // terms before the verdicts
	names  int // terms before the names of illnesses
	ends   int // terms before the endings of such names
}

// verdicts follow an illness that somebody has.
var verdicts = []string{"と診断され", "と診断し", "の診断を受け", "を発症し", "を発病し", "に罹患し", "を患っ", "を患い", "で入院", "で通院", "で療養", "で休職", "で休学", "の治療中", "の既往", "で服薬", "の疑いで受診"}

// ends of names of illnesses, and illnesses without one.
var illnessEnds = []string{"病", "症", "炎", "癌", "がん", "ガン", "腫", "障害", "障がい", "うつ", "鬱", "結核", "感染", "骨折", "喘息", "ぜんそく", "アトピー", "てんかん", "梗塞", "出血", "不全", "リウマチ", "症候群", "アレルギー", "ヘルニア", "肺気腫", "エイズ", "HIV", "依存", "妊娠"}

// Asks adds the ends of such sentences.
func (d diagnosis) Asks() detectors.Asks {
	a := d.Headed.Asks()
	a.Terms = append(append(append(append(a.Terms, certificate), verdicts...), illnesses...), illnessEndings...)
	return a
}

// Judge reads what stands before the end of a sentence.
func (d diagnosis) Judge(c *detectors.Candidate) {
	if c.Kind != detectors.TermKind || c.Term < d.labels {
		d.Headed.Judge(c)
		return
	}
	if c.Term < d.says {
		certified(c)
		return
	}
	if c.Term >= d.ends {
		ended(c)
		return
	}
	if c.Term >= d.names {
		named(c, illnesses[c.Term-d.names])
		return
	}
	before := c.Text[c.Lo:c.Start]
	ends := false
	for _, e := range illnessEnds {
		ends = ends || strings.HasSuffix(before, e)
	}
	if !ends {
		return
	}
	c.Report(c.Lo+wordStart(before), c.Start, 0.7, detectors.WhyMarker)
}

// certificate announces an illness in English.
const certificate = "Diagnosis:"

// certified reports what stands behind it on its line.
func certified(c *detectors.Candidate) {
	start, end := c.Value(c.End - 1)
	if v := strings.TrimRight(c.Text[start:end], ". "); c.Column() == 0 && len(v) > 2 && illness(v) {
		c.ReportAbout(detectors.Somebody, start, start+len(v), 0.8, detectors.WhyLabel)
	}
}

// named reports an illness of the list in the text about somebody on record, as
// the whole word around it.
func named(c *detectors.Candidate, illness string) {
	if c.Column() > 0 || c.Label() == detectors.OtherLabel && !strings.Contains(c.Text[max(c.Lo, c.Start-60):c.Start], "障害") && !strings.Contains(c.Opening(), "resourceType") { // in FHIR its key is "code"
		return
	}
	if illness[0] < 0x80 && (c.Text[c.Start:c.End] != illness || c.Next(c.End)|0x20 >= 'a' && c.Next(c.End)|0x20 <= 'z') {
		return // gist, sleep
	}
	end := c.End
	for n := 0; n < 8; n++ { // 糖尿病性腎症
		r := c.Next(end)
		if !(r >= 0x4E00 && r <= 0x9FFF) {
			break
		}
		end += utf8.RuneLen(r)
	}
	ends := false
	for _, e := range illnessEnds {
		ends = ends || strings.HasSuffix(c.Text[c.Start:end], e)
	}
	if !ends {
		end = c.End
	}
	start := c.Lo + wordStart(c.Text[c.Lo:c.Start])
	c.ReportAbout(whose(c), start, end, 0.65, detectors.WhyDictionary)
}

// ended reports a word that ends as the names of illnesses do, where it is about
// somebody on record.
func ended(c *detectors.Candidate) {
	if r := c.Next(c.End); r >= 0x4E00 && r <= 0x9FFF || r >= 'ァ' && r <= 'ヿ' || c.Column() > 0 || c.Label() == detectors.OtherLabel {
		return
	}
	const longest = 14
	start := c.Lo + wordStart(c.Text[c.Lo:c.Start])
	if n := utf8.RuneCountInString(c.Text[start:c.End]); start == c.Start || n < 3 || n > longest {
		return
	}
	c.ReportAbout(whose(c), start, c.End, 0.62, detectors.WhyMarker)
}

// records are titles of what is written about one person: a name in it is
// enough to say whose illness it tells.
var records = []string{"逐語録", "インタビュー記録", "面談記録", "面接記録", "相談記録", "相談票", "ケース記録", "退院時要約", "退院サマリ", "退院時サマリ", "看護サマリ", "看護記録", "診療録", "診療情報提供書", "紹介状", "麻酔記録", "手術記録", "インシデントレポート", "経過記録", "問診票", "診断書", "意見書", "サービス計画書", "看護計画", "支援計画"}

// care are words of those who treat somebody.
var care = []string{"外来", "受診", "通院", "処方", "服薬", "内服", "主治医", "病棟", "入院中"}

// whose says whom the text must name: anybody in a record of one person, and
// where it tells beside the illness of somebody's treatment.
func whose(c *detectors.Candidate) detectors.Who {
	const beside = 160 // bytes
	if c.Opens(records) {
		return detectors.Somebody
	}
	text := c.Text[max(c.Lo, c.Start-beside):min(c.Hi, c.End+beside)]
	for _, w := range care {
		if strings.Contains(text, w) {
			return detectors.Somebody
		}
	}
	return detectors.Registered
}

// wordStart is where the last word of text begins: kanji, katakana, digits and
// the few words in hiragana that illnesses have.
func wordStart(text string) int {
	i := len(text)
	for n := 0; i > 0 && n < 20; n++ {
		kana := false
		for _, w := range []string{"うつ", "がん", "ぜんそく", "てんかん", "けいれん", "ひきこもり"} {
			if strings.HasSuffix(text[:i], w) {
				i, kana = i-len(w), true
			}
		}
		if kana {
			continue
		}
		r, w := utf8.DecodeLastRuneInString(text[:i])
		if !(r >= 0x30A0 && r <= 0x9FFF || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z') {
			break
		}
		i -= w
	}
	return i
}

// illness reports whether v may be the name of an illness: a word of Japanese,
// or a code of ICD-10.
func illness(v string) bool {
	n := utf8.RuneCountInString(v)
	if n < 2 || n > 60 || strings.Contains(v, "。") || !detectors.Filled(v, 2, 60) { // sentences of the course; 特になし
		return false
	}
	if v[0] >= 'A' && v[0] <= 'Z' && len(v) >= 3 && len(v) <= 6 && v[1] >= '0' && v[1] <= '9' && v[2] >= '0' && v[2] <= '9' {
		return true
	}
	if latinWords(v) || acronym(v) {
		return true
	}
	for _, e := range illnessEnds { // IgA腎症
		if strings.HasSuffix(v, e) {
			return true
		}
	}
	if detectors.Half(v)[0]-'0' <= 9 && strings.ContainsAny(v, "月日年") { // 10月2日夜, of the course
		return false
	}
	japanese := 0
	for _, r := range v {
		switch {
		case r >= 0x3040 && r <= 0x9FFF:
			japanese++
		case r == '_' || r == '＿' || r == '□' || r == '○':
			return false
		}
	}
	return 2*japanese >= n && !strings.HasSuffix(v, "ください") && !strings.HasSuffix(v, "名") && !strings.HasSuffix(v, "記入")
}

// acronym reports whether v is a short name of an illness: AMI, CHF, HFpEF.
func acronym(v string) bool {
	upper := 0
	for i := range len(v) {
		switch c := v[i]; {
		case c >= 'A' && c <= 'Z':
			upper++
		case c >= 'a' && c <= 'z', i > 0 && (c == '-' || c-'0' <= 9):
		default:
			return false
		}
	}
	return len(v) >= 2 && len(v) <= 6 && 2*upper >= len(v) && v != "NA" && v != "OK" && v != "NG" && v != "ND"
}

// latinWords reports whether v is one to six words of Latin letters: the name of
// an illness in English.
func latinWords(v string) bool {
	letters, digits := 0, 0
	for i := range len(v) {
		switch c := v[i]; {
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			letters++
		case c-'0' <= 9 && digits < 2 && letters > 3: // Type 2 diabetes mellitus
			digits++
		case c == ' ' || c == '-' || c == '\'' || c == '(' || c == ')' || c == ',' || c == '/':
		default:
			return false
		}
	}
	return letters >= 4 && strings.Count(v, " ") < 6
}
