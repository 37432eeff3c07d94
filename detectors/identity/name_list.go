package identity

import (
	"strings"
	"unicode/utf8"

	"tenken/detectors"
	"tenken/detectors/identity/jname"
)

// nameLists announce several people, one behind another, as minutes do.
var nameLists = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`出席者 欠席者 出席委員 欠席委員 出席教員 欠席教員 陪席者 陪席 同席者 列席者 参列者 立会者 傍聴者 参加者 不参加者 参加学生 参加教員 受講者 受講生 履修者 履修生 聴講生 委員 構成員 構成メンバー 班員 メンバー 部員 対象者 対象学生 該当者 該当学生 合格者 不合格者 修了者 未提出者 提出者 招待者 来場者 来訪者 宿泊者 引率者 遅刻者 早退者 登録者 応募者 入居者 入所者 利用者`) {
		m[w] = true
	}
	return m
}()

// listed reports the names that a label of many people announces: 出席者：山田
// 太郎、佐藤 花子. It reports false where what follows is no such list.
func listed(c *detectors.Candidate) bool {
	start, separated := valueAt(c, c.End)
	if !separated {
		return false
	}
	start = headcount(c, start)
	text := c.Text[start:listEnd(c, start)]
	whole, some, titled, places, others, public := 0, 0, 0, 0, 0, false
	eachListed(text, func(a, b int, l jname.Likeness) {
		switch {
		case l == jname.Whole:
			whole++
			public = public || publicName(text[a:b])
		case l == jname.Part && calledBy(text[b:]):
			titled++
		case l == jname.Part:
			if some++; jname.Place(text[a:b]) {
				places++
			}
		default:
			others++
		}
	})
	for _, w := range [...]string{"編集", "審査", "選考", "実行", "査読", "大会"} {
		public = public || strings.HasSuffix(c.Text[max(c.Lo, c.Start-len("編集")):c.Start], w)
	}
	public = public || c.Opens(councils)
	confidence, why := 0.65, detectors.WhyLabel
	switch named := whole + titled; {
	case named+some < 2*others, named == 0 && some < 3:
		return false
	case named > 1:
		confidence = 0.8
	case named == 0 && 2*places > some: // 山口、石川、福島
		confidence = 0.5
	}
	if public {
		confidence, why = detectors.Low, why|detectors.WhyPublic
	}
	eachListed(text, func(a, b int, l jname.Likeness) {
		if l >= jname.Part {
			report(c, start+a, start+b, confidence, l, why)
		}
	})
	return true
}

// councils begin the minutes of those whose members are published.
var councils = []string{"審議会", "市議会", "町議会", "村議会", "県議会", "会議録"}

// headcount is where the names begin behind how many there are: 8名：山田 太郎.
func headcount(c *detectors.Candidate, i int) int {
	rest := c.Text[i:c.Hi]
	s := strings.TrimLeft(rest, "0123456789０１２３４５６７８９")
	if len(s) == len(rest) || !strings.HasPrefix(s, "名") && !strings.HasPrefix(s, "人") {
		return i
	}
	s = strings.TrimLeft(s[len("名"):], " 　）)（(：:")
	return c.Hi - len(s)
}

// listEnd is where a list that begins at offset i ends: with its line, or with
// further ones that are indented or follow a separator.
func listEnd(c *detectors.Candidate, i int) int {
	const mostLines, most = 30, 4 << 10
	hi := min(c.Hi, i+most)
	for hi < c.Hi && !utf8.RuneStart(c.Text[hi]) {
		hi--
	}
	for range mostLines {
		n := strings.IndexAny(c.Text[i:hi], "\n。")
		if n < 0 {
			return hi
		}
		end := i + n
		if c.Text[end] != '\n' {
			return end
		}
		next := c.Text[end+1 : hi]
		if k := strings.IndexByte(next, '\n'); k >= 0 {
			next = next[:k]
		}
		line := strings.TrimRight(c.Text[i:end], " 　\t\r")
		joined := strings.HasSuffix(line, "、") || strings.HasSuffix(line, "，") || strings.HasSuffix(line, "・")
		indented := strings.HasPrefix(next, "  ") || strings.HasPrefix(next, "　") || strings.HasPrefix(next, "\t")
		if !joined && !indented || strings.TrimSpace(next) == "" || strings.ContainsAny(next, ":：") {
			return end
		}
		i = end + 1
	}
	return i
}

// eachListed calls f with every word, or two that are surname and given name,
// between the separators of a list: commas, middle dots, line breaks, spaces.
func eachListed(text string, f func(start, end int, l jname.Likeness)) {
	from := 0
	for i, r := range text {
		if separates(text, i, r) {
			oneName(text, from, i, func(a, b int) { eachWord(text, a, b, f) })
			from = i + utf8.RuneLen(r)
		}
	}
	oneName(text, from, len(text), func(a, b int) { eachWord(text, a, b, f) })
}

// eachWord is eachListed between two separators.
func eachWord(text string, start, end int, f func(start, end int, l jname.Likeness)) {
	for start < end {
		s := text[start:end]
		one, next := word(s)
		l := jname.Like(s[:jname.TitleAt(s[:one])])
		if two, past := word(s[next:]); l >= jname.Part && two > 0 && jname.Like(s[next:next+two]) < jname.Whole {
			end := jname.TitleAt(s[:next+two])
			if k := jname.Like(s[:end]); end > next && (k == jname.Whole || k == jname.Part && utf8.RuneCountInString(s[:one]) <= 3) {
				f(start, start+end, k)
				start += next + past
				continue
			}
		}
		f(start, start+jname.TitleAt(s[:one]), l)
		start += next
	}
}

// word is where the first word of s ends, and where the next one begins.
func word(s string) (end, next int) {
	for end < len(s) {
		c := s[end]
		if (c <= ' ' || c == 0xE3 || c == 0xC2) && blank(s[end:]) > 0 {
			break
		}
		if c >= 0xE3 && c < 0xF0 && len(s)-end >= len("字") {
			end += len("字")
		} else {
			end++
		}
	}
	for next = end; next < len(s); {
		w := blank(s[next:])
		if w == 0 {
			break
		}
		next += w
	}
	return end, next
}

// blank is the width of the space or tab that s begins with, 0 when there is
// none: every line of prose is searched for it.
func blank(s string) int {
	switch c := s[0]; {
	case c == ' ', c == '\t':
		return 1
	case c == 0xE3 && strings.HasPrefix(s, "　"):
		return len("　")
	case c == 0xC2 && strings.HasPrefix(s, "\u00a0"):
		return len("\u00a0")
	}
	return 0
}

// calledBy reports whether a title, and no separator, follows a name.
func calledBy(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return isHan(r) || strings.HasPrefix(rest, "さん") || strings.HasPrefix(rest, "くん")
}
