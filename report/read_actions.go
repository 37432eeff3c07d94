package report

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"tenken/internal/followup"
)

// plainFolded is text without differences of width, blanks and case.
func plainFolded(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(norm.NFKC.String(s)), " "))
}

// kindOf reads an answer as people write it, with or without what stands in
// brackets, in either language; "" is no answer.
func kindOf(s string) (followup.Kind, bool) {
	s = plainFolded(s)
	if s == "" {
		return followup.Open, true
	}
	for _, a := range answerWords {
		for _, name := range []string{a.ja, a.en} {
			name = plainFolded(name)
			short, _, _ := strings.Cut(name, "(")
			if s == name || s == strings.TrimSpace(short) {
				return a.kind, true
			}
		}
	}
	return "", false
}

func answerList(lang string) string {
	var out []string
	for _, a := range answerWords {
		out = append(out, a.in(lang))
	}
	return strings.Join(out, words{"、", ", "}.in(lang))
}

// actions reads the list of files to act on.
func (b *reader) actions() {
	t, ok := b.table(sheetActions, wordAnswer, wordRowID)
	if !ok {
		return
	}
	for _, h := range []words{wordUntil, wordApproval, wordWho, wordRemarks} {
		if _, ok := t.column[plainly(h.in(b.lang))]; !ok {
			b.note(t.sheet, "", both(words{"「%s」の列がありません", "the column %q is missing"}, h.in(b.lang)), words{})
		}
	}
	for i := t.head + 1; i < len(t.rows); i++ {
		b.action(t, i)
	}
	missing := 0
	for id, r := range b.rows {
		if r.seen == "" {
			missing++
			continue
		}
		b.settle(id, r)
	}
	if missing > 0 {
		b.note(t.sheet, "", both(words{"%d 行が削除されています。未対応として扱います", "%d rows are missing; they count as not answered"}, missing), words{})
	}
}

// settle gives the answer of a row to its file and to the copies.
func (b *reader) settle(id string, r sealed) {
	if r.answer.Kind.Final() {
		b.out.Final++
	}
	for _, c := range append([]sealed{r}, b.copies[id]...) {
		a := r.answer
		a.Bound = c.bound
		b.out.Answers[c.id], b.out.Cells[c.id] = a, r.seen
		if owner, ok := b.out.Owners[id]; ok {
			b.out.Owners[c.id] = owner
		}
	}
}

// action reads one row.
func (b *reader) action(t found, i int) {
	text, cell := t.of(i, wordAnswer.in(b.lang))
	id, idCell := t.of(i, wordRowID.in(b.lang))
	kind, known := kindOf(text)
	if !known {
		b.bad(t.sheet, cell, both(words{"「%s」という回答はありません", "there is no answer %q"}, visible(text)),
			words{"次から選んでください：" + answerList("ja"), "choose one of: " + answerList("en")})
		return
	}
	id = strings.ToUpper(plainFolded(id))
	r, ours := b.rows[id]
	switch {
	case !ours && (kind == followup.Open || kind == followup.Working):
		if id != "" {
			b.note(t.sheet, idCell, both(words{"管理番号 %s の行は、この自己点検表にありませんでした。読み飛ばします", "row %s was not in this workbook; it is passed over"}, visible(id)), words{})
		}
		return
	case !ours && id == "":
		b.bad(t.sheet, idCell, words{"回答がありますが、管理番号がありません", "there is an answer, but no row ID"}, words{"元の行の管理番号を戻すか、この行を削除してください", "put the row ID back, or delete the row"})
		return
	case !ours:
		b.bad(t.sheet, idCell, both(words{"管理番号 %s の行は、この自己点検表にありませんでした", "row %s was not in this workbook"}, visible(id)),
			words{"元の管理番号に戻すか、この行を削除してください", "put the original row ID back, or delete the row"})
		return
	}
	a, ok := b.answer(t, i, kind, cell)
	if !ok {
		return
	}
	b.testify(t, i, r, kind)
	switch {
	case r.seen == "" || !r.answer.Kind.Final() && a.Kind.Final():
		r.seen, r.answer = t.sheet+"!"+cell, a
	case a.Kind.Final() && !a.Same(r.answer):
		b.bad(t.sheet, cell, both(words{"%s と管理番号が同じで、回答が違います", "it has the row ID of %s, and another answer"}, r.seen), words{"どちらかの行を削除してください", "delete one of the rows"})
	}
	b.rows[id] = r
}

// answer reads what the yellow cells of a row say.
func (b *reader) answer(t found, i int, kind followup.Kind, cell string) (followup.Answer, bool) {
	a := followup.Answer{Kind: kind, Run: b.out.Run, Given: b.Now, Book: b.out.Digest}
	a.Reason, _ = t.of(i, wordRemarks.in(b.lang))
	a.Approval, _ = t.of(i, wordApproval.in(b.lang))
	a.Who, _ = t.of(i, wordWho.in(b.lang))
	until, untilCell := t.of(i, wordUntil.in(b.lang))
	var err error
	if a.Until, err = dateOf(until); err != nil && kind != followup.Open {
		b.bad(t.sheet, untilCell, both(words{"「%s」は日付ではありません", "%q is no date"}, visible(until)), words{"2026-12-31 の形で入れてください", "give a date as 2026-12-31"})
		return a, false
	}
	if kind != followup.Kept {
		return a, true
	}
	_, remarks := t.of(i, wordRemarks.in(b.lang))
	if a.Reason == "" && a.Approval == "" {
		b.bad(t.sheet, remarks, words{"「保持」の理由がありません", "it is kept without a reason"}, words{"備考に理由を、あれば許可番号も書いてください", "write the reason under Remarks, and the approval number if there is one"})
		return a, false
	}
	if !a.Until.IsZero() && a.Until.AddDate(0, 0, 1).Before(b.Now) {
		b.bad(t.sheet, untilCell, words{"「保持」の期限が過ぎています", "it is kept until a day that has passed"}, words{"これからの日付にするか、空欄にしてください（空欄なら1年）", "give a day to come, or none (then a year)"})
		return a, false
	}
	return a, true
}

// testify compares what a row says with what it said. One that is about another
// file than its row ID says would give the answer to the wrong one; other
// changes are told, and change nothing.
func (b *reader) testify(t found, i int, r sealed, kind followup.Kind) {
	for c, head := range b.heads {
		value, cell := t.of(i, head)
		if cell == "" || len(r.cells) < 8*(c+1) || b.seals.cell(r.id, head, value) == r.cells[8*c:8*(c+1)] {
			continue
		}
		if identifies(head, b.lang) && kind.Final() {
			b.bad(t.sheet, cell, both(words{"「%s」が元の行と違います。別のファイルへの回答になるおそれがあります", "%q is not what the row said; the answer may be about another file"}, head),
				words{"この行を元に戻してください（管理番号だけを写していないか、列だけを並べ替えていないか確かめてください）", "restore the row; see that no row ID was copied and no column sorted alone"})
			continue
		}
		b.note(t.sheet, cell, both(words{"点検の結果（%s）が書き換えられています。回答だけを読み取ります", "what was found (%s) was changed; only the answer is read"}, head), words{})
	}
}

// identifies reports whether a column says which file a row is about.
func identifies(head, lang string) bool {
	for _, h := range []words{wordPlace, wordName} {
		if h.in(lang) == head {
			return true
		}
	}
	return false
}
