package detectors

import "strings"

// leastColons of a piece make it worth looking for records in its lines.
const leastColons = 2 * leastRecords

// enoughLines is how many bytes without a record show that there is none.
const enoughLines = 64 << 10

// maxCaptions is how many keys are remembered.
const maxCaptions = 1 << 10

// listed reads forms below one another: lines of 氏名：山田 太郎, 【氏名】山田, and
// of YAML, LDIF and the like. Keys must be captions.
func (l *layout) listed(text string) bool {
	if !inSamples(text, func(s string) bool {
		return strings.Count(s, ":")+strings.Count(s, "：")+strings.Count(s, "】")+strings.Count(s, " = ") >= leastColons
	}) {
		return false
	}
	rs := &l.records
	rs.reset()
	var ends keyEnds
	for start := 0; start < len(text); {
		end := len(text)
		if n := strings.IndexByte(text[start:], '\n'); n >= 0 {
			end = start + n
		}
		if end-start <= maxRowLine && (ends.next(text, start) < end || strings.HasPrefix(text[start:end], "【")) {
			l.pairs(text, start, end, &ends)
		}
		if start = end + 1; start > enoughLines && rs.sure < leastRecords {
			return false
		}
	}
	rs.known()
	return l.take(text)
}

// keyEnds are where what may end a key stands next.
type keyEnds struct{ colon, wide, bracket, equals ahead }

func (k *keyEnds) next(text string, i int) int {
	return min(k.colon.char(text, i, ':'), k.wide.of(text, i, "："), k.bracket.of(text, i, "】"), k.equals.char(text, i, '='))
}

// pairs takes the keys and values of the line text[start:end].
func (l *layout) pairs(text string, start, end int, ends *keyEnds) {
	key, value := "", -1
	word := start // where the word begins that the next colon may make a key
	flush := func(to int) {
		if value >= 0 {
			from, to := trim(text, value, to)
			if to-from >= 2 && (text[from] == '"' || text[from] == '\'') && text[to-1] == text[from] {
				from, to = from+1, to-1
			}
			l.records.add(key, from, to)
		}
	}
	for i := start; i < end; {
		for i < end && !(keyMarks[text[i]] && (text[i] != 0xE3 || i+1 < end && text[i+1] == 0x80)) { // E3 81 to E3 83 are kana
			i++
		}
		if i == end {
			break
		}
		w, colon := 1, false
		switch text[i] {
		case ':':
			colon = true
		case '=':
			colon = value < 0 && i > start && text[i-1] == ' ' && strings.HasPrefix(text[i+1:end], " ") // shimei = 山田
		case ' ', '\t':
			if strings.HasPrefix(text[i+1:end], "= ") && value < 0 {
				break
			}
			if value >= 0 || bullets(text[word:i]) {
				word = i + 1
			}
		default:
			switch {
			case strings.HasPrefix(text[i:end], "　"), strings.HasPrefix(text[i:end], "【"):
				w = len("　")
				word = i + w
			case strings.HasPrefix(text[i:end], "："), strings.HasPrefix(text[i:end], "】"):
				w, colon = len("："), true
			}
		}
		if colon {
			k := keyAt(text[word:i])
			if own := k != "" && l.caption(k); own || k != "" && value < 0 && word == start && l.mayBeKey(k) {
				flush(word)
				key, value = k, i+w
				if own {
					l.records.sure++
				} else {
					l.records.strange(k)
				}
			} else if value < 0 && word == start {
				return // the line begins with something else
			}
			word = i + w
			if ends.next(text, word) >= end {
				break // the value is all of the rest
			}
		}
		i += w
	}
	flush(end)
}

// keyMarks are the first bytes of what keys begin and end with.
var keyMarks = [256]bool{':': true, '=': true, ' ': true, '\t': true, 0xE3: true, 0xEF: true}

// bullets reports whether s is nothing but spaces and dashes.
func bullets(s string) bool {
	for i := range len(s) {
		if c := s[i]; c != ' ' && c != '\t' && c != '-' {
			return false
		}
	}
	return true
}

// keyAt is a key without bullets, numbering and what limits it: TEL;TYPE=CELL.
func keyAt(s string) string {
	if s == "" {
		return ""
	}
	if c := s[0]; c < 0x80 && !isLetter(c) || c == 0xE2 || c == 0xE3 || c == 0xEF {
		s = strings.TrimLeft(s, " \t　-*・■□◆◇●○◎▼★※#\"'>0123456789.)）(①②③④⑤⑥⑦⑧⑨⑩")
	}
	if i := strings.IndexByte(s, ';'); i > 0 {
		s = s[:i]
	}
	s = strings.TrimRight(s, " \t　\"'")
	if len(s) > 3*headerRunes {
		return ""
	}
	return s
}

// mayBeKey reports whether a word at the beginning of a line may be the key of a
// record, if it comes again.
func (l *layout) mayBeKey(key string) bool {
	return len(key) <= 3*headerRunes/2 && !hasDigitOrAt(key) && !strings.ContainsAny(key, "、。!(){}[]<>.,;=\\/$%&\"'")
}

// caption reports whether a key is one.
func (l *layout) caption(key string) bool {
	is, ok := l.known[key]
	if !ok {
		if len(l.known) >= maxCaptions || hasData(key) {
			return false
		}
		if _, is = l.words.whole(key); !is {
			is = usualCaption(key)
		}
		if l.known == nil {
			l.known = map[string]bool{}
		}
		l.known[strings.Clone(key)] = is
	}
	return is
}
