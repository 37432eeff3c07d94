package detectors

import (
	"strings"
	"unicode/utf8"
)

// belowMedium is the confidence left to what the words around it call an
// example.
const belowMedium = Medium - 0.15

// exampleTitles at the beginning of a piece, or in the name of its table, make
// all of it an example.
var exampleTitles = []string{"記入例", "記載例", "入力例", "作成例", "記入見本", "記入要領"}

// fictions say at the beginning of a text that the people in it are invented.
var fictions = []string{"実在の人物", "実在する人物", "実在の個人", "実在しない", "架空の人物", "架空の氏名", "架空の個人", "架空のデータ", "以下は記入例", "以下は**記入例", "は記入例です", "記入例を示", "ダミーデータです", "テストデータです", "サンプルデータです"}

const titleBytes = 240 // of a piece, in which a title stands

// isExample reports whether a whole piece is an example.
func isExample(text string, t *Table) bool {
	if t != nil && (containsAny(t.Name, exampleTitles) || t.Name == "例" || t.Name == "見本" || t.Name == "サンプル") {
		return true
	}
	for line := range strings.SplitSeq(text[:min(len(text), titleBytes)], "\n") {
		for field := range strings.SplitSeq(line, "\t") {
			if exampleTitle(field) {
				return true
			}
		}
	}
	return false
}

// exampleTitle reports whether a line or cell is a title that calls what
// follows an example: 【記入例】, 住所変更届（記入例）, and not 記入例を参照.
func exampleTitle(s string) bool {
	const around = " 　\r【】（）()［］[]<>＜＞〔〕「」『』※:：■□●○◆★"
	for _, w := range exampleTitles {
		i := strings.Index(s, w)
		if i < 0 || utf8.RuneCountInString(s) > 40 {
			continue
		}
		rest := s[i+len(w):]
		if next, _ := utf8.DecodeRuneInString(rest); rest == "" || strings.ContainsRune(around, next) || next >= '0' && next <= '9' || next >= '①' && next <= '⑳' || next >= '１' && next <= '９' {
			return true
		}
	}
	return false
}

// example reports whether the value text[start:end] is an example: the whole
// piece is one, or a word on the same line or in the first cell of its row, or
// the words behind it, say so.
func (sc *Scan) example(start, end int) bool {
	if sc.sample || sc.fiction {
		return true
	}
	if end < sc.cand.Hi && typed(sc.text[end:sc.cand.Hi]) {
		return true
	}
	n := sc.before(sc.cand.Lo, start)
	ws := sc.set.words
	for i := len(n.hits) - 1; i >= 0; i-- {
		if ws.list[n.hits[i].word].kind != exemplar {
			continue
		}
		from := n.window.base + int(n.window.start[n.hits[i].from])
		if isLetter(sc.text[from]) && !alone(sc.text, from, len(ws.list[n.hits[i].word].text)) {
			continue
		}
		if strings.IndexByte(sc.text[from:start], '\n') < 0 {
			return true
		}
		break
	}
	if (sc.cell < 0 || sc.grid.laid) && exampleLine(sc.text, start) {
		return true
	}
	if sc.cell < 0 {
		return false
	}
	return sc.grid.exampleRow(sc.cell) || sc.grid.exampleColumn(sc.cell)
}

// exampleLine reports whether the line around text[start] begins by saying that
// it is an example.
func exampleLine(text string, start int) bool {
	const far = 240
	lo := max(0, start-far)
	i := strings.LastIndexByte(text[lo:start], '\n')
	if i < 0 && lo > 0 {
		return false
	}
	line := text[lo+i+1 : start]
	if line == "" || !exampleBegins[line[0]] {
		return false
	}
	line = strings.TrimLeft(line, exampleBullets)
	for _, w := range exampleWords {
		if strings.HasPrefix(line, w) {
			return true
		}
	}
	return false
}

// exampleWords begin lines of examples, behind exampleBullets.
var exampleWords = [...]string{"例：", "例:", "例）", "例)", "記入例", "入力例", "記載例", "Example:", "Example ", "Sample:", "e.g."}

