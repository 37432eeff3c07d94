package identity

import "tenken/detectors"

// insurer reports whether v is 保険者番号: eight digits, or the six of
// municipalities. From the right of the others, digits are multiplied by 2, 1,
// 2, 1 …; the digits of the products and the check digit add up to a multiple
// of ten (昭和49年9月20日 保険発第104号). A column that lost its zeros has one
// digit less.
func insurer(v string) bool {
	d, ok := detectors.Digits(v)
	if !ok || uniform(d) {
		return false
	}
	switch len(d) {
	case 5, 7:
		d = "0" + d
	case 6, 8:
	default:
		return false
	}
	prefecture := d[:2]
	if len(d) == 8 {
		prefecture = d[2:4]
	}
	return prefecture >= "01" && prefecture <= "47" && double(d)
}

// double reports whether the sum of the digits, every second one from the
// right doubled, is a multiple of ten.
func double(d string) bool {
	sum := 0
	for i := range len(d) {
		v := int(d[len(d)-1-i] - '0')
		if i%2 == 1 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return sum%10 == 0
}
