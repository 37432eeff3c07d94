package identity_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/detectortest"
)

// Names that are put together at random: nobody is meant. Some of them are
// rare, so that a dictionary alone does not find them.
var (
	families = strings.Fields(`佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 清水 山崎 森 池田 橋本 阿部 石川 前田 藤田 後藤 小川 岡田 長谷川 村上 近藤 石井 齋藤 坂本 遠藤 青木 藤井 西村 福田 太田 三浦 岡本 松田 中島 中川 原 小野 田村 竹内 金子 和田 中山 石田 上田 森田 原田 柴田 酒井 宮崎 横山 宮本 内田 髙橋 渡邊 渡邉 濱田 﨑山 五十嵐 大久保 小田切 勅使河原 四十物 御手洗 東海林 月見里 李 金 陳 王`)
	firsts   = strings.Fields(`翔太 健一 大輔 拓也 直樹 誠 浩二 隆 和也 雄太 蓮 湊 陽翔 大和 悠真 颯太 樹 律 朝陽 蒼 美咲 陽菜 結衣 さくら 葵 凛 結菜 莉子 芽依 紬 花子 恵子 由美子 真由美 久美子 裕子 明美 智子 陽子 あゆみ みどり ひろ子 香織 愛 麻衣 舞 彩 萌 七海 優花 琴音 心愛 希空 龍之介 健太郎 慎之介 雄一郎 幸四郎 正 実 茂 勇 進 博 昭 勝 清 明 梓 楓 司 薫 千尋 ゆうき 翼 大空 碧斗`)
	foreign  = strings.Fields(`ジョン・スミス マリア・ガルシア グエン・ヴァン・アン アンナ・ペトロワ チャン・ティ・ホア キム・ミンジュン エミリー・ブラウン モハメド・アリフ ラジェシュ・クマール ソフィー・マルタン`)
	readings = strings.Fields(`サトウ スズキ タカハシ タナカ イトウ ワタナベ ヤマモト ナカムラ コバヤシ カトウ ヨシダ ササキ ヤマグチ マツモト イノウエ キムラ ハヤシ シミズ モリ イケダ`)
	given    = strings.Fields(`ショウタ ケンイチ ダイスケ タクヤ ナオキ マコト コウジ タカシ カズヤ ユウタ ミサキ ヒナ ユイ サクラ アオイ リン ユナ リコ メイ ケイコ`)
)

type maker struct{ *rand.Rand }

func pick(m maker, list []string) string { return list[m.IntN(len(list))] }

func (m maker) name(space string) string {
	if m.IntN(25) == 0 {
		return pick(m, foreign)
	}
	for {
		if n := pick(m, families) + space + pick(m, firsts); !strings.HasPrefix(n, "山田"+space+"花子") {
			return n
		}
	}
}

func (m maker) kana(space string) string { return pick(m, readings) + space + pick(m, given) }

var (
	faculties = strings.Fields(`医学部 工学部 文学部 理学部 農学部 経済学部 法学部 教育学部 総務課 学生支援課 人事課 情報工学科`)
	cities    = strings.Fields(`千葉県千葉市中央区中央1-2-3 山口県山口市大手町4-5 神奈川県川崎市宮前区6-7-8 福島県福島市本町9-1 石川県金沢市広坂2-1-1`)
	courses   = strings.Fields(`線形代数 有機化学 日本文学史 解剖学 ミクロ経済学 憲法 教育心理学 英語コミュニケーション`)
	grades    = strings.Fields(`優 良 可 不可 秀 A B C 80 75 92`)
	diseases  = strings.Fields(`高血圧症 糖尿病 気管支喘息 うつ病 骨折 肺炎 貧血`)
)

func mark(s string) string { return "«" + s + "»" }

