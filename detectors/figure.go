package detectors

import (
	"strings"
	"unicode/utf8"
)

// eraNames stand before the years of dates, and are names of people elsewhere.
var eraNames = [...]string{"令和", "平成", "昭和", "大正", "明治"}

// figure reports whether a cell is a number or date with its units, in which
// nobody is named: 昭和60年4月1日, 1,200円, 第3回.
func figure(s string) bool {
	digits := 0
	for i := 0; i < len(s); {
		if s[i] < 0x80 {
			switch {
			case s[i]-'0' <= 9:
				digits++
			case isLetter(s[i]):
				return false
			}
			i++
			continue
		}
		r, w := utf8.DecodeRuneInString(s[i:])
		switch {
		case r >= '０' && r <= '９':
			digits++
		case unit(r):
		default:
			w = eraYear(s[i:])
		}
		if w == 0 {
			return false
		}
		i += w
	}
	return digits > 0
}

// unit reports whether r counts something or is a space.
func unit(r rune) bool {
	switch r {
	case '年', '月', '日', '時', '分', '秒', '円', '人', '回', '件', '個', '歳', '才', '号', '番', '第', '度', '点', '位', '枚', '元', '　':
		return true
	}
	return false
}

// eraYear is the width of the era that s begins with, if its year follows.
func eraYear(s string) int {
	for _, e := range eraNames {
		if rest, ok := strings.CutPrefix(s, e); ok && rest != "" {
			if _, w := digitAt(rest, 0, len(rest)); w > 0 || strings.HasPrefix(rest, "元年") {
				return len(e)
			}
		}
	}
	return 0
}
