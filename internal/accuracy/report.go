package accuracy

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// Write writes the results as docs/accuracy.md holds them. All figures are of
// the templates for testing.
func Write(w io.Writer, seed uint64, draws int, types []Result, formats map[string]Count, others map[string]Levels) error {
	var b strings.Builder
	fmt.Fprintf(&b, `# Accuracy

Written by %[1]smake accuracy%[1]s. Nobody edits it.

The documents are those of [internal/corpus](../internal/corpus): seed %d, %d
draws of every template and the first of each in every format. Each type has
templates that hold it and templates that look alike and do not. Every second
template is for testing; the figures are theirs. Detectors and templates were
mended while looking at both halves, so these are not figures of unseen
documents, and the draws of one template resemble each other: the intervals are
narrower than what is not known. The labels were planted with
the values, never taken from what the program found. The corpus is synthetic:
it shows what works and what breaks, not what share of an institution's files
will be right.

In brackets is the interval of Wilson at 95 %%. A finding counts from medium
confidence on. Dashes: nothing of this kind is planted.

| type | value precision | value recall | value F1 | file precision | file recall | file F1 | flagged, of files that hold it | flagged, of those alike | persons within 10 %% |
|---|---|---|---|---|---|---|---|---|---|
`, "`", seed, draws)
	var file, value, persons Count
	for _, r := range types {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %d of %d | %d of %d | %s |\n", r.Type, r.Value.cells(), r.File.cells(),
			r.Flagged.Right, r.Flagged.Right+r.Flagged.Missed, r.Flagged.Wrong, r.Alike, bounds(r.Persons.Right, r.Persons.Right+r.Persons.Missed))
		file.add(r.File)
		value.add(r.Value)
		persons.add(r.Persons)
	}
	fmt.Fprintf(&b, "| all | %s | %s | | | %s |\n", value.cells(), file.cells(), bounds(persons.Right, persons.Right+persons.Missed))
	b.WriteString("\n## Formats\n\nValues of all types, by the format that they were planted in.\n\n| format | precision | recall | F1 |\n|---|---|---|---|\n")
	var names []string
	for name := range formats {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(&b, "| %s | %s |\n", name, formats[name].cells())
	}
	b.WriteString("\n## Confidence\n\nPrecision of findings by their level: high from 0.85, medium from 0.6, low from 0.3\non. Low findings are shown on request and decide nothing. A type that is only\nfound with confidence, or not at all, adds nothing to the lower levels.\n\n| on | high | medium | low |\n|---|---|---|---|\n")
	var all Levels
	for _, r := range types {
		all.add(r.Levels)
	}
	all.write(&b, "values of all types, the corpus")
	for _, r := range types {
		if r.Levels[1] != (Count{}) || r.Levels[2] != (Count{}) {
			r.Levels.write(&b, "`"+r.Type+"`")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(others)) {
		l := others[name]
		l.write(&b, name)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (l *Levels) write(b *strings.Builder, name string) {
	fmt.Fprintf(b, "| %s", name)
	for _, c := range l {
		fmt.Fprintf(b, " | %s", bounds(c.Right, c.Right+c.Wrong))
	}
	b.WriteString(" |\n")
}
