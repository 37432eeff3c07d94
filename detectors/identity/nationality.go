package identity

import (
	"strings"
	"unicode/utf8"

	"tenken/detectors"
)

// Nationality is where somebody comes from, or by what right they stay.
func Nationality() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "nationality", Label: "国籍・在留資格", English: "Nationality", Category: detectors.Personal, Severity: 3, Persons: detectors.None,
			Validate: "label or column header; a country or a status of residence, near a person",
			Source:   "出入国管理及び難民認定法 別表第一・第二; ISO 3166",
		},
		Labels:    []string{"国籍", "国籍・地域", "在留資格", "出身国", "nationality", "citizenship"},
		Headers:   []string{"国籍/地域", "国・地域", "国/地域", "国又は地域", "出身国・地域", "出身地域", "出身", "本国", "country of citizenship"},
		NotLabels: []string{"国籍別", "在留資格別", "国籍数"},
		Form:      countryOrStatus,
		Beside:    true,
		Who:       detectors.Somebody,
	}
}

// statuses of residence.
var statuses = []string{"留学", "永住者", "定住者", "技能実習", "特定技能", "特定活動", "家族滞在", "短期滞在", "教授", "研究", "教育", "技術・人文知識・国際業務", "高度専門職", "経営・管理", "医療", "介護", "文化活動", "研修", "日本人の配偶者等", "永住者の配偶者等", "特別永住者", "技能", "興行", "宗教", "報道", "外交", "公用"}

// countries as they are written most.
var countries = []string{
	"日本", "中国", "中華人民共和国", "韓国", "大韓民国", "台湾", "香港", "ベトナム", "ヴェトナム", "ネパール", "インドネシア", "タイ", "フィリピン", "マレーシア", "シンガポール", "ミャンマー", "カンボジア", "ラオス", "モンゴル", "バングラデシュ", "スリランカ", "インド", "パキスタン", "ウズベキスタン", "カザフスタン", "イラン", "イラク", "トルコ", "サウジアラビア", "エジプト", "ケニア", "ナイジェリア", "ガーナ", "南アフリカ", "エチオピア",
	"アメリカ", "アメリカ合衆国", "米国", "カナダ", "メキシコ", "ブラジル", "ペルー", "アルゼンチン", "チリ", "コロンビア", "イギリス", "英国", "フランス", "ドイツ", "イタリア", "スペイン", "ポルトガル", "オランダ", "ベルギー", "スイス", "オーストリア", "スウェーデン", "ノルウェー", "フィンランド", "デンマーク", "ポーランド", "チェコ", "ハンガリー", "ルーマニア", "ロシア", "ウクライナ", "オーストラリア", "ニュージーランド", "北朝鮮", "アフガニスタン", "シリア",
	"japan", "japanese", "china", "chinese", "korea", "south korea", "korean", "vietnam", "viet nam", "vietnamese", "nepal", "indonesia", "thailand", "philippines", "malaysia", "taiwan", "myanmar", "mongolia", "bangladesh", "sri lanka", "india", "usa", "united states", "american", "canada", "uk", "united kingdom", "british", "france", "french", "germany", "german", "brazil", "australia", "russia", "jpn", "chn", "kor", "vnm", "jp", "cn", "kr", "vn", "us", "gb", "tw", "th", "id", "np",
}

func countryOrStatus(v string) bool {
	v = strings.ToLower(strings.TrimSpace(v))
	if utf8.RuneCountInString(v) > 20 {
		return false
	}
	v = strings.TrimSuffix(v, "籍")
	for _, list := range [][]string{countries, statuses} {
		for _, w := range list {
			if v == w {
				return true
			}
		}
	}
	return false
}
