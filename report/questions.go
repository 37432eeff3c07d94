package report

import (
	"fmt"
	"slices"

	"tenken/internal/followup"
	"tenken/internal/record"
	"tenken/scanners"
)

var sheetQuestions = words{"点検票", "Questions"}

// asking is a line of the sheet of questions.
type asking struct {
	number int
	followup.Question
	reply followup.Reply
	tally map[followup.ReplyKind]int // of all departments, in the institution's book
}

var replyWords = map[followup.ReplyKind]words{
	followup.Yes:           {"はい", "Yes"},
	followup.No:            {"いいえ", "No"},
	followup.NotApplicable: {"該当なし", "Not applicable"},
	"":                     {"未回答", "No reply"},
}

var (
	wordQuestion   = words{"設問番号", "Question ID"}
	wordReply      = words{"回答（はい・いいえ・該当なし）", "Reply (yes, no, not applicable)"}
	wordNoReason   = words{"「いいえ」の理由・改善措置", "If no: why, and what will be done"}
	wordNoDue      = words{"「いいえ」の改善期限", "If no: by when"}
	wordEvidence   = words{"点検の結果（自動）", "What the scan says (automatic)"}
	wordEvidenceOf = words{"該当件数（自動）", "Cases (automatic)"}
)

// questionColumns are a department's: what the tool fills in is green, what
// people fill in is yellow.
var questionColumns = []column[asking]{
	{head: words{"番号", "No."}, width: 6, look: plain, value: func(_ *workbook, q asking) any { return q.number }},
	{head: words{"区分", "Part"}, width: 16, look: text, most: 60, value: func(_ *workbook, q asking) any { return q.Part }},
	{head: words{"点検項目", "Question"}, width: 52, look: text, most: 600, value: func(_ *workbook, q asking) any { return q.Text }},
	{head: words{"根拠", "Source"}, width: 26, look: text, most: 200, value: func(_ *workbook, q asking) any { return q.Clause }},
	{head: wordEvidence, width: 34, look: evident, value: func(w *workbook, q asking) any { s, _ := w.evidenceOf(q.Question); return s }},
	{head: wordEvidenceOf, width: 11, look: evidentNumber, value: func(w *workbook, q asking) any { _, n := w.evidenceOf(q.Question); return n }},
}

// filledIn are the columns for people.
var filledIn = []column[asking]{
	{head: wordReply, width: 14, look: input, value: func(w *workbook, q asking) any {
		if q.reply.Answer == "" {
			return nil
		}
		return word(replyWords[q.reply.Answer].in(w.Lang))
	}},
	{head: wordNoReason, width: 34, look: input, most: 600, value: func(_ *workbook, q asking) any { return some(q.reply.Reason) }},
	{head: wordNoDue, width: 13, look: inputDate, value: func(w *workbook, q asking) any { return w.serial(q.reply.Due) }},
	{head: wordWho, width: 12, look: input, most: 60, value: func(_ *workbook, q asking) any { return some(q.reply.Who) }},
	{head: wordQuestion, width: 19, look: text, value: func(_ *workbook, q asking) any { return word(q.ID) }},
}

// counted are the columns of the institution's book: how the departments
// replied.
var counted = []column[asking]{
	repliesColumn(followup.Yes), repliesColumn(followup.No), repliesColumn(followup.NotApplicable), repliesColumn(""),
	{head: wordQuestion, width: 19, look: text, value: func(_ *workbook, q asking) any { return word(q.ID) }},
}

func repliesColumn(k followup.ReplyKind) column[asking] {
	w := replyWords[k]
	return column[asking]{
		head: words{w.ja + "（部局数）", w.en + " (departments)"}, width: 16, look: number,
		value: func(_ *workbook, q asking) any { return q.tally[k] },
	}
}

func some(s string) any {
	if s == "" {
		return nil
	}
	return s
}

const questionHead = 3

// questions writes the sheet of questions.
func (w *workbook) questions() error {
	if len(w.Questions) == 0 {
		return nil
	}
	sheet := sheetQuestions.in(w.Lang)
	t := &table[asking]{
		w: w, name: sheet, frozen: 3,
		above: []banner{
			{fmt.Sprintf(words{"自己点検票　%s", "Self-inspection: %s"}.in(w.Lang), visible(w.title())), strong},
			{word(words{
				"緑の欄は点検の結果から自動で記入しています。黄色の欄に記入してください。「いいえ」には理由と期限が必要です。件数が 0 でも、点検できなかったファイルは含みません。",
				"Green columns are filled in from the scan; fill in the yellow ones. A no needs a reason and a day. Counts leave out what could not be inspected.",
			}.in(w.Lang)), note},
		},
	}
	if w.Whole {
		t.columns = append(slices.Clone(questionColumns), counted...)
		t.above[1] = banner{word(words{
			"緑の欄は点検の結果から自動で記入しています。右側は、読み戻した部局の回答の数です。",
			"Green columns are filled in from the scan. On the right: how the departments replied, as far as their workbooks were read back.",
		}.in(w.Lang)), note}
	} else {
		t.columns = append(slices.Clone(questionColumns), filledIn...)
		if err := w.replyCells(sheet, t.columns); err != nil {
			return err
		}
	}
	rows := make([]asking, len(w.Questions))
	for i, q := range w.Questions {
		rows[i] = asking{i + 1, q, w.Replies[w.Department][q.ID], w.repliesTo(q)}
	}
	return t.write(rows, nil)
}

