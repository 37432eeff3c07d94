package identity

import (
	"strings"
	"unicode/utf8"

	"tenken/detectors"
	"tenken/detectors/identity/jname"
)

// labelled reports the name that a label in prose announces: 氏名：山田 太郎.
func (Name) labelled(c *detectors.Candidate) {
	if c.Column() > 0 {
		return
	}
	if nameLists[c.Text[c.Start:c.End]] && listed(c) {
		return
	}
	// The label must begin a word: 氏名 in 被保険者氏名 is asked for longer.
	if r := c.Prev(c.Start); isHan(r) || r == '/' && c.Next(c.End) == '>' {
		return // </氏名> announces nothing
	}
	start, separated := valueAt(c, c.End)
	if !separated {
		return
	}
	end := lineEnd(c, start)
	s, e, l := firstName(c.Text[start:end])
	if s == e {
		return
	}
	s, e = start+s, start+e
	if c.LabelBefore(s) < detectors.OwnLabel && (!readingAsked(c.Text[c.End:s]) || onlyKana(c.Text[s:e])) {
		return
	}
	confidence, why, caption := 0.92, detectors.WhyLabel, detectors.Fold(c.Text[c.Start:c.End])
	switch {
	case strings.Contains(caption, "名義") && onlyKana(c.Text[s:e]):
		return // a reading: see NameKana
	case l <= jname.Form && (!strongHeader(caption) || caption == "名前" && !strings.ContainsAny(c.Text[c.End:s], ":：")):
		return
	case detectors.PublicPost(caption), containsAny(caption, []string{"主治医", "担当医", "執刀医", "説明者", "面接官"}): // at work, and not whom the text is about
		confidence, why = 0.5, why|detectors.WhyPublic
	case l == jname.Form:
		confidence = 0.7
	}
	report(c, s, e, confidence, l, why)
}

// readingAsked reports whether nothing but brackets that ask for the reading stands
// between a label and its value: 氏名（ふりがな）.
func readingAsked(between string) bool {
	for _, w := range [...]string{"ふりがな", "フリガナ", "よみがな", "読み仮名", "カナ", "かな"} {
		if strings.Contains(between, w) {
			return strings.Trim(strings.Replace(between, w, "", 1), "（）() 　：:・/／") == ""
		}
	}
	return false
}

func isHan(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }

// valueAt is where the value of a label that ends at offset i begins, and
// whether something divides them: brackets with a remark, colons, spaces.
func valueAt(c *detectors.Candidate, i int) (start int, separated bool) {
	depth := 0
	for i < c.Hi && i < c.End+120 {
		r, w := utf8.DecodeRuneInString(c.Text[i:c.Hi])
		switch r {
		case '（', '(', '【', '[', '［', '〔':
			depth++
		case '）', ')', '】', ']', '］', '〕':
			if depth--; depth < 0 {
				separated = true // 【氏名】
			}
		case ':', '：', '=', '＝', '｜', '|', ' ', '　', '\t', '\u00a0', '>', '＞', '"', '」', '_', '＿', '*':
			separated = true
		case '\n', '\r':
			return i, false
		default:
			if depth <= 0 {
				return i, separated
			}
		}
		i += w
	}
	return i, false
}

func lineEnd(c *detectors.Candidate, i int) int {
	end := min(c.Hi, i+150)
	if n := strings.IndexAny(c.Text[i:end], "\n\r\t\"|｜。」』"); n >= 0 {
		end = i + n
	}
	for end > i && end < len(c.Text) && !utf8.RuneStart(c.Text[end]) {
		end--
	}
	return end
}

// firstName is the name at the beginning of s: one word, or more when they go
// together.
func firstName(s string) (start, end int, l jname.Likeness) {
	fields := split(s)
	for len(fields) > 1 && unit(s[fields[0].start:fields[0].end]) {
		fields = fields[1:]
	}
	if len(fields) == 0 {
		return 0, 0, jname.Not
	}
	// The longest run of words that is a whole name, then the best shorter one.
	best := 0
	for n := min(len(fields), 4); n > 0; n-- {
		eachName(s[fields[0].start:fields[n-1].end], func(a, b int) {
			k := jname.Like(s[fields[0].start+a : fields[0].start+b])
			if a == 0 || best == 0 {
				score := int(k) * 4
				if n == 2 || n == 1 {
					score++
				}
				if n > 2 && k < jname.Whole {
					score = 0
				}
				if score > best {
					best, start, end, l = score, fields[0].start+a, fields[0].start+b, k
				}
			}
		})
	}
	return start, end, l
}

// unit reports whether a word before a name says where somebody belongs:
// 工学部3年 宮本.
func unit(word string) bool {
	if hasDigit(word) {
		return true
	}
	for _, end := range [...]string{"学部", "研究科", "学科", "専攻", "研究室", "課", "係"} {
		if strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}

// hasDigit reports whether s holds a digit of either width.
func hasDigit(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c-'0' <= 9 || c == 0xEF && i+2 < len(s) && s[i+1] == 0xBC && s[i+2]-0x90 <= 9:
			return true
		case c >= 0xE3 && c < 0xF0:
			i += len("字") - 1
		}
	}
	return false
}

type field struct{ start, end int }

// split cuts s at spaces, up to the first word that is no part of a name.
func split(s string) (fields []field) {
	start := -1
	for i, r := range s {
		space := r == ' ' || r == '　' || r == '\u00a0'
		switch {
		case space && start >= 0:
			fields = append(fields, field{start, i})
			start = -1
		case !space && start < 0:
			start = i
		}
		if len(fields) == 4 {
			return fields
		}
	}
	if start >= 0 {
		fields = append(fields, field{start, len(s)})
	}
	return fields
}
