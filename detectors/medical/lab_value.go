package medical

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"tenken/detectors"
)

// LabValue is the result of a laboratory test in a column whose header names
// the test.
func LabValue() detectors.Detector {
	return labValue{detectors.Headed{
		Of: detectors.Info{
			ID: "lab_value", Label: "検査値", English: "Laboratory value", Category: detectors.Medical, Severity: 2, Persons: detectors.None,
			Validate: "column header that names a test; numbers, with < or > or H and L",
			Source:   "個人情報の保護に関する法律施行令 第2条（健康診断等の結果）; 検査名は JLAC10",
		},
		Headers: []string{
			"HbA1c", "A1c", "HbA1c(%)", "HbA1c(NGSP)", "空腹時血糖", "随時血糖", "血糖", "血糖値", "GLU", "AST", "ALT", "GOT", "GPT", "AST(GOT)", "ALT(GPT)", "γ-GTP", "γGTP", "ALP", "LDH", "LD", "総ビリルビン", "T-Bil",
			"総蛋白", "アルブミン", "ALB", "尿酸", "UA", "尿素窒素", "BUN", "クレアチニン", "CRE", "Cre", "Cr", "eGFR", "総コレステロール", "T-Cho", "LDL", "LDL-C", "HDL", "HDL-C", "中性脂肪", "TG", "CRP", "CK", "CPK", "アミラーゼ",
			"WBC", "RBC", "Hb", "HGB", "Ht", "HCT", "PLT", "MCV", "白血球", "白血球数", "赤血球", "赤血球数", "ヘモグロビン", "血小板", "血小板数", "PSA", "CEA", "CA19-9", "TSH", "FT3", "FT4", "BNP", "NT-proBNP", "PT-INR", "D-dimer", "SpO2", "ChE", "D-Bil", "T-Bil(mg/dL)", "TP", "Alb", "Na", "K", "Cl", "Ca", "フェリチン", "KL-6", "CK-MB", "AMY", "LDH", "APTT", "FDP", "AFP", "CA125", "IgG", "IgE", "HBs抗原", "HCV抗体", "尿蛋白定量", "総ビリルビン", "尿素窒素(BUN)", "LDLコレステロール", "HDLコレステロール",
		},
		Form:   measured,
		Beside: true,
		Who:    detectors.Somebody,
	}}
}

// labValue also takes lists with a test in each row: 検査項目, 結果, 単位.
type labValue struct{ detectors.Headed }

// Asks adds the names of tests, which results follow in text.
func (l labValue) Asks() detectors.Asks {
	a := l.Headed.Asks()
	a.Terms = append(slices.Clip(tests), observation)
	return a
}

// Judge also reads results in the text about somebody on record: HbA1c 8.2%.
func (l labValue) Judge(c *detectors.Candidate) {
	if c.Kind != detectors.TermKind {
		l.Headed.Judge(c)
		return
	}
	if c.Text[c.Start:c.End] == observation {
		observed(c)
		return
	}
	const gap = " 　:：=＝はが\t" // between a test and its result
	start := c.End
	if rest := c.Text[start:min(c.Hi, start+20)]; strings.HasPrefix(rest, "(") || strings.HasPrefix(rest, "（") { // AST(GOT)
		if i := strings.IndexAny(rest, ")）"); i >= 0 {
			_, w := utf8.DecodeRuneInString(rest[i:])
			start += i + w
		}
	}
	window := c.Text[start:min(c.Hi, start+12)]
	start += len(window) - len(strings.TrimLeft(window, gap))
	end := start
	for end < c.Hi && end < start+10 && (c.Text[end]-'0' <= 9 || c.Text[end] == '.' || c.Text[end] == ',') {
		end++
	}
	if end = start + len(strings.TrimRight(c.Text[start:end], ".,")); end == start || c.Column() > 0 {
		return
	}
	c.ReportAbout(detectors.Registered, start, end, 0.7, detectors.WhyLabel)
}

// observation begins the segment of a result in HL7.
const observation = "OBX|"

// observed reports the value of an OBX segment that is a number: HL7 v2.5
// chapter 7.4.2, fields 2 and 5.
func observed(c *detectors.Candidate) {
	const valueField = 5
	f := c.Fields('|', valueField+1)
	if f == nil || c.Text[f[2].Start:f[2].End] != "NM" || !measured(c.Text[f[valueField].Start:f[valueField].End]) {
		return
	}
	c.ReportAbout(detectors.Registered, f[valueField].Start, f[valueField].End, 0.9, detectors.WhyForm|detectors.WhyMarker)
}

// Headers of such lists: of the results, of the names of tests, and of whose
// they are.
var (
	resultHeaders = []string{"結果", "結果値", "検査結果", "検査値", "測定値", "測定結果", "値", "result", "value", "resultvalue", "testresult"}
	testHeaders   = []string{"検査項目", "検査名", "項目名", "検査コード", "jlac", "testname", "testcode", "testitem", "labtest", "analyte"}
	whoseHeaders  = []string{"患者", "カルテ", "診察券", "氏名", "被験者", "受診者", "対象者", "症例", "patient", "subject", "mrn"}
)

// Column takes results beside the names of tests in lists of patients, too.
func (l labValue) Column(col detectors.Column) float64 {
	if f := l.Headed.Column(col); f > 0 {
		return f
	}
	if !slices.Contains(resultHeaders, detectors.Fold(col.Header)) {
		return 0
	}
	tests, whose := false, false
	for _, h := range col.Headers {
		h = detectors.Fold(h)
		tests, whose = tests || h == "項目" || h == "検査" || contains(h, testHeaders), whose || contains(h, whoseHeaders)
	}
	if share, n := col.Share(measured); !tests || !whose || n == 0 || share < 0.5 {
		return 0
	}
	return 0.9
}

// measured reports whether v is a number as laboratories write it.
func measured(v string) bool {
	v = strings.TrimRight(strings.TrimLeft(v, "<>≦≧＜＞ "), " HLhl↑↓*%％")
	if v == "" || len(v) > 12 {
		return false
	}
	_, err := strconv.ParseFloat(v, 64)
	return err == nil
}
