package research_test

import (
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/detectortest"
	"tenken/detectors/research"
)

func TestLinkageTable(t *testing.T) {
	detectortest.RunAmong(t, research.LinkageTable(), all.Detectors(), []detectortest.Case{
		{Rows: [][]string{{"研究ID", "氏名"}, {"«TK-0011»", "点検 一"}, {"«TK-0018»", "点検 二"}, {"«TK-0025»", "点検 三"}}, Least: detectors.Medium},
		{Rows: [][]string{{"研究課題", "代表者"}, {"水質の研究", "点検 一"}}, Least: detectors.Medium},
		{Text: "研究対象者には研究IDを付ける。", Least: detectors.Medium},
	})
}
