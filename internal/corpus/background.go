package corpus

import (
	"math/rand/v2"
	"strings"
)

// Background yields texts of about size bytes each that concern nobody: a
// novel, a statute, a log, open data. What is found in them is wrong.
func Background(seed uint64, size int) []Document {
	var out []Document
	for _, b := range backgrounds {
		p := newPerson(rand.New(rand.NewPCG(seed, uint64(len(out)))))
		var s strings.Builder
		s.WriteString(b.head)
		for s.Len() < size {
			line, _ := fill(p.pick(b.lines...), newPerson(p.Rand))
			s.WriteString(line)
		}
		out = append(out, Document{Test: true, Template: b.name, Name: b.name, Format: "text", Data: []byte(s.String())})
	}
	return out
}

var backgrounds = []struct {
	name, head string
	lines      []string
}{
	{"novel.txt", "", []string{
		"«sur»は門の前に立つて、しばらく雨を眺めてゐた。", "「«sur»さん、もうお帰りですか」と«sur»が云つた。", "明治三十七年の春、«joined»は家を売つて東京へ出た。\n",
		"«sur»君は«age»歳であつた。", "「«sur»さんは肺病を患つてゐるさうだ」\n", "其の手紙は病気で入院した母のものである。",
	}},
	{"statute.txt", "", []string{
		"第«n2»条　申請者は、氏名、住所及び生年月日を記載した書面を市長に提出しなければならない。\n", "２　被保険者の個人番号については、この限りでない。\n", "附則　この規程は、令和«row»年四月一日から施行する。\n",
	}},
	{"app.log", "", []string{
		"2026-07-01T10:00:00Z host1 app[«n5»]: req=«n16» tel=«n10» GET /a?id=«n12» 200\n", "2026-07-01T10:00:01.«n3»Z INFO trace=«hex» bytes=«n6» took=«decimal»ms\n",
	}},
	{"open.csv", "年月日,地点,緯度,経度,値,コード\n", []string{"2024-05-01,観測所«n3»,35.«n6»,139.«n6»,«n5»,«n12»\n"}},
}
