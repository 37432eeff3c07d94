package medical

import (
	"slices"
	"strings"
	"unicode/utf8"

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
	plain := subjects(detectors.Fold(col.Header))
	if col.Label != detectors.HeaderLabel && !plain {
		return 0
	}
	if plain && !individuals(col.Headers) {
		if answers(col) {
			return answered
		}
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
	if plain && clinic == 0 && answers(col) {
		return answered
	}
	if share, n := col.Share(func(v string) bool { return detectors.Filled(v, 1, 30) }); clinic == 0 || clinic+person < 2 || n < 2 || share < 0.7 {
		return 0
	}
	return 0.9
}

// subjectColumns number the rows of data of a study: one person in each, where
// age and sex say so.
var subjectColumns = []string{"id", "no", "番号", "通番", "症例", "症例no", "被験者", "被験者no", "対象者", "参加者", "登録番号", "検体番号", "subject", "subjectid", "participant", "participantid", "case", "caseid", "sampleid", "recordid", "pid", "iid", "subj", "sample", "サンプルid", "サンプルno", "サンプル番号", "検体id", "検体no", "回答者", "回答者id", "回答者no", "回答者番号", "回答id", "回答番号", "協力者", "id番号", "respondent", "respondentid", "responseid", "参加者id", "参加者番号", "参加者no", "被験者id", "対象者id", "対象者番号", "対象者no"}

// animals are what tables of animals say of them.
var animals = []string{"週齢", "日齢", "系統", "マウス", "ラット", "個体", "weeks", "strain", "mouse", "breed", "species", "品種"}

// subjects reports whether a header, folded, numbers the rows of data of a study.
func subjects(header string) bool {
	if slices.Contains(subjectColumns, header) {
		return true
	}
	const longest = 12 // characters
	return utf8.RuneCountInString(header) <= longest && contains(header, []string{"症例", "被験者", "研究対象者", "参加者", "回答者"}) && contains(header, []string{"番号", "id", "no", "コード"})
}

// individuals reports whether rows are human beings, by age and sex, and no
// animals.
func individuals(headers []string) bool {
	age, sex := false, false
	for _, h := range headers {
		h = detectors.Fold(h)
		if contains(h, animals) {
			return false
		}
		age = age || contains(h, []string{"年齢", "年令", "生年", "birth", "dob"}) || h == "age" || h == "歳" || strings.HasPrefix(h, "age(")
		sex = sex || contains(h, []string{"性別", "gender"}) || h == "sex" || h == "性" || h == "男女"
	}
	return age && sex
}

// answered is the confidence of rows that nobody's name or number is in.
const answered = 0.85

// answers reports whether each row is what somebody told of his or her health:
// an age or a year of study, or a sex, and two columns of what only he or she
// can know; or where genotypes are. What is published of the sick says where and when, and how many.
func answers(col detectors.Column) bool {
	age, sex, health, genotypes := false, false, 0, 0
	for _, h := range col.Headers {
		h = detectors.Fold(h)
		if contains(h, animals) || contains(h, []string{"公表", "公開", "都道府県", "市区町村", "自治体", "団体", "地域", "人数", "件数", "人口", "割合", "率", "合計", "総数", "平均", "死亡数", "患者数", "年度", "施設"}) {
			return false
		}
		if n, ok := strings.CutPrefix(h, "rs"); ok && len(n) >= 3 && strings.Trim(n, "0123456789") == "" { // dbSNP
			genotypes++
		}
		age = age || contains(h, []string{"年代", "年齢", "年令", "学年", "agegroup"}) || h == "age" || h == "歳"
		sex = sex || contains(h, []string{"性別", "gender"}) || h == "sex" || h == "性" || h == "男女"
		if contains(h, tellsHealth) {
			health++
		}
	}
	if genotypes == 0 && (!age && !sex || health < 2 && !(age && sex && health > 0)) {
		return false
	}
	return different(col.Values)
}

// tellsHealth are what people are asked, and tested for, about their health.
var tellsHealth = []string{"通院", "病歴", "既往", "持病", "病気", "治療", "服薬", "内服", "薬", "不調", "障害", "障がい", "診断", "症状", "手術", "入院", "妊娠", "月経", "飲酒", "喫煙", "睡眠", "うつ", "抑うつ", "不安尺度", "自殺", "自傷", "アレルギー", "健康状態", "体調", "ストレス", "mmse", "moca", "wais", "細胞診", "採血", "採取日", "病期", "病理", "hpv", "検診", "bdi", "phq", "gad7", "k6", "k10", "ces-d", "cesd", "hads", "stai", "sf36", "sf-36", "eq5d", "eq-5d", "aq得点", "medication", "diagnos", "depress", "anxiety"}

// different reports whether nearly all values are different, as the numbers of
// those who answered are.
func different(values []string) bool {
	seen := map[string]bool{}
	for _, v := range values {
		seen[v] = true
	}
	return len(values) >= 3 && 10*len(seen) >= 9*len(values)
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
