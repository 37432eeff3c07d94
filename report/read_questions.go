package report

import (
	"slices"

	"tenken/internal/followup"
)

// replyOf reads a reply as people write it; "" is none.
func replyOf(s string) (followup.ReplyKind, bool) {
	s = plainFolded(s)
	if s == "" {
		return "", true
	}
	for _, k := range followup.ReplyKinds {
		if w := replyWords[k]; s == plainFolded(w.ja) || s == plainFolded(w.en) {
			return k, true
		}
	}
	return "", false
}

// questions reads the replies to the questions. The institution's book asks
// none.
func (b *reader) questions() {
	if len(b.asked) == 0 {
		return
	}
	t, ok := b.table(sheetQuestions, wordReply, wordQuestion)
	if !ok {
		return
	}
	for i := t.head + 1; i < len(t.rows); i++ {
		b.question(t, i)
	}
}

func (b *reader) question(t found, i int) {
	text, cell := t.of(i, wordReply.in(b.lang))
	id, idCell := t.of(i, wordQuestion.in(b.lang))
	kind, known := replyOf(text)
	switch {
	case !known:
		b.bad(t.sheet, cell, both(words{"「%s」という回答はありません", "there is no reply %q"}, visible(text)), words{"はい・いいえ・該当なし から選んでください", "choose yes, no or not applicable"})
		return
	case kind == "":
		return
	case !slices.Contains(b.asked, id):
		b.bad(t.sheet, idCell, both(words{"設問 %s は、この自己点検票にありませんでした", "question %s was not in this workbook"}, visible(id)), words{"元の設問番号に戻すか、この行を削除してください", "put the original ID back, or delete the row"})
		return
	}
	r := followup.Reply{Answer: kind, Given: b.Now, Book: b.out.Digest}
	var reasonCell, dueCell, due string
	r.Reason, reasonCell = t.of(i, wordNoReason.in(b.lang))
	r.Who, _ = t.of(i, wordWho.in(b.lang))
	due, dueCell = t.of(i, wordNoDue.in(b.lang))
	var err error
	r.Due, err = dateOf(due)
	switch {
	case err != nil:
		b.bad(t.sheet, dueCell, both(words{"「%s」は日付ではありません", "%q is no date"}, visible(due)), words{"2026-12-31 の形で入れてください", "give a date as 2026-12-31"})
		return
	case kind == followup.No && r.Reason == "":
		b.bad(t.sheet, reasonCell, words{"「いいえ」の理由がありません", "a no without a reason"}, words{"理由と改善措置を書いてください", "write why, and what will be done"})
		return
	case kind == followup.No && r.Due.IsZero():
		b.bad(t.sheet, dueCell, words{"「いいえ」の改善期限がありません", "a no without a day"}, words{"改善の期限を 2026-12-31 の形で入れてください", "give a day as 2026-12-31"})
		return
	}
	if was, twice := b.out.Replies[id]; twice && !was.Same(r) {
		b.bad(t.sheet, cell, both(words{"設問 %s に二つの回答があります", "question %s has two replies"}, id), words{"どちらかの行を削除してください", "delete one of the rows"})
		return
	}
	b.out.Replies[id], b.out.Cells[id] = r, t.sheet+"!"+cell
}
