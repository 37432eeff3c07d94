package contact_test

import (
	"strings"
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/contact"
	"tenken/detectors/detectortest"
)

// rivals are all built-in detectors but the one being tried.
func rivals(id string) []detectors.Detector {
	var ds []detectors.Detector
	for _, d := range all.Detectors() {
		if d.Info().ID != id {
			ds = append(ds, d)
		}
	}
	return ds
}

func TestPhoneMobile(t *testing.T) {
	detectortest.Run(t, contact.PhoneMobile{}, []detectortest.Case{
		{Text: "携帯：«090-2345-6781»", Least: detectors.High},
		{Text: "携帯電話番号 «08023456781»", Least: detectors.High},
		{Text: "連絡は«070-2345-6781»まで", Least: detectors.Medium},
		{Text: "（«090-2345-6781»）"},
		{Text: "«090 2345 6781»"},
		{Text: "「«090(2345)6781»」"},
		{Text: "+«81-90-2345-6781»", Least: detectors.Medium},
		{Text: "+«819023456781»", Least: detectors.Medium},
		{Text: "+«81 (0)90-2345-6781»", Least: detectors.Medium},
		{Text: "TEL«090-2345-6781»", Least: detectors.High},
		{Text: "tel:«09023456781»", Least: detectors.High},
		{Text: "090-2345-67812"},
		{Text: "1090-2345-6781"},
		{Text: "AB090-2345-6781"},
		{Text: "090-2345-6781-22"},
		{Text: "3.09023456781"},
		{Text: "550e8400-e29b-41d4-a716-09023456781a"},
		{Text: "https://www.tenken.ac.jp/item/09023456781"},
		{Text: "携帯：090-0000-0000", Least: detectors.Medium},
		{Text: "（例）090-2345-6781", Least: detectors.Medium, Plain: true},
		{Text: "注文番号 09023456781"},
		{Text: "«090-2345-6781»／«080-2345-6782»"},
		{Text: "«090-2345-6781» «080-2345-6782»"},
	}, rivals("phone_mobile")...)
}

func TestPhoneMobileInTables(t *testing.T) {
	detectortest.Run(t, contact.PhoneMobile{}, []detectortest.Case{
		{Name: "column", Least: detectors.High, Rows: [][]string{{"氏名", "携帯電話"}, {"点検一", "«09023456781»"}, {"点検二", "«080-2345-6782»"}}},
		{Name: "lost zeros", Least: detectors.High, Rows: [][]string{{"氏名", "携帯電話"}, {"点検一", "«9023456781»"}, {"点検二", "«8023456782»"}}},
		{Name: "no header, no label, lost zeros", Rows: [][]string{{"点検一", "9023456781"}, {"点検二", "8023456782"}}},
		{Name: "title and two-line header", Least: detectors.High, Rows: [][]string{
			{"令和8年度 緊急連絡網", "", "", ""}, {"", "", "保護者", ""}, {"番号", "氏名", "氏名", "連絡先"}, {"1", "点検一", "点検次郎", "«08023456782»"}}},
		{Name: "form", Least: detectors.High, Rows: [][]string{{"氏名", "点検一"}, {"携帯", "«09023456781»"}}},
	}, rivals("phone_mobile")...)
}

