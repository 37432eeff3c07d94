package detectors

import "strings"

// Headers of lists of places and organisations, and those that show that the
// rows are people after all.
var (
	facilityHeaders = []string{"施設", "名称", "店舗", "店名", "会社名", "企業名", "法人名", "団体名", "事業所", "事業者", "学校名", "校名", "園名", "病院", "医療機関", "診療所", "薬局", "機関名", "所在地", "設置者", "駅名", "公園", "図書館", "会場", "避難所", "営業時間", "開館", "休館", "郵便局", "支店名", "緯度", "経度"}
	personHeaders   = []string{"氏名", "名前", "姓名", "フリガナ", "ふりがな", "カナ", "性別", "生年月日", "誕生日", "年齢", "続柄", "学籍", "学生", "患者", "受験", "職員", "社員", "会員", "個人番号", "携帯", "本人", "保護者", "担当者", "利用者", "姓", "成績"}
)

// facility reports whether the headers are those of a list of places: a park,
// a school, a shop in each row, and no person.
func facility(columns []column) bool {
	places := 0
	for i := range columns {
		h := Fold(columns[i].header)
		switch {
		case containsAny(h, facilityHeaders):
			places++
		case containsAny(h, personHeaders):
			return false
		}
	}
	return places > 0
}

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
