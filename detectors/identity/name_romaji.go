package identity

import (
	"strings"

	"tenken/detectors"
)

// NameRomaji is a name in Latin letters, where a label or header says so.
func NameRomaji() detectors.Detector {
	return detectors.Headed{
		Of: detectors.Info{
			ID: "name_romaji", Label: "氏名（ローマ字）", English: "Name in Latin letters", Category: detectors.Personal, Severity: 4, Persons: detectors.Weak,
			Validate: "label or column header; two to four words of Latin letters",
			Source:   "昭和29年内閣告示第1号 ローマ字のつづり方; ICAO Doc 9303",
		},
		Labels:    []string{"ローマ字氏名", "氏名ローマ字", "氏名（ローマ字）", "氏名(英字)", "氏名（英字）", "氏名（英語）", "英字氏名", "英語氏名", "氏名英字", "ローマ字表記", "アルファベット氏名", "romaji"},
		Headers:   []string{"ローマ字", "英字", "英文氏名", "Name (English)", "English name"},
		NotLabels: []string{"file name", "user name", "host name", "company name", "product name"},
		Form:      romaji,
	}
}

// romaji reports whether v is two to four words of letters, each capital at
// its beginning, as names are written.
func romaji(v string) bool {
	words := strings.FieldsFunc(detectors.Half(v), func(r rune) bool { return r == ' ' || r == ',' || r == '　' })
	if len(words) < 2 || len(words) > 4 {
		return false
	}
	for _, w := range words {
		if len(w) > 15 || w[0] < 'A' || w[0] > 'Z' {
			return false
		}
		for i := range len(w) {
			if c := w[i]; !(c|0x20 >= 'a' && c|0x20 <= 'z' || i > 0 && (c == '-' || c == '\'' || c == '.')) && !(c == '.' && i == len(w)-1) {
				return false
			}
		}
	}
	return true
}
