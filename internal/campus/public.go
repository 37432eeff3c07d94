package campus

import (
	"fmt"
	"strconv"

	"tenken/internal/campus/write"
)

// facilities is a list of places with their public telephones.
func (c *campus) facilities(department string) {
	t := write.Table{Sheet: "施設", Above: []string{c.pick("関連施設一覧", "避難所一覧", "協力病院一覧", "図書館一覧")}, Header: []string{"施設名", "郵便番号", "所在地", "電話番号", "FAX"}}
	for i := range 8 + c.IntN(30) {
		at := places[c.IntN(len(places))]
		tel := fmt.Sprintf("03-%d-%s", 3000+c.IntN(3000), c.digits(4))
		t.Rows = append(t.Rows, []string{c.pick("中央", "北", "南", "駅前", "みどり") + c.pick("公民館", "体育館", "クリニック", "図書館", "センター") + strconv.Itoa(i+1), at.postal,
			fmt.Sprintf("%s%d-%d", at.town, 1+c.IntN(9), 1+c.IntN(30)), tel, tel[:len(tel)-1] + "9"})
	}
	ext, data, err := c.table(t)
	c.put(file{
		department: department, folder: "資料", name: t.Above[0] + ext,
		kind: "施設一覧", expect: Clear, why: "公表されている施設の連絡先",
	}, data, err)
}

// prices is a public price list.
func (c *campus) prices(department string) {
	t := write.Table{Sheet: "価格", Above: []string{"価格表（税込）"}, Header: []string{"品番", "品名", "規格", "単価", "在庫"}}
	for range 20 + c.IntN(60) {
		t.Rows = append(t.Rows, []string{c.digits(8), c.pick("ビーカー", "試験管", "コピー用紙", "トナー", "ピペット", "ノート", "電卓"), c.pick("100mL", "A4 500枚", "10本入", "黒"), strconv.Itoa(100 + 10*c.IntN(900)), strconv.Itoa(c.IntN(300))})
	}
	ext, data, err := c.table(t)
	c.put(file{
		department: department, folder: "物品", name: "価格表_" + c.year() + ext,
		kind: "価格表", expect: Clear, why: "商品の番号と値段",
	}, data, err)
}

// syllabus is a course description: teachers' names and addresses are public.
func (c *campus) syllabus(department string) {
	p := c.person()
	lines := []string{
		"授業計画（シラバス）", "科目名　" + c.pick("線形代数学Ⅰ", "日本語学概論", "有機化学", "プログラミング演習", "統計学"), "担当教員　" + p.name(), "単位数　2　　開講期　前期　月曜2限",
		"連絡先　" + p.surnameMail() + "　オフィスアワー　火曜4限", "", "授業の目的　基礎的な概念を理解し、応用できるようになる。", "",
	}
	for i := range 15 {
		lines = append(lines, fmt.Sprintf("第%d回　%s", i+1, c.pick("導入", "基本定理", "演習", "応用例", "発表", "まとめ")))
	}
	lines = append(lines, "", "成績評価　期末試験60%、レポート40%", "教科書　入門書（点検出版、2019年、ISBN 978-4-00-"+c.digits(6)+"-0）")
	ext, data, err := c.document(lines)
	c.put(file{
		department: department, folder: "シラバス", name: "シラバス_" + c.year() + ext,
		kind: "シラバス", expect: Clear, why: "公表されている授業の案内",
	}, data, err)
}

func (p person) surnameMail() string { return p.romajiSurname() + "@example.ac.jp" }

func (p person) romajiSurname() string {
	for _, s := range surnames {
		if s.kanji == p.surname {
			return s.romaji
		}
	}
	return "info"
}

// timetable is rooms and hours.
func (c *campus) timetable(department string) {
	t := write.Table{Sheet: "時間割", Above: []string{department + " 時間割"}, Header: []string{"曜日", "1限", "2限", "3限", "4限", "5限"}}
	for _, d := range []string{"月", "火", "水", "木", "金"} {
		row := []string{d}
		for range 5 {
			row = append(row, c.pick("線形代数（301）", "英語（LL1）", "物理学（大講義室）", "", "体育（体育館）", "情報処理（計算機室）"))
		}
		t.Rows = append(t.Rows, row)
	}
	ext, data, err := c.table(t)
	c.put(file{department: department, folder: "時間割", name: "時間割_" + c.year() + ext, kind: "時間割", expect: Clear, why: "科目と教室だけ"}, data, err)
}

// statistics is counts by prefecture, age and sex.
func (c *campus) statistics(department string) {
	t := write.Table{Sheet: "統計", Above: []string{c.pick("都道府県別志願者数", "年齢別在籍者数", "疾患別患者数の推移", "学科別就職状況")}, Header: []string{"区分", "男", "女", "計", "割合(%)"}}
	for _, p := range []string{"北海道", "東北", "関東", "中部", "近畿", "中国・四国", "九州・沖縄", "外国"} {
		m, f := 100+c.IntN(9000), 100+c.IntN(9000)
		t.Rows = append(t.Rows, []string{p, strconv.Itoa(m), strconv.Itoa(f), strconv.Itoa(m + f), fmt.Sprintf("%.1f", float64(c.IntN(300))/10)})
	}
	ext, data, err := c.table(t)
	c.put(file{department: department, folder: "統計", name: t.Above[0] + "_" + c.year() + ext, kind: "統計", expect: Clear, why: "人数だけで、だれかは分からない"}, data, err)
}

// bibliography names authors, as publications do.
func (c *campus) bibliography(department string) {
	lines := []string{"業績目録・参考文献", ""}
	for i := range 12 + c.IntN(30) {
		a, b := c.person(), c.person()
		lines = append(lines, fmt.Sprintf("[%d] %s，%s：%sの研究，点検学会誌，Vol.%d，No.%d，pp.%d-%d，%d．", i+1, a.surname+a.given, b.surname+b.given,
			c.pick("表面反応", "統計的推定", "方言", "水質", "教育方法"), 1+c.IntN(60), 1+c.IntN(12), c.IntN(100)+1, c.IntN(100)+101, 1990+c.IntN(36)))
	}
	ext, data, err := c.document(lines)
	c.put(file{department: department, folder: "研究業績", name: "参考文献" + ext, kind: "文献目録", expect: Clear, why: "公表された論文の著者名"}, data, err)
}

// essay is prose without anybody in it.
func (c *campus) essay(department string) {
	var lines []string
	lines = append(lines, c.pick("図書館だより", "随想", "巻頭言", "調査報告"), "")
	for range 20 + c.IntN(40) {
		lines = append(lines, c.pick(
			"春になると構内の桜が咲き、学生たちが行き交う。", "資料の保存と公開は、大学の大切な役割の一つである。", "本調査では三つの地点で水温と流量を測定した。",
			"結果は前年と大きく変わらなかったが、夏期にはわずかな上昇が見られた。", "古い地図を開くと、町の名前が今と違うことに気づく。", "議論の前提を確かめることから始めたい。",
			"山田川の上流では、森林の手入れが進められている。", "高木の陰になる場所では、林床の植物が減っていた。"))
	}
	ext, data, err := c.document(lines)
	c.put(file{department: department, folder: "広報", name: lines[0] + "_" + c.year() + ext, kind: "文章", expect: Clear, why: "個人に関する記述がない"}, data, err)
}
