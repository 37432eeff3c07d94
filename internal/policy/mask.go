package policy

import "strings"

// Mask hides a value so that its owner can recognise the place but nobody can
// learn the value. My Numbers and cards vanish completely; of others a little
// of the shape stays. The result never matches the detector that found it.
func Mask(typ, value string) string {
	value = strings.Join(strings.Fields(value), " ")
	switch typ {
	case "classification_mark":
		return value // a stamp on the document, not data about a person
	case "name", "name_kana", "name_romaji", "address", "student_id", "staff_id", "patient_id":
		return keepFirst(value, 1)
	case "email":
		return keepFirst(value, 1)
	case "phone_mobile", "phone_fixed":
		return maskDigits(value, 2)
	}
	return stars(value)
}

// longest keeps masks from telling the length of long values.
const longest = 12

func stars(s string) string { return strings.Repeat("*", min(len([]rune(s)), longest)) }

func keepFirst(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return stars(s)
	}
	return string(r[:n]) + strings.Repeat("*", min(len(r)-n, longest))
}

// maskDigits stars all digits but the last keep, in both widths.
func maskDigits(s string, keep int) string {
	r := []rune(s)
	for i := len(r) - 1; i >= 0; i-- {
		if !isDigit(r[i]) {
			continue
		}
		if keep > 0 {
			keep--
			continue
		}
		r[i] = '*'
	}
	return string(r)
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }
