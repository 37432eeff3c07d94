package identity

import (
	"strings"
	"unicode/utf8"

	"tenken/detectors"
	"tenken/detectors/identity/jname"
)

// row reports the name of a line that is one of several below one another
// which each begin with a name: 1. 山田 太郎（工学部）, 山田 太郎様 090-….
func row(c *detectors.Candidate) {
	if c.InTable() {
		return
	}
	start, end, l := soleName(c.Text[c.Start:c.End])
	if l < jname.Part {
		return
	}
	start, end = start+c.Start, end+c.Start
	if cites(c.Text[end:c.End]) {
		return
	}
	others, whole, public := rowsAround(c)
	if l == jname.Whole {
		whole++
	}
	why := detectors.WhyColumn
	switch {
	case public || publicName(c.Text[start:end]) || c.Credited(start) || documentMakers.in(c.Text[c.Start:c.End]):
		report(c, start, end, detectors.Low, l, why|detectors.WhyPublic)
	case others >= 2 && whole >= 2, others == 1 && whole > 0 && c.Next(end) == '様':
		report(c, start, end, 0.65, l, why)
	}
}

// rowsAround is how many of the lines next above and below begin with a name
// as well, how many of these names are whole, and whether one is known to all.
func rowsAround(c *detectors.Candidate) (names, whole int, public bool) {
	const near, far = 3, 6 // lines on either side, and with the empty ones
	seen := 0
	look := func(line string) {
		if line = strings.TrimSpace(line); line == "" {
			return
		}
		seen++
		a, b, l := soleName(line)
		if l < jname.Part {
			return
		}
		if names++; l == jname.Whole {
			whole++
			public = public || publicName(line[a:b])
		}
	}
	hi := strings.LastIndexByte(c.Text[:c.Start], '\n')
	for n := 0; hi >= 0 && n < far && seen < near; n++ {
		lo := strings.LastIndexByte(c.Text[:hi], '\n')
		look(c.Text[lo+1 : hi])
		hi = lo
	}
	seen = 0
	_, rest, more := strings.Cut(c.Text[c.End:], "\n")
	for n := 0; more && n < far && seen < near; n++ {
		var line string
		line, rest, more = strings.Cut(rest, "\n")
		look(line)
	}
	return names, whole, public
}

// soleName is the name that a line begins with behind its numbering, if little
// else follows: remarks in brackets, figures and addresses of mail, or where
// somebody belongs.
func soleName(line string) (start, end int, l jname.Likeness) {
	const longest = 240
	if len(line) > longest {
		return 0, 0, jname.Not
	}
	start = numbering(line)
	s := line[start:]
	one, all := nameLike(s)
	if strings.Trim(s[one:all], " 　") == "" { // what follows is no second word
		all = one
	}
	if one < all {
		if role := jname.RoleAt(s[:all]); role > 0 {
			start += role
			s = line[start:]
			one, all = nameLike(s)
		}
	}
	if one < all && aside(s[all:]) {
		n := jname.TitleAt(s[:all])
		if l = jname.Like(s[:n]); l == jname.Whole || l == jname.Part && jname.Like(s[:one]) >= jname.Part {
			return start, start + n, l
		}
	}
	if one == 0 || !jname.MayBeWhole(s[:one]) || !aside(s[one:]) {
		return 0, 0, jname.Not
	}
	n := jname.TitleAt(s[:one])
	if l = jname.Like(s[:n]); l < jname.Whole {
		return 0, 0, jname.Not
	}
	return start, start + n, l
}

// numbering is where a line begins behind bullets and numbers.
func numbering(line string) int {
	const most = 14 * len("８") // bytes that studentID admits
	if line == "" || line[0] < 0xE3 || line[0] == 0xEF {
		if code, _ := word(line[:min(len(line), most+len("　"))]); code >= 5 && code <= most && code < len(line) && studentID(line[:code], 5) {
			_, next := word(line)
			return next
		}
	}
	for i, r := range line {
		if r >= 'ァ' && nameRune(r) && r != '・' { // hiragana begins sentences
			return i
		}
		if r > 0x7F && !strings.ContainsRune("　０１２３４５６７８９．）（・●○■□◆◇①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳＊※．", r) || r|0x20 >= 'a' && r|0x20 <= 'z' {
			break
		}
	}
	return len(line)
}

// nameLike is where the first word of s ends and where the second one does, as
// far as both are of the characters and the length of names.
func nameLike(s string) (one, two int) {
	const most, mostOne = 54, 30 // bytes, with a title
	for i, r := range s {
		switch {
		case i > most, one == 0 && i > mostOne:
			return one, one
		case nameRune(r):
			continue
		case one == 0 && (r == ' ' || r == '　'):
			one = i
			continue
		case one == 0:
			return i, i
		}
		return one, i
	}
	if one == 0 {
		one = len(s)
	}
	return one, len(s)
}

func nameRune(r rune) bool {
	return r >= 'ぁ' && r <= 0x9FFF || r == '々' || r >= 0xF900 && r <= 0xFAFF
}

// biography reports whether a sentence about whoever a line begins with follows
// the brackets behind the name: （いしい たつや、1930年 - ）は、.
func biography(s string) bool {
	i := strings.IndexAny(s, "）)")
	if i < 0 {
		return false
	}
	_, w := utf8.DecodeRuneInString(s[i:])
	rest := s[i+w:]
	return strings.HasPrefix(rest, "は") || strings.HasPrefix(rest, "が")
}

// aside reports whether s, what follows a name on its line, is no sentence: a
// remark in brackets, figures, or words that say where somebody belongs.
func aside(s string) bool {
	s = strings.TrimLeft(s, " 　\t\r")
	if s == "" {
		return true
	}
	if strings.HasPrefix(s, "/(") || strings.Contains(s, "] /") { // an entry of a dictionary
		return false
	}
	switch r, _ := utf8.DecodeRuneInString(s); r {
	case '（', '(':
		return !biography(s)
	case '[', '［', '【', '〔', '<', '＜', '〒', '/', '／', '+':
		return true
	default:
		if lifetime(s) {
			return false
		}
		if r >= '0' && r <= '9' || r >= '０' && r <= '９' || r|0x20 >= 'a' && r|0x20 <= 'z' {
			return true
		}
	}
	if s[0] < 0xE3 { // punctuation
		return false
	}
	for range 3 {
		end, next := word(s)
		if !jname.Compound(s[:end]) && !unit(s[:end]) {
			return false
		}
		if s = s[next:]; s == "" {
			return true
		}
	}
	return false
}

// lifetime reports whether s begins with the years of somebody's birth and death.
func lifetime(s string) bool {
	digits := func(s string) bool { return len(s) >= 4 && strings.Trim(s[:4], "0123456789") == "" }
	if !digits(s) {
		return false
	}
	for _, dash := range [...]string{"-", "–", "－", "〜", "～", "‐"} {
		if rest, ok := strings.CutPrefix(s[4:], dash); ok {
			return digits(rest) && (len(rest) == 4 || rest[4]-'0' > 9)
		}
	}
	return false
}
