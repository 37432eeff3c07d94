package pdf

import (
	"strings"
	"testing"
)

// TestRegroup returns cells that were written late to their row.
func TestRegroup(t *testing.T) {
	at := func(top float32, cells ...cell) line { return line{cells: cells, top: top, bottom: top - 10} }
	lines := []line{
		at(100, cell{10, "氏名"}, cell{200, "電話"}),
		at(85, cell{10, "鈴木"}, cell{200, "1"}),
		at(70, cell{10, "佐藤"}, cell{200, "2"}),
		at(40, cell{10, "以上"}),
		at(99, cell{100, "住所"}),
		at(84, cell{100, "京都"}),
		at(69, cell{100, "大阪"}, cell{300, "備考"}),
	}
	var got []string
	for _, l := range regroup(lines) {
		var cells []string
		for _, c := range l.cells {
			cells = append(cells, c.text)
		}
		got = append(got, strings.Join(cells, " "))
	}
	want := "氏名 住所 電話|鈴木 京都 1|佐藤 大阪 2 備考|以上"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

func TestColumnsBegin(t *testing.T) {
	columns := columnsOf([]spaceAt{{width: 1, next: 100.4}, {width: 0.3, next: 50}})
	for x, want := range map[float64]bool{100: true, 100.9: true, 102: false, 50: false} {
		if begins(columns, x) != want {
			t.Errorf("%v: %v", x, !want)
		}
	}
}