func TestPhoneFixed(t *testing.T) {
	detectortest.Run(t, contact.PhoneFixed{}, []detectortest.Case{
		{Text: "電話：«03-3456-7890»", Least: detectors.High},
		{Text: "電話 «0463-21-2345»", Least: detectors.High},
		{Text: "TEL «(03)3456-7890»"[:4] + "(«03)3456-7890»", Least: detectors.High},
		{Text: "自宅は«045(345)6789»です", Least: detectors.Medium},
		{Text: "電話番号：«0334567890»", Least: detectors.High},
		{Text: "IP電話 «050-2345-6789»", Least: detectors.Medium},
		{Text: "+«81-3-3456-7890»", Least: detectors.Medium},
		{Text: "«03-3456-7890»", Least: detectors.Medium},
		{Text: "伊豆大島は«04992-2-2345»", Least: detectors.Medium},
		{Text: "FAX：«03-3456-7891»"},
		{Text: "0120-123-456"},
		{Text: "電話 0120-12-3456"},
		{Text: "0570-01-2345"},
		{Text: "0800-123-4567"},
		{Text: "03-3456-78901"},
		{Text: "2026-03-3456"},
		{Text: "03-0000-0000", Least: detectors.Medium},
		{Text: "0334567890"},
		{Text: "型番 03-3456-7890-A"},
		{Name: "part numbers", Rows: [][]string{{"部品番号", "名称"}, {"03-3456-7890", "軸"}, {"03-3456-7891", "蓋"}, {"03-3456-7892", "枠"}}, Least: detectors.Medium},
		{Name: "invented people", Text: "以下は記入例です。実在の人物とは関係ありません。\n\n電話：03-3456-7890\n", Least: detectors.Medium, Plain: true},
		{Text: "電話：03-3456-7890（代表）", Least: detectors.Medium},
	}, rivals("phone_fixed")...)
}

func TestPostalCode(t *testing.T) {
	detectortest.Run(t, contact.PostalCode{}, []detectortest.Case{
		{Text: "〒«100-0001»", Least: detectors.High},
		{Text: "〒 «1000001»", Least: detectors.High},
		{Text: "郵便番号：«606-8501»", Least: detectors.High},
		{Text: "郵便番号 «6068501»", Least: detectors.High},
		{Text: "«100-0001» 東京都千代田区千代田", Least: detectors.Medium},
		{Text: "〒«999-9999»", Most: 0.7},
		{Text: "〒000-0000", Least: detectors.Medium},
		{Text: "6068501"},
		{Text: "型番 606-8501", Least: detectors.Medium},
		{Text: "03-606-8501"},
		{Text: "090-606-85012"},
		{Name: "lost zeros", Least: detectors.High, Rows: [][]string{{"郵便番号", "住所"}, {"«600001»", "札幌市"}, {"«600042»", "札幌市"}}},
		{Name: "list of shops", Least: detectors.Medium, Rows: [][]string{{"施設名", "郵便番号", "所在地"}, {"中央図書館", "100-0001", "東京都千代田区千代田1-1"}}},
	}, rivals("postal_code")...)
}

func TestEmail(t *testing.T) {
	detectortest.Run(t, contact.Email{}, []detectortest.Case{
		{Text: "メール：«tenken.taro@mail.tenken.ac.jp»", Least: detectors.High},
		{Text: "«tenken+list_1@tenken.co.jp»"},
		{Text: "連絡は«t@tenken.jp»まで。"},
		{Text: "<«t.k-n@tenken.com»>"},
		{Text: "mailto:«t.k-n@tenken.com»?subject=x"},
		{Text: "（«tenken@tenken.com»）."},
		{Text: "Write to «tenken@tenken.com»."},
		{Text: "«ｔｅｎｋｅｎ＠ｔｅｎｋｅｎ．ｊｐ»"},
		{Text: "«tenken＠tenken.jp»"},
		{Text: "noreply@tenken.jp", Least: detectors.Medium},
		{Text: "«abc..def.@docomo.ne.jp»"},
		{Text: "«a@tenken.jp»,«b@tenken.jp»;«c@tenken.jp»"},
		{Text: "UID:0a1b2c3d4e5f60718293@tenken.jp"},
		{Text: "@tenken"},
		{Text: "tenken@"},
		{Text: "icon@2x.png"},
		{Text: "lodash@4.17.21"},
		{Text: "user@host"},
		{Text: "git@tenken.com:group/project.git"},
		{Text: "https://tenken.com/@tenken.taro"},
		{Text: "Message-ID: <20260401.1234@mail.tenken.jp>", Plain: true},
		{Text: "xxx@example.com", Least: detectors.Medium},
	}, rivals("email")...)
}

