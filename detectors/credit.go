package detectors

import (
	"strings"
	"unicode/utf8"
)

// Whoever makes something that is published writes his or her own address into
// it: notices of copyright, lists of authors, changes, manual pages, messages
// of a program to be translated.

// credits is where in a piece the makers of something published are named.
type credits struct {
	known bool
	whole bool // the file or member is such a publication
	to    int  // lines before it were looked at
	far   int  // no line ends between to and it
	until int  // who is named before it, is under a heading of credits
}

const (
	creditSpan = 2 << 10 // bytes that a heading of credits reaches, and again from each address below it
	creditNear = 300     // bytes that a line with credits reaches
)

// publications stand at the beginning of the sources of manual pages, of
// messages to be translated, of packages, patches and standards.
var publications = []string{
	"\nSYNOPSIS", "\n書式\n", "Project-Id-Version", "copyright-format/1.0", "; urgency=", "Request for Comments:", "cff-version:", "<artifactId>", "[package]\n",
	"Authors@R", "Signed-off-by: ", "Subject: [PATCH", "GNU General Public License", "Free Software Foundation", "\"license\": \"", "\"devDependencies\"", "CHANGELOG", "ChangeLog", "Changelog", "Debian Project", "SPDX-License-Identifier", "Creative Commons",
	"\nAuthor: ", "@article{", "@inproceedings{", "@book{", "@incollection{", "@misc{", "TY  - ", "<rss ", "http://www.w3.org/2005/Atom", "@users.noreply.github.com>",
}

// creditWords stand on lines that say who made something that is published.
var creditWords = []string{
	"copyright", "(c) ", "©", "signed-off-by", "acked-by", "reviewed-by", "tested-by", "reported-by", "suggested-by", "co-authored-by", "maintainer", "uploaders", "author:", "authors:", "@author ", "\"author", "author =", "authors =", "author=", "authors@r", "written by", "contributed by", "created by", "developed by", "maintained by", "translated", "translator", "language-team", "license", "\\thanks", "corresponding author", "bug report", "report bugs",
}

// creditTerms are creditWords of Japanese texts.
var creditTerms = []string{"@author ", "著者", "作者", "翻訳", "訳者", "日本語訳", "バグ報告", "バグの報告", "メンテナ", "開発者：", "開発者:", "コミッタ"}

// creditHeadings begin the headings of lists of those who made something.
var creditHeadings = []string{
	"author", "authors", "contributor", "contributors", "maintainer", "maintainers", "developer", "developers", "committers", "translators", "credits", "acknowledgments", "acknowledgements", "reporting bugs", "written by", "special thanks", "thanks to", "corresponding author",
	"著者", "作者", "原作者", "開発者", "貢献者", "翻訳者", "翻訳", "訳者", "謝辞", "バグ報告", "バグの報告", "コミッタ", "メンテナ", "責任著者", "連絡著者",
}

// Credited reports whether what stands at offset start names the maker of
// something published.
func (c *Candidate) Credited(start int) bool {
	if c.Publication() {
		return true
	}
	cr := &c.scan.credits
	line := max(0, start-creditSpan)
	line += strings.LastIndexByte(c.Text[line:start], '\n') + 1
	cr.read(c.Text, line)
	if start < cr.until {
		cr.until = max(cr.until, start+creditSpan)
		return true
	}
	if creditLine(c.Text[max(line, c.Lo, start-160):start]) {
		cr.until = max(cr.until, start+creditNear)
		return true
	}
	return false
}

// Publication reports whether the file or member is the source of a manual page,
// of messages to be translated, of a package, a patch or a standard: the people
// in it are its makers.
func (c *Candidate) Publication() bool {
	cr := &c.scan.credits
	if !cr.known {
		*cr = credits{known: true, whole: manual(c.scan.opens) || paper(c.scan.opens) || containsAny(c.scan.opens, publications)}
	}
	return cr.whole
}

// read looks for headings of credits in the lines of text up to offset to.
func (cr *credits) read(text string, to int) {
	for cr.to < to {
		from := min(max(cr.to, cr.far), to)
		n := strings.IndexByte(text[from:to], '\n')
		if n < 0 {
			cr.far = to
			return
		}
		if end := from + n; end-cr.to < 80 && creditHeading(text[cr.to:end]) {
			cr.until = cr.to + creditSpan
		}
		cr.to = from + n + 1
	}
}

// headingSigns may stand around a heading.
const headingSigns = " \t\r#*=-_\"'<>[]{}:：■◆●【】()（）.0123456789　"

// headingSign says of ASCII what is one of headingSigns, headingPairs and
// headingBegins what creditHeadings begin with, in lower case.
var headingSign, headingPairs, headingBegins = func() (signs [128]bool, pairs map[[2]byte]bool, begins map[rune]bool) {
	for _, r := range headingSigns {
		if r < 0x80 {
			signs[r] = true
		}
	}
	pairs, begins = map[[2]byte]bool{}, map[rune]bool{}
	for _, w := range creditHeadings {
		r, _ := utf8.DecodeRuneInString(w)
		begins[r], pairs[[2]byte{w[0], w[1]}] = true, true
	}
	return signs, pairs, begins
}()

