package config

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"tenken/internal/people"
	"tenken/internal/strict"
)

// csvLine is a line of a CSV file that people write, by the names of columns.
type csvLine struct {
	line  int
	cells map[string]string
}

// readCSV reads a CSV file in UTF-8 or, as Excel saves it in Japan, in
// Shift_JIS. columns are the headings, by what they hold; those in need must be
// there. It returns every line that holds something.
func readCSV(text []byte, columns map[string][]string, need ...string) ([]csvLine, []strict.Mistake) {
	wrong := func(line int, ja, en string) []strict.Mistake { return []strict.Mistake{{Line: line, Ja: ja, En: en}} }
	decoded, err := people.Decode(text)
	if err != nil {
		return nil, wrong(0, "UTF-8 でも Shift_JIS でもありません。CSV UTF-8 で保存してください", "neither UTF-8 nor Shift_JIS; save it as CSV UTF-8")
	}
	r := csv.NewReader(strings.NewReader(decoded))
	r.FieldsPerRecord = -1
	head, err := r.Read()
	if err != nil {
		return nil, wrong(1, "見出しの行がありません", "there is no line of headings")
	}
	names := make([]string, len(head))
	for i, h := range head {
		for name, spellings := range columns {
			if slices.ContainsFunc(spellings, func(w string) bool { return strings.EqualFold(w, strings.TrimSpace(h)) }) {
				names[i] = name
			}
		}
		if names[i] == "" && strings.TrimSpace(h) != "" {
			return nil, wrong(1, fmt.Sprintf("見出し「%s」は使えません。使えるのは %s です", h, headings(columns, 1)),
				fmt.Sprintf("heading %q is not known; write some of %s", h, headings(columns, 0)))
		}
	}
	for _, n := range need {
		if !slices.Contains(names, n) {
			return nil, wrong(1, fmt.Sprintf("見出し「%s」がありません", columns[n][len(columns[n])-1]), fmt.Sprintf("the heading %q is missing", columns[n][0]))
		}
	}
	var out []csvLine
	for {
		row, err := r.Read()
		var bad *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return out, nil
		case errors.As(err, &bad):
			return nil, wrong(bad.Line, "引用符の対応が取れていません", "quotes do not match")
		case err != nil:
			return nil, wrong(0, err.Error(), err.Error())
		}
		l := csvLine{cells: map[string]string{}}
		l.line, _ = r.FieldPos(0)
		for i, c := range row {
			switch c = strings.TrimSpace(c); {
			case c == "":
			case i >= len(names) || names[i] == "":
				return nil, wrong(l.line, fmt.Sprintf("「%s」の上に見出しがありません", c), fmt.Sprintf("there is no heading above %q", c))
			default:
				l.cells[names[i]] = c
			}
		}
		if len(l.cells) > 0 {
			out = append(out, l)
		}
	}
}

// headings lists those that a file may have, in a spelling.
func headings(columns map[string][]string, spelling int) string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(columns)) {
		out = append(out, columns[name][min(spelling, len(columns[name])-1)])
	}
	return strings.Join(out, ", ")
}
