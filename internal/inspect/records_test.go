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
	for _, c := range []struct {
		name, data string
		want       int
	}{
		{"r.json", objects.String(), 20},
		{"r.txt", forms.String(), 20},
		{"made up among others.csv", table.String(), 10},
		{"made up.csv", "氏名,電話番号\n山田 太郎,090-0000-0000\n佐藤 花子,\n", 0},
	} {
		f := inspectOne(t, newInspector(t), store{data: map[string]string{c.name: c.data}}, item(c.name, c.data))
		if f.Persons != c.want {
			t.Errorf("%s: %d persons, want %d: %+v", c.name, f.Persons, c.want, f.Findings)
		}
	}
}