// mayHead is a cheap test of creditHeading, which every short line before an
// address of mail takes.
func mayHead(line string) bool {
	i := 0
	for i < len(line) && line[i] < 0x80 && headingSign[line[i]] {
		i++
	}
	if i == len(line) {
		return false
	}
	switch c := line[i]; {
	case c < 0x80:
		if i+1 < len(line) && headingPairs[[2]byte{lower(c), lower(line[i+1])}] {
			return true
		}
	case c == 0xE2, c == 0xEF: // perhaps a sign
		return true
	default:
		r, _ := utf8.DecodeRuneInString(line[i:])
		if r == '　' || r == '【' || r == '】' || headingBegins[r] {
			return true
		}
	}
	return strings.IndexByte(line, 'v') >= 0 || strings.IndexByte(line, 'V') >= 0 // have contributed
}

// creditHeading reports whether a line is the heading of a list of makers: a
// line of a few words, a key, a tag.
func creditHeading(line string) bool {
	if line = strings.TrimPrefix(line, ".SH "); !mayHead(line) {
		return false
	}
	h := strings.Trim(line, headingSigns)
	if len(h) < len("author") || len(h) > 60 || strings.ContainsAny(h, "@,\t、。") {
		return false
	}
	h = strings.ToLower(h)
	for _, w := range creditHeadings {
		rest, ok := strings.CutPrefix(h, w)
		if ok && (rest == "" || rest[0] == ' ' || rest[0] == '\'' || rest[0] == ':' || rest[0] == '"' || w[0] >= 0x80 && len(rest) <= 12) {
			return true
		}
	}
	return h == "thanks" && strings.Contains(line, "THANKS") || strings.Contains(h, "have contributed") || strings.Contains(h, "people have helped")
}

// creditLine reports whether what stands on its line before an address says
// that it is of the maker of something.
func creditLine(before string) bool {
	before = strings.TrimSpace(before)
	if before == "" {
		return false
	}
	for i := range len(before) {
		if before[i] >= 0xE3 { // the name of somebody in Japan's own offices
			return strings.Contains(before, "©") || strings.HasPrefix(before, `.\"`) || strings.Contains(before, "Last-Translator") || strings.Contains(before, "Copyright") || containsAny(before, creditTerms)
		}
	}
	if hasCreditWord(before) || strings.Contains(before, "©") {
		return true
	}
	if last := before[len(before)-1]; last != '<' && last != '(' {
		return false
	}
	for _, p := range [...]string{"-- ", "#", "//", "/*", ";;", "%%", "dnl ", "M:\t", `.\"`} {
		if strings.HasPrefix(before, p) {
			return true
		}
	}
	return years(before)
}

// creditsBy are creditWords by their first letters, in either case.
var creditsBy = func() (t [128][]string) {
	for _, w := range creditWords {
		if c := w[0]; c < 0x80 {
			t[c] = append(t[c], w)
			t[strings.ToUpper(w)[0]] = t[c]
		}
	}
	return t
}()

// hasCreditWord reports whether line holds one of creditWords, in either case.
func hasCreditWord(line string) bool {
	for i := range len(line) {
		if line[i] >= 0x80 {
			continue
		}
		for _, w := range creditsBy[line[i]] {
			if len(line)-i >= len(w) && equalFold(line[i:i+len(w)], w) {
				return true
			}
		}
	}
	return false
}

// paper reports whether a text begins as a paper does: with where its authors work,
// and an abstract or key words.
func paper(opening string) bool {
	return containsAny(opening, paperWords) && containsAny(opening, paperPlaces) && !containsAny(opening, unpublished)
}

var (
	paperWords  = []string{"【目的】", "抄録", "Abstract", "ABSTRACT", "Key words", "Keywords", "キーワード"}
	paperPlaces = []string{"大学", "研究所", "病院", "University", "Institute", "Hospital"}
	unpublished = []string{"学籍番号", "学生番号", "指導教員", "患者ID", "患者氏名", "提出者"}
)

// manual reports whether a text is the source of a manual page.
func manual(opening string) bool {
	if strings.Contains(opening, "\n.TH ") || strings.Contains(opening, "\n.SH ") {
		return true
	}
	for _, p := range [...]string{`.\"`, `'\"`, ".TH ", ".Dd ", ".de "} {
		if strings.HasPrefix(opening, p) {
			return true
		}
	}
	return false
}

// years reports whether a line begins with years alone: 2010-2013, 2015 Name.
func years(line string) bool {
	n := 0
	for len(line) > 4 && (strings.HasPrefix(line, "19") || strings.HasPrefix(line, "20")) && line[2]-'0' <= 9 && line[3]-'0' <= 9 {
		n++
		line = strings.TrimLeft(line[4:], "-, ")
	}
	return n > 0 && line != "" && (line[0]|0x20 >= 'a' && line[0]|0x20 <= 'z')
}
