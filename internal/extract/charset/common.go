package charset

import "golang.org/x/text/encoding/japanese"

// commonKanji are the kanji of which most office text, names and addresses
// consist. They tell text from bytes that merely happen to be kanji.
const commonKanji = "一二三四五六七八九十百千万円年月日時分秒週曜火水木金土今昨明前後先次最初終始" +
	"人名氏性男女子父母兄弟姉妹親家族者員様方私自他本社会国県市町村区都道府郡丁目番地号室階棟" +
	"東西南北中央上下左右内外間横縦高低大小長短新旧古多少全半両各毎" +
	"山川田野原林森木石谷岡崎島橋井松竹梅藤村池沢江浜海津浦宮寺坂塚堀関根久保倉城戸平福永安和" +
	"佐伊斉斎加近遠工渡辺部鈴清吉岩石黒白赤青緑河小阪神奈京愛知静広仙台札幌横葉埼玉茨栃群馬新潟" +
	"太郎次三雄夫男一美恵由智香織真紀直樹健介翔哲正義信弘博文英明和幸隆浩誠修治勇光陽花咲菜奈優莉" +
	"学校生徒教授師科課程研究室論文講習授業試験成績点評価単位卒入修士博士受験合格願書図書館寮部活動" +
	"医療病院患診断治療薬検査血液症状手術看護保険健康障害相談記録個人情報番号電話住所氏名生年月日" +
	"会議資料報告書類申請提出期限確認回答通知連絡担当責任管理運用規程規則方針計画実施結果対応対象" +
	"事務局総人事財務経理契約支払請求領収予算決算給与職員役員係長課長部長室長学長理事" +
	"開閉始終発表公表示行来出入立止上下送受取引渡返貸借買売持使用作成変更追加削除保存印刷読書聞話見" +
	"言語日英漢字文章件題目的意味理由原因問題解決案内参考例注意必要重要可能不無有非未済" +
	"同違別特定一般共通数量計算合計平均割率以上以下約程度範囲機械器具設備施設場所建物駅車電気" +
	"力気心身体手足目口耳頭顔声色形音風雨雪天空春夏秋冬朝昼夜食飲品料酒茶米肉魚店屋客" +
	"思考感知覚悟得失成功進歩続切組織団法律政治経済産業技術化学物理情報通信世界歴史科学" +
	"何度回今後着急速早遅近遠強弱良悪正誤真実主要基準第代初再副元現在当該本件以降際及並又但他等" +
	"収集計測定調整備考欄記入例様式別紙添付写複製原稿稿査審倫理承諾同意書" +
	"米露独仏伝達約束集配布参照掲載募集選考採否推薦活躍支援協力委託業者商品納郵便宅急役割"

// common holds the common kanji by row and cell of JIS X 0208, as EUC-JP
// writes them, and by code point from U+4E00.
var common = func() (t struct {
	jis  [94 * 94]bool
	rune [0xA000 - 0x4E00]bool
}) {
	enc := japanese.EUCJP.NewEncoder()
	for _, r := range commonKanji {
		b, err := enc.Bytes([]byte(string(r)))
		if err != nil || len(b) != 2 {
			continue
		}
		t.jis[int(b[0]-0xA1)*94+int(b[1]-0xA1)] = true
		t.rune[r-0x4E00] = true
	}
	return t
}()

// jisClass is the class of a kanji at row and cell of JIS X 0208, counted from 0.
func jisClass(row, cell int) class {
	switch {
	case common.jis[row*94+cell]:
		return kanji0
	case row < 47:
		return kanji1
	}
	return kanji2
}
