package detectors_test

import (
	"fmt"
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/detectortest"
)

// Values that come again are judged as the first time, and where their row says
// otherwise, as it says.
func TestRepeatedValues(t *testing.T) {
	set, err := detectors.NewSet(all.Detectors()...)
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"鈴木 健二", "長谷川 千尋", "五十嵐　結衣"}
	rows := [][]string{{"区分", "氏名", "住所"}}
	for i := range 60 {
		rows = append(rows, []string{"本人", names[i%len(names)], fmt.Sprintf("東京都文京区本郷%d-2-3", i+1)})
	}
	rows[30][0], rows[40][0] = "記入例", "担当者"
	text, table := detectortest.Table(rows)
	sc := set.NewScan()
	for _, piece := range []string{"first", "second"} {
		found := map[int]detectors.Match{}
		for _, m := range sc.Text("", text, table) {
			if m.Type == "name" {
				found[m.Row] = m
			}
		}
		if len(found) != 60 {
			t.Errorf("%s: %d names", piece, len(found))
		}
		want := found[1]
		for row, m := range found {
			switch {
			case row == 30 && m.Why&detectors.WhyExample == 0:
				t.Errorf("%s: row %d is no example: %v", piece, row, m)
			case row == 40 && m.Why&detectors.WhyHeader != 0:
				t.Errorf("%s: the caption beside row %d goes first: %v", piece, row, m)
			case row != 30 && row != 40 && (m.Confidence != want.Confidence || m.Why != want.Why):
				t.Errorf("%s: row %d: %v, want %v", piece, row, m, want)
			}
		}
	}
}