func TestAddress(t *testing.T) {
	detectortest.Run(t, contact.Address{}, []detectortest.Case{
		{Text: "住所：«東京都千代田区千代田1-1-1»", Least: detectors.High},
		{Text: "〒100-0001 «東京都千代田区千代田1-1-1» 皇居ビル２階", Least: detectors.Medium},
		{Text: "«京都市左京区吉田本町36番地1»", Least: detectors.Medium},
		{Text: "«北海道札幌市中央区北3条西6丁目1番地»", Least: detectors.Medium},
		{Text: "«東京都港区六本木六丁目十番一号» 森の塔", Least: detectors.Medium},
		{Text: "«東京都 港区 六本木 6-10-1»", Least: detectors.Medium},
		{Text: "«東京都港区六本木６丁目１０番１号»コーポ六本木２０１", Least: detectors.Medium},
		{Text: "«岩手県盛岡市玉山第12地割34番地5»", Least: detectors.Medium},
		{Text: "«雄勝郡東成瀬村田子内字仙人下30-1»", Least: detectors.Medium},
		{Text: "«東成瀬村田子内字仙人下30-1»", Least: detectors.Medium},
		{Text: "«東京都千代田区三番町5-2»", Least: detectors.Medium},
		{Text: "«京都府京都市上京区今出川通烏丸東入相国寺門前町647-1»", Least: detectors.Medium},
		{Text: "«茨城県つくば市みどりの1丁目2番地3»", Least: detectors.Medium},
		{Text: "東京都千代田区"},
		{Text: "東京都千代田区に3人が集まった"},
		{Text: "東京都港区2021年の人口"},
		{Text: "横浜市では10年前から"},
		{Text: "大阪市の3-4割"},
		{Text: "京都府の2市1町"},
		{Name: "bridges", Least: detectors.Medium, Rows: [][]string{{"河川名", "橋名", "位置", "架設年"}, {"石川", "新橋", "東京都千代田区千代田1-1-1", "1980"}, {"森川", "中村橋", "京都市左京区吉田本町36", "1975"}}},
		{Name: "prices of land", Least: detectors.Medium, Rows: [][]string{{"標準地番号", "住居表示", "地積"}, {"点検 1-1", "東京都千代田区千代田1-1-1", "210"}, {"点検 1-2", "京都市左京区吉田本町36", "180"}}},
		{Name: "list of places", Least: detectors.Medium, Rows: [][]string{{"施設名", "所在地"}, {"中央図書館", "東京都千代田区千代田1-1"}}},
		{Name: "roster", Least: detectors.High, Rows: [][]string{{"氏名", "現住所"}, {"点検一", "«東京都千代田区千代田1-1»"}, {"点検二", "«京都市左京区吉田本町36»"}}},
	}, rivals("address")...)
}

