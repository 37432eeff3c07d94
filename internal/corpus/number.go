package corpus

import (
	"fmt"
	"strings"
)

// number makes a number with the check digit that its rule demands. A kind
// that is not known is a mistake in a template.
func (p *person) number(kind string) string {
	switch kind {
	case "mynumber": // 平成26年総務省令第85号 第5条
		body := p.digits(11)
		rest := weighted(body, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11
		if rest < 2 {
			return body + "0"
		}
		return body + fmt.Sprint(11-rest)
	case "mynumber4":
		n := p.number("mynumber")
		return n[:4] + " " + n[4:8] + " " + n[8:]
	case "licence": // public committee, year, six digits, check, times issued again
		body := p.pick("10", "30", "44", "54", "62", "90") + fmt.Sprintf("%02d", p.IntN(26)) + p.digits(6)
		return body + fmt.Sprint((11-weighted(body, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)%11)%10) + "0"
	case "card": // ISO/IEC 7812-1
		prefix := p.pick("4", "51", "53", "3528")
		return luhn(prefix + p.digits(15-len(prefix)))
	case "card4":
		n := p.number("card")
		return n[:4] + "-" + n[4:8] + "-" + n[8:12] + "-" + n[12:]
	case "insurer": // 昭和49年 保険発104号; 01: 協会けんぽ, 06: 組合
		return luhn(p.pick("01", "06", "32", "34") + fmt.Sprintf("%02d", 1+p.IntN(47)) + p.digits(3))
	case "publicpayer":
		return luhn(p.pick("12", "21", "51", "54") + fmt.Sprintf("%02d", 1+p.IntN(47)) + p.digits(3))
	case "recipient":
		return luhn(p.digits(6))
	case "passport":
		return p.pick("TK", "TR", "TZ", "MU") + p.digits(7)
	case "residence":
		return p.pick("AB", "UH", "CT") + p.digits(8) + p.pick("EA", "BD", "CF")
	case "resident": // 平成14年総務省告示第436号
		body := p.digits(10)
		return body + fmt.Sprint((11-weighted(body, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)%11)%10)
	case "pension":
		return p.digits(4) + "-" + p.digits(6)
	case "employment":
		return p.digits(4) + "-" + p.digits(6) + "-" + p.digits(1)
	case "student":
		return fmt.Sprintf("%02d%s%04d", 20+p.IntN(6), p.pick("A", "B", "M", "T"), p.IntN(10000))
	case "corporate": // 平成26年財務省令第70号 第2条
		body := p.digits(12)
		return fmt.Sprint(9-weighted(body, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)%9) + body
	case "yuchocode": // mark and number go together: see yuchonumber
		return p.yucho()
	case "invoice":
		return "T" + p.number("corporate")
	case "era7": // 診療報酬請求: era, year, month, day
		y, m, d := p.born.Date()
		if p.born.Year() < 1989 {
			return fmt.Sprintf("3%02d%02d%02d", y-1925, m, d)
		}
		return fmt.Sprintf("4%02d%02d%02d", y-1988, m, d)
	case "kakenhi":
		return p.pick("19", "21", "23") + p.pick("K", "H") + fmt.Sprintf("%05d", 1000+p.IntN(20000))
	case "jrct":
		return "jRCT" + p.pick("s", "1") + p.digits(9)
	case "hex":
		var b strings.Builder
		for range 40 {
			fmt.Fprintf(&b, "%x", p.IntN(16))
		}
		return b.String()
	case "base64":
		const set = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
		b := make([]byte, 64)
		for i := range b {
			b[i] = set[p.IntN(len(set))]
		}
		return string(b)
	case "password":
		return p.pick("Kx", "Wq", "Zt") + p.digits(3) + p.pick("!", "#", "$") + p.pick("mvR", "bLs", "hNp") + p.digits(2)
	}
	panic("corpus: a template asks for " + kind)
}

// weighted is the sum of the digits by their weights.
func weighted(digits string, weights ...int) (sum int) {
	for i, w := range weights {
		sum += w * int(digits[i]-'0')
	}
	return sum
}

// luhn appends the check digit of ISO/IEC 7812-1 Annex B.
func luhn(body string) string {
	sum := 0
	for i := range len(body) {
		d := int(body[len(body)-1-i] - '0')
		if i%2 == 0 {
			d = d*2/10 + d*2%10
		}
		sum += d
	}
	return body + fmt.Sprint((10-sum%10)%10)
}

// yucho is 記号 and 番号 of an ordinary account of ゆうちょ銀行. The fourth
// digit of the first checks both.
func (p *person) yucho() string {
	double := func(c byte) int {
		d := int(c-'0') * 2
		return d/10 + d%10
	}
	code, n := "1"+p.digits(2), p.digits(7)+"1"
	sum := weighted(code, 1, 3) + double(code[2]) + double(n[0]) + weighted(n[1:3], 1, 3) + double(n[3]) + weighted(n[4:6], 1, 3) + double(n[6]) + int(n[7]-'0')
	return code + fmt.Sprint(sum%10) + "0 " + n
}
