package detectors

import (
	"slices"
	"strings"
)

// laidOut takes the headers that the layout of plain text told.
func (g *grid) laidOut() {
	for _, sh := range g.plain.sheets {
		if n := len(g.know.sections); n > 0 && g.know.sections[n-1].headed(sh.headers) {
			continue // it goes on: what its columns hold is known
		}
		s := section{first: sh.first, width: len(sh.headers)}
		for _, h := range sh.headers {
			s.columns = append(s.columns, column{header: h, caption: g.set.words.read(h)})
		}
		s.facility, s.published = facility(s.columns), published(s.columns)
		g.know.sections = append(g.know.sections, s)
	}
	heads := g.plain.heads
	for r := range g.rows {
		from, to := g.row(r)
		if len(heads) > 0 && g.cells[from].Row == heads[0] {
			heads = heads[1:]
			g.section(r, from, to)
		}
	}
	if len(g.know.sections) == 0 {
		g.know.sections = append(g.know.sections, section{})
	}
}

// headed reports whether these are the headers of the section.
func (s *section) headed(headers []string) bool {
	return len(headers) == s.width && slices.EqualFunc(headers, s.columns[:s.width], func(h string, c column) bool { return h == c.header })
}

// headers finds the header rows among the first rows of the table, and later
// ones that begin a further table below.
func (g *grid) headers() {
	ws := g.set.words
	for r := range g.rows {
		from, to := g.row(r)
		k := g.know
		if n := len(k.sections); n > 0 && g.cells[from].Row < k.sections[n-1].first {
			continue // looked at before: rows repeated from the piece before
		}
		k.looked++
		if k.looked > headerRows && !g.likeHeader(from, to) {
			continue
		}
		labels, whole, usual, filled, data, telling := 0, 0, 0, 0, 0, 0
		for i := from; i < to; i++ {
			v := strings.TrimSpace(g.value(i))
			if v == "" {
				continue
			}
			filled++
			if len(v) > 3*headerRunes || hasData(v) && !polymorphism(v) {
				data++
			} else if c := ws.read(v); c.n > 0 && (c.whole || k.looked <= headerRows) {
				labels++
				if c.whole {
					whole++
					if ws.telling(&c) {
						telling++
					}
				}
			} else if usualCaption(v) {
				usual++
			}
		}
		few := 2*(labels+usual) < filled && (data > 0 || filled < 3 || k.looked > headerRows || !g.aboveNumbers(r) && !g.aboveCounts(r) && !(labels > 1 && data == 0 && (g.aboveData(r, telling > 1) || g.ofPosts(r))))
		alone := labels == 1 && (data > 0 && filled > 2 || filled > 1 && g.form(r) || filled == 1 && g.wide(r))
		below := len(k.sections) > 0 && (data > 0 || g.cells[from].Row > k.sections[len(k.sections)-1].first) // a row of values may hold words of captions: 高血圧症
		values := few || below && whole == 0 || data*3 > filled || alone || labels > 1 && labels <= 3 && g.pairs(r) && g.form(r)
		if labels == 0 || values && !(telling > 0 && data == 0 && k.looked <= headerRows && g.announces(r)) {
			continue
		}
		g.section(r, from, to)
	}
	if len(g.know.sections) == 0 {
		g.know.sections = append(g.know.sections, section{first: 0})
	}
}

// pairs reports whether captions and their values take turns in row r: 氏名, 山田
// 太郎, 性別, 男.
func (g *grid) pairs(r int) bool {
	n := 0
	for i, to := g.row(r); i < to; i++ {
		v := strings.TrimSpace(g.value(i))
		if v == "" {
			continue
		}
		if _, whole := g.set.words.whole(v); whole != (n%2 == 0) || n%2 == 1 && usualCaptions[v] {
			return false
		}
		n++
	}
	return n >= 4 && n%2 == 0
}

// aboveData reports whether row r holds words only, and the row below several
// values that are none: dates, numbers, addresses of mail. One is enough where the
// captions tell.
func (g *grid) aboveData(r int, tells bool) bool {
	if !g.underTitles(r) || r+1 >= len(g.rows) {
		return false
	}
	for i, to := g.row(r); i < to; i++ {
		if v := strings.TrimSpace(g.value(i)); hasDigitOrAt(v) && !turn(v) || len(v) > 3*headerRunes/2 {
			return false
		}
	}
	data, filled := 0, 0
	for i, to := g.row(r + 1); i < to; i++ {
		v := strings.TrimSpace(g.value(i))
		if v == "" {
			continue
		}
		if filled++; hasData(v) || strings.Trim(v, "0123456789.") == "" {
			data++
		}
	}
	return data > 1 && 4*data >= filled || tells && data > 0 && !g.form(r)
}