// TestCredits: whoever makes something that is published writes the own address
// into it.
func TestCredits(t *testing.T) {
	detectortest.Run(t, contact.Email{}, []detectortest.Case{
		{Text: "Copyright (C) 1998 Jane Whitfield <jane@tenken.ac.jp>", Least: detectors.Medium, Plain: true},
		{Text: " -- Jane Whitfield <jane@tenken.ac.jp>  Sun, 27 Dec 2020 16:26:40 +0100", Least: detectors.Medium, Plain: true},
		{Text: "# by Jane Whitfield <jane@tenken.ac.jp>", Least: detectors.Medium, Plain: true},
		{Text: ".\\\" t\n.TH LS 1\nReport to jane@tenken.ac.jp.", Least: detectors.Medium, Plain: true},
		{Text: "2010-2013, Jane Whitfield <jane@tenken.ac.jp>", Least: detectors.Medium, Plain: true},
		{Text: "2010 <", Plain: true},
		{Text: "ask debian-devel@lists.tenken.ac.jp", Least: detectors.Medium, Plain: true},
		{Text: "in <199709051808.LAA01780@mail.tenken.ac.jp>", Plain: true},
		{Text: "# 連絡先：鈴木 <«suzuki@tenken.ac.jp»>", Least: detectors.Medium, Plain: true},
		{Text: "Jane Whitfield <«jane@tenken.ac.jp»>", Least: detectors.Medium, Plain: true},
		{Name: "heading", Text: "AUTHORS\n=======\n\nJane Whitfield <jane@tenken.ac.jp>\nMark Oldfield (mark@tenken.co.jp)\n", Least: detectors.Medium, Plain: true},
		{Name: "heading of a section", Text: "## 作者\n\nJane Whitfield <jane@tenken.ac.jp>\n\n## 貢献者\n\n- mark@tenken.co.jp\n", Least: detectors.Medium, Plain: true},
		{Name: "key", Text: "{\"version\": \"1.2\",\n \"contributors\": [\n  \"Jane Whitfield <jane@tenken.ac.jp>\",\n  \"mark@tenken.co.jp\"\n ]}", Least: detectors.Medium, Plain: true},
		{Name: "tag", Text: "<developers>\n <developer>\n  <email>jane@tenken.ac.jp</email>\n </developer>\n</developers>", Least: detectors.Medium, Plain: true},
		{Name: "messages to be translated", Text: "msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: tenken\\n\"\n\n# jane@tenken.ac.jp\n", Least: detectors.Medium, Plain: true},
		{Name: "whom to write to about a paper", Text: "責任著者：鈴木 一（E-mail: suzuki@tenken.ac.jp）", Least: detectors.Medium, Plain: true},
		{Text: "ask foo-devel@tenken.org or bug-foo@tenken.org", Least: detectors.Medium, Plain: true},
		{Text: "Jane Whitfield, jane@bugs.debian.org, jane@users.sourceforge.net", Least: detectors.Medium, Plain: true},
		{Text: "\"Last-Translator: José Núñez <jose@tenken.co.jp>\\n\"", Least: detectors.Medium, Plain: true},
		{Text: ".\\\" Updated 2012-04-30, 点検 一 <tenken1@tenken.ac.jp>\n.SH 作者\n点検 二 <tenken2@tenken.ac.jp>\n", Least: detectors.Medium, Plain: true},
		{Name: "end of a letter", Text: "先日の件、よろしくお願いします。\nThanks,\nJane\n«jane@tenken.ac.jp»", Least: detectors.Medium, Plain: true},
		{Name: "far from its heading", Text: "Authors: see below\n" + strings.Repeat("text of the manual\n", 150) + "«jane@tenken.ac.jp»", Least: detectors.Medium, Plain: true},
		{Name: "a roster", Rows: [][]string{{"著者", "メール"}, {"鈴木 一", "«suzuki@tenken.ac.jp»"}, {"点検 二", "«tenken2@tenken.ac.jp»"}}, Least: detectors.Medium},
	}, rivals("email")...)
}

func TestPhonesAbroad(t *testing.T) {
	detectortest.Run(t, contact.PhoneFixed{}, []detectortest.Case{
		{Text: "Phone: «451 598 622»", Least: detectors.Medium, Plain: true},
		{Text: "Mobile:\n«03.93.92.16.8»", Least: detectors.Medium, Plain: true},
		{Text: "call («579)888-3058»", Least: detectors.Medium, Plain: true},
		{Text: "call «780-999-2181» now", Most: detectors.Medium, Plain: true},
		{Text: "Mobile: «0341 8387176»", Least: detectors.Medium, Plain: true},
		{Text: "Fax: «9498777106»", Least: detectors.Medium, Plain: true},
		{Text: "Phone: 0120-444-113", Plain: true},
		{Text: "Phone: 000-0000-000", Plain: true},
		{Text: "Phone: ", Plain: true},
	}, rivals("phone_fixed")...)
}
