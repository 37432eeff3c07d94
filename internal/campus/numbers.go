package campus

import "fmt"

// myNumber is a number that satisfies the check of 平成26年総務省令第85号
// 第5条. It is made at run time from random digits and belongs to nobody.
func (r *random) myNumber() string {
	body := r.digits(11)
	sum := 0
	for i, w := range []int{6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2} {
		sum += w * int(body[i]-'0')
	}
	check := 0
	if rest := sum % 11; rest > 1 {
		check = 11 - rest
	}
	return body + fmt.Sprint(check)
}

// card is a number with the prefix and length of a brand and a right Luhn digit
// (ISO/IEC 7812-1).
func (r *random) card() string {
	prefix := r.pick("4", "4", "51", "53", "3528", "3540")
	body := prefix + r.digits(15-len(prefix))
	sum := 0
	for i, c := range body {
		d := int(c - '0')
		if i%2 == 0 { // 15 digits: the first is doubled
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return body + fmt.Sprint((10-sum%10)%10)
}

// corporateNumber has a right check digit (平成26年財務省令第70号 第2条). Such
// numbers are public; they stand in the files that must not be flagged.
func (r *random) corporateNumber() string {
	body := r.digits(12)
	sum := 0
	for i := range 12 {
		w := 1
		if (12-i)%2 == 0 {
			w = 2
		}
		sum += w * int(body[i]-'0')
	}
	return fmt.Sprint(9-sum%9) + body
}

// jan is an article number with a right check digit (JIS X 0501).
func (r *random) jan() string {
	body := "49" + r.digits(10)
	sum := 0
	for i, c := range body {
		w := 1
		if i%2 == 1 {
			w = 3
		}
		sum += w * int(c-'0')
	}
	return body + fmt.Sprint((10-sum%10)%10)
}
