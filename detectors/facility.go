package detectors

import "strings"

// Headers of lists of places and organisations, and those that show that the
// rows are people after all.
var (
	facilityHeaders = []string{"施設", "名称", "店舗", "店名", "会社名", "企業名", "法人名", "団体名", "事業所", "事業者", "学校名", "校名", "園名", "病院", "医療機関", "診療所", "薬局", "機関名", "所在地", "設置者", "駅名", "公園", "図書館", "会場", "避難所", "営業時間", "開館", "休館", "郵便局", "支店名", "緯度", "経度", "町域", "都道府県名", "市区町村名", "停留所", "バス停", "路線", "機関コード", "団体コード", "地番", "標準地", "地積", "間取り", "賃料", "物件", "最寄駅", "築年", "町丁", "町名", "字名", "仕入先", "取引先", "販売元", "製造元", "取扱会社", "出版社", "屋号", "営業の種類", "局名", "橋名", "河川名", "路線名", "観測点", "観測所", "架設年", "橋長", "station", "facility", "company", "institution", "store", "shop"}
	personHeaders   = []string{"氏名", "名前", "姓名", "フリガナ", "ふりがな", "カナ", "性別", "生年月日", "誕生日", "年齢", "続柄", "学籍", "学生", "患者", "受験", "職員", "社員", "会員", "個人番号", "携帯", "本人", "保護者", "担当者", "利用者", "姓", "成績"}
)

// facility reports whether the headers are those of a list of places: a park,
// a school, a shop in each row, and no person.
func facility(columns []column) bool {
	places := 0
	for i := range columns {
		h := Fold(columns[i].header)
		switch {
		case containsAny(h, vacancyHeaders):
			return true
		case strings.Contains(h, "氏名") && !PublicPost(h): // 申込者の氏名又は名称
			return false
		case containsAny(h, facilityHeaders):
			places++
		case PublicPost(h), counted(h), ReadingOfThing(h):
		case containsAny(h, personHeaders):
			return false
		}
	}
	return places > 0
}

// vacancyHeaders stand in lists of vacancies, which name whom to ask.
var vacancyHeaders = []string{"求人番号", "求人数", "就業場所", "雇用形態", "採用人数"}

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// Tally reports whether a header, folded, announces how many there are of what the
// row names: 人数, 件数.
func Tally(folded string) bool {
	return counted(folded) && !containsAny(folded, []string{"履修", "出席", "欠席", "回数", "点数", "単位", "日数"}) || strings.Contains(folded, "人数")
}

// counted reports whether a header announces how many there are: 職員数.
func counted(h string) bool {
	if strings.HasPrefix(h, "対象") || strings.HasSuffix(h, "年齢制限") {
		return true // of whom a place is for
	}
	for _, end := range []string{"数", "率", "定員", "割合", "人口", "人数"} {
		if strings.HasSuffix(h, end) {
			return true
		}
	}
	return false
}

// publicPosts are held by people who are published with what they do.
var publicPosts = []string{
	"研究者", "担当教員", "担当講師", "生産者", "出荷者", "授業担当", "教員名", "講師名", "講師", "指導教員", "研究代表者", "研究分担者", "代表研究者", "著者", "編者", "訳者", "発表者", "座長", "司会", "演者", "登壇者", "審査員", "発明者",
	"代表者", "代表取締役", "開設者", "営業者", "事業主", "管理者", "管理責任者", "取扱責任者", "保管責任者", "防火管理者", "設置者", "経営者", "理事長", "園長", "校長", "院長", "館長", "施設長", "所長", "会長", "候補者", "民生委員", "児童委員", "当選人", "当選者", "議員", "監督", "騎手", "首長", "当選", "選手", "アーティスト", "作詞", "作曲", "編曲", "歌手", "俳優", "声優", "出演", "原作", "脚本", "受賞者",
}

// PublicPost reports whether a header or label, folded, announces people in a
// post that is published with what they do: teachers of courses, authors,
// heads of institutions.
func PublicPost(folded string) bool {
	return containsAny(folded, publicPosts) && !strings.Contains(folded, "研究者番号") && !strings.Contains(folded, "議員番号")
}

// placeEnds end the names of places and organisations.
var placeEnds = []string{"館", "校", "園", "院", "場", "店", "駅", "所", "センター", "ホール", "プラザ", "会社", "公民館", "体育館", "病院", "神社", "橋", "港", "局", "大学", "団地", "浴場", "ホテル", "クリニック", "薬局"}

// places reports whether most values of a column name places, whatever its
// header says: "name" in open data.
func places(values []string) bool {
	n := 0
	for _, v := range values {
		for _, e := range placeEnds {
			if strings.HasSuffix(v, e) {
				n++
				break
			}
		}
	}
	return len(values) >= 5 && 3*n >= 2*len(values)
}

// companies reports whether most values name companies.
func companies(values []string) bool {
	n := 0
	for _, v := range values {
		if containsAny(v, companySigns) {
			n++
		}
	}
	return len(values) >= 5 && 2*n >= len(values)
}

var companySigns = []string{"株式会社", "(株)", "（株）", "㈱", "有限会社", "(有)", "（有）", "㈲", "合同会社", "合資会社", "法人", "組合"}

// persons reports whether a header announces people.
func (s *section) persons() bool {
	for i := range s.columns {
		if h := Fold(s.columns[i].header); containsAny(h, personHeaders) && !counted(h) && !PublicPost(h) && !ReadingOfThing(h) {
			return true
		}
	}
	return false
}
