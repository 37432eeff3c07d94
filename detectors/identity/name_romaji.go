package identity

import "tenken/detectors"

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
	words, n := 0, 0 // n is the length of the word
	for _, r := range v {
		r = detectors.HalfRune(r)
		if r == ' ' || r == ',' {
			n = 0
			continue
		}
		switch n++; {
		case n == 1:
			if words++; words > 4 || r < 'A' || r > 'Z' {
				return false
			}
		case n > 15:
			return false
		case r|0x20 >= 'a' && r|0x20 <= 'z', r == '-', r == '\'', r == '.':
		default:
			return false
		}
	}
	return words >= 2
}
