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
	if i := strings.IndexFunc(value[start:end], opens); i > 0 {
		if r, _ := utf8.DecodeRuneInString(value[start+i:]); r == ':' || r == '：' {
			return // a caption of its own
		}
		end = start + i
	}
	s := strings.TrimLeftFunc(value[start:end], func(r rune) bool {
		return r == 'ー' || outer(r) || r >= '0' && r <= '9' || r >= '０' && r <= '９' || r >= '①' && r <= '⑩'
	})
	start = end - len(s)
	s = strings.TrimRightFunc(s, outer)
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

// opens reports whether r begins a remark, or ends a caption.
func opens(r rune) bool {
	switch r {
	case '（', '(', '【', '[', '［', '〔', '<', '＜', '「', ':', '：':
		return true
	}
	return false
}

// outer reports whether r stands around a name and is no part of it.
func outer(r rune) bool {
	switch r {
	case ' ', '　', '\u00a0', '\t', '"', '\'', '“', '”', '‘', '’', '(', ')', '（', '）', '[', ']', '【', '】', '［', '］', '「', '」', '『', '』', '<', '>', '＜', '＞',
		'*', '＊', '※', '○', '●', '◎', '◯', '□', '■', '◆', '◇', '★', '☆', '△', '▲', '▽', '▼', '→', '・', '.', '．', ':', '：', '。', '-', '－', '―', '=', '＝', '㊞':
		return true
	}
	return false
}
