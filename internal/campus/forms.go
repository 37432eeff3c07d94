package campus

import (
	"fmt"

	"tenken/internal/campus/write"
)

// blankForm is a form that nobody has filled in.
func (c *campus) blankForm(department string) {
	title := c.pick("休学願", "住所変更届", "奨学金申請書", "研究倫理審査申請書", "緊急連絡先登録票", "出張申請書", "履歴書様式", "同意書", "健康調査票", "謝金支払調書")
	lines := []string{
		title, "", "　　　　年　　月　　日", "点検大学長　殿", "",
		"学籍番号：＿＿＿＿＿＿＿＿", "フリガナ：", "氏　　名：　　　　　　　　　　　㊞", "生年月日：　　　　年　　月　　日生",
		"現住所：〒　　　－", "電話番号：　　　（　　　）　　　　", "メールアドレス：", "",
		"理由：", "", "※太枠の中を記入してください。個人番号は記入しないでください。",
	}
	ext, data, err := c.document(lines)
	if c.IntN(2) == 0 {
		t := write.Table{Sheet: "様式", Above: []string{title}, Header: []string{"氏名", "フリガナ", "生年月日", "住所", "電話番号", "メールアドレス"}}
		for range 10 {
			t.Rows = append(t.Rows, make([]string, len(t.Header)))
		}
		ext, data, err = c.table(t)
	}
	c.put(file{
		department: department, folder: c.pick("様式", "共有/様式集", "庶務/書式"), name: title + "（様式）" + ext,
		kind: "未記入の様式", expect: Clear, why: "値が何も入っていない",
	}, data, err)
}

// exampleForm shows how to fill in a form, with the names everybody uses.
func (c *campus) exampleForm(department string) {
	lines := []string{
		"【記入例】", c.pick("住所変更届", "奨学金申請書", "アルバイト登録票"), "",
		"学籍番号：12A3456", "フリガナ：テンケン　タロウ", "氏名：点検　太郎", "生年月日：平成12年3月4日",
		"現住所：〒000-0000　○○県○○市○○町1-2-3", "電話番号：000-0000-0000", "メールアドレス：taro@example.com", "",
		"※黒のボールペンで記入してください。",
	}
	ext, data, err := c.document(lines)
	c.put(file{
		department: department, folder: "様式/記入例", name: "記入例" + ext,
		kind: "記入例", expect: Clear, why: "架空の記入例",
	}, data, err)
}

// notice tells students something, with the office's own telephone.
func (c *campus) notice(department string) {
	lines := []string{
		c.pick("履修登録期間のお知らせ", "図書館臨時休館について", "定期健康診断の実施について", "駐輪場の利用について", "避難訓練の実施", "停電のお知らせ"), "",
		"学生各位", "", fmt.Sprintf("標記について、%d月%d日から実施します。", 4+c.IntN(8), 1+c.IntN(28)),
		"対象者は掲示を確認し、期限までに手続きを済ませてください。", "健康診断書が必要な人は、保健センターで申し込んでください。", "",
		"問い合わせ先", "点検大学 " + department + " 学生係", fmt.Sprintf("電話 03-%s-%s（平日 9時～17時）", "5"+c.digits(3), c.digits(4)), "E-mail gakusei@example.ac.jp",
	}
	ext, data, err := c.document(lines)
	c.put(file{
		department: department, folder: "掲示", name: lines[0] + ext,
		kind: "お知らせ", expect: Clear, why: "窓口の連絡先だけ",
	}, data, err)
}

// letter is an invitation with the sender's signature.
func (c *campus) letter(department string) {
	p := c.person()
	lines := []string{
		c.pick("研究会のご案内", "シンポジウム開催のお知らせ", "共同研究の打合せについて", "特別講義のご案内"), "", "関係各位", "",
		"時下ますますご清栄のこととお慶び申し上げます。", "下記のとおり開催いたしますので、ご参加くださいますようご案内申し上げます。", "",
		"日時　令和8年10月" + fmt.Sprint(1+c.IntN(28)) + "日　13時から", "会場　点検大学 本館 大会議室", "",
		"点検大学 " + department + "　准教授　" + p.name(), "〒100-0001 東京都千代田区千代田1-1-1", "TEL 03-5" + c.digits(3) + "-" + c.digits(4), "E-mail " + "info@example.ac.jp",
	}
	ext, data, err := c.document(lines)
	c.put(file{
		department: department, folder: "案内", name: lines[0] + ext,
		kind: "案内状", expect: Clear, why: "職務上の署名だけ",
	}, data, err)
}

// regulation is a rule that speaks about personal data and holds none.
func (c *campus) regulation(department string) {
	lines := []string{
		"点検大学" + c.pick("個人情報保護規程", "情報セキュリティ対策基準", "文書管理規程", "ハラスメント防止規程"), "",
		"（目的）", "第1条　この規程は、本学における個人情報の適正な取扱いに関し必要な事項を定めることを目的とする。",
		"（定義）", "第2条　この規程において「個人情報」とは、氏名、生年月日、住所、電話番号その他の記述等により特定の個人を識別することができるものをいう。",
		"2　「機密性3情報」とは、特に厳重な取扱いを要する情報をいい、「取扱注意」等の表示を付すものとする。",
		"（個人番号）", "第3条　個人番号（12桁の番号をいう。）は、法令に定める場合を除き、収集し、又は保管してはならない。",
		"（漏えい等の報告）", "第4条　要配慮個人情報（病歴、障害、犯罪の経歴等）の漏えいが生じたときは、直ちに報告しなければならない。",
		"附則", "この規程は、令和4年4月1日から施行する。",
	}
	ext, data, err := c.document(lines)
	c.put(file{
		department: department, folder: "規程", name: lines[0] + ext,
		kind: "規程", expect: Clear, why: "個人情報について述べているだけ",
	}, data, err)
}
