package report

import (
	"fmt"
	"path/filepath"
	"strings"

	"tenken/internal/record"
)

// Trouble is something wrong, or worth telling, about a book that came back:
// where, what, and what to do about it.
type Trouble struct {
	Sheet, Cell string // may be empty
	cause, mend words
}

// In words a trouble, in "ja" or "en".
func (t Trouble) In(lang string) string {
	where := t.Sheet
	if t.Cell != "" {
		where += "!" + t.Cell
	}
	s := t.cause.in(lang)
	if where != "" {
		s = where + ": " + s
	}
	if m := t.mend.in(lang); m != "" {
		s += words{" → ", " → "}.in(lang) + m
	}
	return s
}

// ReadError says why a book was not read: nothing of it counts.
type ReadError struct {
	Path     string
	Troubles []Trouble
}

func (e *ReadError) Error() string { return e.In(record.English) }

// troublesTold bounds how many troubles an error tells.
const troublesTold = 50

// In is the error in "ja" or "en", a trouble a line.
func (e *ReadError) In(lang string) string {
	out := []string{filepath.Base(e.Path) + ":"}
	for i, t := range e.Troubles {
		if i == troublesTold {
			out = append(out, fmt.Sprintf(words{"  ほか %d 件", "  and %d more"}.in(lang), len(e.Troubles)-i))
			break
		}
		out = append(out, "  "+t.In(lang))
	}
	return strings.Join(out, "\n")
}

func unreadable(path string, cause, mend words) error {
	return &ReadError{path, []Trouble{{cause: cause, mend: mend}}}
}

// both words something with the same arguments in both languages.
func both(w words, args ...any) words {
	return words{fmt.Sprintf(w.ja, args...), fmt.Sprintf(w.en, args...)}
}

// Refuse makes the error of a book that is refused for a reason outside of it;
// cause and remedy are in Japanese and English.
func Refuse(path string, cause, mend [2]string) error {
	return unreadable(path, words{cause[0], cause[1]}, words{mend[0], mend[1]})
}

// Add adds a trouble at a cell ("sheet!A1"); cause and remedy are in Japanese
// and English.
func (e *ReadError) Add(cell string, cause, mend [2]string) {
	sheet, cell, _ := strings.Cut(cell, "!")
	e.Troubles = append(e.Troubles, Trouble{sheet, cell, words{cause[0], cause[1]}, words{mend[0], mend[1]}})
}
