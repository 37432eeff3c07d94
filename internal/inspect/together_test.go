package inspect_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestPeopleOfRows counts people where a row has two, and where the same people
// come again.
func TestPeopleOfRows(t *testing.T) {
	in := newInspector(t)
	students := []string{"鈴木 健二", "佐藤 美咲", "高橋 拓也", "伊藤 由紀", "渡辺 誠一", "中村 麻衣"}
	others := []string{"山本 直子", "小林 正和", "加藤 恵子", "吉田 裕之", "佐々木 明美", "松本 隆"}
	// table writes a row for each student: S, O and D are the student, somebody
	// else and one who is there in every row, # a digit.
	table := func(header, row string) string {
		var b strings.Builder
		b.WriteString(header + "\n")
		for i, s := range students {
			b.WriteString(strings.NewReplacer("S", s, "O", others[i], "D", others[0], "#", fmt.Sprint(i)).Replace(row) + "\n")
		}
		return b.String()
	}
	for _, c := range []struct {
		name, text string
		want       int
	}{
		{"pairs of students", table("学生A,学籍番号A,学生B,学籍番号B", "S,24100#,O,24200#"), 12},
		{"insured and dependants", table("被保険者氏名,生年月日,被扶養者氏名,生年月日", "S,1980/1/1#,O,2010/1/1#"), 12},
		{"guardians by name", table("学籍番号,氏名,保護者氏名,電話番号", "24100#,S,O,080-4321-567#"), 6},
		{"who is in charge", table("学籍番号,氏名,生年月日,担当氏名,提出日", "24100#,S,2004/5/1#,D,2026/1/1#"), 6},
		{"measured again and again", table("患者番号,検査日,診断名,HbA1c", "35627#,2026/4/1,糖尿病,6.#") + table("患者番号,検査日,診断名,HbA1c", "35627#,2026/5/1,糖尿病,7.#"), 6},
	} {
		f := inspectOne(t, in, store{data: map[string]string{"a.csv": c.text}}, item("a.csv", c.text))
		if f.Persons != c.want {
			t.Errorf("%s: %d persons; want %d: %+v", c.name, f.Persons, c.want, f.Findings)
		}
	}
}

// TestPlanOfSeats counts everybody in a table of names that has no headers.
func TestPlanOfSeats(t *testing.T) {
	in := newInspector(t)
	surnames := []string{"鈴木", "佐藤", "高橋", "伊藤", "渡辺"}
	given := []string{"健二", "美咲", "拓也", "由紀"}
	var b strings.Builder
	for _, s := range surnames {
		for i, g := range given {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(s + " " + g)
		}
		b.WriteByte('\n')
	}
	if f := inspectOne(t, in, store{data: map[string]string{"a.csv": b.String()}}, item("a.csv", b.String())); f.Persons != 20 {
		t.Errorf("%d persons; want 20: %+v", f.Persons, f.Findings)
	}
}
