// Package contact recognises how people are reached: telephone, mail, post.
package contact

import (
	"strings"
	"unicode/utf8"

	"tenken/detectors"
)

// Email recognises mail addresses: the dot-atom form of RFC 5322 §3.4.1 with a
// host name of at least two labels (RFC 1123), the sign '@' and the characters
// in either width. Quoted local parts and address literals are left alone:
// nobody writes them in documents.
type Email struct{}

func (Email) Info() detectors.Info {
	return detectors.Info{
		ID: "email", Label: "メールアドレス", English: "E-mail address",
		Category: detectors.Personal, Severity: 3, Persons: detectors.Key,
		Validate: "dot-atom local part, host name with the shape of a real top level domain",
		Source:   "RFC 5322 §3.4.1, RFC 1123 §2.1",
	}
}

func (Email) Asks() detectors.Asks {
	return detectors.Asks{
		At:        true,
		NotLabels: []string{"uid", "messageid", "inreplyto", "references", "contentid", "メッセージid"},
		Labels:    []string{"メールアドレス", "メール", "電子メール", "eメール", "email", "mail", "e-mail", "mailaddress", "mailto", "アドレス", "連絡先"},
		Headers:   []string{"attendee", "attendees", "organizer", "organiser", "participant", "participants", "member", "members", "employee", "student"},
	}
}

func (Email) Judge(c *detectors.Candidate) {
	start, end := addrStart(c), hostEnd(c)
	end, known := topLevel(c.Text, c.End, end)
	if start == c.Start || end == 0 || c.Next(end) == '@' || c.Next(end) == '＠' {
		return
	}
	if r := c.Prev(start); r == '@' || r == '＠' {
		return
	}
	local, host := fold(c.Text[start:c.Start]), fold(c.Text[c.End:end])
	if local == "git" || messageID(local) || strings.HasSuffix(local, ".") && !strings.HasSuffix(host, ".ne.jp") {
		return
	}
	label, why := c.Announced()
	if label == detectors.OtherLabel {
		return
	}
	confidence := 0.9
	why |= detectors.WhyForm
	if label >= detectors.NearLabel {
		confidence = 0.97
	}
	if !known {
		confidence, why = 0.5, why|detectors.WhyUnknown
	}
	office := role(trimNumber(local))
	if office {
		why |= detectors.WhyOrganisation
	}
	switch {
	case anybody(local) && (reserved(host) || placeholderHost(firstLabel(host))):
		confidence, why = min(confidence, 0.5), why|detectors.WhyDummy
	case reserved(host) && !c.Publication():
		confidence, why = min(confidence, 0.7), why|detectors.WhyDummy
	case label < detectors.HeaderLabel && office, mailingList(local, host):
		confidence, why = min(confidence, 0.5), why|detectors.WhyOrganisation
	case projectHost(host), c.Publication(), c.PublicList(start), label < detectors.HeaderLabel && c.Credited(start):
		confidence, why = min(confidence, 0.5), why|detectors.WhyPublic
	}
	c.Report(start, end, confidence, why)
}

// mailByte says what characters of ASCII are in an address.
var mailByte = func() (t [128]struct{ local, host, begins bool }) {
	for c := range t {
		r := rune(c)
		t[c].local, t[c].host, t[c].begins = localRune(r), isAlnum(r) || r == '.' || r == '-', isAlnum(r) || r == '_'
	}
	return t
}()

// addrStart goes back over the local part.
func addrStart(c *detectors.Candidate) int {
	start := c.Start
	for start > c.Lo && c.Start-start < 3*maxLocal {
		if b := c.Text[start-1]; b < 0x80 {
			if !mailByte[b].local {
				break
			}
			start--
			continue
		}
		r, w := utf8.DecodeLastRuneInString(c.Text[c.Lo:start])
		if !localRune(narrow(r)) {
			break
		}
		start -= w
	}
	for start < c.Start { // it begins with a letter, a digit or '_'
		if b := c.Text[start]; b < 0x80 {
			if mailByte[b].begins {
				break
			}
			start++
			continue
		}
		r, w := utf8.DecodeRuneInString(c.Text[start:c.Start])
		if isAlnum(narrow(r)) || narrow(r) == '_' {
			break
		}
		start += w
	}
	return start
}

// hostEnd goes forward over the host name.
func hostEnd(c *detectors.Candidate) int {
	end := c.End
	for end < c.Hi && end-c.End < 3*maxHost {
		if b := c.Text[end]; b < 0x80 {
			if !mailByte[b].host {
				break
			}
			end++
			continue
		}
		r, w := utf8.DecodeRuneInString(c.Text[end:c.Hi])
		if n := narrow(r); !isAlnum(n) && n != '.' && n != '-' {
			break
		}
		end += w
	}
	return end
}

const (
	maxLocal = 64 // RFC 5321 §4.5.3.1.1
	maxHost  = 253
)

