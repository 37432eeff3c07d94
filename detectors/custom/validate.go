package custom

import (
	"maps"
	"slices"

	"tenken/detectors"
)

// Validators are the names of the validators.
func Validators() []string { return slices.Sorted(maps.Keys(validators)) }

// validators judge the digits of a value, whatever stands between them.
var validators = map[string]func(value string) bool{
	"luhn":             digits(luhn),            // ISO/IEC 7812-1 Annex B
	"my_number":        digits(myNumber),        // 平成26年総務省令第85号 第5条
	"corporate_number": digits(corporateNumber), // 平成26年財務省令第70号 第2条
	"jan":              digits(jan),             // JIS X 0501, EAN-13 and EAN-8
}

func digits(valid func(d []int) bool) func(string) bool {
	return func(value string) bool {
		var d []int
		for _, r := range detectors.Half(value) {
			if r >= '0' && r <= '9' {
				d = append(d, int(r-'0'))
			}
		}
		return valid(d)
	}
}

func luhn(d []int) bool {
	sum := 0
	for i := range d {
		v := d[len(d)-1-i]
		if i%2 == 1 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return len(d) > 1 && sum%10 == 0
}

func myNumber(d []int) bool {
	if len(d) != 12 {
		return false
	}
	sum := 0
	for i, w := range []int{6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2} {
		sum += d[i] * w
	}
	check := 0
	if rest := sum % 11; rest > 1 {
		check = 11 - rest
	}
	return d[11] == check
}

func corporateNumber(d []int) bool {
	if len(d) != 13 {
		return false
	}
	sum := 0
	for i, v := range d[1:] {
		if i%2 == 0 {
			v *= 2
		}
		sum += v
	}
	return d[0] == 9-sum%9
}

func jan(d []int) bool {
	if len(d) != 13 && len(d) != 8 {
		return false
	}
	sum := 0
	for i := range len(d) - 1 {
		v := d[len(d)-2-i]
		if i%2 == 0 {
			v *= 3
		}
		sum += v
	}
	return d[len(d)-1] == (10-sum%10)%10
}
