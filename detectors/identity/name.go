package identity

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tenken/detectors"
	"tenken/detectors/identity/jname"
)

// Name recognises 氏名, the name of a person in Japanese text: the values of a
// column, what stands behind a label, and names in prose.
//
// A column or a label announces any value that has the form of a name, also
// rare and foreign ones. In prose only the words themselves speak: the
// analysis of package jname finds candidates, which stay below Medium unless
// an honorific, or data of a private person beside them, confirms them.
type Name struct{}

func (Name) Info() detectors.Info {
	return detectors.Info{
		ID: "name", Label: "氏名", English: "Name",
		Category: detectors.Personal, Severity: 3, Persons: detectors.Key,
		Validate: "column header and the share of dictionary names below it; label; in prose a dictionary of names and an analysis of the sentence, confirmed by honorifics and personal data beside it",
		Source:   "個人情報の保護に関する法律 第2条第1項第1号; 氏名と重みは UniDic 2.1.2・IPADIC 2.7.0、ローマ字の氏名は米国1990年国勢調査と Faker",
	}
}

func (Name) Asks() detectors.Asks {
	return detectors.Asks{
		Labels:    append(nameLabels, nameRoles...),
		Headers:   nameHeaders,
		NotLabels: notNameLabels,
		Terms:     nameTerms,
		At:        true,
		Lines:     true,
		Rows:      true,
		Pure:      true,
	}
}

// nameLabels announce the name of a person by themselves.
var nameLabels = []string{
	"氏名", "姓名", "お名前", "ご氏名", "御氏名", "御芳名", "ご芳名", "本人氏名", "氏　名", "学生氏名", "生徒氏名", "児童氏名", "園児氏名", "受験者氏名", "志願者氏名", "患者氏名", "被験者氏名", "保護者氏名",
	"申請者氏名", "届出者氏名", "職員氏名", "従業員氏名", "教員氏名", "担当者氏名", "代表者氏名", "被保険者氏名", "受給者氏名", "利用者氏名", "相談者氏名", "来談者氏名", "会員氏名", "受講者氏名", "参加者氏名", "研究者氏名",
	"生徒名", "学生名", "児童名", "園児名", "患者名", "受診者名", "利用者名", "受験者名", "志願者名", "保護者名", "職員名", "社員名", "従業員名", "会員名", "参加者名", "申込者名", "受講者名", "相談者名", "来談者名", "被保険者名", "受給者名", "世帯主名",
	"名義人", "カード名義", "カード名義人", "口座名義", "口座名義人", "宛名", "戸籍名", "本名", "旧姓", "通称名", "漢字氏名", "氏名漢字", "シメイ(漢字)", "シメイ(カンジ)", "カンジシメイ", "シメイ漢字", "card holder", "cardholder", "holder name", "participant name", "full name", "fullname", "student name", "patient name", "employee name", "staff name", "person name", "customer name", "名前(漢字)",
}

// nameRoles announce a person by what he or she does; a name often follows.
var nameRoles = []string{
	"名前", "担当者", "申請者", "届出者", "提出者", "代表者", "責任者", "記入者", "報告者", "作成者", "連絡者", "相談者", "来談者", "面談者", "被面談者", "受診者", "患者", "保護者", "世帯主", "扶養者", "被扶養者", "配偶者", "緊急連絡先氏名",
	"受験者", "志願者", "受講者", "参加者", "利用者", "契約者", "被保険者", "受取人", "差出人", "宛先氏名", "依頼者", "主治医", "担当医", "指導教員", "面接官", "受給者", "借用者", "使用者", "署名", "サイン", "対象者", "応募者", "送信者", "受信者", "申立人", "相手方", "被申立人", "被害者", "加害者", "行為者", "通報者", "目撃者", "当事者", "協力者", "研究協力者", "保証人", "連帯保証人", "身元保証人", "主介護者", "発見者", "受傷者", "被推薦者", "届出人", "請求者", "申告者", "受験生", "志望者", "受給資格者", "キーパーソン", "当選者",
}

