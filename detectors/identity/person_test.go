package identity_test

import (
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/detectortest"
	"tenken/detectors/identity"
)

func TestNameRomaji(t *testing.T) {
	try(t, identity.NameRomaji(),
		detectortest.Case{Text: "氏名（ローマ字）：«SUZUKI Kenji»\n", Plain: true},
		detectortest.Case{Rows: [][]string{{"学籍番号", "氏名（英字）"}, {"21A1234", "«Kenji Suzuki»"}, {"21A1235", "«Ichiro Tanaka»"}}},
		detectortest.Case{Rows: [][]string{{"File Name", "size"}, {"Annual Report", "120"}}},
		detectortest.Case{Text: "ローマ字：ローマの文字", Plain: true},
	)
}

func TestAge(t *testing.T) {
	try(t, identity.Age(),
		detectortest.Case{Text: "氏名：鈴木健二\n年齢：«32歳»\n", Plain: true},
		detectortest.Case{Rows: [][]string{{"氏名", "年齢"}, {"鈴木 健二", "«32»"}, {"田中 一郎", "«45»"}}},
		detectortest.Case{Rows: [][]string{{"年齢", "人数"}, {"20", "1200"}, {"21", "1300"}}},
		detectortest.Case{Text: "平均年齢：32歳", Plain: true},
	)
}

func TestSex(t *testing.T) {
	try(t, identity.Sex(),
		detectortest.Case{Text: "氏名：鈴木健二\n性別：«男»\n", Plain: true},
		detectortest.Case{Rows: [][]string{{"氏名", "性別"}, {"鈴木 健二", "«1»"}, {"田中 美咲", "«2»"}}},
		detectortest.Case{Rows: [][]string{{"性別", "人数"}, {"男", "1200"}, {"女", "1300"}}},
		detectortest.Case{Text: "氏名：鈴木健二\n性別：男・女\n", Plain: true},
	)
}

func TestNationality(t *testing.T) {
	try(t, identity.Nationality(),
		detectortest.Case{Text: "氏名：鈴木健二\n国籍：«ベトナム»\n", Plain: true},
		detectortest.Case{Rows: [][]string{{"学籍番号", "国籍", "在留資格"}, {"21A1234", "«中国»", "«留学»"}, {"21A1235", "«韓国»", "«永住者»"}}},
		detectortest.Case{Rows: [][]string{{"国籍", "留学生数"}, {"中国", "1200"}, {"韓国", "300"}}},
		detectortest.Case{Text: "国籍：＿＿＿＿", Plain: true},
	)
}

func TestEmergencyContact(t *testing.T) {
	try(t, identity.EmergencyContact(),
		detectortest.Case{Text: "氏名：鈴木健二\n緊急連絡先：«090-1234-5678»\n", Plain: true},
		detectortest.Case{Rows: [][]string{{"氏名", "保護者氏名", "続柄"}, {"鈴木 健二", "«鈴木 一郎»", "«父»"}, {"田中 美咲", "«田中 花江»", "«母»"}}},
		detectortest.Case{Text: "緊急連絡先：＿＿＿＿", Plain: true},
		detectortest.Case{Text: "緊急連絡先：03-1234-5678（防災センター）", Plain: true},
	)
}

// TestHeadersUnderTitles: a header is one also below a title, with days of
// lessons in it, and where the label of another type ends with this one's.
func TestHeadersUnderTitles(t *testing.T) {
	detectortest.RunAmong(t, identity.StudentID{}, all.Detectors(), []detectortest.Case{
		{Name: "attendance", Least: detectors.Medium, Rows: [][]string{
			{"出欠管理表", "", "", "", "", "", "", "", "", ""}, {"No", "学生番号", "氏名", "4/1", "4/8", "4/15", "第4回", "第5回", "第6回", "出席率"},
			{"1", "«21M1040»", "中村　健", "×", "○", "○", "○", "○", "○", "99%"}, {"2", "«23C4772»", "佐久間　誠一", "○", "○", "△", "○", "○", "○", "61%"}}},
	})
	detectortest.RunAmong(t, identity.Name{}, all.Detectors(), []detectortest.Case{
		{Name: "a label at the end", Least: detectors.Medium, Rows: [][]string{
			{"受診番号", "受診者氏名", "生年月日", "BMI", "HbA1c"}, {"00001", "«関 蓮»", "S21.6.23", "17.9", "7.6"}, {"00002", "«大和田 悠真»", "S24.3.21", "21.8", "5.1"}}},
	})
	detectortest.RunAmong(t, identity.BirthDate{}, all.Detectors(), []detectortest.Case{
		{Name: "a value that is a label, too", Least: detectors.Medium, Rows: [][]string{
			{"世帯番号", "世帯主との続柄", "氏名", "生年月日", "異動事由"}, {"0001", "世帯主", "佐藤 直子", "«昭和58年8月1日»", "転入"},
			{"0002", "世帯主", "森 くみ子", "«昭和47年5月3日»", ""}, {"0002", "子", "森 零", "«平成11年11月26日»", "出生"}}},
	})
}

// TestNumbersBesideNames: numbers of students in lists, in tables of LaTeX, and
// behind a date.
func TestNumbersBesideNames(t *testing.T) {
	detectortest.RunAmong(t, identity.StudentID{}, all.Detectors(), []detectortest.Case{
		{Text: "下記の学生です。\n 1. «26M5396» 佐藤 健一 kenichi@tenken.ac.jp\n", Least: detectors.Medium, Plain: true},
		{Text: "■ 4月6日　佐藤健一（«22T4522»・21歳）来室\n", Least: detectors.Medium, Plain: true},
		{Text: "\\begin{tabular}{llr}\n学籍番号 & 氏名 & 点数 \\\\ \\hline\n«26M5396» & 佐藤 健一 & 26 \\\\\n«24C1651» & 田中 美咲 & 28 \\\\\n\\end{tabular}\n", Least: detectors.Medium, Plain: true},
		{Text: " 1. 26M5396 型番一覧\n", Least: detectors.Medium, Plain: true},
		{Text: "1.", Plain: true},
	})
}

// TestReadingsBelowNames: a name, its reading, a number, each on its own line.
func TestReadingsBelowNames(t *testing.T) {
	detectortest.RunAmong(t, identity.NameKana{}, all.Detectors(), []detectortest.Case{
		{Text: "連絡網\n佐藤 健一\n　«サトウ ケンイチ»\n　090-2345-6781\n\n田中 美咲\n\n　«タナカ ミサキ»\n　080-2345-6782\n", Least: detectors.Medium, Plain: true},
		{Text: "機材\nサトウ ケンイチ\n", Least: detectors.Medium, Plain: true},
	})
}
