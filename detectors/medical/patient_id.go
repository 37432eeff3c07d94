package medical

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tenken/detectors"
)

// PatientID is the number that a hospital gives its patient: behind a label, in
// a column, and where formats of medicine keep it.
func PatientID() detectors.Detector {
	h := detectors.Headed{
		Of: detectors.Info{
			ID: "patient_id", Label: "患者ID", English: "Patient number", Category: detectors.Medical, Severity: 1, Persons: detectors.Key,
			Validate: "label or column header; three to twelve letters and digits; field 3 of PID in HL7, PatientID in DICOM, the system of patients' numbers in FHIR, the chart's number in claims",
			Source:   "個人情報の保護に関する法律 第2条第3項（要配慮個人情報）; 各病院の付番; HL7 v2.5 3.4.2.3; DICOM PS3.3 C.7.1.1; JP Core JP_Patient",
		},
		Labels:    []string{"患者ID", "患者番号", "患者No", "患者コード", "診察券番号", "診察券No", "診察番号", "カルテ番号", "カルテNo", "カルテID", "患者ＩＤ", "患者Ｎｏ", "カルテＮｏ", "カルテＩＤ", "診察券Ｎｏ", "patient id", "patient_id", "patientid", "patient no", "patient number", "mrn", "chart no", "chart number"},
		Headers:   []string{"hospital id", "hospital no", "kanja no", "kanja id", "kanja bango", "kanjano", "kanjaid", "karte no", "karute no", "shinsatsuken", "診察券", "被検者ID", "カルテ", "chart", "chart id", "pt id", "pt no", "ptid", "ptno"},
		NotLabels: []string{"患者数", "患者満足度"},
		Form:      func(v string) bool { return detectors.Code(v, 3, 12) },
		First:     true,
	}
	return patientID{h, len(h.Asks().Terms)}
}

type patientID struct {
	detectors.Headed
	labels int // terms that are labels; marks of formats follow
}

// Marks of what holds the number of a patient.
const (
	pidSegment   = "PID|"
	claimRecord  = "RE,"
	dicomNumber  = "PatientID"                       // behind the value, in dumps
	fhirPatients = "urn:oid:1.2.392.100495.20.3.51." // JP Core: numbers of the patients of an institution
	spacedID     = "患者 ID"
)

// plainIDs announce the number of a patient at the head of a chart, and other
// numbers elsewhere.
var plainIDs = []string{"ID：", "ID:", "ID ", "ID　", "ID#", "ＩＤ：", "ＩＤ　", "ID．", "ID.", "ID0", "ID1", "ID2", "ID3", "ID4", "ID5", "ID6", "ID7", "ID8", "ID9"}

// englishMarks announce the number of a medical record in English.
var englishMarks = []string{"MRN:", "MRN：", "MRN "}

// Asks adds the marks.
func (p patientID) Asks() detectors.Asks {
	a := p.Headed.Asks()
	a.Terms = append(append(a.Terms, pidSegment, claimRecord, dicomNumber, fhirPatients, spacedID), append(plainIDs[:len(plainIDs):len(plainIDs)], englishMarks...)...)
	return a
}

// bareHeaders stand above the numbers of patients in lists that say by their
// other columns whose they are.
var bareHeaders = []string{"id", "番号", "idno", "id番号", "no", "登録番号", "登録no", "登録id", "受付番号", "管理番号", "整理番号", "症例id", "pt", "code", "コード"}

// bareColumn is the confidence of a column below such a header.
const bareColumn = 0.85

// Column also takes ID and 番号 beside a patient, or somebody's age and sex, and
// what a clinic writes of one.
func (p patientID) Column(col detectors.Column) float64 {
	if f := p.Headed.Column(col); f > 0 {
		return f
	}
	if h := detectors.Fold(col.Header); !slices.Contains(bareHeaders, h) {
		return 0
	}
	patient, named, clinic, other := individuals(col.Headers), false, 0, false
	for _, h := range col.Headers {
		h = strings.ToLower(h)
		patient = patient || strings.Contains(h, "患者") || strings.Contains(h, "受診者") || strings.Contains(h, "patient")
		named = named || h == "name" || h == "pt" || strings.Contains(h, "氏名")
		other = other || contains(h, []string{"学籍", "学生", "患者id", "患者番号", "患者no", "カルテ", "診察券", "mrn", "patient id", "patient_id", "patientid"})
		if contains(h, clinicColumns) || h == "dx" || h == "los" {
			clinic++
		}
		if contains(h, testHeaders) || contains(h, []string{"病名", "診断", "処方", "術式", "主訴", "diagnosis"}) {
			clinic++ // nobody else writes these beside a name
		}
	}
	if other || clinic == 0 || !patient && !(named && clinic > 1) {
		return 0
	}
	if share, n := col.Reaching(0.9, hospitalNumber); n < 2 || share < 0.9 {
		return 0
	}
	return bareColumn
}