// topLevel finds where the host name in text[start:end] ends with a top level
// domain, and whether that is a well-known one. 0: the host is none.
func topLevel(text string, start, end int) (int, bool) {
	if usualHost(text[start:end]) {
		return end, true
	}
	var labels, ends []int // offsets where the labels begin and end
	var lbuf, ebuf [12]int
	labels, ends = lbuf[:0], ebuf[:0]
	begin := start
	for i := start; i <= end; {
		r, w := '.', 1
		if i < end {
			if r = rune(text[i]); r >= 0x80 {
				r, w = utf8.DecodeRuneInString(text[i:end])
			}
		}
		if r == '.' || r == '．' {
			if i == begin || text[begin] == '-' || len(labels) == cap(labels) {
				break // an empty label ends the host
			}
			labels, ends = append(labels, begin), append(ends, i)
			begin = i + w
		}
		i += w
	}
	for n := len(labels) - 1; n >= 1; n-- {
		last := fold(strings.TrimRight(text[labels[n]:ends[n]], "-"))
		if len(last) < 2 || len(last) > 24 || !alphabetic(last) || fileEnding(last) {
			if n == len(labels)-1 && len(last) > 0 && !alphabetic(last) {
				return 0, false // name@1.2.3
			}
			continue
		}
		known := len(last) == 2 || topLevelDomain(last)
		if !known && n > 1 && topLevelDomain(fold(text[labels[n-1]:ends[n-1]])) {
			continue // "someone@example.com.Then the next sentence"
		}
		stop := labels[n] + len(strings.TrimRight(text[labels[n]:ends[n]], "-"))
		return stop, known
	}
	return 0, false
}

// usualHost reports whether host is labels of lower case letters, digits and
// hyphens, the last one a well-known top level domain.
func usualHost(host string) bool {
	const mostLabels = 12
	last, labels := 0, 1 // where the last label begins; labels
	for i := range len(host) {
		switch c := host[i]; {
		case c >= 'a' && c <= 'z', c-'0' <= 9:
		case c == '-':
			if i == last {
				return false
			}
		case c == '.':
			if i == last {
				return false
			}
			last = i + 1
			labels++
		default:
			return false
		}
	}
	top := host[last:]
	if labels < 2 || labels > mostLabels {
		return false
	}
	return topLevelDomain(top) || len(top) == 2 && top[0] >= 'a' && top[1] >= 'a' && !fileEnding(top)
}

// topLevelDomain reports whether s is a well-known top level domain.
func topLevelDomain(s string) bool {
	switch s {
	case "com", "net", "org", "edu", "gov", "mil", "int", "info", "biz", "name", "pro", "asia", "mobi", "museum", "coop", "aero", "jobs", "tel", "travel", "cat", "post",
		"tokyo", "osaka", "kyoto", "nagoya", "yokohama", "okinawa", "app", "dev", "cloud", "online", "site", "shop", "store", "tech", "xyz", "live", "blog", "work", "works", "email", "club", "page", "academy",
		"university", "college", "school", "science", "health", "clinic", "hospital", "support", "systems", "network", "company", "group", "world", "today", "life", "space", "website", "icu", "top", "vip", "link", "design", "media", "agency",
		"example", "test", "invalid", "local", "localhost", "internal", "arpa":
		return true
	}
	return false
}

// fileEnding reports whether s ends the names of files rather than of hosts.
func fileEnding(s string) bool {
	switch s {
	case "png", "jpg", "jpeg", "gif", "svg", "webp", "js", "ts", "css", "html", "json", "xml", "pdf", "zip", "exe", "dll", "so", "py", "rb", "go", "md", "txt", "csv", "min", "map", "jar", "conf", "service", "target", "class":
		return true
	}
	return false
}

// fold is text in lower case and half width.
func fold(s string) string {
	plain := true
	for i := range len(s) {
		plain = plain && s[i] < 0x80 && (s[i] < 'A' || s[i] > 'Z')
	}
	if plain {
		return s
	}
	return strings.ToLower(strings.Map(narrow, s))
}

func alphabetic(s string) bool {
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return strings.HasPrefix(s, "xn--")
		}
	}
	return true
}

func narrow(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '。' || r == '｡': // never in a host, whatever IDNA says
		return r
	}
	return r
}

func isAlnum(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}

func localRune(r rune) bool {
	return isAlnum(r) || r == '.' || r == '-' || r == '_' || r == '+' || r == '\''
}

// Column takes a column in which most values hold a mail address.
func (Email) Column(col detectors.Column) float64 {
	share, n := col.Reaching(least(col, 0.3, 0.8), func(v string) bool {
		at := strings.IndexAny(v, "@＠")
		return at > 0 && strings.ContainsAny(v[at:], ".．") && len(v) < 200
	})
	switch {
	case col.Label == detectors.HeaderLabel && share >= 0.3:
		return 0.97
	case n >= 2 && share >= 0.8:
		return 0.95
	}
	return 0
}