// nameHeaders announce a name as the header of a column, if its values agree.
var nameHeaders = []string{
	"name", "names", "participant", "participants", "attendee", "attendees", "student", "employee", "patient", "member", "担当", "担当教員", "教員名", "教員", "講師", "講師名", "学生", "生徒", "児童", "社員", "職員", "会員", "メンバー", "出席者", "参加者", "発表者", "委員", "委員名", "役員", "苗字", "名字", "名前", "なまえ", "おなまえ", "ナマエ", "姓", "名", "氏",
	"shimei", "simei", "namae", "onamae", "kanjishimei", "last name", "first name", "family name", "given name", "lastname", "firstname", "surname", "givenname", "familyname", "続柄氏名", "家族氏名", "contact", "氏名等", "所有者", "借受者", "貸出者", "予約者", "注文者", "購入者", "お届け先名", "送付先名", "届け先名",
}

// notNameLabels announce names of other things, or how a name is read.
var notNameLabels = []string{
	"施設名", "施設名称", "名称", "商品名", "製品名", "品名", "品目名", "科目名", "授業科目名", "授業名", "講義名", "講座名", "コース名", "課程名", "学校名", "大学名", "高校名", "学部名", "学科名", "研究科名", "専攻名", "研究室名", "クラス名", "学級名", "組名",
	"病院名", "医療機関名", "診療科名", "会社名", "企業名", "法人名", "法人名称", "団体名", "組織名", "機関名", "部署名", "部局名", "課名", "係名", "所属名", "所属", "勤務先", "勤務先名", "店名", "店舗名", "銀行名", "支店名", "金融機関名",
	"駅名", "地名", "町名", "町域名", "都市名", "市区町村名", "市町村名", "都道府県名", "都道府県", "市区町村", "国名", "国籍", "出身地", "本籍", "住所", "所在地", "建物名", "会場名", "会場", "場所", "部屋名", "室名",
	"件名", "題名", "書名", "作品名", "曲名", "タイトル", "課題名", "研究課題名", "研究題目", "論文名", "論文題目", "事業名", "プロジェクト名", "イベント名", "行事名", "会議名", "資料名", "文書名", "様式名", "ファイル名", "フォルダ名", "シート名", "項目名", "列名", "変数名", "テーブル名",
	"ユーザ名", "ユーザー名", "アカウント名", "ログイン名", "ホスト名", "サーバ名", "サーバー名", "機器名", "装置名", "物品名", "資産名", "薬剤名", "薬品名", "医薬品名", "病名", "傷病名", "疾患名", "検査名", "処置名", "手術名", "菌名", "種名", "和名", "学名",
	"著者", "著者名", "作者", "作者名", "執筆者", "訳者", "編者", "監督", "出演", "発明者", "出版社", "資格名", "役職名", "役職", "職名", "職種", "続柄", "部活名", "チーム名", "グループ名", "奨学金名", "制度名", "ブランド名", "メーカー", "メーカー名",
	"フリガナ", "ふりがな", "カナ", "カナ氏名", "氏名カナ", "氏名(カナ)", "氏名(フリガナ)", "氏名フリガナ", "よみ", "読み", "よみがな", "読み仮名", "ローマ字", "氏名ローマ字", "ローマ字氏名", "英字氏名", "氏名英字", "氏名(英字)", "氏名(ローマ字)", "kana", "romaji",
	"file name", "filename", "user name", "username", "product name", "company name", "item name", "school name", "course name", "host name", "hostname", "table name", "column name", "key name", "event name", "project name", "brand name", "domain name", "class name", "classname", "tag name", "nickname", "ニックネーム", "author", "authors", "性別", "生年月日", "電話番号", "備考",
}

// nameTerms are the labels looked for in prose, as written there.
var nameTerms = func() []string {
	terms := []string{"氏　名", "氏 名", "氏　　名", "氏  名", "氏　　　名", "姓　名", "名　前", "名 前"}
	for _, l := range append(append([]string{}, nameLabels...), nameRoles...) {
		if l[0] >= 0x80 {
			terms = append(terms, l)
		}
	}
	for l := range nameLists {
		if !slices.Contains(terms, l) {
			terms = append(terms, l)
		}
	}
	terms = append(append(terms, englishTerms...), recordTerms...)
	slices.Sort(terms)
	return terms
}()

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// likeness judges the first name in a cell.
func likeness(value string) jname.Likeness {
	best := jname.Not
	eachName(value, func(start, end int) {
		if best == jname.Not {
			best = like(value[start:end])
		}
	})
	return best
}