// ofPosts reports whether row r, the first one, holds words only, one of which
// announces people in public posts, and the rows below figures where it has none:
// 直売所, 生産者名, 価格.
func (g *grid) ofPosts(r int) bool {
	if !g.underTitles(r) || r+2 >= len(g.rows) {
		return false
	}
	post := false
	for i, to := g.row(r); i < to; i++ {
		v := strings.TrimSpace(g.value(i))
		if hasDigitOrAt(v) {
			return false
		}
		post = post || PublicPost(Fold(v))
	}
	below := func(r int) bool {
		i, to := g.row(r)
		return hasDigitOrAt(g.text[g.cells[i].Start:g.cells[to-1].End])
	}
	return post && below(r+1) && below(r+2)
}

// underTitles reports whether nothing but titles, a cell to a row, stands above
// row r of a table's first rows.
func (g *grid) underTitles(r int) bool {
	const most = 4
	if r > most || g.know.looked > most+1 {
		return false
	}
	for above := range r {
		filled := 0
		for i, to := g.row(above); i < to; i++ {
			if strings.TrimSpace(g.value(i)) != "" {
				filled++
			}
		}
		if filled > 1 {
			return false
		}
	}
	return true
}

// aboveNumbers reports whether row r holds no digit and most cells of the row
// below are numbers: 番, 氏名, 国, 数, 英.
func (g *grid) aboveNumbers(r int) bool {
	if r+1 >= len(g.rows) {
		return false
	}
	for i, to := g.row(r); i < to; i++ {
		if v := g.value(i); hasDigitOrAt(v) || len(v) > 3*headerRunes/2 {
			return false
		}
	}
	numbers, filled := 0, 0
	for i, to := g.row(r + 1); i < to; i++ {
		v := strings.TrimSpace(g.value(i))
		if v == "" {
			continue
		}
		filled++
		if hasDigitOrAt(v) && strings.Trim(v, "0123456789.,- ") == "" {
			numbers++
		}
	}
	return 2*numbers > filled
}

// aboveCounts reports whether row r holds words, and the rows below are numbered:
// #, Participant, Affiliation.
func (g *grid) aboveCounts(r int) bool {
	if r+2 >= len(g.rows) || !g.underTitles(r) {
		return false
	}
	first := func(r int) string {
		i, _ := g.row(r)
		return strings.TrimSpace(g.value(i))
	}
	for i, to := g.row(r); i < to; i++ {
		if v := g.value(i); hasDigitOrAt(v) || len(v) > 3*headerRunes/2 {
			return false
		}
	}
	a, b := first(r+1), first(r+2)
	return isCount(a) && isCount(b) && a != b && len(b) >= len(a) && len(b) <= len(a)+1 && first(r) != ""
}

// form reports whether the row below row r begins with a caption: the captions
// then stand at the left, not on top.
func (g *grid) form(r int) bool {
	if r+1 >= len(g.rows) {
		return true
	}
	for i, to := g.row(r + 1); i < to; i++ {
		if v := strings.TrimSpace(g.value(i)); v != "" {
			c := g.set.words.read(v)
			return c.n > 0 && !hasData(v)
		}
	}
	return true
}

// wide reports whether the row below row r has several cells: a lone cell above
// it is a title.
func (g *grid) wide(r int) bool {
	for ; r+1 < len(g.rows); r++ {
		filled := 0
		for i, to := g.row(r + 1); i < to; i++ {
			if strings.TrimSpace(g.value(i)) != "" {
				filled++
			}
		}
		if filled > 0 {
			return filled > 1
		}
	}
	return false
}

// likeHeader is a cheap test for rows far down the table.
func (g *grid) likeHeader(from, to int) bool {
	if to-from < 2 {
		return false
	}
	v := strings.TrimSpace(g.value(from))
	if v == "" || len(v) > 3*headerRunes || hasData(v) {
		return false
	}
	_, whole := g.set.words.whole(v)
	return whole
}

// hasData reports whether a cell holds a value rather than a header: a digit
// run or a mail address.
func hasData(v string) bool {
	if len(v) > 32 && strings.IndexByte(v, 0xEF) < 0 { // of three digits in a row, one is at every third place
		for i := 2; i < len(v); i += 3 {
			if v[i]-'0' <= 9 && around(v, i) >= dataDigits {
				return true
			}
		}
		return strings.IndexByte(v, '@') >= 0
	}
	run := 0
	for i := 0; i < len(v); i++ {
		switch c := v[i]; {
		case c == '@':
			return true
		case c-'0' <= 9:
			if run++; run >= dataDigits {
				return true
			}
		case c == 0xEF:
			_, w := digitAt(v, i, len(v))
			if w == 0 {
				run = 0
				continue
			}
			i += w - 1
			if run++; run >= dataDigits {
				return true
			}
		default:
			run = 0
		}
	}
	return false
}

// dataDigits in a row are a value, and no part of a caption.
const dataDigits = 3

// around is how many digits of ASCII stand around the one at v[i].
func around(v string, i int) int {
	from, to := i, i+1
	for from > 0 && v[from-1]-'0' <= 9 {
		from--
	}
	for to < len(v) && v[to]-'0' <= 9 {
		to++
	}
	return to - from
}
