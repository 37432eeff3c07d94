// Package identity recognises numbers and facts that identify a person.
package identity

import (
	"tenken/detectors"
)

// MyNumber recognises 個人番号, the twelve-digit number of the My Number Act.
//
// The last digit is a check digit over the other eleven: with P_n the n-th
// digit from the right of those eleven and Q_n = n+1 for n ≤ 6, n-5 above, it
// is 11 − (ΣP_n·Q_n mod 11), or 0 when the remainder is 0 or 1
// (平成26年総務省令第85号 第5条). One random number in ten passes.
type MyNumber struct{}

func (MyNumber) Info() detectors.Info {
	return detectors.Info{
		ID: "my_number", Label: "個人番号(マイナンバー)", English: "My Number",
		Category: detectors.Personal, Severity: 1, Persons: detectors.Key,
		Validate: "check digit; label, column header or the pass rate of the column",
		Source:   "平成26年総務省令第85号 第5条",
	}
}

func (MyNumber) Asks() detectors.Asks {
	return detectors.Asks{
		Numbers: []string{"12", "4-4-4", "11"},
		Joiners: []detectors.Sep{detectors.Hyphen, detectors.Space, detectors.Break},
		Labels: []string{"個人番号", "マイナンバー", "マイ・ナンバー", "my number", "個人番号カード", "マイナンバーカード",
			"通知カード", "個人識別番号", "共通番号", "特定個人情報", "individual number", "kojinbango"},
		NotLabels: []string{"免許証番号", "運転免許証番号", "免許番号", "法人番号", "証明書番号"},
	}
}

func (MyNumber) Judge(c *detectors.Candidate) {
	n := c.Number
	if c.Kind != detectors.NumberKind || !n.Uniform() || !n.Joined(detectors.Hyphen, detectors.Space, detectors.Break) ||
		longer(n) {
		return
	}
	var buf [12]byte
	d, lost := n.Digits(), false
	if len(d) == 11 {
		buf[0] = '0'
		copy(buf[1:], d)
		d, lost = buf[:], true
	}
	ok := myNumberCheck(d)
	if !lost {
		c.Checked(ok)
	}
	if !ok {
		return
	}
	label, why := c.Announced()
	announced := label >= detectors.NearLabel
	why |= detectors.WhyCheckDigit
	confidence := 0.95
	switch {
	case lost && label != detectors.HeaderLabel, label == detectors.OtherLabel:
		return
	case n.Broken() && !announced:
		return
	case dummy(d):
		if !announced || d[0] == d[1] {
			return
		}
		confidence, why = 0.55, why|detectors.WhySequence
	case label == detectors.NearLabel:
		confidence = 0.88
		if timeLike(d) {
			confidence, why = detectors.Low, why|detectors.WhyTime
		}
	case announced:
	case timeLike(d) || counted(c):
		return
	default:
		confidence, why = detectors.Low, why|detectors.WhyBare
	}
	if lost {
		confidence, why = 0.9, why|detectors.WhyLostZero
	}
	if n.Broken() {
		confidence, why = confidence-0.1, why|detectors.WhyBroken
	}
	c.Report(c.Start, c.End, confidence, why)
}

// longer reports whether groups of four go on beside the number: it is part of
// a card or account number.
func longer(n *detectors.Number) bool {
	if len(n.Runs) == 1 {
		return false
	}
	inner := n.Runs[0].Sep
	return n.Before == inner && n.Prev == 4 || n.After == inner && n.Next >= 3
}

// counted reports whether a unit follows: the number is an amount.
func counted(c *detectors.Candidate) bool {
	switch c.Next(c.End) {
	case '円', '件', '個', '点', '人', '枚', '回', '秒', '％', '%', '倍', ',', '万', '億', '千':
		return true
	}
	return false
}

// dummy reports whether the digits were made up: eleven alike, or running up
// or down.
func dummy(d []byte) bool {
	alike, up, down := true, true, true
	for i := 1; i < 11; i++ {
		alike = alike && d[i] == d[0]
		up = up && (d[i]-d[i-1]+10)%10 == 1
		down = down && (d[i-1]-d[i]+10)%10 == 1
	}
	return alike || up || down
}

// timeLike reports whether twelve digits read as YYYYMMDDhhmm.
func timeLike(d []byte) bool {
	two := func(i int) int { return int(d[i]-'0')*10 + int(d[i+1]-'0') }
	year := two(0)*100 + two(2)
	return year >= 1900 && year < 2100 && two(4) >= 1 && two(4) <= 12 && two(6) >= 1 && two(6) <= 31 && two(8) < 24 && two(10) < 60
}

// Column takes a column whose header says so and whose numbers pass the check
// digit, or one without a telling header in which nearly all of at least
// twenty do: of random numbers a tenth does.
func (MyNumber) Column(col detectors.Column) float64 {
	headed := col.Label == detectors.HeaderLabel
	distinct, tried, passed, values := map[[12]byte]bool{}, 0, 0, 0
	for _, v := range col.Values {
		values++
		n, ok := detectors.ReadNumber(v)
		if !ok || !n.Joined(detectors.Hyphen, detectors.Space) {
			continue
		}
		d, k := [12]byte{'0'}, 0
		switch len(n.Digits()) {
		case 12:
		case 11:
			k = 1
			if !headed {
				continue
			}
		default:
			continue
		}
		copy(d[k:], n.Digits())
		if len(n.Runs) != 1 && len(n.Runs) != 3 || distinct[d] {
			continue
		}
		distinct[d] = true
		tried++
		if myNumberCheck(d[:]) && (headed || !timeLike(d[:])) && !dummy(d[:]) {
			passed++
		}
	}
	switch {
	case tried == 0 || 2*tried < values && !headed:
		return 0
	case headed && (2*passed >= tried || tried < 3 && passed > 0):
		return 0.95
	case col.Label == detectors.NoLabel && tried >= 20 && 10*passed >= 9*tried:
		return 0.9
	}
	return 0
}

// myNumberCheck reports whether twelve ASCII digits satisfy the check digit.
func myNumberCheck(d []byte) bool {
	if len(d) != 12 {
		return false
	}
	sum := 0
	for i, w := range [11]int{6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2} {
		sum += int(d[i]-'0') * w
	}
	want := 11 - sum%11
	if want >= 10 {
		want = 0
	}
	return int(d[11]-'0') == want
}
