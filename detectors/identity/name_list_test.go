package identity_test

import (
	"testing"

	"tenken/detectors"
	"tenken/detectors/detectortest"
	"tenken/detectors/identity"
)

func TestNamesBelowOneAnother(t *testing.T) {
	detectortest.Run(t, identity.Name{}, []detectortest.Case{
		{Name: "list", Text: "参加の方\n«石井 達也»\n«岡田 美穂»\n«宮本 和夫»\n«上田 理恵»\n以上", Least: detectors.Medium, Plain: true},
		{Name: "one line among prose", Text: "次の人が来た。\n石井 達也\n雨が降っていた。\n", Least: detectors.Medium, Plain: true},
		{Name: "places", Text: "山口\n石川\n福島\n宮崎\n", Least: detectors.Medium, Plain: true},
		{Name: "numbered, with what the dictionary does not know", Text: "参加の方\n1. «石井 達也»（株式会社佐藤電気）\n2. «加藤 零»（山田建設有限会社）\n3. «宮本 和夫»（工学部）\n4. «上田 理恵»（文学部）\n", Least: detectors.Medium, Plain: true},
		{Name: "with honorifics and figures", Text: "«石井 達也»様 03-1111-2222\n\n«斎藤 学»様 77-7412-1547\n\n«宮本 和夫»様 090-1234-5678\n", Least: detectors.Medium, Plain: true},
		{Name: "where they belong", Text: "1) 教授 «石井 達也»　工学部\n2) 助教 «岡田 美穂»　文学部\n3) 講師 «宮本 和夫»　医学部附属病院\n", Least: detectors.Medium, Plain: true},
		{Name: "companies", Text: "1. 田中商店（千葉市）\n2. 山本建設（津市）\n3. 佐藤 工務店（堺市）\n4. 石井 印刷所（堺市）\n", Least: detectors.Medium, Plain: true},
		{Name: "products", Text: "1. 消しゴム 10個\n2. 画用紙 20枚\n3. 万年筆 3本\n4. 福島 りんごジュース 6本\n", Least: detectors.Medium, Plain: true},
		{Name: "places", Text: "1. 福島 会津（東北）\n2. 山口 萩（中国）\n3. 石川 輪島（北陸）\n", Least: detectors.Medium, Plain: true},
		{Name: "titles of books", Text: "1. こころ（夏目漱石）\n2. 雪国（川端康成）\n3. 人間失格（太宰治）\n", Least: detectors.Medium, Plain: true},
		{Name: "people of history", Text: "1. 織田信長（尾張）\n2. 足利義昭（京都）\n3. 徳川家康（三河）\n4. 明智光秀（近江）\n", Least: detectors.Medium, Plain: true},
		{Name: "a table of Markdown with one known header", Text: "# 予定\n\n| 氏名 | いつ | ひとこと |\n|---|---|---|\n| «石井 達也» | あす | 元気 |\n| «岡田 美穂» | あさって | 不安 |\n| «宮本 和夫» | 来週 | 相談 |\n", Least: detectors.High, Plain: true},
		{Name: "references", Text: "[1] 石井達也，岡田美穂：水質の研究，点検学会誌，Vol.5，pp.75-117，2024．\n[2] 宮本和夫，上田理恵：方言の研究，点検学会誌，Vol.16，2015．\n[3] 岡田美穂 (2003) 教育方法の研究. 点検大学紀要 32: 94-115.\n", Least: detectors.Medium, Plain: true},
		{Name: "a dialogue", Text: "石井 達也は立った。\n岡田 美穂も立った。\n宮本 和夫は座った。\n", Least: detectors.Medium, Plain: true},
		{Name: "unit before a name", Text: "来談者: 工学部3年 «宮本»さん", Least: detectors.Medium, Plain: true},
	}, rivals("name")...)
}

