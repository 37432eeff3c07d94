package detectors

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// hit is a label found in a window: runes [from, to).
type hit struct{ from, to, word int }

// find collects the labels in w, the longest at each place and none inside
// another, in order. A Latin word must not continue a longer Latin word.
func (ws *words) find(w *window, text string, headers bool, hits []hit) []hit {
	runes := w.runes[:w.n]
	for i := 0; i < len(runes); {
		h, last := uint32(0), i+1 == len(runes)
		if !last {
			h = pair(runes[i], runes[i+1])
		}
		if last || ws.pairs[h>>6]>>(h&63)&1 == 0 {
			if r := runes[i]; r > 0x2000 && (r < 0x3041 || r > 0xFFFF) {
				if k, ok := ws.sign(r); ok { // 自宅〒
					hits = append(hits, hit{i, i + 1, k})
				}
			}
			i++
			continue
		}
		if next := rune(0); ws.twos[h>>6]>>(h&63)&1 == 0 || isLower(runes[i]) {
			if i+2 < len(runes) {
				next = runes[i+2]
			}
			if !ws.begins(h, next) || isLower(runes[i]) && inside(text, w.base+int(w.start[i])) {
				i++
				continue
			}
		}
		best := -1
		for _, k := range ws.lists[ws.first[h]] {
			e := &ws.list[k]
			if (!e.headers || headers) && i+len(e.text) <= len(runes) && slices.Equal(runes[i:i+len(e.text)], e.text) &&
				wordEdges(w, text, i, i+len(e.text)) && !(isNameWord(e.text) && nameOfThing(w, text, i)) {
				best = k
				break
			}
		}
		if best < 0 {
			i++
			continue
		}
		to := i + len(ws.list[best].text)
		hits = append(hits, hit{i, to, best})
		i = to
	}
	return hits
}

// sign is the label that a sign alone is: 〒, ☎.
func (ws *words) sign(r rune) (word int, ok bool) {
	if isSign(r) {
		word, ok = ws.index[string(r)]
	}
	return word, ok
}

func isSign(r rune) bool {
	switch r {
	case '〒', '☎', '☏', '℡', '✉', '📞':
		return true
	}
	return false
}

// pair hashes two characters to sixteen bits.
func pair(a, b rune) uint32 { return (uint32(a)*0x9E3779B1 ^ uint32(b)*0x85EBCA6B) >> 16 }

// third adds a third character to the hash of two.
func third(h uint32, c rune) uint32 { return (h*0x9E3779B1 ^ uint32(c)*0x85EBCA6B) >> 16 }

// begins reports whether a label may begin with two characters of hash h and
// the one that is next.
func (ws *words) begins(h uint32, next rune) bool {
	t := third(h, next)
	return ws.three[t>>6]>>(t&63)&1 != 0 || ws.twos[h>>6]>>(h&63)&1 != 0
}

// wordEdges reports whether the Latin word at runes [from, to) of w begins and
// ends as a word does: "tel" in "TEL03", "homeTel", "user_tel", not in "hotel".
func wordEdges(w *window, text string, from, to int) bool {
	if isLower(w.runes[from]) && inside(text, w.base+int(w.start[from])) {
		return false
	}
	if isLower(w.runes[to-1]) {
		_, size := utf8.DecodeRuneInString(text[w.base+int(w.start[to-1]):])
		at := w.base + int(w.start[to-1]) + size
		plural := at < len(text) && text[at] == 's' && (at+1 == len(text) || !isLetter(text[at+1]))
		if at < len(text) && !plural && (text[at] >= 'a' && text[at] <= 'z' || isLetter(text[at]) && text[at-1] >= 'A' && text[at-1] <= 'Z') {
			return false
		}
	}
	return true
}

// inside reports whether the Latin letter at text[at:] goes on with a word.
func inside(text string, at int) bool {
	return at > 0 && isLetter(text[at-1]) && !(text[at-1] >= 'a' && text[at] <= 'Z')
}

// whose are the words before "name" that make it a person's: student_name.
var whose = []string{
	"full", "first", "last", "middle", "family", "given", "maiden", "legal", "real", "sur", "student", "pupil", "patient", "client", "customer", "employee", "staff", "member", "person", "people", "teacher", "faculty", "professor", "doctor",
	"guardian", "parent", "father", "mother", "child", "spouse", "contact", "applicant", "candidate", "participant", "attendee", "guest", "visitor", "subject", "respondent", "holder", "recipient", "receiver", "sender", "owner", "insured", "donor", "alumni", "kanji", "jp", "ja", "japanese",
}

func isNameWord(label []rune) bool { return string(label) == "name" || string(label) == "names" }

// nameOfThing reports whether the word "name" at rune from of w belongs to an
// identifier that says what else is named: station_name, hostName.
func nameOfThing(w *window, text string, from int) bool {
	at := w.base + int(w.start[from])
	if at == 0 {
		return false
	}
	switch c := text[at-1]; {
	case c == '_', c == '-', c == '.':
		if at < 2 || !isWord(text[at-2]) {
			return false
		}
	case !isLetter(c):
		return false
	}
	before := string(w.runes[max(0, from-12):from])
	for _, p := range whose {
		if strings.HasSuffix(before, p) {
			return false
		}
	}
	return true
}

func isLower(r rune) bool { return r >= 'a' && r <= 'z' }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
