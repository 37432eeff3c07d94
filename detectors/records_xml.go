package detectors

import "strings"

// xml reads elements that hold text only, and attributes.
func (rs *records) xml(text string) {
	for i := 0; i < len(text); {
		n := strings.IndexByte(text[i:], '<')
		if n < 0 {
			return
		}
		i += n + 1
		if i >= len(text) || text[i] == '/' || text[i] == '?' || text[i] == '!' {
			continue
		}
		end := strings.IndexByte(text[i:], '>')
		if end < 0 {
			return
		}
		tag := text[i : i+end]
		name, _, _ := strings.Cut(strings.TrimRight(tag, "/"), " ")
		if len(name) < len(tag) {
			rs.attributes(name, tag, i)
		}
		i += end + 1
		if strings.HasSuffix(tag, "/") {
			continue
		}
		if n := strings.IndexByte(text[i:], '<'); n >= 0 && strings.HasPrefix(text[i+n:], "</"+name) {
			rs.add(name, i, i+n)
			i += n
		}
	}
}

// attributes takes those of a tag that begins at offset at of the text. The
// attribute value is that of the element: <birthDate value="1990-01-05"/>; a number
// is the element's, too: <学生 番号="26A1234">.
func (rs *records) attributes(name, tag string, at int) {
	for i := 0; ; {
		eq := strings.IndexByte(tag[i:], '=')
		if eq < 0 || i+eq+1 >= len(tag) {
			return
		}
		eq += i
		key := tag[1+strings.LastIndexAny(tag[:eq], " \t\r\n") : eq]
		quote := tag[eq+1]
		if quote != '"' && quote != '\'' {
			return
		}
		end := strings.IndexByte(tag[eq+2:], quote)
		if end < 0 {
			return
		}
		if key != "xmlns" && !strings.HasPrefix(key, "xmlns:") {
			switch key {
			case "value":
				key = name
			case "番号", "コード", "カナ", "id", "no", "code", "kana":
				key = name + " " + key
			}
			rs.add(key, at+eq+2, at+eq+2+end)
		}
		i = eq + 2 + end + 1
	}
}
