package education_test

import (
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/detectortest"
	"tenken/detectors/education"
)

func TestGrade(t *testing.T) {
	detectortest.RunAmong(t, education.Grade(), all.Detectors(), []detectortest.Case{
		{Rows: [][]string{{"学籍番号", "氏名", "評価"}, {"21A1001", "点検 一", "«優»"}, {"21A1002", "点検 二", "«良»"}, {"21A1003", "点検 三", "«不可»"}}, Least: detectors.Medium},
		{Rows: [][]string{{"氏名", "期末試験", "GPA"}, {"点検 一", "«85»", "«3.2»"}, {"点検 二", "«60点»", "«2.1»"}}, Least: detectors.Medium},
		{Text: "成績評価：期末試験60%、レポート40%", Least: detectors.Medium},
		{Rows: [][]string{{"科目", "評価方法"}, {"力学", "期末試験"}, {"数学", "レポート"}}, Least: detectors.Medium},
		{Rows: [][]string{{"氏名", "評価"}, {"", ""}}, Least: detectors.Medium},
	})
}

func TestEntranceExam(t *testing.T) {
	detectortest.RunAmong(t, education.EntranceExam(), all.Detectors(), []detectortest.Case{
		{Rows: [][]string{{"受験番号", "氏名", "合否"}, {"«10001»", "点検 一", "«合格»"}, {"«10004»", "点検 二", "«不合格»"}}, Least: detectors.Medium},
		{Text: "受験番号：«A10234»", Least: detectors.Medium},
		{Text: "受験番号：　　　　　氏名：", Least: detectors.Medium},
		{Text: "受験者数は1234人でした。", Least: detectors.Medium},
	})
}

func TestStudentAid(t *testing.T) {
	detectortest.RunAmong(t, education.StudentAid(), all.Detectors(), []detectortest.Case{
		{Rows: [][]string{{"学籍番号", "氏名", "奨学金"}, {"21A1234", "鈴木 健二", "«第一種»"}, {"21A1235", "田中 一郎", "«給付»"}}, Least: detectors.Medium},
		{Text: "«授業料減免申請書»\n学籍番号：21A1234　氏名：鈴木健二\n世帯年収：«3,200,000円»\n", Least: detectors.Medium, Plain: true},
		{Text: "授業料減免申請書\n学籍番号：　氏名：\n世帯年収：　　　円\n", Least: detectors.Medium, Plain: true},
		{Text: "奨学金の募集について\n奨学金を希望する学生は申し込んでください。\n", Least: detectors.Medium, Plain: true},
	})
}
