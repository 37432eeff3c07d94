package contact

import (
	"strings"
	"unicode/utf8"
)

// blockForm is how much the number at the end of an address tells.
type blockForm uint8

const (
	plainNumber blockForm = iota // "小泉123"
	chome                        // "小泉二丁目": part of a town, no address yet
	blockNumber                  // "小泉1-2-3", "二丁目3番4号", "123番地"
)

const (
	maxTown   = 30 // characters between the municipality and the first number
	maxNumber = 5  // digits of one block number
)

// readBlock reads what follows a municipality: the town and the block number.
// It returns where the last block number ends, 0 when there is none.
func readBlock(s string) (end int, form blockForm) {
	r := blockReader{s: s}
	if !r.town() || strings.Contains(s[:r.i], "にある") || isRoad(s[:r.i]) {
		return 0, 0
	}
	r.numbers()
	if r.form == plainNumber && !r.ends() {
		return 0, 0
	}
	return r.end, r.form
}

// isRoad reports whether the name before a number is a road's: 国道16号.
func isRoad(s string) bool {
	if !strings.HasSuffix(s, "道") && !strings.HasSuffix(s, "第") {
		return false
	}
	for _, road := range []string{"国道", "県道", "府道", "都道", "道道", "市道", "町道", "村道", "国道第", "県道第"} {
		if strings.HasSuffix(s, road) {
			return true
		}
	}
	return false
}

type blockReader struct {
	s        string
	i        int // reading position
	end      int // after the last number that counts
	form     blockForm
	particle bool // a particle stands before the number
}

func (r *blockReader) peek() (rune, int) { return utf8.DecodeRuneInString(r.s[r.i:]) }

// town skips the name of the town and stops at the first block number.
func (r *blockReader) town() bool {
	spaces := 0
	for n := 0; n < maxTown && r.i < len(r.s); n++ {
		c, w := r.peek()
		if c >= '0' && c <= '9' || c >= '０' && c <= '９' || isNumeral(c) {
			if w, digits := r.number(r.i); w > 0 {
				return digits <= maxNumber
			}
		}
		switch {
		case c == ' ' || c == '　':
			if spaces++; spaces > 2 {
				return false
			}
		case townRune(c):
			spaces = 0
			r.particle = particle(c)
		default:
			return false
		}
		r.i += w
	}
	return false
}

// particle reports whether c is one that may stand before a number in prose.
func particle(c rune) bool {
	switch c {
	case 'に', 'で', 'は', 'が', 'を', 'と', 'も', 'へ', 'や', 'よ':
		return true
	}
	return false
}

// numbers reads block numbers as long as they hang together.
func (r *blockReader) numbers() {
	for {
		w, digits := r.number(r.i)
		if w == 0 || digits > maxNumber {
			return
		}
		start := r.i
		r.i += w
		suffix := r.suffix()
		if suffix == "" && isCounter(r.s[r.i:]) {
			r.i = start
			return
		}
		r.end = r.i
		switch suffix {
		case "":
		case "丁目", "条", "線", "区", "地割", "丁", "番町", "番丁":
			r.form = max(r.form, chome)
		default:
			r.form = blockNumber
		}
		switch suffix {
		case "号", "番地", "番", "丁目", "":
			if suffix == "号" || !r.joiner(suffix) {
				return
			}
		default: // 条, 線, 地割, 区, 番町: the town goes on
			if !r.more() {
				return
			}
		}
	}
}

// joiner skips what joins one block number to the next: a hyphen or の, or
// nothing after 丁目 and 番.
func (r *blockReader) joiner(suffix string) bool {
	c, w := r.peek()
	switch {
	case isHyphen(c) || (c == 'の' || c == 'ノ' || c == '之') && suffix != "丁目":
		if n, digits := r.number(r.i + w); n > 0 && digits <= maxNumber {
			r.i += w
			r.form = blockNumber
			return true
		}
		return false
	case suffix == "":
		if (c == '東' || c == '西' || c == '南' || c == '北') && r.i+w < len(r.s) {
			if n, digits := r.number(r.i + w); n > 0 && digits <= 2 {
				r.i += w
				r.form = blockNumber
				return true
			}
		}
		return false
	case c == ' ' || c == '　':
		if n, _ := r.number(r.i + w); n > 0 && suffix != "番地" {
			r.i += w
			return true
		}
		return false
	}
	n, _ := r.number(r.i)
	return n > 0 && suffix != "番地" || n > 0 && suffix == "番地"
}

// more goes on after 北三条 or 12地割 to a further number within a few characters.
func (r *blockReader) more() bool {
	i := r.i
	for range 6 {
		if n, digits := r.number(i); n > 0 {
			r.i = i
			return digits <= maxNumber
		}
		c, w := utf8.DecodeRuneInString(r.s[i:])
		if !townRune(c) && c != ' ' && c != '　' {
			return false
		}
		i += w
	}
	return false
}

