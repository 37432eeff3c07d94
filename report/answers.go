package report

import (
	"tenken/internal/followup"
	"tenken/internal/record"
)

// answerWords are what a department can say about a file, in the order in which
// it is offered.
var answerWords = []struct {
	kind followup.Kind
	words
	note words
}{
	{followup.Open, words{"未対応", "Not yet"}, words{"まだ確認していません", "not looked at yet"}},
	{followup.Working, words{"対応中", "In progress"}, words{"確認または作業の途中です", "being checked or worked on"}},
	{followup.Deleted, words{"削除済", "Deleted"}, words{"ファイルを削除しました（ごみ箱・旧版・複製も含む）。次回の点検で、なくなったことを確かめます", "deleted, with copies, old versions and the recycle bin; the next scan confirms it"}},
	{followup.Moved, words{"移動・権限変更済", "Moved or restricted"}, words{"規程で定めた場所へ移したか、共有範囲をせばめました。次回の点検で確かめます", "moved to where the rules allow it, or sharing reduced; the next scan confirms it"}},
	{followup.Encrypted, words{"暗号化済", "Encrypted"}, words{"暗号化またはパスワードで保護しました。次回の点検で確かめます", "encrypted or protected with a password; the next scan confirms it"}},
	{followup.Kept, words{"保持(理由要)", "Kept (give reason)"}, words{"業務に必要なため残します。備考に理由を必ず書いてください。期限（空欄なら1年）が来るか、内容・共有範囲・規程が変わると、もう一度お尋ねします", "needed here: write the reason under Remarks. Asked again on the day given (after a year without one), or when contents, sharing or rules change"}},
	{followup.FalseAlarm, words{"誤検知", "False alarm"}, words{"該当する情報ではありませんでした。内容・共有範囲・規程が変わると、もう一度お尋ねします", "it is not what was suspected; asked again when contents, sharing or rules change"}},
}

// answerKept is the place of the answer that needs a reason.
const answerKept = 5

// AnswerName is what books call an answer, in "ja" or "en".
func AnswerName(k followup.Kind, lang string) string { return answerName(k, lang) }

func answerName(k followup.Kind, lang string) string {
	for _, a := range answerWords {
		if a.kind == k {
			return a.in(lang)
		}
	}
	return string(k)
}

var stateWords = map[followup.State]words{
	followup.New:        {"新規", "new"},
	followup.Continuing: {"継続", "continuing"},
	followup.Recurred:   {"再発", "recurred"},
	followup.Fixed:      {"是正確認", "settled, confirmed"},
	followup.Rejudged:   {"規程・判定の変更", "rules changed"},
	followup.Unseen:     {"消失（未確認）", "not seen, unconfirmed"},
}

var stateNotes = []struct {
	state followup.State
	words
}{
	{followup.New, words{"前回の点検では要対応ではありませんでした", "not to act on at the last inspection"}},
	{followup.Continuing, words{"前回から要対応のままです", "to act on since the last inspection"}},
	{followup.Recurred, words{"是正が確認された後、ふたたび要対応になりました", "to act on again after it was settled"}},
	{followup.Fixed, words{"保存先から無くなったこと、または読み直して該当しないことを確かめました", "gone as the store confirms, or read again and found clear"}},
	{followup.Rejudged, words{"ファイルは同じで、規程または検出の規則が変わったため該当しなくなりました", "unchanged; the rules no longer mind"}},
	{followup.Unseen, words{"一覧または内容を取得できず、是正されたかどうか分かりません。改善には数えません", "could not be listed or read: not counted as progress"}},
}

var whyWords = map[followup.Why]words{
	followup.StillThere:      {"「削除済」の回答ですが、残っています", "answered as deleted, but still there"},
	followup.StillReadable:   {"「暗号化済」の回答ですが、内容を読めます", "answered as encrypted, but readable"},
	followup.StillReachable:  {"「移動・権限変更済」の回答ですが、場所も共有範囲も変わっていません", "answered as moved, but neither place nor sharing changed"},
	followup.StillMinded:     {"「移動・権限変更済」の回答どおり変わりましたが、なお規程に触れます", "moved as answered, but the rules still mind"},
	followup.Expired:         {"前回の回答の期限が過ぎました", "the last answer has expired"},
	followup.ContentChanged:  {"前回の回答の後、内容が変わりました", "its contents changed after the last answer"},
	followup.NewType:         {"前回の回答の後、別の種類の情報が見つかりました", "another type was found after the last answer"},
	followup.ExposureChanged: {"前回の回答の後、共有範囲が変わりました", "its sharing changed after the last answer"},
	followup.RulesChanged:    {"前回の回答の後、規程の判定が変わりました", "the rules changed after the last answer"},
	followup.NotDone:         {"前回は「対応中」の回答でした", "was in progress at the last answer"},
}

var wordSince = words{"前回から", "Since last time"}

// since says what became of a file and why it is asked about again.
func (w *workbook) since(st followup.Standing) any {
	out := lines{stateWords[st.State].in(w.Lang)}
	if st.Why != "" {
		out = append(out, whyWords[st.Why].in(w.Lang))
	}
	if a := st.Answer; a != nil && a.Kind == followup.Kept && a.Approval != "" {
		out = append(out, words{"許可番号：", "approval: "}.in(w.Lang)+a.Approval)
	}
	if st.Broken() {
		return dressed{out, broken}
	}
	return out
}

// standing is the state and the answer of a file in one word each, for lists
// that machines read; both are empty for files that are not flagged.
func (w *workbook) standing(f record.File) followup.Standing {
	if !f.Flagged() {
		return followup.Standing{}
	}
	return w.survey.stand(f)
}

func (w *workbook) answerOf(st followup.Standing) string {
	switch {
	case st.Answer == nil:
		return ""
	case st.Holds:
		return answerName(st.Answer.Kind, w.Lang) + words{"（有効）", " (holds)"}.in(w.Lang)
	case st.Waits:
		return answerName(st.Answer.Kind, w.Lang) + words{"（次回確認）", " (to be confirmed)"}.in(w.Lang)
	}
	return answerName(st.Answer.Kind, w.Lang)
}
