package campus

import (
	"fmt"
	"strconv"

	"tenken/internal/campus/write"
)

// column is a column of a list of people.
type column struct {
	heads []string
	typ   string // "" for what is looked for under no type
	value func(c *campus, p person, row int) string
}

var (
	colNumber  = column{[]string{"No", "番号", "№", "項番"}, "", func(_ *campus, _ person, row int) string { return strconv.Itoa(row + 1) }}
	colName    = column{[]string{"氏名", "名前", "学生氏名", "お名前", "受講者氏名"}, "name", func(_ *campus, p person, _ int) string { return p.name() }}
	colKana    = column{[]string{"フリガナ", "ふりがな", "氏名カナ", "カナ氏名"}, "name_kana", func(_ *campus, p person, _ int) string { return p.kana() }}
	colStudent = column{[]string{"学籍番号", "学生番号", "学籍No", "学生証番号"}, "student_id", func(_ *campus, p person, _ int) string { return p.student }}
	colBorn    = column{[]string{"生年月日", "誕生日"}, "birth_date", func(_ *campus, p person, row int) string { return p.birthday() }}
	colWareki  = column{[]string{"生年月日"}, "birth_date", func(_ *campus, p person, _ int) string { return p.wareki() }}
	colPostal  = column{[]string{"郵便番号", "〒"}, "postal_code", func(_ *campus, p person, _ int) string { return p.postal }}
	colAddress = column{[]string{"住所", "現住所", "自宅住所", "連絡先住所"}, "address", func(_ *campus, p person, _ int) string { return p.address }}
	colMobile  = column{[]string{"携帯電話", "電話番号", "連絡先", "携帯"}, "phone_mobile", func(_ *campus, p person, _ int) string { return p.mobile }}
	colMail    = column{[]string{"メールアドレス", "E-mail", "email", "メール"}, "email", func(_ *campus, p person, _ int) string { return p.mail }}
	colSex     = column{[]string{"性別"}, "", func(_ *campus, p person, _ int) string { return p.sex() }}
	colClass   = column{[]string{"クラス", "学科", "所属"}, "", func(c *campus, _ person, _ int) string {
		return c.pick("A組", "B組", "数学科", "物理学科", "英文学科", "看護学科")
	}}
	colRemark = column{[]string{"備考", "メモ"}, "", func(c *campus, _ person, _ int) string { return c.pick("", "", "", "休学中", "欠席", "再履修") }}
	colScore  = column{[]string{"点数", "素点", "得点", "期末試験"}, "", func(c *campus, _ person, _ int) string { return strconv.Itoa(40 + c.IntN(61)) }}
	colGrade  = column{[]string{"評価", "成績", "評語"}, "", func(c *campus, _ person, _ int) string {
		return c.pick("秀", "優", "良", "可", "不可", "S", "A", "B", "C")
	}}
)

// list makes a table of people, and counts what is in it.
func (c *campus) list(people []person, columns ...column) (t write.Table, types map[string]int) {
	types = map[string]int{}
	for _, col := range columns {
		t.Header = append(t.Header, c.pick(col.heads...))
		if col.typ != "" {
			types[col.typ] = len(people)
		}
	}
	for i, p := range people {
		row := make([]string, len(columns))
		for k, col := range columns {
			row[k] = col.value(c, p, i)
		}
		t.Rows = append(t.Rows, row)
	}
	return t, types
}

// some keeps each of the columns by chance, two at least.
func (c *campus) some(columns ...column) []column {
	var out []column
	for i, col := range columns {
		if c.IntN(5) < 3 || len(columns)-i <= 2-len(out) {
			out = append(out, col)
		}
	}
	return out
}

// roster is a list of students or staff with how to reach them.
func (c *campus) roster(department string) {
	people := c.people(6 + c.IntN(90))
	born := colBorn
	if c.IntN(3) == 0 {
		born = colWareki
	}
	columns := append([]column{colNumber, colName}, c.some(colKana, colStudent, colSex, born, colPostal, colAddress, colMobile, colMail, colClass, colRemark)...)
	t, types := c.list(people, columns...)
	year := c.year()
	title := c.pick("受講者名簿", "学生名簿", "卒業生名簿", "名簿（最新）", "ゼミ名簿", "新入生一覧", "同窓会名簿", "TA名簿")
	t.Sheet = title
	switch c.IntN(3) {
	case 0:
		t.Above = []string{department + " " + title, fmt.Sprintf("%s 作成", year), ""}
	case 1:
		t.Above = []string{title}
		t.Groups = []write.Group{{Label: "基本情報", Span: 2}, {Label: "詳細", Span: len(columns) - 2}}
	}
	if c.IntN(3) == 0 {
		t.Below = []string{"", fmt.Sprintf("計 %d 名", len(people))}
	}
	ext, data, err := c.table(t)
	c.put(file{
		department: department, folder: c.pick("名簿", "学生関係", "共有/"+year, "old", "ゼミ"), name: title + "_" + year + ext,
		kind: "名簿", expect: Flagged, why: fmt.Sprintf("%d人の氏名と連絡先など", len(people)), types: types, persons: len(people),
	}, data, err)
}

// grades is a list of marks: gravity lies in who got which.
func (c *campus) grades(department string) {
	people := c.people(12 + c.IntN(120))
	columns := []column{colStudent, colName, colScore, colGrade}
	if c.IntN(2) == 0 {
		columns = []column{colNumber, colName, colKana, colGrade, colRemark}
	}
	t, types := c.list(people, columns...)
	subject := c.pick("線形代数学", "力学", "西洋史概論", "英語演習", "統計学入門", "有機化学", "データ構造")
	t.Sheet = "成績"
	t.Above = []string{"科目名：" + subject, "担当教員：" + c.person().name(), ""}
	ext, data, err := c.table(t)
	c.put(file{
		department: department, folder: c.pick("成績", "授業/"+subject, "試験"), name: subject + "_成績_" + c.year() + ext,
		kind: "成績", expect: Flagged, why: fmt.Sprintf("%d人の成績", len(people)), types: types, persons: len(people),
	}, data, err)
}

// admission is a list of applicants and what became of them.
func (c *campus) admission(department string) {
	people := c.people(30 + c.IntN(200))
	id := column{[]string{"受験番号"}, "", func(_ *campus, _ person, row int) string { return strconv.Itoa(10001 + row*3) }}
	result := column{[]string{"合否", "判定"}, "", func(c *campus, _ person, _ int) string { return c.pick("合格", "不合格", "補欠") }}
	t, types := c.list(people, id, colName, colKana, colBorn, colScore, result)
	t.Sheet = "判定資料"
	t.Above = []string{"入学者選抜 判定資料", "取扱注意"}
	types["classification_mark"] = 1
	data, err := write.XLSX("", t)
	c.put(file{
		department: department, folder: "入試/判定", name: "判定資料_" + c.year() + ".xlsx",
		kind: "入試判定", expect: Flagged, why: "受験者の氏名と合否", types: types, persons: len(people),
	}, data, err)
}

// bigList is the whole institution in one file.
func (c *campus) bigList(department string) {
	people := c.people(30000)
	t, types := c.list(people, colStudent, colName, colKana, colBorn, colPostal, colAddress, colMobile, colMail)
	data, err := t.CSV(",", "cp932")
	c.put(file{
		department: department, folder: "システム/抽出", name: "全学生データ_20260401.csv",
		kind: "全学生データ", expect: Flagged, why: "千人を超える個人情報", types: types, persons: len(people),
	}, data, err)
}
