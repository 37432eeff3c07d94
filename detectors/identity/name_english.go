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
	prose := sentence(line)
	for i := c.Start; i < c.End; {
		if b := c.Text[i]; b < 'A' || b > 'Z' && b < 0x80 || i > c.Lo && isWordByte(c.Text[i-1]) {
			i++
			continue
		}
		start, end, known, words := latinRun(c.Text, i, c.End)
		switch {
		case words > 1 && known > 1 && known+1 >= words && jname.Like(c.Text[start:end]) == jname.Whole && !placeLike(c.Text[start:end]):
			c.Report(start, end, 0.4, detectors.WhyDictionary)
		case prose && words > 1 && !knownFirst(c.Text[start:end]): // the word that begins the sentence
			i = start + strings.IndexByte(c.Text[start:end], ' ') + 1
			continue
		case prose && words > 0 && words < 4 && known > 0 && called(c, start, end) && !placeLike(c.Text[start:end]):
			c.Report(start, end, 0.32, detectors.WhyDictionary)
		}
		i = max(end, i+1)
	}
	return true
}

// knownFirst reports whether the first word of a run is a name.
func knownFirst(run string) bool {
	first, _, _ := strings.Cut(run, " ")
	return jname.Latin(first) && !notNames[strings.ToLower(first)]
}

// sentence reports whether a line is one of prose: several of its words are in
// small letters.
func sentence(line string) bool {
	small := 0
	for w := range strings.FieldsSeq(line) {
		if strings.Trim(w, "abcdefghijklmnopqrstuvwxyz'’,.;!?") == "" {
			if small++; small == 3 {
				return true
			}
		}
	}
	return false
}

// called reports whether words of a sentence may be the name of somebody, and
// not of a place or of a thing: no word for where stands before it, no number
// beside it, and it is not shouted.
func called(c *detectors.Candidate, start, end int) bool {
	run := c.Text[start:end]
	if first, _, more := strings.Cut(run, " "); run == strings.ToUpper(run) || notNames[strings.ToLower(first)] || !more && (len(run) < 4 || strings.Contains(run, "'")) {
		return false
	}
	rest := strings.TrimLeft(c.Text[end:min(c.Hi, end+3)], " ")
	if rest != "" && (rest[0]-'0' <= 9 || strings.IndexByte("@_/-&", rest[0]) >= 0) {
		return false
	}
	before := strings.TrimRight(c.Text[max(c.Lo, start-16):start], " ")
	word := before[strings.LastIndexAny(before, " \n")+1:]
	if word != "" && (word[len(word)-1]-'0' <= 9 || strings.IndexByte("@_/-&.", word[len(word)-1]) >= 0 && len(word) < 3) {
		return false
	}
	switch strings.ToLower(word) {
	case "in", "at", "from", "near", "of", "the", "into", "on", "via", "a", "an", "this", "that", "unlike", "visit", "around":
		return false
	}
	return true
}

// notNames are words with a capital that name nobody, whatever a list of names
// says: how sentences begin, days, months, countries, peoples and languages.
var notNames = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`you your are one there the they she his her our its this that these those when where what who why how here and but for not yes dear hello please thanks regards
		monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december christmas easter internet english
		german french spanish italian dutch danish swedish norwegian finnish polish czech slovak hungarian croatian serbian slovenian bosnian albanian greek turkish russian ukrainian bulgarian romanian latvian lithuanian estonian icelandic irish scottish welsh british american canadian mexican brazilian chilean australian japanese chinese korean vietnamese thai indian persian arabic hebrew egyptian african european asian chechen latin roman christian jewish muslim
		germany france spain italy netherlands holland denmark sweden norway finland poland czechia slovakia hungary croatia serbia slovenia bosnia albania greece turkey russia ukraine bulgaria romania latvia lithuania estonia iceland ireland scotland wales england britain america canada mexico brazil chile australia japan china korea vietnam thailand india iran israel egypt africa europe asia austria belgium switzerland portugal cyprus tunisia greenland zealand argentina london paris berlin rome tokyo osaka kyoto york`) {
		m[w] = true
	}
	return m
}()

// placeLike reports whether the first or last word of a run makes it the name
// of a place, a ship or a company.
func placeLike(run string) bool {
	first, _, _ := strings.Cut(run, " ")
	last := run[strings.LastIndexByte(run, ' ')+1:]
	return places[strings.ToLower(first)] || places[strings.ToLower(strings.TrimRight(last, "."))]
}

// places are words in the names of places and ships.
var places = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`street st road rd avenue ave lane drive court square park river county city fort west east north south beach island islands lake mount mountain mountains bay hill hills valley bridge port porto san santa sao los las soto saint uss usns hms university college school hospital inc ltd llc corp company group bank hotel church castle tower airport station museum republic kingdom united world tv research technologies technology investments orchestra sons associates partners trail bypass pass flat theatre cup award prize law act`) {
		m[w] = true
	}
	return m
}()

func isWordByte(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= 0x80 || b-'0' <= 9 }
