package medical

import (
	"slices"
	"strings"

	"tenken/detectors"
)

// PatientList is a table with a patient in each row: names or numbers of
// patients beside what they suffer from, take, or had measured.
type PatientList struct{}

// Info describes the detector.
func (PatientList) Info() detectors.Info {
	return detectors.Info{
		ID: "patient_list", Label: "患者一覧", English: "List of patients", Category: detectors.Medical, Severity: 1, Persons: detectors.Row,
		Validate: "headers of a table: a patient's name or number, and two more of a clinic's",
		Source:   "個人情報の保護に関する法律施行令 第2条（病歴、診療の記録）",
	}
}

// Asks declares headers only: the form of a value says nothing.
func (PatientList) Asks() detectors.Asks {
	return detectors.Asks{Headers: patientColumns, NotLabels: []string{"患者数", "患者会"}, Beside: true}
}

var (
	patientColumns = []string{"患者氏名", "患者名", "患者ID", "患者番号", "診察券番号", "カルテ番号", "症例番号", "被験者番号", "受診者名", "受診者氏名", "patient name", "patient id", "mrn"}
	clinicColumns  = []string{"病名", "診断", "疾患", "傷病", "主訴", "術式", "手術", "入院", "退院", "受診", "来院", "診療科", "主治医", "担当医", "病棟", "病室", "処方", "薬", "検査", "既往", "アレルギー", "紹介", "HbA1c", "血圧", "血糖", "BMI", "diagnosis", "admission", "discharge", "転帰", "ステージ", "有害事象", "奏効", "再発", "予後", "合併症", "腫瘍", "投与", "喫煙", "飲酒", "服薬", "BMI", "血糖", "コレステロール", "smok", "treatment", "outcome", "stage", "glucose", "cholesterol", "SDS", "PHQ", "HADS"}
	personColumns  = []string{"氏名", "姓名", "生年月日", "年齢", "性別", "住所", "電話", "カナ", "name", "birth", "dob", "sex", "age"}
)

// Column takes the column of the patients where the others are a clinic's.
func (PatientList) Column(col detectors.Column) float64 {
	plain := slices.Contains(subjectColumns, detectors.Fold(col.Header))
	if col.Label != detectors.HeaderLabel && !plain {
		return 0
	}
	if plain && !individuals(col.Headers) {
		return 0
	}
	clinic, person := 0, 0
	for _, h := range col.Headers {
		switch h = strings.ToLower(h); {
		case h == strings.ToLower(col.Header):
		case contains(h, clinicColumns):
			clinic++
		case contains(h, personColumns):
			person++
		}
	}
	if share, n := col.Share(func(v string) bool { return detectors.Filled(v, 1, 30) }); clinic == 0 || clinic+person < 2 || n < 2 || share < 0.7 {
		return 0
	}
	return 0.9
}

// subjectColumns number the rows of data of a study: one person in each, where
// age and sex say so.
var subjectColumns = []string{"id", "no", "番号", "通番", "症例", "症例no", "被験者", "被験者no", "対象者", "参加者", "登録番号", "検体番号", "subject", "subjectid", "participant", "participantid", "case", "caseid", "sampleid", "recordid", "pid"}

// individuals reports whether rows are human beings, by age and sex, and no
// animals.
func individuals(headers []string) bool {
	age, sex := false, false
	for _, h := range headers {
		h = detectors.Fold(h)
		if contains(h, []string{"週齢", "日齢", "系統", "マウス", "ラット", "個体", "weeks", "strain", "mouse", "breed", "species", "品種"}) {
			return false
		}
		age = age || contains(h, []string{"年齢", "年令", "生年", "birth", "dob"}) || h == "age" || h == "歳" || strings.HasPrefix(h, "age(")
		sex = sex || contains(h, []string{"性別", "gender"}) || h == "sex" || h == "性" || h == "男女"
	}
	return age && sex
}

// Judge reports a row's patient.
func (PatientList) Judge(c *detectors.Candidate) {
	if c.Kind == detectors.CellKind && detectors.Filled(c.Text[c.Start:c.End], 1, 30) {
		c.Report(c.Start, c.End, c.Column(), detectors.WhyHeader|detectors.WhyRow)
	}
}

func contains(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, strings.ToLower(w)) {
			return true
		}
	}
	return false
}
