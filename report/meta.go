package report

import (
	"strconv"
	"strings"
	"time"

	"tenken/internal/followup"
)

// metaFormat versions what the hidden sheet holds.
const metaFormat = "2"

// meta writes the hidden sheet by which a book that comes back is recognised:
// which ledger, run and department it is of, the rows it went out with, what
// their answers are bound to, and digests of what their cells said. Every cell
// is text, which no program reformats.
func (w *workbook) meta() error {
	out, err := w.rowsOf(sheetMeta)
	if err != nil {
		return err
	}
	row := 0
	var sum []string
	put := func(cells ...string) {
		if err != nil {
			return
		}
		row++
		values := make([]cell, len(cells))
		for i, c := range cells {
			values[i].value = c
		}
		sum = append(sum, strings.Join(cells, "\x1f"))
		err = out.add(row, 0, values...)
	}
	put("format", metaFormat)
	put("ledger", w.seals.ledger())
	put("run", strconv.FormatInt(w.Run, 10))
	put("whole", strconv.FormatBool(w.Whole))
	put("department", strconv.Quote(inMeta(w.Department)))
	put("language", w.language())
	put("made", w.Made.UTC().Format(time.RFC3339))
	put(append([]string{"heads"}, w.seals.heads...)...)
	if !w.Whole {
		for _, q := range w.Questions {
			put("question", q.ID)
		}
	}
	for _, a := range w.survey.worst.sorted() {
		id := followup.ID(a.Item)
		put("row", id, a.bound, w.seals.rows[id], strconv.Quote(inMeta(a.Department)))
		for _, c := range a.copies {
			put("copy", id, c.bound, c.id)
		}
	}
	put("seal", w.seals.of(16, sum...))
	return err
}

// inMeta shortens a name so that its cell holds all of it.
func inMeta(name string) string {
	const most = 1000
	if r := []rune(strings.ToValidUTF8(name, "")); len(r) > most {
		return string(r[:most])
	}
	return name
}
