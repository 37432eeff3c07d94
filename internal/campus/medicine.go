package campus

import (
	"fmt"
	"strconv"

	"tenken/internal/campus/write"
)

var (
	colPatient  = column{[]string{"患者ID", "患者番号", "診察券番号"}, "", func(_ *campus, p person, _ int) string { return p.patient }}
	colDiagnose = column{[]string{"病名", "診断名"}, "", func(c *campus, _ person, _ int) string {
		return c.pick("2型糖尿病", "高血圧症", "慢性腎臓病", "胃癌", "うつ病", "気管支喘息", "関節リウマチ", "肺炎")
	}}
	colHbA1c = column{[]string{"HbA1c(%)", "HbA1c"}, "", func(c *campus, _ person, _ int) string { return fmt.Sprintf("%.1f", 5+float64(c.IntN(50))/10) }}
	colVisit = column{[]string{"受診日", "来院日"}, "", func(c *campus, _ person, _ int) string { return c.between(2023, 2025).Format("2006/01/02") }}
	colStudy = column{[]string{"研究ID", "匿名化ID", "症例番号", "被験者番号"}, "", func(_ *campus, _ person, row int) string { return fmt.Sprintf("TK-%04d", row*7%9000+11) }}
)

// patients is a list of a clinic.
func (c *campus) patients(department string) {
	people := c.people(10 + c.IntN(70))
	for i := range people {
		people[i].born = c.between(1935, 2000)
	}
	t, types := c.list(people, append([]column{colPatient, colName}, append(c.some(colKana, colBorn, colSex, colVisit), colDiagnose, colHbA1c)...)...)
	t.Sheet = "患者一覧"
	t.Above = []string{"外来患者リスト　代謝内科"}
	ext, data, err := c.table(t)
	c.put(file{
		department: department, folder: c.pick("外来", "研究/糖尿病コホート", "カンファ"), name: "患者リスト_" + c.year() + ext,
		kind: "患者一覧", expect: Flagged, why: "患者の氏名と病名・検査値", types: types, persons: len(people),
	}, data, err)
}

// linkage is the table that tells who is who in study data without names, and
// the study data beside it.
func (c *campus) linkage(department string) {
	people := c.people(15 + c.IntN(60))
	folder := "研究/" + c.pick("睡眠調査", "コホート2023", "生活習慣アンケート", "授業効果測定") + c.digits(2)
	t, types := c.list(people, colStudy, colName, c.some(colStudent, colMail, colPatient)[0])
	t.Sheet = "対応表"
	ext, data, err := c.table(t)
	c.put(file{
		department: department, folder: folder, name: c.pick("対応表", "ID対応表", "連結表") + ext,
		kind: "対応表", expect: Flagged, why: "匿名化IDと氏名の対応表", types: types, persons: len(people),
	}, data, err)
	answer := column{[]string{"Q1", "Q2", "Q3"}, "", func(c *campus, _ person, _ int) string { return strconv.Itoa(1 + c.IntN(5)) }}
	study, _ := c.list(people, colStudy, answer, answer, colScore)
	study.Header[2] = "Q2"
	csv, err := study.CSV(",", "utf-8")
	c.put(file{
		department: department, folder: folder, name: "回答データ_匿名.csv",
		kind: "匿名の研究データ", expect: Clear, why: "氏名のない回答だけ",
	}, csv, err)
}

// counselling is a note about one student's troubles.
func (c *campus) counselling(department string) {
	p := c.person()
	lines := []string{
		"学生相談記録", "相談日：" + c.between(2024, 2025).Format("2006年1月2日"),
		"学籍番号：" + p.student + "　氏名：" + p.name() + "（" + p.kana() + "）", "連絡先：" + p.mobile, "",
		p.surname + "さんは昨年秋から不眠が続き、心療内科でうつ病と診断された。服薬中。",
		"指導教員との関係に悩んでおり、ハラスメントの申立ても考えているとのこと。",
		"次回は保護者の同席を希望。緊急時は母親に連絡する。",
	}
	ext, data, err := c.document(lines)
	c.put(file{
		department: department, folder: "学生相談", name: "相談記録_" + p.surname + ext,
		kind: "相談記録", expect: Flagged, why: "要配慮個人情報を含む相談記録", persons: 1,
		types: map[string]int{"student_id": 1, "name": 1, "name_kana": 1, "phone_mobile": 1},
	}, data, err)
}

