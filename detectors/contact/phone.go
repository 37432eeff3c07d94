package contact

import (
	"strings"

	"tenken/detectors"
)

// Telephone numbers follow 電気通信番号計画 (令和元年総務省告示第6号): eleven
// digits from 060, 070, 080 or 090 are mobile, from 050 IP telephones; ten
// digits are fixed lines, whose area codes have one to four digits after the 0.
// 0120, 0800, 0570, 0990, 0180 and 0170 are services and no one's telephone.

var phoneLabels = []string{
	"電話番号", "電話", "でんわ", "デンワ", "でんわばんごう", "デンワバンゴウ", "tel", "telephone", "telno", "phone", "phonenumber", "phoneno", "☎", "☏", "📞", "℡", "連絡先", "連絡先電話番号",
	"緊急連絡先", "緊急時連絡先", "緊急時の連絡先", "緊急電話番号", "保護者連絡先", "保護者電話番号", "実家連絡先", "帰省先電話番号", "emergencycontact", "日中連絡先", "日中の連絡先", "自宅電話", "自宅tel", "電話(自宅)", "電話(携帯)", "contactnumber", "contact", "callme",
}

// phoneJoiners join the groups of a telephone number.
var phoneJoiners = []detectors.Sep{detectors.Hyphen, detectors.Space, detectors.Open, detectors.Close, detectors.Dot}

var phoneHeaders = []string{"自宅", "電話自宅", "電話携帯", "連絡", "緊急", "number"}

// number is one telephone number as it was read.
type phone struct {
	digits [11]byte // as dialled inside Japan, from the 0
	n      int
	groups [3]int // lengths of the groups as written, all zero when not grouped
	abroad bool   // written with +81
	lost   bool   // the leading 0 was missing
}

// readPhone brings a group of digits into the form dialled inside Japan. The
// result is empty when the group cannot be a Japanese telephone number.
func readPhone(n *detectors.Number) (p phone) {
	d, runs := n.Digits(), n.Runs
	if !n.Joined(phoneJoiners...) {
		return phone{}
	}
	if n.Plus || len(d) > 10 && d[0] == '8' && d[1] == '1' && len(runs) > 1 && runs[0].Len == 2 && len(runs) > 3 {
		if len(d) < 11 || d[0] != '8' || d[1] != '1' || len(runs) > 1 && runs[0].Len != 2 {
			return phone{}
		}
		d, p.abroad = d[2:], true
		if len(runs) > 1 {
			runs = runs[1:]
		}
		if d[0] == '0' { // "+81 (0)90-…"
			d = d[1:]
			if len(runs) > 1 && runs[0].Len == 1 {
				runs = runs[1:]
			}
		}
	}
	if len(d) > 0 && d[0] != '0' {
		p.lost = !p.abroad
		p.digits[0], p.n = '0', 1
	}
	if p.n+len(d) > len(p.digits) {
		return phone{}
	}
	p.n += copy(p.digits[p.n:], d)
	if len(runs) == 3 {
		for i := range runs {
			p.groups[i] = runs[i].Len
		}
		if d[0] != '0' {
			p.groups[0]++
		}
	}
	return p
}

func (p *phone) value() []byte { return p.digits[:p.n] }

func (p *phone) mobile() bool {
	d := p.value()
	return len(d) == 11 && d[0] == '0' && d[1] >= '6' && d[1] <= '9' && d[2] == '0' && d[3] != '0'
}

func (p *phone) ip() bool {
	d := p.value()
	return len(d) == 11 && d[0] == '0' && d[1] == '5' && d[2] == '0' && d[3] != '0'
}

// fixed reports whether p could be a fixed line, and whether its area code
// exists, stands as the first group where p is grouped, and is followed by an
// exchange (2 to 9).
func (p *phone) fixed() (possible, known bool) {
	d := p.value()
	if len(d) != 10 || d[0] != '0' || d[1] == '0' {
		return false, false
	}
	for _, s := range []string{"0120", "0570", "0990", "0180", "0170", "0800"} {
		if strings.HasPrefix(string(d), s) {
			return false, false
		}
	}
	area := areaLength(d)
	known = area > 0 && d[area] >= '2' && (p.groups[0] == 0 || p.groups[0] == area)
	return true, known
}

// placeholder reports whether a number stands for any: the same digit, or
// 0000 in the subscriber's part after a repeated group.
func (p *phone) placeholder() bool {
	d := p.value()
	tail := d[len(d)-7:]
	same, zeros := 0, 0
	for _, c := range tail {
		if c == tail[len(tail)-1] {
			same++
		}
		if c == '0' {
			zeros++
		}
	}
	up := true
	for i := 2; i < len(d); i++ {
		up = up && (d[i]-d[i-1]+10)%10 == 1
	}
	return same == len(tail) || zeros >= 6 || up
}

// organisation reports whether words at the number say that an organisation
// answers it.
func organisation(c *detectors.Candidate) bool {
	if c.Start == c.Lo && c.End == c.Hi {
		return false
	}
	rest := c.Text[c.End:min(c.Hi, c.End+20)]
	for _, s := range []string{"(代)", "（代）", "(代表)", "（代表）", "代表", " 代表", "（大代表", "(大代表", "（直通）", "(直通)"} {
		if strings.HasPrefix(rest, s) {
			return true
		}
	}
	before := c.Text[max(c.Lo, c.Start-40):c.Start]
	for _, s := range []string{"代表電話", "代表番号", "お問い合わせ", "お問合せ", "問い合わせ先", "問合せ先", "問合先", "受付電話", "電話(代表)", "電話（代表）", "TEL(代表)", "TEL（代表）"} {
		if strings.Contains(before, s) {
			return true
		}
	}
	return false
}
