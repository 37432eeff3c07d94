package report

import (
	"fmt"
	"strconv"
	"time"

	"tenken/internal/record"
)

// eras of the Japanese calendar and their first days, newest first: cabinet
// orders on the era name (元号を改める政令) of 2019, 1989 and 1926.
var eras = []struct {
	name, letter     string
	year, month, day int
}{
	{"令和", "R", 2019, 5, 1},
	{"平成", "H", 1989, 1, 8},
	{"昭和", "S", 1926, 12, 25},
}

// day writes a date for people: 令和8年11月22日（2026-11-22）.
func day(t time.Time, lang string) string {
	iso := t.Format("2006-01-02")
	if lang == record.English {
		return iso
	}
	for _, e := range eras {
		if iso >= fmt.Sprintf("%04d-%02d-%02d", e.year, e.month, e.day) {
			n := strconv.Itoa(t.Year() - e.year + 1)
			if n == "1" {
				n = "元"
			}
			return fmt.Sprintf("%s%s年%d月%d日（%s）", e.name, n, t.Month(), t.Day(), iso)
		}
	}
	return iso
}
