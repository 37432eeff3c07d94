package detectors_test

import (
	"fmt"
	"strings"
	"testing"

	"tenken/detectors"
)

// lines makes a row of each name; # is its number.
func lines(form string, names ...string) string {
	var b strings.Builder
	for i, n := range names {
		b.WriteString(strings.NewReplacer("WHO", n, "#", fmt.Sprint(i+1)).Replace(form))
	}
	return b.String()
}

// What is published of people, and its twin that is not.
func TestPublished(t *testing.T) {
	set := newSet(t)
	sure := func(typ, text string) int {
		sc := set.NewScan()
		defer sc.Close()
		n := 0
		for _, m := range sc.Text("", text, nil) {
			if m.Type == typ && m.Confidence >= detectors.Medium {
				n++
			}
		}
		return n
	}
	who := []string{"浅野 茂樹", "早川 景子", "望月 智也", "小松 美月", "五十嵐 稔", "三宅 由紀子"}
	for _, c := range []struct{ name, typ, public, private string }{
		{"courses", "name", "時間割コード,科目名,担当教員,成績評価方法\n" + lines("A#01,線形代数学,WHO,定期試験\n", who...), "学籍番号,科目名,氏名,成績\nB2500#1" + lines("B2500#2,線形代数学,WHO,優\n", who...)},
		{"names of babies", "name", "順位,名前,読み,人数\n" + lines("#,WHO,よみ,3#1\n", "陽菜", "葵", "結衣", "さくら", "美月", "楓"), "出席番号,名前,読み,欠席日数\n" + lines("#,WHO,よみ,#\n", "陽菜", "葵", "結衣", "さくら", "美月", "楓")},
		{"offices of researchers", "email", "職名,氏名,専門分野,電話,メール\n" + lines("教授,WHO,有機化学,0742-20-310#,who#@hokuryo-u.ac.jp\n", who...), "学年,氏名,クラブ,電話,メール\n" + lines("1年,WHO,茶道部,0742-20-310#,who#@hokuryo-u.ac.jp\n", who...)},
		{"readings of banks", "name_kana", "金融機関名,金融機関カナ,支店名\n" + lines("北銀行#,ハヤカワ,本店\n", who...), "氏名,氏名カナ,支店名\n" + lines("WHO,ハヤカワ ケイコ,本店\n", who...)},
		{"candidates for a board", "birth_date", "候補者番号,氏名,生年月日,所有する当社の株式数\n" + lines("#,WHO,1958年4月#日生,1200\n", who...), "社員番号,氏名,生年月日,所有する備品の数\n" + lines("#,WHO,1958年4月#日生,1200\n", who...)},
		{"authors", "name", "糖尿病とフレイル\n" + "荒井 哲也1），三宅 真由美1），早川 豊2）\n1）北陵大学医学部\n患者312名を対象とした。t-arai@med.hokuryo.jp\n", "糖尿病の荒井 哲也様、\n患者番号を確かめました。t-arai@med.hokuryo.jp 090-3141-5926\n"},
		{"life dates", "name", lines("WHO  189#-1960  麦秋  油彩\n", who...), lines("WHO  0742-20-310#  麦組\n", who...)},
		{"a log of changes", "name", "commit 1f2e3d\nAuthor: 浅野 茂樹 <asano@mail.jp>\n\n    Fix typo\n", "差出人: 浅野 茂樹 <asano@mail.jp>\n\n    よろしくお願いします\n"},
		{"illnesses by code", "diagnosis", "コード,病名,標準名称\n" + lines("E1#,糖尿病,WHO型\n", "1", "2", "3", "4"), "症例,病名,年齢\n" + lines("S-#,糖尿病,6WHO歳\n", "1", "2", "3", "4")},
		{"vacancies", "address", "求人番号,事業所名,就業場所,担当者\n" + lines("1301-#,北斗運輸,長野県上田市大手1-11-1#,WHO\n", who...), "会員番号,氏名,配達場所,担当者\n" + lines("1301-#,WHO,長野県上田市大手1-11-1#,早川\n", who...)},
		{"whom to ask for a vacancy", "age", "年齢　59歳以下\n氏名　早川 景子\n", "年齢　59歳\n氏名　早川 景子\n"},
		{"staff pages", "email", "教員紹介\n" + lines("WHO 教授 TEL 0742-20-310# who#@hokuryo-u.ac.jp\n", who...), "会員紹介\n" + lines("WHO 会員 TEL 0742-20-310# who#@hokuryo-u.ac.jp\n", who...)},
		{"results of races", "name", "種目,順位,氏名,記録,風速\n" + lines("100m,#,WHO,11.2#,+0.3\n", who...), "科目,順位,氏名,記録,欠席\n" + lines("体育,#,WHO,11.2#,1\n", who...)},
		{"growers", "name", "直売所,生産者名,品目,価格\n" + lines("道の駅,WHO,りんご,8#円\n", who...), "店舗,購入者氏名,品目,価格\n" + lines("道の駅,WHO,りんご,8#円\n", who...)},
		{"headers half of which are known", "address", "店舗の名称,開設者の氏名又は名称,所在地,許可の種類,有効期間満了日\n" + lines("若葉薬局,WHO,上田市大手1-11-1#,薬局,令和8年5月#日\n", who...), "組と名称,申込者の氏名又は名称,住所,希望の種類,有効期間満了日\n" + lines("若葉班,WHO,上田市大手1-11-1#,見学,令和8年5月#日\n", who...)},
		{"members that are companies", "address", "会員番号,会員名,代表者名,所在地\n" + lines("01#,北斗商事(株),WHO,上田市大手1-11-1#\n", who...), "会員番号,会員名,紹介者名,所在地\n" + lines("01#,WHO,早川,上田市大手1-11-1#\n", who...)},
		{"editors", "name", "編集委員：浅野 茂樹、早川 景子、望月 智也\n", "欠席委員：浅野 茂樹、早川 景子、望月 智也\n"},
		{"councils", "name", "第3回 審議会 会議録\n出席委員：浅野 茂樹、早川 景子、望月 智也\n", "第3回 教授会 議事要旨\n出席委員：浅野 茂樹、早川 景子、望月 智也\n"},
		{"prizes", "name", lines("佳作　WHO（#4歳）　@赤とんぼ\n", who...), lines("相談　WHO様（#4歳）　@赤とんぼ\n", who...)},
		{"cells of tables with rules", "password_list", "| 項目 | 値 |\n|---|---|\n| 管理者ID | admin |\n| パスワード | password |\n| ポート | 8080 |\n", "| ID | パスワード |\n|---|---|\n| admin | Xk38fa2 |\n| guest | 8080 |\n"},
	} {
		if n := sure(c.typ, c.public); n > 0 {
			t.Errorf("%s: %d sure\n%s", c.name, n, c.public)
		}
		if sure(c.typ, c.private) == 0 {
			t.Errorf("%s, the private twin: nothing sure\n%s", c.name, c.private)
		}
	}
}