// replyCells offers the replies and checks dates.
func (w *workbook) replyCells(sheet string, columns []column[asking]) error {
	var keys []string
	for _, k := range followup.ReplyKinds {
		keys = append(keys, replyWords[k].in(w.Lang))
	}
	for i, c := range columns {
		cells := at(i+1, questionHead+1) + ":" + at(i+1, questionHead+len(w.Questions))
		var err error
		switch {
		case c.head == wordReply:
			err = w.choices(sheet, cells, c.head, keys)
		case c.look == inputDate:
			err = w.dates(sheet, cells, c.head)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *workbook) repliesTo(q followup.Question) map[followup.ReplyKind]int {
	if !w.Whole {
		return nil
	}
	out := map[followup.ReplyKind]int{}
	for d := range w.survey.departments {
		out[w.Replies[d][q.ID].Answer]++
	}
	return out
}

// evidenceOf says what the inspection knows about a question, and how many
// cases there are; nil where it knows nothing.
func (w *workbook) evidenceOf(q followup.Question) (string, any) {
	s := w.survey
	var n int
	var what words
	switch q.Evidence {
	case followup.Violations:
		n, what = s.violation, words{"規程違反の疑いのあるファイル", "files that may break a rule"}
	case followup.Flagged:
		n, what = s.flagged, words{"要対応のファイル", "files to act on"}
	case followup.Shared:
		n, what = s.shared, words{"学外から見られる要対応ファイル", "files to act on that people outside can reach"}
	case followup.OrgWide:
		n, what = s.wide, words{"学内全体または学外から見られる要対応ファイル", "files to act on that everybody inside can reach, or people outside"}
	case followup.Large:
		n, what = s.large, words{"千人を超える要対応ファイル", "files to act on of more than 1,000 persons"}
	case followup.NotRead:
		n, what = s.partial+s.unreadable, words{"点検できなかったファイル", "files not or partly inspected"}
	case followup.Promises:
		n, what = s.broken, words{"回答どおりになっていないファイル", "files that are not as answered"}
	case followup.WithoutMFA:
		return w.mfaEvidence()
	default:
		return words{"（自動では確認できません）", "(cannot be told automatically)"}.in(w.Lang), nil
	}
	if len(q.Types) > 0 {
		n = 0
		for _, t := range q.Types {
			n += s.byType(t, q.Evidence)
		}
		var names []string
		for _, t := range q.Types {
			names = append(names, w.shortName(t))
		}
		what = words{what.ja + "（" + join(names, "・") + "）", what.en + " (" + join(names, ", ") + ")"}
	}
	if n == 0 {
		return words{"見つかっていません：", "none found: "}.in(w.Lang) + what.in(w.Lang), 0
	}
	return what.in(w.Lang) + words{"があります", ": there are some"}.in(w.Lang), n
}

func join(s []string, by string) string {
	out := ""
	for i, x := range s {
		if i > 0 {
			out += by
		}
		out += x
	}
	return out
}

// mfaEvidence counts accounts without multi-factor authentication, and those
// of which nobody can tell.
func (w *workbook) mfaEvidence() (string, any) {
	none, unknown, known := 0, 0, 0
	for _, r := range w.accountRows() {
		switch r.MFA {
		case scanners.MFANone:
			none++
		case scanners.MFAEnrolled, scanners.MFAEnforced:
			known++
		default:
			unknown++
		}
	}
	if none+unknown+known == 0 {
		return words{"（保存先から状態を得られません）", "(the sources do not tell)"}.in(w.Lang), nil
	}
	return fmt.Sprintf(words{"未登録 %d、不明 %d、登録済 %d アカウント", "none %d, unknown %d, enrolled %d accounts"}.in(w.Lang), none, unknown, known), none + unknown
}

// byType counts the files with a type of finding that a measure counts.
func (s *survey) byType(typ string, e followup.Evidence) int {
	t := s.types[typ]
	if t == nil {
		return 0
	}
	switch e {
	case followup.Violations:
		return t.violation
	case followup.Shared:
		return t.shared
	case followup.OrgWide:
		return t.wide
	case followup.Large:
		return t.large
	}
	return t.files
}

// note takes a flagged file down for its type.
func (t *typeTally) note(f record.File) {
	t.files++
	if f.Verdict == record.Violation {
		t.violation++
	}
	if f.Exposure >= scanners.External {
		t.shared++
	}
	if f.Exposure >= scanners.Organization {
		t.wide++
	}
	if f.Persons > manyPersons {
		t.large++
	}
}
