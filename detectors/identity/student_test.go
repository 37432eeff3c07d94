package identity_test

import (
	"testing"

	"tenken/detectors"
	"tenken/detectors/detectortest"
	"tenken/detectors/identity"
)

func TestStudentID(t *testing.T) {
	detectortest.Run(t, identity.StudentID{}, []detectortest.Case{
		{Text: "学籍番号：«21A1234»", Least: detectors.High},
		{Text: "学籍番号 «B213456» の学生", Least: detectors.High},
		{Text: "学籍番号は«2134567»です", Least: detectors.High},
		{Text: "Student ID: «s2134567»", Least: detectors.High},
		{Rows: [][]string{{"学籍番号", "氏名", "評価"}, {"«21A1001»", "点検 一", "A"}, {"«21A1002»", "点検 二", "B"}, {"«21B1003»", "点検 三", "C"}}, Least: detectors.High},
		{Rows: [][]string{{"2026年度 受講者"}, {"No", "学籍", "所属"}, {"1", "«2610001»", "理"}, {"2", "«2610002»", "理"}}, Least: detectors.High},
		{Rows: [][]string{{"student_id", "score"}, {"«s26-1001»", "80"}, {"«s26-1002»", "75"}}, Least: detectors.High},
		{Text: "鈴木さん（«21A1234»）が欠席した", Plain: true},
		{Text: "鈴木さん（TEL）、田中さん（A380）、木村さん（2026）", Least: detectors.Medium, Plain: true},

		{Text: "学籍番号：　　　　　　氏名：", Least: detectors.Medium},
		{Text: "学籍番号順に着席してください。定員は1200名です。", Least: detectors.Medium},
		{Text: "学籍番号は8桁の数字です", Least: detectors.Medium},
		{Text: "学籍番号：0000000", Least: detectors.Medium},
		{Text: "科目番号 1234567 の講義", Least: detectors.Medium},
		{Rows: [][]string{{"科目番号", "科目名"}, {"2610001", "力学"}, {"2610002", "電磁気学"}}, Least: detectors.Medium},
		{Rows: [][]string{{"学籍番号", "氏名"}, {"", ""}, {"", ""}}, Least: detectors.Medium},
		{Rows: [][]string{{"年度", "学生数"}, {"2024", "12345"}, {"2025", "12400"}}, Least: detectors.Medium},
	}, rivals("student_id")...)
}

func TestNameKana(t *testing.T) {
	detectortest.Run(t, identity.NameKana{}, []detectortest.Case{
		{Text: "フリガナ：«ヤマナカ サクラ»", Least: detectors.Medium},
		{Text: "ふりがな «やまなか さくら»", Least: detectors.Medium},
		{Text: "氏名（カナ）：«ﾔﾏﾅｶ ｻｸﾗ»", Least: detectors.Medium},
		{Rows: [][]string{{"氏名", "フリガナ"}, {"山中 桜", "«ヤマナカ サクラ»"}, {"木下 進", "«キノシタ ススム»"}, {"小林 葵", "«コバヤシ アオイ»"}}, Least: detectors.Medium},
		{Rows: [][]string{{"番号", "氏名カナ"}, {"1", "«ヤマナカサクラ»"}, {"2", "«キノシタススム»"}, {"3", "«コバヤシアオイ»"}}, Least: detectors.Medium},

		{Text: "氏名：山中 桜（«ヤマナカ サクラ»）\n", Least: detectors.Medium, Plain: true},
		{Text: "氏名(カナ)を記入する欄（カタカナ）です\n", Least: detectors.Medium, Plain: true},
		{Text: "フリガナ：", Least: detectors.Medium},
		{Text: "フリガナを記入してください", Least: detectors.Medium},
		{Text: "フリガナ：カタカナで記入", Least: detectors.Medium},
		{Rows: [][]string{{"品名", "数量"}, {"プリンター", "2"}, {"サーバー", "1"}, {"ケーブル", "5"}}, Least: detectors.Medium},
		{Rows: [][]string{{"会社名", "会社名フリガナ"}, {"点検商事", "テンケンショウジ"}, {"点検物産", "テンケンブッサン"}}, Least: detectors.Medium},
	}, rivals("name_kana")...)
}

// TestTeachersOfCourses leaves people alone who are published with what they do.
func TestTeachersOfCourses(t *testing.T) {
	detectortest.Run(t, identity.Name{}, []detectortest.Case{
		{Rows: [][]string{{"科目名", "担当教員", "単位"}, {"力学", "山本 健一", "2"}, {"解析学", "佐藤 陽子", "2"}, {"英語", "田中 誠", "1"}}, Least: detectors.Medium},
		{Rows: [][]string{{"学籍番号", "氏名"}, {"21A1001", "«山本 健一»"}, {"21A1002", "«佐藤 陽子»"}, {"21A1003", "«田中 誠»"}}, Least: detectors.Medium},
	}, rivals("name")...)
}
