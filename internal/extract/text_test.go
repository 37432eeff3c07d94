package extract

import "testing"

func TestPlace(t *testing.T) {
	sheet := Text{
		Body:  "氏名\t電話\n山田\t090\n",
		Marks: []Mark{{Place: "名簿!"}},
		Table: &Table{Name: "名簿", Cells: []Cell{
			{0, 6, 2, 0}, {7, 13, 2, 1}, {14, 20, 3, 0}, {21, 24, 3, 27},
		}},
	}
	prose := Text{Path: "a.zip!/b.txt", Body: "一\n二\n三", Marks: []Mark{{Line: 11}}}
	pages := Text{Body: "12", Marks: []Mark{{Offset: 0, Place: "page 1"}, {Offset: 1, Place: "page 2"}}}
	mixed := Text{Body: "x\ny", Marks: []Mark{{Place: "body", Line: 1}}}
	for _, c := range []struct {
		text   Text
		offset int
		want   string
	}{
		{sheet, 0, "名簿!A3"},
		{sheet, 14, "名簿!A4"},
		{sheet, 23, "名簿!AB4"},
		{sheet, 25, "名簿"}, // between cells
		{prose, 0, "a.zip!/b.txt line 11"},
		{prose, 8, "a.zip!/b.txt line 13"},
		{pages, 0, "page 1"},
		{pages, 1, "page 2"},
		{mixed, 2, "body line 2"},
		{Text{Body: "x"}, 0, ""},
		{Text{Body: "x", Path: "a.zip!/b"}, 0, "a.zip!/b"},
	} {
		if got := c.text.Place(c.offset); got != c.want {
			t.Errorf("Place(%d) of %q = %q; want %q", c.offset, c.text.Body, got, c.want)
		}
	}
}

func TestAlike(t *testing.T) {
	body := "one\ntwo, three\n\nfour five six"
	for _, x := range []Text{
		{Body: body, Marks: []Mark{{0, "", 7}, {10, "page 2", 0}, {20, "", 1}}},
		{Body: body, Marks: []Mark{{5, "Sheet1!", 0}}, Table: &Table{Cells: []Cell{{4, 7, 0, 0}, {9, 14, 0, 1}, {16, 29, 1, 0}}}},
		{Body: body},
	} {
		for i := range len(body) {
			end := x.Alike(i)
			if end < i || end > len(body) {
				t.Fatalf("%d: %d", i, end)
			}
			for k := i; k <= end; k++ {
				if x.Place(k) != x.Place(i) {
					t.Errorf("%q at %d, %q at %d", x.Place(i), i, x.Place(k), k)
				}
			}
		}
	}
}

func TestColumnName(t *testing.T) {
	for col, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA", 16383: "XFD"} {
		if got := columnName(col); got != want {
			t.Errorf("columnName(%d) = %s; want %s", col, got, want)
		}
	}
}