// contacts is an emergency call tree.
func (c *campus) contacts(department string) {
	people := c.people(5 + c.IntN(25))
	types := map[string]int{"name": len(people), "phone_mobile": len(people)}
	title := c.pick("緊急連絡網", "災害時連絡先", "当番表と連絡先")
	var (
		ext  string
		data []byte
		err  error
	)
	if c.IntN(2) == 0 {
		slide := []string{department + " " + title}
		for _, p := range people {
			slide = append(slide, p.name()+"　"+p.mobile)
		}
		ext = ".pptx"
		data, err = write.PPTX([][]string{slide})
	} else {
		t, _ := c.list(people, colName, colMobile, colRemark)
		t.Sheet, t.Above = title, []string{department + " " + title}
		ext, data, err = c.table(t)
	}
	c.put(file{
		department: department, folder: c.pick("庶務", "危機管理", "研究室"), name: title + ext,
		kind: "緊急連絡網", expect: Flagged, why: "氏名と携帯電話番号", types: types, persons: len(people),
	}, data, err)
}

// application is one person's filled-in form.
func (c *campus) application(department string) {
	p := c.person()
	lines := []string{
		c.pick("履歴書", "アルバイト登録票", "奨学金申請書", "住所変更届", "研究生願書"), "",
		"ふりがな：" + p.kana(), "氏名：" + p.name(), "生年月日：" + p.wareki() + "生　（" + p.sex() + "）",
		"〒" + p.postal, "現住所：" + p.address, "携帯電話：" + p.mobile, "E-mail：" + p.mail, "",
		"志望理由：授業で学んだことを仕事に生かしたいと考え、応募いたしました。",
	}
	ext, data, err := c.document(lines)
	c.put(file{
		department: department, folder: c.pick("応募", "届出", "採用"), name: lines[0] + "_" + p.surname + ext,
		kind: "記入済みの書類", expect: Flagged, why: "氏名・住所・生年月日・電話番号", persons: 1,
		types: map[string]int{"name": 1, "name_kana": 1, "birth_date": 1, "postal_code": 1, "address": 1, "phone_mobile": 1, "email": 1},
	}, data, err)
}

// minutes are minutes with a mark that says who may read them.
func (c *campus) minutes(department string) {
	mark := c.pick("【機密性3情報】", "取扱注意", "関係者限り", "［部外秘］", "【委員限り】", "機密性２情報　関係者外秘")
	lines := []string{
		mark, "", "第" + strconv.Itoa(1+c.IntN(20)) + "回 " + c.pick("教員選考委員会", "懲戒委員会", "予算委員会", "入試委員会") + " 議事要旨",
		"日時：" + c.between(2024, 2025).Format("2006年1月2日") + " 13時30分～15時", "場所：第一会議室", "出席者：" + c.person().surname + "委員長ほか6名", "",
		"議題1　前回議事要旨の確認", "原案のとおり承認した。", "議題2　次年度の方針について", "委員長から資料に基づき説明があり、審議の結果、継続審議とした。",
	}
	ext, data, err := c.document(lines)
	if c.IntN(3) == 0 {
		ext = ".docx"
		data, err = write.DOCX(mark, lines[1:], write.Table{})
	}
	c.put(file{
		department: department, folder: "会議/委員会", name: "議事要旨_" + c.year() + ext,
		kind: "格付けのある議事録", expect: Flagged, why: "取扱いを限る表示がある", types: map[string]int{"classification_mark": 1},
	}, data, err)
}