func TestNamesBehindOneLabel(t *testing.T) {
	detectortest.Run(t, identity.Name{}, []detectortest.Case{
		{Text: "日時：10月3日\n出席者：«石井 達也»、«岡田 美穂»、«加藤 零»、«斎藤 学»\n議題：予算\n", Least: detectors.Medium, Plain: true},
		{Text: "出席者（敬称略）：«石井達也»・«岡田美穂»・«宮本さくら»・«上田理恵»\n", Least: detectors.Medium, Plain: true},
		{Text: "参加者 3名：«石井達也» «岡田美穂» «上田理恵»\n", Least: detectors.Medium, Plain: true},
		{Text: "メンバー　«石井 達也» «岡田 美穂» «上田 理恵»\n", Least: detectors.Medium, Plain: true},
		{Text: "第3回委員会の記録\n次のとおり開いた。\n参加者：«石井 達也»（委員長、工学部）、«岡田 美穂»委員、«上田»委員\n議事は次のとおり。\n", Least: detectors.Medium, Plain: true},
		{Text: "研究会受講者：工学部 «石井 達也»、文学部 «岡田 美穂»、ほか2名\n", Least: detectors.Medium, Plain: true},
		{Text: "構成員：«石井 達也»（工学部）、\n　　　　«岡田 美穂»（文学部）\n　　　　«上田 理恵»\n任期：2年\n", Least: detectors.Medium, Plain: true},
		{Text: "欠席者：なし\n参加者：工学部、文学部、医学部附属病院\n", Least: detectors.Medium, Plain: true},
		{Text: "参加者：«佐藤»、«高橋»、«斎藤»、«上田»\n", Least: detectors.Medium, Plain: true},
		{Text: "参加者：山口、石川、福島、宮崎\n", Least: detectors.Medium, Plain: true},
		{Text: "構成員：田中建設、山本 工務店、佐藤商事株式会社\n", Least: detectors.Medium, Plain: true},
		{Text: "メンバー：織田信長、足利義昭、徳川家康、明智光秀\n", Least: detectors.Medium, Plain: true},
		{Text: "委員：委員長、副委員長、幹事、書記を置く。\n参加者：消しゴム、画用紙、万年筆を持参\n", Least: detectors.Medium, Plain: true},
		{Text: "委員：　　　　、　　　　、\n参加者：氏名、所属、連絡先を記入\n", Least: detectors.Medium, Plain: true},
	}, rivals("name")...)
}

func TestNamesInPublishedPosts(t *testing.T) {
	detectortest.Run(t, identity.Name{}, []detectortest.Case{
		{Name: "committee", Rows: [][]string{{"職名", "氏名", "所属"}, {"委員長", "石井 達也", "東都大学"}, {"委員", "岡田 美穂", "北都大学"}, {"委員", "宮本 和夫", "西都病院"}}, Least: detectors.Medium},
		{Name: "race", Rows: [][]string{{"着", "枠", "馬", "ジョッキー", "タイム", "厩舎"}, {"1", "3", "アオゾラ", "石井達也", "1:34.2", "東"}, {"2", "5", "ヒカリ", "岡田美穂", "1:34.5", "西"}, {"3", "1", "ツバサ", "宮本和夫", "1:34.9", "東"}}, Least: detectors.Medium},
		{Name: "heats", Rows: [][]string{{"組", "レーン", "競技者", "結果"}, {"1", "2", "石井 達也", "10.52"}, {"1", "3", "岡田 拓也", "10.61"}, {"1", "4", "宮本 和夫", "10.70"}}, Least: detectors.Medium},
		{Name: "songs", Rows: [][]string{{"曲順", "曲名", "作詞", "作曲"}, {"1", "春の歌", "石井 達也", "岡田 美穂"}, {"2", "帰り道", "宮本 和夫", "上田 理恵"}, {"3", "朝", "上田 理恵", "石井 達也"}}, Least: detectors.Medium},
		{Name: "researchers", Rows: [][]string{{"研究者氏名", "ふりがな", "所属", "研究分野"}, {"石井 達也", "いしい たつや", "東都大学", "高分子化学"}, {"岡田 美穂", "おかだ みほ", "北都大学", "日本近代文学"}}, Least: detectors.Medium},
		{Name: "who plays", Rows: [][]string{{"順位", "棋士", "レーティング", "段位"}, {"1", "石井 達也", "2710", "九段"}, {"2", "岡田 美穂", "2698", "七段"}, {"3", "宮本 和夫", "2655", "八段"}}, Least: detectors.Medium},
		{Name: "whom an institution cares for", Rows: [][]string{{"No", "対象", "学年", "所見"}, {"1", "«石井 達也»", "2", "良"}, {"2", "«岡田 美穂»", "3", "可"}, {"3", "«宮本 和夫»", "1", "良"}}, Least: detectors.Medium},
		{Name: "courses", Rows: [][]string{{"科目コード", "科目名", "担当者"}, {"CS101", "線形代数", "石井 達也"}, {"CS102", "憲法", "岡田 美穂"}, {"CS103", "有機化学", "宮本 和夫"}}, Least: detectors.Medium},
		{Name: "members of a board", Rows: [][]string{{"職", "氏名", "任期"}, {"教育長", "石井 達也", "令和6年4月1日～"}, {"委員", "岡田 美穂", "令和7年4月1日～"}, {"委員", "宮本 和夫", "令和7年4月1日～"}, {"委員", "上田 理恵", "令和6年4月1日～"}}, Least: detectors.Medium},
		{Name: "a club's own people", Rows: [][]string{{"背番号", "ポジション", "氏名", "携帯電話"}, {"1", "投手", "«石井 達也»", "090-1234-5678"}, {"2", "捕手", "«岡田 拓也»", "080-1234-5678"}, {"3", "一塁", "«宮本 和夫»", "070-1234-5678"}}, Least: detectors.Medium},
		{Name: "marks of a class", Rows: [][]string{{"順位", "氏名", "国語", "得点"}, {"1", "«石井 達也»", "90", "180"}, {"2", "«岡田 拓也»", "88", "171"}, {"3", "«宮本 和夫»", "70", "150"}}, Least: detectors.Medium},
		{Name: "answers to a form", Rows: [][]string{{"タイムスタンプ", "氏名", "出場"}, {"2026/07/01 10:00:00", "«石井 達也»", "する"}, {"2026/07/01 10:05:00", "«岡田 拓也»", "しない"}}, Least: detectors.Medium},
		{Name: "staff", Rows: [][]string{{"職名", "氏名", "所属", "評価"}, {"主任", "«石井 達也»", "総務課", "B"}, {"係員", "«岡田 美穂»", "会計課", "A"}, {"係員", "«宮本 和夫»", "人事課", "C"}}, Least: detectors.Medium},
	}, rivals("name")...)
}

