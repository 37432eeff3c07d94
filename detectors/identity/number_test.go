package identity_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/detectortest"
	"tenken/detectors/identity"
)

func rivals(id string) []detectors.Detector {
	var ds []detectors.Detector
	for _, d := range all.Detectors() {
		if d.Info().ID != id {
			ds = append(ds, d)
		}
	}
	return ds
}

// myNumber makes a number with a right check digit from eleven digits.
func myNumber(eleven string) string {
	sum := 0
	for i, w := range [11]int{6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2} {
		sum += int(eleven[i]-'0') * w
	}
	c := 11 - sum%11
	if c >= 10 {
		c = 0
	}
	return eleven + string(rune('0'+c))
}

func wrong(number string) string {
	return number[:11] + string(rune('0'+(number[11]-'0'+3)%10))
}

func grouped(s, by string) string { return s[:4] + by + s[4:8] + by + s[8:] }

func TestMyNumber(t *testing.T) {
	// Published vectors and the two remainders that give 0.
	for _, v := range []string{"123456789018", "621498320257", "983205673214", "234567890121", "987654321093", "100000000080", "100000000030"} {
		if v != myNumber(v[:11]) {
			t.Fatalf("%s: the test's own check digit disagrees", v)
		}
	}
	n := myNumber("58390217465")
	m := myNumber("02719384650")
	at := myNumber("20260401125") // reads as a time of day
	detectortest.Run(t, identity.MyNumber{}, []detectortest.Case{
		{Text: "個人番号：«" + n + "»", Least: detectors.High},
		{Text: "個人番号 «" + grouped(n, "-") + "»です", Least: detectors.High},
		{Text: "マイナンバー「«" + grouped(n, " ") + "»」", Least: detectors.High},
		{Text: "ﾏｲﾅﾝﾊﾞｰ:«" + n + "»", Least: detectors.High},
		{Text: "個　人　番　号　«" + grouped(n, "　") + "»", Least: detectors.High},
		{Text: "My Number: «" + n + "»", Least: detectors.High},
		{Text: "個人番号(12桁)：«" + n + "»", Least: detectors.High},
		{Text: "個人番号\n«" + grouped(n, "-") + "»", Least: detectors.High},
		{Text: "個人番号：«" + n[:4] + "-" + n[4:8] + "-\n" + n[8:] + "»", Least: detectors.Medium},
		{Text: "値は«" + n + "»", Most: detectors.Low},
		{Text: "個人番号：" + wrong(n)},
		{Text: "個人番号：" + n[:6] + "-" + n[6:]},
		{Text: "個人番号：" + grouped(n, "-") + "-1234"},
		{Text: "個人番号：" + grouped(n, " ") + " 1234"},
		{Text: "1234 " + grouped(n, " ")},
		{Text: "1" + n},
		{Text: "T" + n},
		{Text: "x-" + n + "-y"},
		{Text: "0." + n},
		{Text: n + ".csv"},
		{Text: "f" + n + "a0"},
		{Text: "https://www.tenken.ac.jp/?id=" + n},
		{Text: "伝票番号：" + n},
		{Text: "運転免許証番号 " + n},
		{Text: n + "円"},
		{Text: at},
		{Text: "個人番号：000000000000"},
		{Text: "111111111118"},
		{Text: "個人番号：«" + grouped(m, "-") + "»、«" + n + "»"},
	}, rivals("my_number")...)
}

func TestMyNumberColumn(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	random := func() string { return fmt.Sprintf("%011d", r.Int64N(1e11)) }
	column := func(header string, n int, value func() string) [][]string {
		rows := [][]string{{"連番", header}}
		for i := range n {
			rows = append(rows, []string{fmt.Sprint(i + 1), value()})
		}
		return rows
	}
	marked := func() string { return "«" + myNumber(random()) + "»" }
	detectortest.Run(t, identity.MyNumber{}, []detectortest.Case{
		{Name: "header", Least: detectors.High, Rows: column("個人番号", 5, marked)},
		{Name: "no telling header, all pass", Least: detectors.Medium, Rows: column("備考", 25, marked)},
		{Name: "no telling header, a tenth passes", Rows: column("備考", 200, func() string { return random() + fmt.Sprint(r.IntN(10)) })},
		{Name: "order numbers that all pass", Rows: column("注文番号", 25, func() string { return myNumber(random()) })},
		{Name: "header, lost zeros", Least: detectors.High, Rows: column("マイナンバー", 5, func() string { return "«" + myNumber("0" + random()[1:])[1:] + "»" })},
		{Name: "header, wrong digits", Rows: column("個人番号", 5, func() string { return wrong(myNumber(random())) })},
	}, rivals("my_number")...)
}

func TestBirthDate(t *testing.T) {
	detectortest.Run(t, identity.BirthDate{}, []detectortest.Case{
		{Text: "生年月日：«1985年4月1日»", Least: detectors.High},
		{Text: "生年月日 «1985/4/1»", Least: detectors.High},
		{Text: "生年月日：«1985-04-01»", Least: detectors.High},
		{Text: "生年月日：«1985.04.01»", Least: detectors.High},
		{Text: "生年月日：«19850401»", Least: detectors.High},
		{Text: "生年月日：«昭和60年4月1日»", Least: detectors.High},
		{Text: "生年月日　«昭和 60 年 4 月 1 日»", Least: detectors.High},
		{Text: "生年月日：«平成元年1月8日»", Least: detectors.High},
		{Text: "生年月日：«S60.4.1»", Least: detectors.High},
		{Text: "生年月日：«Ｓ60.4.1»", Least: detectors.High},
		{Text: "生年月日：«H1/1/8»", Least: detectors.High},
		{Text: "生年月日：«S600401»"},
		{Text: "生年月日：«3600401»"},
		{Text: "生年月日（西暦）：«1985年4月1日»", Least: detectors.High},
		{Text: "生 年 月 日\n«大正9年2月29日»", Least: detectors.High},
		{Text: "DOB: «1985-04-01»", Least: detectors.High},
		{Text: "\"birthDate\": \"«1985-04-01»\"", Least: detectors.High},
		{Text: "誕生日は«1985年4月1日»です", Least: detectors.High},
		{Text: "（«1985年4月1日»生まれ）", Least: detectors.High},
		{Text: "«昭和60年4月1日»生", Least: detectors.High},
		{Text: "1985年4月1日"},
		{Text: "生年月日：1985年2月30日"},
		{Text: "生年月日：昭和64年1月8日"},
		{Text: "生年月日：平成元年1月7日"},
		{Text: "生年月日：平成31年5月1日"},
		{Text: "生年月日：1885年4月1日"},
		{Text: "生年月日：2999年4月1日"},
		{Text: "登録日：1985年4月1日"},
		{Text: "1985年4月1日生産"},
		{Text: "生年月日を登録する。施行日は1985年4月1日", Plain: true},
		{Name: "column", Least: detectors.High, Rows: [][]string{{"氏名", "生年月日", "登録日"}, {"点検一", "«1985/4/1»", "2020/4/1"}, {"点検二", "«S60.4.1»", "2020/4/1"}}},
		{Name: "column with time", Least: detectors.High, Rows: [][]string{{"氏名", "生年月日"}, {"点検一", "«1985-04-01» 00:00:00"}}},
	}, rivals("birth_date")...)
}
