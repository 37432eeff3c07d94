package inspect

import "strings"

// surnames knows with which surnames the full names of a file begin, so that
// 伊藤さん after 伊藤 翔太 is nobody new. It keeps keyed digests only.
type surnames map[uint64]struct{}

const (
	longestSurname = 3 // characters; longer ones are rare enough
	maxSurnames    = 1 << 14
)

// again reports whether value is the surname of somebody named in full before.
// It remembers full names.
func (s surnames) again(d *digester, value string) bool {
	name := []rune(strings.TrimSpace(value))
	full := len(name) > longestSurname || strings.ContainsAny(string(name), " 　")
	if !full {
		_, known := s[d.digest("surname", string(name))]
		return known
	}
	for n := 1; n <= min(longestSurname, len(name)) && len(s) < maxSurnames; n++ {
		s[d.digest("surname", string(name[:n]))] = struct{}{}
	}
	return false
}