// like is jname.Like, also of SURNAME, Given.
func like(v string) jname.Likeness {
	if i := strings.Index(v, ", "); i > 0 && v[0] < 0x80 {
		v = v[:i] + v[i+1:]
	}
	return jname.Like(v)
}

// Judge looks at a cell of a column of names, at a label, or at a line.
func (n Name) Judge(c *detectors.Candidate) {
	switch c.Kind {
	case detectors.CellKind:
		n.cell(c)
	case detectors.AtKind:
		beforeMail(c)
	case detectors.TermKind:
		switch {
		case inRecord(c):
			return
		case c.Text[c.Start] < 0x80:
			english(c)
			return
		}
		n.labelled(c)
	case detectors.LineKind:
		n.line(c)
	}
}

// cell reports the names in a cell of a column of names.
func (Name) cell(c *detectors.Candidate) {
	col := c.Column()
	least, why := jname.Form, detectors.WhyColumn
	label := c.Label()
	if label == detectors.HeaderLabel {
		why |= detectors.WhyHeader
	} else if label == detectors.OtherLabel {
		return
	}
	if col < detectors.High {
		least = jname.Part
	}
	value := c.Text[c.Start:c.End]
	if c.Organisation() {
		col = min(col, publicColumn)
	}
	switch col {
	case publicColumn:
		why |= detectors.WhyPublic
	case otherColumn:
		why |= detectors.WhyOtherLabel
	}
	if latinName(value) && col >= detectors.High {
		report(c, c.Start, c.End, col, jname.Form, why)
		return
	}
	if dotted(value) {
		report(c, c.Start, c.End, col, jname.Whole, why)
		return
	}
	eachName(value, func(start, end int) {
		l := like(value[start:end])
		if l < least || utf8.RuneCountInString(value[start:end]) < 2 && l < jname.Part {
			return
		}
		report(c, c.Start+start, c.Start+end, col, l, why)
	})
}

// dotted reports whether a middle dot divides v into surname and given name, and
// not two people's surnames.
func dotted(v string) bool {
	a, b, ok := strings.Cut(v, "・")
	return ok && !strings.Contains(b, "・") && jname.Surname(a) && (jname.Given(b) || !jname.Surname(b)) && jname.Like(v) == jname.Whole
}

// caption reports whether what looks like a name is the caption of the next
// field of a blank form, or a sign.
func caption(v string) bool {
	if v = detectors.Fold(v); captions[v] || strings.Contains(v, "を") || !strings.ContainsFunc(v, unicode.IsLetter) {
		return true
	}
	for _, e := range [...]string{"所在地", "住所", "番号", "年月日", "電話"} {
		if strings.HasSuffix(v, e) {
			return true
		}
	}
	return false
}

// captions are the labels and headers of forms.
var captions = func() map[string]bool {
	m := map[string]bool{}
	for _, list := range [][]string{nameLabels, nameRoles, notNameLabels, {"現住所", "自宅", "携帯", "年齢", "学年", "署名", "押印", "印", "続柄", "勤務先", "文字", "文字列", "数字", "数値", "日付", "全角", "半角", "全角文字", "必須", "任意", "該当者のみ", "希望者のみ", "自動採番", "任期", "職", "班", "回", "date", "name", "description", "signature"}} {
		for _, l := range list {
			m[detectors.Fold(l)] = true
		}
	}
	return m
}()

// report reports a name that is announced, with what the dictionary and lists
// of placeholders say.
func report(c *detectors.Candidate, start, end int, confidence float64, l jname.Likeness, why detectors.Why) {
	if l >= jname.Part {
		why |= detectors.WhyDictionary
	}
	switch v := c.Text[start:end]; {
	case cutByMask(c, end), strings.ContainsAny(v, "0123456789_"), strings.HasPrefix(v, "ID "), l <= jname.Form && caption(v):
		return
	case dummyName(v) || masked(c, start):
		confidence, why = min(confidence, 0.5), why|detectors.WhyDummy
	case c.PublicList(start), c.Publication():
		confidence, why = min(confidence, 0.5), why|detectors.WhyPublic
	}
	c.Report(start, end, confidence, why)
}