// hospitalNumber reports whether v has the form in which hospitals number their
// patients: five to ten digits, with hyphens and at most one letter. Studies
// number theirs with fewer digits behind letters of their own.
func hospitalNumber(v string) bool {
	digits, letters := 0, 0
	for _, r := range detectors.Half(v) {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r >= 'A' && r <= 'Z', r >= 'a' && r <= 'z':
			letters++
		case r != '-':
			return false
		}
	}
	return digits >= 5 && digits <= 10 && letters <= 1
}

// Judge reads formats, labels and cells.
func (p patientID) Judge(c *detectors.Candidate) {
	if c.Kind == detectors.CellKind && c.Column() == bareColumn {
		if hospitalNumber(c.Text[c.Start:c.End]) {
			c.Report(c.Start, c.End, bareColumn, detectors.WhyColumn|detectors.WhyRow)
		}
		return
	}
	if c.Kind != detectors.TermKind || c.Term < p.labels {
		p.Headed.Judge(c)
		return
	}
	var at detectors.Field
	switch c.Text[c.Start:c.End] {
	case pidSegment:
		if f := c.Fields('|', pidFields); f != nil {
			at = c.Part(f[3], '^')
		}
	case claimRecord:
		if f := c.Fields(',', claimFields); isClaim(c, f) && len(f) > claimChart {
			at = f[claimChart]
		}
	case dicomNumber:
		at = c.Dumped()
	case fhirPatients:
		at = identifier(c)
	case "MRN:", "MRN：", "MRN ":
		if start, end := c.Code(c.End); detectors.Code(c.Text[start:end], 5, 12) && c.Column() == 0 {
			at = detectors.Field{Start: start, End: end}
		}
	case spacedID:
		at.Start, at.End = c.Code(c.End)
	default:
		at = chartHead(c)
	}
	if v := c.Text[at.Start:at.End]; detectors.Code(v, 3, 20) {
		c.Report(at.Start, at.End, 0.95, detectors.WhyForm|detectors.WhyMarker)
	}
}

// identifier is the value beside the system of an identifier of FHIR.
func identifier(c *detectors.Candidate) (f detectors.Field) {
	const near = 300 // bytes
	c.Lo, c.Hi = c.Start, min(len(c.Text), c.End+near)
	rest := c.Text[c.End:c.Hi]
	if i := strings.IndexByte(rest, '}'); i >= 0 {
		rest = rest[:i]
	}
	i := strings.Index(rest, "value")
	if i < 0 {
		return f
	}
	start := i + len("value")
	start += len(rest[start:]) - len(strings.TrimLeft(rest[start:], "\"' :="))
	if attribute := "value="; strings.HasPrefix(rest[start:], attribute) { // of XML: <value value="1"/>
		start += len(attribute) + 1
	}
	n := strings.IndexAny(rest[min(start, len(rest)):], "\"'<")
	if n < 0 {
		return f
	}
	return detectors.Field{Start: c.End + start, End: c.End + start + n}
}

// chartHead is the number behind ID： at the head of a chart, in the line of the
// patient or before the name, in a text of medicine.
func chartHead(c *detectors.Candidate) (f detectors.Field) {
	const around = 600 // bytes
	from := c.End
	if c.Text[from-1]-'0' <= 9 {
		if p := c.Prev(c.Start); p|0x20 >= 'a' && p|0x20 <= 'z' || p == '_' || p == '-' { // GRID5
			return f
		}
		from--
	}
	start, end := c.Code(from)
	if v := detectors.Half(c.Text[start:end]); len(v) < 5 || len(v) > 10 || strings.Trim(v, "0123456789-") != "" {
		return f
	}
	if !patientLine(c, start, end) {
		return f
	}
	text := c.Text[max(0, c.Start-around):min(len(c.Text), end+around)]
	for _, w := range []string{"診断：", "病理診断", "入院", "退院", "診療科", "主治医", "病名", "主訴", "受診", "外来", "処方", "カルテ", "看護", "病棟", "検査所見", "紹介", "手術", "術式", "麻酔", "内服", "投与"} {
		if strings.Contains(text, w) {
			return detectors.Field{Start: start, End: end}
		}
	}
	return f
}

// patientLine reports whether a name may follow a number, or its line says that
// it is about a patient.
func patientLine(c *detectors.Candidate, start, end int) bool {
	rest := strings.TrimLeft(c.Text[end:c.Hi], " 　,、，")
	if r, _ := utf8.DecodeRuneInString(rest); r >= 0x3041 && r <= 0x9FFF {
		return true
	}
	lo := c.Lo + 1 + strings.LastIndexByte(c.Text[c.Lo:start], '\n')
	if above := strings.TrimSuffix(c.Text[c.Lo:lo], "\n"); above != "" { // 氏名 on the line before
		lo = c.Lo + 1 + strings.LastIndexByte(above, '\n')
	}
	hi := c.Hi
	if n := strings.IndexByte(c.Text[end:c.Hi], '\n'); n >= 0 {
		hi = end + n
	}
	line := c.Text[lo:hi]
	for _, w := range []string{"患者", "氏名", "様", "歳", "手術日", "Pt"} {
		if strings.Contains(line, w) {
			return true
		}
	}
	return false
}
