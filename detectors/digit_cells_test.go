package detectors_test

import (
	"fmt"
	"strings"
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/detectortest"
)

func TestDigitCells(t *testing.T) {
	set, err := detectors.NewSet(all.Detectors()...)
	if err != nil {
		t.Fatal(err)
	}
	digits := "98320567321"
	sum := 0
	for i := range 11 {
		w := i + 2
		if i >= 6 {
			w = i - 4
		}
		sum += w * int(digits[10-i]-'0')
	}
	check := 0
	if r := sum % 11; r > 1 {
		check = 11 - r
	}
	boxes := strings.Split(digits+fmt.Sprint(check), "")
	blank := make([]string, 11)
	for _, c := range []struct {
		name string
		rows [][]string
		want int
	}{
		{"under a header", [][]string{append([]string{"氏名", "個人番号"}, blank...), append([]string{"鈴木 健二"}, boxes...)}, 1},
		{"beside a caption", [][]string{{"氏名", "鈴木 健二"}, append([]string{"個人番号"}, boxes...)}, 1},
		{"marks of a test", [][]string{append([]string{"氏名", "問1"}, blank...), append([]string{"鈴木 健二"}, boxes...)}, 0},
		{"a wrong digit", [][]string{append([]string{"個人番号"}, append(boxes[:11:11], fmt.Sprint((check+1)%10))...)}, 0},
	} {
		text, table := detectortest.Table(c.rows)
		got := 0
		for _, m := range set.NewScan().Text("", text, table) {
			if m.Type == "my_number" && m.Confidence >= detectors.Medium {
				got++
			}
		}
		if got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}
