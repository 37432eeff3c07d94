package campus

import (
	"fmt"
	"strconv"

	"tenken/internal/campus/write"
)

var (
	colStaff    = column{[]string{"職員番号", "教職員番号"}, "", func(_ *campus, p person, _ int) string { return p.staff }}
	colMyNumber = column{[]string{"個人番号", "マイナンバー", "個人番号（12桁）"}, "my_number", func(_ *campus, p person, _ int) string { return p.number }}
	colSalary   = column{[]string{"支給額", "基本給", "支払金額"}, "", func(c *campus, _ person, _ int) string { return strconv.Itoa(180000 + 1000*c.IntN(400)) }}
	colBank     = column{[]string{"振込先"}, "", func(c *campus, _ person, _ int) string {
		return "点検銀行 本店 普通 " + c.digits(7)
	}}
	colCard = column{[]string{"カード番号", "クレジットカード番号"}, "credit_card", func(c *campus, _ person, _ int) string {
		n := c.card()
		if c.IntN(2) == 0 && len(n) == 16 {
			return n[:4] + "-" + n[4:8] + "-" + n[8:12] + "-" + n[12:]
		}
		return n
	}}
	colExpires = column{[]string{"有効期限"}, "", func(c *campus, _ person, _ int) string { return fmt.Sprintf("%02d/%02d", 1+c.IntN(12), 26+c.IntN(5)) }}
)

// payroll is who is paid what, with their My Numbers.
func (c *campus) payroll(department string) {
	people := c.people(8 + c.IntN(60))
	t, types := c.list(people, colStaff, colName, colMyNumber, colBank, colSalary)
	t.Sheet = "給与"
	t.Above = []string{"非常勤講師 謝金支払一覧", c.year()}
	ext, data, err := c.table(t)
	c.put(file{
		department: department, folder: "人事/給与", name: "謝金支払_" + c.year() + ext,
		kind: "給与・個人番号", expect: Flagged, why: "個人番号と給与", types: types, persons: len(people),
	}, data, err)
}

// withholding is tax certificates, one below the other, as forms and no table.
func (c *campus) withholding(department string) {
	people := c.people(3 + c.IntN(12))
	var lines []string
	for _, p := range people {
		lines = append(lines, "給与所得の源泉徴収票", "",
			"支払を受ける者", "住所　"+p.address, "個人番号　"+p.number, "氏名　"+p.name()+"　（フリガナ）"+p.kana(),
			fmt.Sprintf("支払金額　%d円　源泉徴収税額　%d円", 1000000+1000*c.IntN(5000), 1000*c.IntN(300)),
			"支払者　点検大学", "")
	}
	n := len(people)
	ext, data, err := c.document(lines)
	c.put(file{
		department: department, folder: "人事/源泉徴収票", name: "源泉徴収票_" + c.year() + ext,
		kind: "源泉徴収票", expect: Flagged, why: "個人番号の入った源泉徴収票",
		types: map[string]int{"my_number": n, "name": n, "name_kana": n, "address": n}, persons: n,
	}, data, err)
}

// cards is payment cards noted down for bookings.
func (c *campus) cards(department string) {
	people := c.people(3 + c.IntN(10))
	t, types := c.list(people, colName, colCard, colExpires, colMobile)
	t.Sheet = "カード"
	data, err := write.XLSX("", t)
	c.put(file{
		department: department, folder: "出張", name: "ホテル予約カード一覧.xlsx",
		kind: "カード番号", expect: Flagged, why: "クレジットカード番号", types: types, persons: len(people),
	}, data, err)
}
