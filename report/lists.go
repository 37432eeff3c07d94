package report

import (
	"fmt"
	"iter"
	"strings"

	"tenken/internal/followup"
	"tenken/internal/record"
)

// allColumns are the flat sheet for machines: one fact a cell.
var allColumns = []column[record.File]{
	{head: wordRowID, width: 15, look: flat, value: func(_ *workbook, f record.File) any { return word(followup.ID(f.Item)) }},
	{head: wordDepartment, width: 14, look: flat, value: func(w *workbook, f record.File) any { return w.department(f.Department) }},
	{head: wordStatus, width: 16, look: flat, value: func(w *workbook, f record.File) any { return word(f.Status.Label(w.Lang)) }},
	{head: wordLevel, width: 10, look: flat, value: func(w *workbook, f record.File) any { return word(f.Level.Label(w.Lang)) }},
	{head: wordVerdict, width: 19, look: flat, value: func(w *workbook, f record.File) any { return word(f.Verdict.Label(w.Lang)) }},
	{head: wordPlace, width: 48, look: flat, value: func(w *workbook, f record.File) any { return w.where(f) }},
	{head: wordName, width: 44, look: flat, value: func(w *workbook, f record.File) any { return w.nameOf(f) }},
	{head: wordOwner, width: 26, look: flat, value: func(w *workbook, f record.File) any { return w.owner(f.Owner) }},
	{head: wordExposure, width: 24, look: flat, value: func(w *workbook, f record.File) any { return word(f.Exposure.Label(w.Lang)) }},
	{head: wordModified, width: 17, look: dateTime, value: func(w *workbook, f record.File) any { return w.serial(f.Modified) }},
	{head: wordSize, width: 15, look: number, value: func(_ *workbook, f record.File) any { return f.Size }},
	{head: wordPersons, width: 10, look: number, value: func(_ *workbook, f record.File) any { return f.Persons }},
	{head: wordSince, width: 20, look: flat, value: func(w *workbook, f record.File) any { return word(stateWords[w.standing(f).State].in(w.Lang)) }},
	{head: words{"回答", "Answer"}, width: 28, look: flat, value: func(w *workbook, f record.File) any { return w.answerOf(w.standing(f)) }},
	{head: words{"形式", "Media type"}, width: 18, look: flat, value: func(_ *workbook, f record.File) any { return f.Media }},
	{head: words{"共有の根拠", "What shares it"}, width: 16, look: flat, value: func(_ *workbook, f record.File) any { return f.ExposedBy }},
	categoryColumn(0), categoryColumn(1), categoryColumn(2), categoryColumn(3), categoryColumn(4), categoryColumn(5),
	{head: words{"根拠条項", "Clause"}, width: 24, look: flat, value: func(_ *workbook, f record.File) any { return f.Clause }},
	{head: words{"推奨対応", "What to do"}, width: 24, look: flat, value: func(w *workbook, f record.File) any { return w.action(f) }},
	{head: words{"未点検の理由", "Why not inspected"}, width: 24, look: flat, value: func(w *workbook, f record.File) any { return strings.Join(whats(f, w.Lang), "; ") }},
	{head: words{"点検日時", "Inspected at"}, width: 17, look: dateTime, value: func(w *workbook, f record.File) any { return w.serial(f.Inspected) }},
	{head: words{"検出の内訳", "Types found"}, width: 30, look: flat, value: func(_ *workbook, f record.File) any { return breakdown(f) }},
	{head: words{"保存先", "Source"}, width: 12, look: flat, value: func(_ *workbook, f record.File) any { return f.Source }},
	{head: words{"ルート", "Root"}, width: 20, look: flat, value: func(_ *workbook, f record.File) any { return f.Root }},
	{head: words{"リンク", "Link"}, width: 20, look: flat, value: func(w *workbook, f record.File) any { return w.link(f.Link) }},
}

// forPeople is how many columns of the flat sheet are printed.
const forPeople = 14

// categoryColumn counts the matches of one category.
func categoryColumn(i int) column[record.File] {
	c := categoryWords[i]
	return column[record.File]{
		head: words{c.ja + "（件）", c.en + " (matches)"}, width: 11, look: number,
		value: func(_ *workbook, f record.File) any {
			n := 0
			for _, g := range f.Findings {
				if g.Category == c.category {
					n += g.Count
				}
			}
			return n
		},
	}
}

// breakdown counts the matches by type: "12 my_number; 120 name".
func breakdown(f record.File) string {
	var out []string
	for _, g := range f.Findings {
		out = append(out, fmt.Sprintf("%d %s", g.Count, g.Type))
	}
	return strings.Join(out, "; ")
}

