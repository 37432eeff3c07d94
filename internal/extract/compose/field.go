package compose

import "strings"

// Field takes the instruction of a field, as Word writes it in all its formats:
// the text under furigana, which is to stand in the line, and the target of a link.
func Field(code string, links *Links) (base string) {
	code = strings.TrimSpace(code)
	if rest, ok := strings.CutPrefix(code, "EQ"); ok { // EQ \* jc2 \o\ad(\s\up 10(とうきょう),東京)
		if i := strings.LastIndexByte(rest, ','); i >= 0 {
			return strings.TrimRight(rest[i+1:], ")")
		}
		return ""
	}
	if _, rest, ok := strings.Cut(code, "mailto:"); ok && links != nil {
		target, _, _ := strings.Cut(rest, `"`)
		links.Add("mailto:" + target)
	}
	return ""
}
