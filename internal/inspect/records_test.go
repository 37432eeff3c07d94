package inspect_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestPersonsOfRecords counts the persons of records in plain text, and of
// people who look made up among others.
func TestPersonsOfRecords(t *testing.T) {
	var objects, forms, table strings.Builder
	table.WriteString("氏名,電話番号\n")
	surnames, given := []string{"鈴木", "高橋", "伊藤", "渡辺", "中村"}, []string{"健二", "拓也", "誠一", "直樹", "和彦"}
	for i := range 20 {
		child, parent := surnames[i%5]+" "+given[i/5], surnames[i%5]+" "+given[4]
		fmt.Fprintf(&objects, `{"児童名": %q, "保護者": %q}`+"\n", child, parent)
		fmt.Fprintf(&forms, "児童名：%s\n保護者氏名：%s\n\n", child, parent)
		if i < 8 {
			fmt.Fprintf(&table, "%s,080-4321-56%02d\n", child, i)
		}
	}
	table.WriteString("山田 太郎,\n佐藤 花子,\n")
	var twoPhones, envelopes strings.Builder
	for i := range 6 {
		name := surnames[i%5] + " " + given[i/5]
		fmt.Fprintf(&twoPhones, "氏名：%s\n生年月日：平成%d年5月3日\n携帯：080-4321-56%02d\n緊急連絡先：090-4321-57%02d\n\n", name, i+1, i, i)
		if i > 3 { // a name that no dictionary has
			name = "鴎羅々"
		}
		fmt.Fprintf(&envelopes, "〒606-8501\n京都府京都市左京区吉田本町%d-1\n%s 様\n\n", i+1, name)
	}
	for _, c := range []struct {
		name, data string
		want       int
	}{
		{"r.json", objects.String(), 20},
		{"r.txt", forms.String(), 20},
		{"two telephones each.txt", twoPhones.String(), 6},
		{"envelopes.txt", envelopes.String(), 6},
		{"made up first.csv", "氏名,電話番号\n山田 太郎,\n" + strings.TrimPrefix(table.String(), "氏名,電話番号\n"), 10},
		{"a person and a dependant.csv", "氏名,個人番号,扶養者の個人番号\n" + pairOfNumbers(), 6},
		{"made up among others.csv", table.String(), 10},
		{"made up.csv", "氏名,電話番号\n山田 太郎,090-0000-0000\n佐藤 花子,\n", 0},
	} {
		f := inspectOne(t, newInspector(t), store{data: map[string]string{c.name: c.data}}, item(c.name, c.data))
		if f.Persons != c.want {
			t.Errorf("%s: %d persons, want %d: %+v", c.name, f.Persons, c.want, f.Findings)
		}
	}
}

// pairOfNumbers is three rows with two My Numbers each.
func pairOfNumbers() string {
	var b strings.Builder
	for i := range 3 {
		fmt.Fprintf(&b, "鈴木 %s,%s,%s\n", []string{"健二", "拓也", "誠一"}[i], myNumber(fmt.Sprintf("%011d", 41235674321+2*i*7919)), myNumber(fmt.Sprintf("%011d", 41235674321+(2*i+1)*7919)))
	}
	return b.String()
}
