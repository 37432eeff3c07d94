package detectors_test

import (
	"strings"
	"testing"

	"tenken/detectors"
)

// What stands in samples is lowered; the same values elsewhere are somebody's.
func TestSamples(t *testing.T) {
	set := newSet(t)
	sure := func(text string) (types []string) {
		sc := set.NewScan()
		defer sc.Close()
		for _, m := range sc.Text("", text, nil) {
			if m.Confidence >= detectors.Medium {
				types = append(types, m.Type)
			}
		}
		return types
	}
	const intro = "# 取り込みの手引き\n\n次の形式のファイルを用意します。文字コードは UTF-8 とし、1行目は見出しとします。空の行は読み飛ばします。\n\n"
	const rows = "学籍番号,氏名,生年月日,電話番号\nB20001,早川 景子,2001/04/01,090-3141-5926\nB20002,望月 智也,2001/05/02,080-2718-2818\n"
	for _, c := range []struct{ name, sample, real string }{
		{"a block of code", intro + "```csv\n" + rows + "```\n", intro + rows},
		{"a long block of code", intro + "```csv\n" + rows + "```\n", intro + "```csv\n" + rows + strings.Repeat("B20003,小松 美月,2001/06/03,090-1618-0339\n", 50) + "```\n"},
		{"what follows its announcement", "５．電文例\n生年月日 2001年4月1日 携帯 090-3141-5926\n", "５．症例\n生年月日 2001年4月1日 携帯 090-3141-5926\n"},
		{"people of samples", strings.NewReplacer("早川 景子", "山田 太郎", "望月 智也", "鈴木 花子").Replace(rows), strings.Replace(rows, "早川 景子", "山田 太郎", 1)},
		{"what to enter", "1985年4月1日生まれの方は「19850401」と入力します。生年月日", "1985年4月1日生まれ。生年月日「19850401」"},
		{"a test of a program", "import pytest\n\ndef test_member():\n    m = Member(birth=\"1970-02-28\", mobile=\"090-3141-5926\")\n", "import csv\n\ndef add_member():\n    m = Member(birth=\"1970-02-28\", mobile=\"090-3141-5926\")\n"},
		{"blanks", "研究参加同意書\n同意日：　令和　　年　　月　　日\n研究対象者氏名：\n", "研究参加同意書\n同意日：　令和8年4月1日\n研究対象者氏名：早川 景子\n"},
	} {
		if types := sure(c.sample); len(types) > 0 {
			t.Errorf("%s: %v\n%s", c.name, types, c.sample)
		}
		if len(sure(c.real)) == 0 {
			t.Errorf("%s, the real twin: nothing sure\n%s", c.name, c.real)
		}
	}
}
