package campus

import (
	"fmt"

	"tenken/internal/campus/write"
)

// inner is a list of people to be put into something else.
func (c *campus) inner() (write.Table, map[string]int, int) {
	people := c.people(8 + c.IntN(40))
	t, types := c.list(people, colStudent, colName, colMobile, colMail)
	t.Sheet = "名簿"
	return t, types, len(people)
}

// mail writes a message with an attachment.
func (c *campus) mail(department, kind, subject, attached string, data []byte, types map[string]int, persons int, err error) {
	if err != nil {
		c.put(file{kind: kind}, nil, err)
		return
	}
	from, to := c.person(), c.person()
	enc := c.pick("iso-2022-jp", "utf-8")
	eml, err := write.Mail{
		From: from.mail, To: to.mail, Subject: subject, Date: "Wed, 01 Apr 2026 09:00:00 +0900",
		Body:        to.surname + "様\n\nお世話になっております。" + subject + "をお送りします。\nご確認をお願いいたします。\n\n" + from.surname + "\n",
		Attachments: []write.Member{{Name: attached, Data: data}},
	}.EML(enc)
	c.put(file{
		department: department, folder: "メール保存", name: subject + ".eml",
		kind: kind, expect: Flagged, why: "添付ファイルに個人情報", types: types, persons: persons,
	}, eml, err)
}

// mailedRoster is a list sent around.
func (c *campus) mailedRoster(department string) {
	t, types, n := c.inner()
	data, err := t.CSV(",", "cp932")
	if c.IntN(2) == 0 {
		data, err = write.XLSX("", t)
		c.mail(department, "メールの添付", "実習参加者名簿の送付", "参加者名簿.xlsx", data, types, n, err)
		return
	}
	c.mail(department, "メールの添付", "受講者一覧の件", "受講者一覧.csv", data, types, n, err)
}

// mailedZip is a list sent around in an archive whose names are Shift_JIS.
func (c *campus) mailedZip(department string) {
	t, types, n := c.inner()
	data, err := t.CSV(",", "cp932")
	if err == nil {
		data, err = write.Zip("cp932", "", write.Member{Name: "名簿/一覧表.csv", Data: data})
	}
	c.mail(department, "メールの添付の書庫", "名簿一式", "名簿.zip", data, types, n, err)
}

// nestedZip is an archive in an archive, as backups are.
func (c *campus) nestedZip(department string) {
	t, types, n := c.inner()
	data, err := write.XLSX("", t)
	if err == nil {
		data, err = write.Zip("cp932", "", write.Member{Name: "学生名簿/ソート済み一覧.xlsx", Data: data}, write.Member{Name: "学生名簿/読んでください.txt", Data: []byte("ok\n")})
	}
	if err == nil {
		data, err = write.Zip("cp932", "", write.Member{Name: "旧データ/能力別.zip", Data: data})
	}
	c.put(file{
		department: department, folder: "old/バックアップ", name: fmt.Sprintf("backup_%d.zip", 2015+c.IntN(10)),
		kind: "入れ子の書庫", expect: Flagged, why: "書庫の中の書庫に名簿", types: types, persons: n,
	}, data, err)
}

// lockedZip cannot be read without its password.
func (c *campus) lockedZip(department string) {
	t, _, _ := c.inner()
	data, err := t.CSV(",", "cp932")
	if err == nil {
		data, err = write.Zip("cp932", c.digits(8), write.Member{Name: "一覧.csv", Data: data})
	}
	c.put(file{
		department: department, folder: "共有/送付", name: "送付資料.zip",
		kind: "暗号化された書庫", expect: Unreadable, why: "パスワードがないと読めない",
	}, data, err)
}

// lockedBook cannot be read without its password.
func (c *campus) lockedBook(department string) {
	t, _, _ := c.inner()
	data, err := write.XLSX(c.digits(8), t)
	c.put(file{
		department: department, folder: "共有/送付", name: "評価表（PW付）.xlsx",
		kind: "暗号化された Excel ブック", expect: Unreadable, why: "パスワードがないと読めない",
	}, data, err)
}

// cutFile is what an interrupted copy leaves.
func (c *campus) cutFile(department string) {
	if c.IntN(2) == 0 {
		t, _, _ := c.inner()
		data, err := write.XLSX("", t)
		c.put(file{
			department: department, folder: "old/復旧", name: "名簿_復旧.xlsx",
			kind: "壊れたファイル", expect: Unreadable, why: "途中で切れている",
		}, data[:min(len(data), 900)], err)
		return
	}
	data := write.PDF([][]string{{"会議資料", "途中までのファイル"}})
	c.put(file{
		department: department, folder: "old/復旧", name: "資料_復旧.pdf",
		kind: "壊れたファイル", expect: Unreadable, why: "途中で切れている",
	}, data[:200], nil)
}

// scan is a scanned page: a picture without text.
func (c *campus) scan(department string) {
	const width, height = 120, 170
	gray := make([]byte, width*height)
	for i := range gray {
		gray[i] = 255
		if i/width%8 < 2 && i%width > 15 && i%width < 100 {
			gray[i] = byte(c.IntN(120)) // lines that look like writing from afar
		}
	}
	c.put(file{
		department: department, folder: "スキャン", name: "scan_" + c.between(2024, 2025).Format("20060102") + ".pdf",
		kind: "画像だけの PDF", expect: Picture, why: "文字情報がない",
	}, write.ScannedPDF(width, height, gray), nil)
}

// empty is a file of no bytes.
func (c *campus) empty(department string) {
	c.put(file{department: department, folder: "tmp", name: "新規テキスト ドキュメント.txt", kind: "空のファイル", expect: Clear, why: "何もない"}, nil, nil)
}
