package detectors_test

import (
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/detectortest"
)

// rumour reports a word that counts only where it is somebody's.
type rumour struct{ who detectors.Who }

func (rumour) Info() detectors.Info { return detectors.Info{ID: "rumour"} }
func (rumour) Asks() detectors.Asks {
	return detectors.Asks{Terms: []string{"噂になった"}, Beside: true}
}
func (r rumour) Judge(c *detectors.Candidate) {
	c.ReportAbout(r.who, c.Start, c.End, 0.8, detectors.WhyMarker)
}

func TestReportAbout(t *testing.T) {
	far := ""
	for range 80 {
		far += "これは前後にある文章です。"
	}
	for _, c := range []struct {
		name string
		who  detectors.Who
		rows [][]string
		text string
		want int
	}{
		{"anybody", detectors.Anybody, nil, "噂になった。", 1},
		{"nobody", detectors.Somebody, nil, "噂になった。", 0},
		{"a name before", detectors.Somebody, nil, "氏名：鈴木健二\n噂になった。", 1},
		{"a name behind", detectors.Somebody, nil, "噂になった。\n氏名：鈴木健二\n", 1},
		{"a name too far off", detectors.Somebody, nil, "氏名：鈴木健二\n" + far + "噂になった。", 0},
		{"an invented name", detectors.Somebody, nil, "氏名：山田太郎\n噂になった。", 0},
		{"a mail address is an office's", detectors.Somebody, nil, "問合せ：soudan@tenken.ac.jp\n噂になった。", 0},
		{"a name is no record", detectors.Registered, nil, "氏名：鈴木健二\n噂になった。", 0},
		{"a number is", detectors.Registered, nil, "学籍番号：21A1234\n噂になった。", 1},
		{"the row's own person", detectors.Registered, [][]string{{"氏名", "備考"}, {"鈴木健二", "噂になった"}, {"", "噂になった"}}, "", 1},
		{"a row's mail address", detectors.Somebody, [][]string{{"メールアドレス", "備考"}, {"a@tenken.ac.jp", "噂になった"}}, "", 1},
		{"a form", detectors.Somebody, [][]string{{"氏名", "鈴木健二"}, {"備考", "噂になった"}}, "", 1},
	} {
		set, err := detectors.NewSet(append(all.Detectors(), rumour{c.who})...)
		if err != nil {
			t.Fatal(err)
		}
		text, table := c.text, (*detectors.Table)(nil)
		if c.rows != nil {
			text, table = detectortest.Table(c.rows)
		}
		got := 0
		for _, m := range set.NewScan().Text("", text, table) {
			if m.Type == "rumour" && m.Confidence >= detectors.Medium {
				got++
			}
		}
		if got != c.want {
			t.Errorf("%s: %d of medium confidence, want %d", c.name, got, c.want)
		}
	}
}