// unreadColumns say what was not inspected, why, and what to do about it.
var unreadColumns = []column[record.File]{
	{head: wordStatus, width: 17, look: text, value: func(w *workbook, f record.File) any { return word(f.Status.Label(w.Lang)) }},
	{head: wordDepartment, width: 14, look: text, whole: true, most: 60, value: func(w *workbook, f record.File) any { return w.department(f.Department) }},
	{head: wordPlace, width: 34, look: text, most: 200, value: func(w *workbook, f record.File) any { return w.where(f) }},
	{head: wordName, width: 28, look: text, most: 150, value: func(w *workbook, f record.File) any { return w.nameOf(f) }},
	{head: wordOwner, width: 16, look: text, most: 80, value: func(w *workbook, f record.File) any { return w.owner(f.Owner) }},
	{head: wordModified, width: 12, look: date, value: func(w *workbook, f record.File) any { return w.serial(f.Modified) }},
	{head: wordSize, width: 14, look: number, value: func(_ *workbook, f record.File) any { return f.Size }},
	{head: wordReason, width: 38, look: text, most: 600, value: func(w *workbook, f record.File) any { return whats(f, w.Lang) }},
	{head: words{"該当する部分", "Which part"}, width: 28, look: text, most: 400, value: func(w *workbook, f record.File) any { return w.parts(f) }},
	{head: words{"お願いしたいこと", "What to do"}, width: 38, look: text, most: 600, value: func(w *workbook, f record.File) any { return todos(f, w.Lang) }},
}

// skippedColumns list what the policy leaves out.
var skippedColumns = []column[record.File]{
	{head: wordDepartment, width: 14, look: text, whole: true, value: func(w *workbook, f record.File) any { return w.department(f.Department) }},
	{head: wordPlace, width: 50, look: text, value: func(w *workbook, f record.File) any { return w.where(f) }},
	{head: wordName, width: 34, look: text, value: func(w *workbook, f record.File) any { return w.nameOf(f) }},
	{head: wordSize, width: 16, look: number, value: func(_ *workbook, f record.File) any { return f.Size }},
	{head: wordReason, width: 44, look: text, value: func(w *workbook, f record.File) any { return whats(f, w.Lang) }},
	{head: words{"詳しい理由", "Details"}, width: 34, look: text, value: func(_ *workbook, f record.File) any { return details(f) }},
}

func whats(f record.File, lang string) lines {
	return distinct(f, func(r record.Reason) string { return r.Code.What(lang) })
}

func todos(f record.File, lang string) lines {
	return distinct(f, func(r record.Reason) string { return r.Code.Todo(lang) })
}

func details(f record.File) string {
	return strings.Join(distinct(f, func(r record.Reason) string { return r.Detail }), "; ")
}

// maxParts is how many parts of a file a cell names.
const maxParts = 4

// parts names the members or pages that were not read.
func (w *workbook) parts(f record.File) lines {
	if w.MaskNames {
		return nil
	}
	all := distinct(f, func(r record.Reason) string { return record.Place(r.Place, w.Lang) })
	if len(all) > maxParts {
		return append(all[:maxParts], fmt.Sprintf(words{"ほか %d か所", "and %d more"}.in(w.Lang), len(all)-maxParts))
	}
	return all
}

func distinct(f record.File, of func(record.Reason) string) lines {
	var out lines
	seen := map[string]bool{"": true}
	for _, r := range f.Reasons {
		if s := of(r); !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// lists writes the sheets that hold every file, in one pass.
func (w *workbook) lists(files iter.Seq2[record.File, error]) error {
	s := w.survey
	all := &table[record.File]{w: w, name: sheetAll.in(w.Lang), columns: allColumns, rows: s.files, frozen: 1, printed: forPeople}
	unreads := &table[record.File]{w: w, name: sheetUnread.in(w.Lang), columns: choose(w, unreadColumns), rows: s.partial + s.unreadable, frozen: 1, above: w.certificate()}
	skipped := &table[record.File]{w: w, name: sheetSkipped.in(w.Lang), columns: choose(w, skippedColumns), rows: s.skipped}
	tables := []*table[record.File]{all, unreads}
	if s.skipped > 0 {
		tables = append(tables, skipped)
	}
	for _, t := range tables {
		if err := t.open(); err != nil {
			return err
		}
	}
	for f, err := range files {
		if err != nil {
			return err
		}
		if err := all.add(f); err != nil {
			return err
		}
		switch {
		case unread(f):
			err = unreads.add(f)
		case f.Status == record.Skipped && s.skipped == 0:
			err = ErrChanged
		case f.Status == record.Skipped:
			err = skipped.add(f)
		}
		if err != nil {
			return err
		}
	}
	for _, t := range tables {
		if err := t.close(); err != nil {
			return err
		}
	}
	return nil
}

// certificate says, above the list of what was not inspected, that every listed
// file is accounted for, by status and by cause.
func (w *workbook) certificate() []banner {
	s := w.survey
	out := []banner{
		{word(fmt.Sprintf(words{"点検範囲の証明　%s", "What was inspected: %s"}.in(w.Lang), visible(w.title()))), strong},
		{word(fmt.Sprintf(wordWholeCoverage.in(w.Lang), comma(s.files), comma(s.inspected), comma(s.partial), comma(s.skipped), comma(s.unreadable))), strong},
	}
	for _, st := range []record.Status{record.Partial, record.Unreadable, record.Skipped} {
		for _, c := range s.mainCauses(st, len(s.causes)) {
			out = append(out, banner{lines{st.Label(w.Lang) + "　" + c.What(w.Lang) + words{"：", ": "}.in(w.Lang) + comma(s.causes[cause{st, c}]) + words{" 件", ""}.in(w.Lang)}, note})
		}
	}
	return append(out, banner{word(words{
		"理由が複数あるファイルは、それぞれの理由に数えます。ここに載っていないファイルは、すべて最後まで点検しました。",
		"A file with several causes counts for each. What is not listed here was inspected to the end.",
	}.in(w.Lang)), note})
}
