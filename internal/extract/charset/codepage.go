package charset

import "strconv"

// CodePage finds an encoding by the number that Windows gives it; nil when it
// is unknown or says nothing.
func CodePage(n int) *Encoding {
	var label string
	switch n {
	case 932:
		return ShiftJIS
	case 936:
		label = "gbk"
	case 949:
		label = "euc-kr"
	case 950:
		label = "big5"
	case 1200:
		return UTF16LE
	case 65001:
		return UTF8
	case 20932, 51932:
		return EUCJP
	case 50220, 50221, 50222:
		return ISO2022JP
	case 10001: // of the Macintosh
		return ShiftJIS
	default:
		if n < 1250 || n > 1258 {
			return nil
		}
		label = "windows-" + strconv.Itoa(n)
	}
	return Lookup(label)
}