// layouts are forms of rosters as offices keep them: a header and a row.
var layouts = []struct {
	header []string
	row    func(m maker, i int) []string
}{
	{[]string{"学籍番号", "氏名", "フリガナ", "学部", "メール"}, func(m maker, i int) []string {
		return []string{fmt.Sprintf("21A%04d", i), mark(m.name("　")), m.kana(" "), pick(m, faculties), fmt.Sprintf("s%04d@example.ac.jp", i)}
	}},
	{[]string{"No.", "名前", "住所", "電話"}, func(m maker, i int) []string {
		return []string{fmt.Sprint(i + 1), mark(m.name("")), pick(m, cities), fmt.Sprintf("090-1234-%04d", i)}
	}},
	{[]string{"患者ID", "患者氏名", "性別", "病名", "主治医"}, func(m maker, i int) []string {
		return []string{fmt.Sprintf("%08d", 10023000+i), mark(m.name(" ")), "男", pick(m, diseases), mark(pick(m, families))}
	}},
	{[]string{"クラス", "番号", "生徒名", "保護者名", "続柄"}, func(m maker, i int) []string {
		return []string{"1年2組", fmt.Sprint(i + 1), mark(m.name(" ")), mark(m.name(" ")), "母"}
	}},
	{[]string{"科目名", "担当教員", "学生氏名", "成績"}, func(m maker, i int) []string {
		return []string{pick(m, courses), mark(m.name(" ")), mark(m.name(" ")), pick(m, grades)}
	}},
	{[]string{"姓", "名", "セイ", "メイ", "所属"}, func(m maker, i int) []string {
		return []string{mark(pick(m, families)), mark(pick(m, firsts)), pick(m, readings), pick(m, given), pick(m, faculties)}
	}},
	{[]string{"会社名", "担当者", "所在地", "備考"}, func(m maker, i int) []string {
		return []string{"株式会社" + pick(m, families) + "商事", mark(m.name(" ")), pick(m, cities), "継続"}
	}},
	{[]string{"Name", "Student ID", "Department"}, func(m maker, i int) []string {
		return []string{mark(m.name(" ")), fmt.Sprintf("B%06d", i), pick(m, faculties)}
	}},
	{[]string{"職員番号", "所属", "職名", "氏名", "支給額"}, func(m maker, i int) []string {
		return []string{fmt.Sprintf("%06d", 120000+i), pick(m, faculties), "准教授", mark(m.name("　")) + "様", "312,500"}
	}},
	{[]string{"受験番号", "氏名(漢字)", "氏名(カナ)", "出身校", "合否"}, func(m maker, i int) []string {
		return []string{fmt.Sprintf("A%04d", i), mark(m.name(" ")), m.kana("　"), pick(m, families) + "高等学校", "合格"}
	}},
}

// noHeader are rosters without a header.
var noHeader = []func(m maker, i int) []string{
	func(m maker, i int) []string {
		return []string{fmt.Sprint(i + 1), mark(m.name("　")), pick(m, cities)}
	},
	func(m maker, i int) []string {
		return []string{mark(m.name("")), pick(m, faculties), fmt.Sprintf("03-1234-%04d", i)}
	},
}

// forms are single sheets in prose.
var forms = []func(m maker) string{
	func(m maker) string {
		return fmt.Sprintf("休学願\n\n学長殿\n\n学籍番号：20B%04d\n氏名：%s　㊞\n生年月日：平成14年5月6日\n保護者氏名：%s\n住所：%s\n理由：病気療養のため\n", m.IntN(9999), mark(m.name("　")), mark(m.name(" ")), pick(m, cities))
	},
	func(m maker) string {
		return fmt.Sprintf("申請者\n　所　属　%s\n　氏　名　%s\n　内　線　1234\n", pick(m, faculties), mark(m.name("　")))
	},
	func(m maker) string {
		return fmt.Sprintf("フリガナ %s\n氏名 %s\n性別 男・女\n年齢 35歳\n", m.kana(" "), mark(m.name(" ")))
	},
	func(m maker) string {
		return fmt.Sprintf("【患者氏名】%s\n【患者ID】0012345\n【診断名】%s\n【主治医】%s\n", mark(m.name(" ")), pick(m, diseases), mark(m.name("")))
	},
	func(m maker) string {
		return fmt.Sprintf("面談記録\n日時：令和6年5月1日\n相談者：%s（%s 2年）\n対応者：学生相談室\n内容：履修について\n", mark(m.name(" ")), pick(m, faculties))
	},
	func(m maker) string {
		return fmt.Sprintf("From: %s <a.b@example.ac.jp>\nSubject: 書類の件\n\n%sさん\n\nお世話になっております。書類を送ります。\n", mark(m.name(" ")), mark(pick(m, families)))
	},
}

// TestNamesInRostersAndForms measures names at any confidence, value by value.
func TestNamesInRostersAndForms(t *testing.T) {
	set, err := detectors.NewSet(all.Detectors()...)
	if err != nil {
		t.Fatal(err)
	}
	m := maker{rand.New(rand.NewPCG(8, 2))}
	total := tally{}
	try := func(what, text string, table *detectors.Table, want map[[2]int]bool) {
		c := tally{}
		missed, wrong := []string{}, []string{}
		for _, x := range set.NewScan().Text("", text, table) {
			if x.Type != "name" {
				continue
			}
			if k := [2]int{x.Start, x.End}; want[k] {
				c.tp++
				delete(want, k)
			} else {
				c.fp++
				wrong = append(wrong, fmt.Sprintf("%q %.2f %v", text[x.Start:x.End], x.Confidence, x.Why.Strings()))
			}
		}
		for k := range want {
			c.fn++
			missed = append(missed, text[k[0]:k[1]])
		}
		total.tp, total.fp, total.fn = total.tp+c.tp, total.fp+c.fp, total.fn+c.fn
		if c.f1() < 0.95 {
			t.Logf("%s: %v\n missed %q\n wrong %s", what, c, missed[:min(8, len(missed))], strings.Join(wrong[:min(8, len(wrong))], "; "))
		}
	}
	for n, l := range layouts {
		for _, rows := range []int{2, 6, 40} {
			cells := [][]string{l.header}
			for i := range rows {
				cells = append(cells, l.row(m, i))
			}
			text, table, want := unmark(cells)
			try(fmt.Sprintf("layout %d, %d rows", n, rows), text, table, want)
		}
	}
	for n, row := range noHeader {
		var cells [][]string
		for i := range 30 {
			cells = append(cells, row(m, i))
		}
		text, table, want := unmark(cells)
		try(fmt.Sprintf("no header %d", n), text, table, want)
	}
	for n, form := range forms {
		for range 12 {
			text, want := unmarkText(form(m))
			try(fmt.Sprintf("form %d", n), text, nil, want)
		}
	}
	t.Logf("all: %v", total)
	if total.f1() < 0.95 {
		t.Errorf("F1 %.3f, want at least 0.95", total.f1())
	}
}

type tally struct{ tp, fp, fn int }

func (c tally) f1() float64 { return 2 * float64(c.tp) / float64(max(1, 2*c.tp+c.fp+c.fn)) }

func (c tally) String() string {
	return fmt.Sprintf("%d right, %d wrong, %d missed, F1 %.3f", c.tp, c.fp, c.fn, c.f1())
}

// unmark takes the marks out of cells and lays them out as a table.
func unmark(rows [][]string) (string, *detectors.Table, map[[2]int]bool) {
	marked := map[[2]int][2]int{} // row, col: range within the cell
	for r := range rows {
		for c, v := range rows[r] {
			if i := strings.Index(v, "«"); i >= 0 {
				v = strings.Replace(v, "«", "", 1)
				j := strings.Index(v, "»")
				rows[r][c] = strings.Replace(v, "»", "", 1)
				marked[[2]int{r, c}] = [2]int{i, j}
			}
		}
	}
	text, table := detectortest.Table(rows)
	want := map[[2]int]bool{}
	for _, cell := range table.Cells {
		if m, ok := marked[[2]int{cell.Row, cell.Col}]; ok {
			want[[2]int{cell.Start + m[0], cell.Start + m[1]}] = true
		}
	}
	return text, table, want
}

func unmarkText(s string) (string, map[[2]int]bool) {
	want := map[[2]int]bool{}
	for {
		i := strings.Index(s, "«")
		if i < 0 {
			return s, want
		}
		s = strings.Replace(s, "«", "", 1)
		j := strings.Index(s, "»")
		s = strings.Replace(s, "»", "", 1)
		want[[2]int{i, j}] = true
	}
}
