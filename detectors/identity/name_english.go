package identity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tenken/detectors"
	"tenken/detectors/identity/jname"
)

// englishTerms stand before names in English text: titles, introductions, and
// the ends of letters.
var englishTerms = []string{"Dr. ", "Dr ", "Mr. ", "Mr ", "Mrs. ", "Mrs ", "Ms. ", "Ms ", "Miss ", "Prof. ", "Professor ", "Sincerely", "Regards", "name is ", "Patient: ", "Student: "}

// english reports the name behind such a term.
func english(c *detectors.Candidate) {
	if c.Column() > 0 {
		return
	}
	from, letter := c.End, false
	if last := c.Text[c.End-1]; last != ' ' { // the end of a letter
		letter = true
		for from < c.Hi && strings.IndexByte(", \r\n", c.Text[from]) >= 0 {
			from++
		}
		if !strings.Contains(c.Text[c.End:from], "\n") {
			return
		}
	}
	start, end, known, words := latinRun(c.Text, from, c.Hi)
	if words == 0 || letter && (words < 2 || known == 0) {
		return
	}
	confidence, why := 0.35, detectors.WhyTitle
	if known > 0 {
		confidence, why = 0.5, why|detectors.WhyDictionary
	}
	switch n := (jname.Name{Start: start, End: end}); {
	case known < 2:
	case letter:
		confidence = 0.65
	case private(c, n):
		confidence, why = 0.7, why|detectors.WhyRow
	}
	c.Report(start, end, confidence, why)
}

// beforeMail reports the name of whoever a mail address belongs to: in front of
// it in the head of a message, or as a line of its own above it in a signature.
func beforeMail(c *detectors.Candidate) {
	const far, lines = 300, 5
	lo := max(c.Lo, c.Start-far)
	text := c.Text[lo:c.Start]
	i := strings.LastIndexByte(text, '\n')
	for _, h := range [...]string{"From: ", "To: ", "Cc: ", "Reply-To: ", "Sender: "} {
		if rest, ok := strings.CutPrefix(text[i+1:], h); ok && strings.Contains(rest, "<") {
			at := c.Start - len(rest)
			if k := strings.LastIndex(rest, ", "); k >= 0 && strings.Contains(rest[:k], "@") {
				at += k + 2
			}
			for at < c.Start && (c.Text[at] == '"' || c.Text[at] == ' ') {
				at++
			}
			if start, end, known, words := latinRun(c.Text, at, c.Start); words > 1 && known > 0 && strings.HasPrefix(strings.TrimLeft(c.Text[end:c.Start], "\" "), "<") {
				report(c, start, end, 0.9, jname.Whole, detectors.WhyLabel)
			}
			return
		}
	}
	for n := 0; n < lines && i > 0; n++ {
		end := i
		i = strings.LastIndexByte(text[:end], '\n')
		line := strings.TrimSpace(text[i+1 : end])
		if line == "" && n > 0 || i < 0 && lo > c.Lo {
			return
		}
		at := lo + i + 1 + strings.Index(text[i+1:end], line)
		if start, stop, known, words := latinRun(c.Text, at, at+len(line)); words > 1 && words < 5 && known > 1 && alone(line[stop-at:]) && start == at {
			report(c, start, stop, 0.7, jname.Whole, detectors.WhyRow)
			return
		}
	}
}

// alone reports whether what follows a name on its line is no more than a
// degree or a reading.
func alone(rest string) bool {
	rest = strings.TrimSpace(rest)
	return rest == "" || len(rest) < 40 && !strings.Contains(rest, "@") && (rest[0] == ',' || rest[0] == '(' || strings.HasPrefix(rest, "（"))
}

// latinRun is the run of capitalised words of Latin letters at text[from:to],
// such as names are, how many words it has and how many of them are names.
func latinRun(text string, from, to int) (start, end, known, words int) {
	const most = 5
	start, end = from, from
	for i := from; i < to && words < most; {
		k := i
		for k < to {
			r, w := utf8.DecodeRuneInString(text[k:to])
			if !unicode.Is(unicode.Latin, r) && r != '\'' && r != '’' && r != '-' && (r != '.' || k-i > 2) {
				break
			}
			k += w
		}
		word := text[i:k]
		first, _ := utf8.DecodeRuneInString(word)
		switch {
		case words > 0 && nobility[word]:
		case !unicode.IsUpper(first):
			return start, end, known, words
		default:
			words++
			end = k
			if jname.Latin(word) {
				known++
			}
		}
		if k >= to || text[k] != ' ' {
			break
		}
		i = k + 1
	}
	return start, end, known, words
}

// nobility are small words inside names.
var nobility = map[string]bool{"de": true, "da": true, "del": true, "della": true, "van": true, "von": true, "der": true, "den": true, "ten": true, "bin": true, "binti": true, "ibn": true, "al": true, "la": true, "le": true, "dos": true, "y": true}

// latinLine reports the whole names in one of the first lines of a file, if that
// line holds no Japanese; they stay below Medium.
func latinLine(c *detectors.Candidate) bool {
	line := c.Text[c.Start:c.End]
	for i := range len(line) {
		if line[i] >= 0xE3 {
			return false
		}
	}
	if !c.AffordFirst(len(line)) {
		return true
	}
	for i := c.Start; i < c.End; {
		if b := c.Text[i]; b < 'A' || b > 'Z' && b < 0x80 || i > c.Lo && isWordByte(c.Text[i-1]) {
			i++
			continue
		}
		start, end, known, words := latinRun(c.Text, i, c.End)
		if words > 1 && known > 1 && known+1 >= words && jname.Like(c.Text[start:end]) == jname.Whole {
			c.Report(start, end, 0.4, detectors.WhyDictionary)
		}
		i = max(end, i+1)
	}
	return true
}

func isWordByte(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= 0x80 || b-'0' <= 9 }
