package marking_test

import (
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/detectortest"
	"tenken/detectors/marking"
)

func TestClassificationMark(t *testing.T) {
	detectortest.RunAmong(t, marking.ClassificationMark{}, all.Detectors(), []detectortest.Case{
		// Marks where marks stand.
		{Text: "【«機密性3情報»】\n教授会議事要旨\n", Least: detectors.High, Plain: true},
		{Text: "«取扱注意»\n令和8年度 入学者選抜について\n", Least: detectors.High, Plain: true},
		{Text: "«機密性３情報»／«関係者限り»\n", Least: detectors.High, Plain: true},
		{Text: "［«関係者外秘»］ 懲戒委員会資料\n", Least: detectors.Medium, Plain: true},
		{Text: "〔«委員限り»〕\n", Least: detectors.High, Plain: true},
		{Text: "格付け：«機密性2情報»\n", Least: detectors.Medium, Plain: true},
		{Text: "（«部外秘»）\n", Least: detectors.Medium, Plain: true},
		{Text: "■«極秘»■\n", Least: detectors.High, Plain: true},
		{Text: "«㊙»\n人事異動案\n", Least: detectors.Medium, Plain: true},
		{Text: "人事異動案\n【«秘»】\n", Least: detectors.Medium, Plain: true},
		{Text: "«Confidential»\n\nReview of the manuscript\n", Least: detectors.Medium, Plain: true},
		{Text: "「«学外秘»」 試験問題案\n", Least: detectors.Medium, Plain: true},
		{Rows: [][]string{{"文書番号", "12"}, {"取扱区分", "«学内限り»"}}, Least: detectors.Medium},

		// The same words in prose explain marks.
		{Text: "機密性3情報を保存する場合は、暗号化しなければならない。", Least: detectors.Medium, Plain: true},
		{Text: "本規程において「取扱注意」とは、関係者以外に知らせてはならない情報をいう。", Least: detectors.Medium, Plain: true},
		{Text: "秘書課からのお知らせ。秘密の花園を読みました。", Least: detectors.Medium, Plain: true},
		{Text: "この契約の当事者は、相手方の秘密情報を第三者に開示してはならない。", Least: detectors.Medium, Plain: true},
		{Text: "I am confident that confidential reports are rare in this field.", Least: detectors.Medium, Plain: true},
		{Text: "サイトに掲載された文章の転載禁止の表示について、著作権法の考え方を説明します。", Least: detectors.Medium, Plain: true},
	})
}