func TestNamesOfNobodyInPrivate(t *testing.T) {
	detectortest.Run(t, identity.Name{}, []detectortest.Case{
		{Name: "what is to be entered", Text: "氏名：「石井 達也」と入力します。", Least: detectors.Medium, Plain: true},
		{Name: "invented people", Text: "架空の人物の名簿です。\n氏名：石井 達也\n電話：090-1234-5678\n", Least: detectors.Medium, Plain: true},
		{Name: "the next field of a blank form", Text: "氏　名　現住所　〒\n", Least: detectors.Low, Plain: true},
		{Name: "a dictionary", Text: "石井達也 [いしいたつや] /(n) roll back/\nロール・バック /(n) (comp) x/\nホワイト・タイ /(n) white tie/\nハイ・ミス /(n) y/\n", Least: detectors.Medium, Plain: true},
		{Name: "nothing", Text: `{"氏名": "", "学部": ""}`, Least: detectors.Low, Plain: true},
		{Name: "places with figures", Text: "2024/09/22  宮崎  23.9  10.5\n2024/09/23  長野  21.0  1.2\n2024/09/24  千葉  18.3  0.0\n", Least: detectors.Low, Plain: true},
		{Name: "a patent", Text: "(12)【公報種別】公開特許公報(A)\n(72)【発明者】\n【氏名】石井　達也\n【住所又は居所】静岡県沼津市本町1-2-3\n", Least: detectors.Medium, Plain: true},
		{Name: "honours", Text: "春の叙勲 受章者\n石井 達也（73）元小学校長\n岡田 美穂（70）元保護司\n宮本 和夫（81）元消防団長\n", Least: detectors.Medium, Plain: true},
		{Name: "lives", Text: "石井達也（いしい たつや、1930年4月1日 - ）は、日本の作曲家。\n岡田美穂（おかだ みほ、1941年5月2日 - ）は、日本の女優。\n宮本和夫（みやもと かずお、1950年6月3日 - ）は、日本の画家。\n", Least: detectors.Medium, Plain: true},
		{Name: "a column of examples", Rows: [][]string{{"項目", "型", "例"}, {"氏名", "文字列", "石井 達也"}, {"カナ", "文字列", "イシイ タツヤ"}}, Least: detectors.Medium},
		{Name: "a novel", Text: "　石井達也という男を知っているか。本籍は長野で、盗みで二度つかまった男だ。\n　妻は患者だった。", Least: detectors.Medium, Plain: true},
		{Name: "a record", Text: "令和8年7月6日\n«石井達也»さんから自宅で相談を受けた。", Least: detectors.Medium, Plain: true},
	}, rivals("name")...)
}

func TestShortEras(t *testing.T) {
	detectortest.Run(t, identity.BirthDate{}, []detectortest.Case{
		{Text: "生年月日：«昭8.2.13»", Least: detectors.Medium, Plain: true},
		{Text: "«平12.4.30»生", Least: detectors.Medium, Plain: true},
		{Text: "最大10.5.3の値を取る", Least: detectors.Medium, Plain: true},
		{Name: "of a program", Text: "/** 生年月日 */ birth = \"19800101\";", Least: detectors.Medium, Plain: true},
		{Name: "an example", Text: "Example: Date of Birth: 2001/04/02\n", Least: detectors.Medium, Plain: true},
	}, rivals("birth_date")...)
}