const exampleBullets = " 　\t*-・※(（【"

// exampleBegins are the first bytes of such lines.
var exampleBegins = func() (t [256]bool) {
	for _, w := range exampleWords {
		t[w[0]] = true
	}
	for _, r := range exampleBullets {
		t[string(r)[0]] = true
	}
	return t
}()

// exampleColumn reports whether the header of the column of cell i says that
// its values are examples.
func (g *grid) exampleColumn(i int) bool {
	header := ""
	if s := g.sectionOf(i); s != nil && s.width == 0 { // no header was known as one
		for k, to := g.row(0); k < to; k++ {
			if g.cells[k].Col == g.cells[i].Col {
				header = strings.TrimSpace(g.value(k))
			}
		}
	} else if col := g.column(i); col != nil {
		header = col.header
	}
	return exampleHeader(header)
}

// exampleHeader reports whether a header says that the values below are examples.
func exampleHeader(header string) bool {
	switch header {
	case "例", "記入例", "記載例", "入力例", "設定例", "値の例", "サンプル", "サンプル値", "example", "Example", "sample", "Sample":
		return true
	}
	return false
}

// exampleRow reports whether the first cell of the row of cell i says that the
// row is an example.
func (g *grid) exampleRow(i int) bool {
	row := g.cells[i].Row
	if g.exampleAt == row+1 {
		return g.exampleIs
	}
	g.exampleAt = row + 1
	k := i
	for k > 0 && g.cells[k-1].Row == row && i-k < maxColumns {
		k--
	}
	g.exampleIs = false
	for n := k; n < min(k+2, len(g.cells)) && g.cells[n].Row == row; n++ {
		v := g.value(n)
		if hasData(v) {
			continue
		}
		if decorated(v) {
			v = strings.Trim(v, exampleSigns)
		}
		switch v {
		case "例", "記入例", "記載例", "入力例", "見本", "サンプル", "sample", "Sample", "SAMPLE", "example", "ダミー":
			g.exampleIs = true
		}
	}
	return g.exampleIs
}

// exampleSigns may stand around the word that calls a row an example.
const exampleSigns = " 　()（）[]【】<>＜＞:：※"

// decorated reports whether v may begin or end with one of exampleSigns: those
// outside ASCII begin with the bytes E2, E3 and EF, as kanji do not.
func decorated(v string) bool {
	if v == "" {
		return false
	}
	sign := func(c byte) bool { return c < 'A' || c == '[' || c == ']' || c == 0xE2 || c == 0xE3 || c == 0xEF }
	return sign(v[0]) || sign(v[max(0, len(v)-3)]) || sign(v[len(v)-1])
}

// typed reports whether the text behind a value says that it is what somebody
// is to enter, or will see: 「19800401」のように, 「山田 太郎」と入力.
func typed(rest string) bool {
	rest = strings.TrimLeft(rest[:min(len(rest), 60)], " ")
	if after, ok := strings.CutPrefix(rest, "生まれの"); ok {
		return strings.HasPrefix(after, "方") || strings.HasPrefix(after, "場合")
	}
	if len(rest) == 0 || rest[0] != 0xE3 { // 「」 and hiragana
		return false
	}
	quoted := false
	for _, q := range [...]string{"」", "』", "さん", "様"} {
		if after, ok := strings.CutPrefix(rest, q); ok {
			rest, quoted = after, true
		}
	}
	for _, w := range [...]string{"のように", "などと", "と入力", "と記入", "と書", "と表示"} {
		if strings.HasPrefix(rest, w) {
			return quoted || w == "と入力" || w == "と記入" || strings.HasPrefix(rest, "のように入力")
		}
	}
	return false
}

// alone reports whether the Latin word at text[i:] is one of prose: not a part
// of an address, a host or a name in a program.
func alone(text string, i, n int) bool {
	const inside = "@.-_/\\"
	return (i == 0 || strings.IndexByte(inside, text[i-1]) < 0) && (i+n >= len(text) || strings.IndexByte(inside, text[i+n]) < 0)
}
