package corpus

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
)

// person is somebody who does not exist: names and places put together by
// chance, numbers made when they are asked for.
type person struct {
	*rand.Rand
	row         int
	sur, given  [3]string // kanji, katakana, romaji
	born        time.Time
	postal      string
	pref, place string
}

func newPerson(r *rand.Rand) *person {
	p := &person{Rand: r, row: 1}
	p.sur, p.given = three(p.pick(surnames...)), three(p.pick(givens...))
	p.born = time.Date(1940+r.IntN(70), 1, 1+r.IntN(365), 0, 0, 0, 0, time.UTC)
	at := three(p.pick(towns...))
	p.postal, p.pref, p.place = at[0], at[1], at[2]
	return p
}

func three(s string) (t [3]string) { copy(t[:], strings.Split(s, " ")); return t }

func (p *person) pick(of ...string) string { return of[p.IntN(len(of))] }

func (p *person) digits(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + p.IntN(10))
	}
	if b[0] == '0' {
		b[0] = byte('1' + p.IntN(9))
	}
	return string(b)
}

// era is the date of birth by the Japanese calendar (元号法, 改元の政令).
func (p *person) era(letter bool) string {
	y, m, d := p.born.Date()
	name, first := "昭和", 1925
	if !p.born.Before(time.Date(1989, 1, 8, 0, 0, 0, 0, time.UTC)) {
		name, first = "平成", 1988
	}
	if letter {
		return fmt.Sprintf("%s%d.%d.%d", map[string]string{"昭和": "S", "平成": "H"}[name], y-first, m, d)
	}
	year := strconv.Itoa(y - first)
	if year == "1" {
		year = "元"
	}
	return fmt.Sprintf("%s%s年%d月%d日", name, year, m, d)
}

// value is a value of a kind; a kind of the form n7 is seven digits, and one
// that names a list is an entry of it.
func (p *person) value(kind string) string {
	switch kind {
	case "full":
		return p.sur[0] + " " + p.given[0]
	case "wide":
		return p.sur[0] + "　" + p.given[0]
	case "joined":
		return p.sur[0] + p.given[0]
	case "sur":
		return p.sur[0]
	case "kana":
		return p.sur[1] + " " + p.given[1]
	case "romaji":
		return strings.ToUpper(p.sur[2][:1]) + p.sur[2][1:] + " " + strings.ToUpper(p.given[2][:1]) + p.given[2][1:]
	case "born":
		return p.born.Format("2006/01/02")
	case "borndash":
		return p.born.Format("2006-01-02")
	case "bornja":
		return p.born.Format("2006年1月2日")
	case "era":
		return p.era(false)
	case "eraletter":
		return p.era(true)
	case "age":
		return strconv.Itoa(2026 - p.born.Year())
	case "row":
		return strconv.Itoa(p.row)
	case "day":
		return fmt.Sprintf("2026/%02d/%02d", 1+p.IntN(12), 1+p.IntN(28))
	case "yen":
		return strconv.Itoa(150000 + 100*p.IntN(4000))
	case "score":
		return strconv.Itoa(30 + p.IntN(71))
	case "decimal":
		return fmt.Sprintf("%.1f", 3+60*p.Float64())
	case "mail":
		return p.given[2] + "." + p.sur[2] + p.digits(2) + "@" + p.pick("mail", "stu", "ml") + ".tenken.ac.jp"
	case "mobile":
		return fmt.Sprintf("0%d0-%s-%s", 7+p.IntN(3), p.digits(4), p.digits(4))
	case "fixed":
		area := p.pick("03-3", "03-5", "06-6", "075-7", "052-9", "011-7")
		return area + p.digits(7-len(area)) + "-" + p.digits(4) // ten digits in all
	case "postal":
		return p.postal
	case "address":
		return fmt.Sprintf("%s%s%d-%d-%d", p.pref, p.place, 1+p.IntN(6), 1+p.IntN(30), 1+p.IntN(20))
	case "short":
		return fmt.Sprintf("%s%d-%d", p.place, 1+p.IntN(6), 1+p.IntN(30))
	case "chome":
		return fmt.Sprintf("%s%s%d丁目%d番%d号", p.pref, p.place, 1+p.IntN(6), 1+p.IntN(30), 1+p.IntN(20))
	}
	if n, err := strconv.Atoi(strings.TrimPrefix(kind, "n")); err == nil && kind[0] == 'n' {
		return p.digits(n)
	}
	if l, ok := lists[kind]; ok {
		return p.pick(l...)
	}
	return p.number(kind)
}
