package identity

import (
	"strings"
	"unicode/utf8"

	"tenken/detectors/identity/jname"
)

// eachName calls f with the range of every name in a value: what stands
// between separators, without numbering, labels, titles and what is in
// brackets behind it.
func eachName(value string, f func(start, end int)) {
	const longest = 1500 // of an attendance list; prose is no list
	if len(value) > longest {
		return
	}
	from := 0
	for i, r := range value {
		if separates(value, i, r) {
			oneName(value, from, i, f)
			from = i + utf8.RuneLen(r)
		}
	}
	oneName(value, from, len(value), f)
}

// separates reports whether the character r at value[i:] stands between names.
func separates(value string, i int, r rune) bool {
	switch r {
	case '、', '，', '/', '／', ';', '；', '\n', '\r', '|', '｜', '＆', '&':
		return true
	case ',':
		return i > 0 && value[i-1] >= 0x80 // "Yamada, Taro" is one name
	case '・', '･':
		// Between Japanese names it separates them, in foreign ones it joins.
		a, _ := utf8.DecodeLastRuneInString(value[:i])
		b, _ := utf8.DecodeRuneInString(value[i+utf8.RuneLen(r):])
		return isHan(b) && (isHan(a) || a >= 'ぁ' && a <= 'ん')
	}
	return false
}

// oneName narrows value[start:end] to the name in it.
func oneName(value string, start, end int, f func(start, end int)) {
	if i := strings.IndexAny(value[start:end], "（(【[［〔<＜「:："); i > 0 {
		if r, _ := utf8.DecodeRuneInString(value[start+i:]); r == ':' || r == '：' {
			return // a caption of its own
		}
		end = start + i
	}
	const outer = " 　\u00a0\t\"'“”‘’()（）[]【】［］「」『』<>＜＞*＊※○●◎◯□■◆◇★☆△▲▽▼→・.．:：。-－―ー=＝㊞"
	s := strings.TrimLeft(value[start:end], outer+"0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩")
	start = end - len(s)
	s = strings.TrimRight(s, strings.Replace(outer, "ー", "", 1))
	if s == "" {
		return
	}
	n := jname.TitleAt(s)
	end = start + n
	start += jname.RoleAt(value[start:end])
	if start < end && !jname.Nobody(value[start:end]) {
		f(start, end)
	}
}