// suffix takes the word that ends a block number.
func (r *blockReader) suffix() string {
	rest := unspaced(r.s[r.i:])
	gap := len(r.s) - r.i - len(rest)
	if gap > 3 {
		return ""
	}
	switch first(rest) {
	case '丁', '番', '号', '地', '条', '線', '区':
	default:
		return ""
	}
	for _, s := range []string{"丁目", "番地割", "番地", "番町", "番丁", "番", "号", "地割", "条", "線", "区", "丁"} {
		if strings.HasPrefix(rest, s) {
			after := rest[len(s):]
			if s == "番" && (strings.HasPrefix(after, "目") || strings.HasPrefix(after, "組")) ||
				s == "号" && (strings.HasPrefix(after, "室") || strings.HasPrefix(after, "棟") || strings.HasPrefix(after, "館") || strings.HasPrefix(after, "線")) ||
				s == "区" && strings.HasPrefix(after, "間") {
				return ""
			}
			r.i += gap + len(s)
			return s
		}
	}
	return ""
}

// ends reports whether a number without any suffix ends as an address does.
func (r *blockReader) ends() bool {
	if r.particle {
		return false
	}
	c, w := utf8.DecodeRuneInString(r.s[r.end:])
	return w == 0 || strings.ContainsRune(" 　\n\r\t、。,，\"')）]】」』|｜;；/<", c)
}

// number is the width of a block number at s[i:], and how many digits it has:
// digits of either width, or Chinese numerals that a suffix or hyphen follows.
func (r *blockReader) number(i int) (width, digits int) {
	s := r.s
	for i+width < len(s) {
		if c := s[i+width]; c < 0x80 {
			if c-'0' > 9 {
				break
			}
			width++
			digits++
			continue
		}
		c, w := utf8.DecodeRuneInString(s[i+width:])
		if c < '０' || c > '９' {
			if width == 0 && !isNumeral(c) { // most characters
				return 0, 0
			}
			break
		}
		width += w
		digits++
	}
	if width > 0 || i >= len(s) || s[i] < 0x80 {
		return width, digits
	}
	for i+width < len(s) {
		c, w := utf8.DecodeRuneInString(s[i+width:])
		if !isNumeral(c) {
			break
		}
		width += w
		digits++
	}
	if width == 0 {
		return 0, 0
	}
	rest := s[i+width:]
	for _, x := range []string{"丁目", "番地", "番", "号", "地割", "条通", "条東", "条西", "条南", "条北"} {
		if strings.HasPrefix(rest, x) && !strings.HasPrefix(rest, "番町") && !strings.HasPrefix(rest, "番丁") {
			return width, digits
		}
	}
	if c, w := utf8.DecodeRuneInString(rest); isHyphen(c) || c == 'の' && i > 0 {
		if n, _ := utf8.DecodeRuneInString(rest[w:]); strings.ContainsRune("〇一二三四五六七八九十0123456789０１２３４５６７８９", n) {
			return width, digits
		}
	}
	if i > 0 && (width == len(rest)+width || strings.ContainsRune("\n\r 　、。,\"）)", first(rest))) {
		if c, _ := utf8.DecodeLastRuneInString(s[:i]); isHyphen(c) {
			return width, digits // the last of 二―三―四
		}
	}
	return 0, 0
}

// isNumeral reports whether c is a Chinese numeral.
func isNumeral(c rune) bool {
	switch c {
	case '〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '壱', '弐', '参':
		return true
	}
	return false
}

// unspaced is s without the spaces at its beginning.
func unspaced(s string) string {
	if s == "" || s[0] != ' ' && s[0] != "　"[0] {
		return s
	}
	return strings.TrimLeft(s, " 　")
}

func first(s string) rune {
	c, _ := utf8.DecodeRuneInString(s)
	return c
}

// isCounter reports whether a counted thing follows a number: people, days, money.
func isCounter(s string) bool {
	s = unspaced(s)
	switch r, w := utf8.DecodeRuneInString(s); r {
	case '人', '名', '年', '月', '日', '時', '分', '件', '回', '円', '億', '万', '千', '％', '%', '校', '店', '社', '箇', '位', '歳', '才', 'つ', '個', '台', '棟', '戸', 'm', 'ｍ', '倍', '度', '階', '市', '町', '村', '県', '都', '府', '．', '.', '，', '：':
		return true
	case 'か', 'カ', 'ヶ', 'ヵ':
		return strings.HasPrefix(s[w:], "所")
	case '世':
		return strings.HasPrefix(s[w:], "帯")
	case 'k':
		return strings.HasPrefix(s[w:], "m")
	case 'ｋ':
		return strings.HasPrefix(s[w:], "ｍ")
	case 'キ':
		return strings.HasPrefix(s[w:], "ロ")
	case 'メ':
		return strings.HasPrefix(s[w:], "ートル")
	}
	return false
}

func isHyphen(c rune) bool {
	switch c {
	case '-', '‐', '‑', '‒', '–', '—', '―', '−', '﹣', '－', 'ー', 'ｰ', '─', '━', '〜', '～':
		return true
	}
	return false
}

// townRune reports whether c may stand in the name of a town: kanji, kana and
// the marks between them.
func townRune(c rune) bool {
	return c >= '一' && c <= '鿿' || c >= 'ぁ' && c <= 'ゖ' || c >= 'ァ' && c <= 'ヺ' || c == 'ー' || c == '々' || c == '〆' || c == '〇' ||
		c == 'ヶ' || c == 'ヵ' || c >= '㐀' && c <= '䶿' || c >= '豈' && c <= '﫿' || c >= 0x20000 && c <= 0x3FFFF || c >= 'ｦ' && c <= 'ﾟ' || c >= 'Ａ' && c <= 'Ｚ' || c >= 'ａ' && c <= 'ｚ'
}
