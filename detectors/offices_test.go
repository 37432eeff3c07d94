package detectors_test

import (
	"strings"
	"testing"

	"tenken/detectors"
)

// contactsAt is how many addresses, telephones and postal codes of text are of
// medium confidence and above, and how many are below.
func contactsAt(t *testing.T, text string) (sure, doubtful int) {
	t.Helper()
	sc := newSet(t).NewScan()
	defer sc.Close()
	for _, m := range sc.Text("", text, nil) {
		switch m.Type {
		case "address", "phone_fixed", "postal_code":
			if m.Confidence >= detectors.Medium {
				sure++
			} else {
				doubtful++
			}
		}
	}
	return sure, doubtful
}

// Lists that say nothing of anybody tell where places are; the same lists of
// people tell where these live.
func TestOffices(t *testing.T) {
	rows := [][3]string{
		{"小樽市花園3-5-2", "0134-32-4111", "浅野 茂樹"}, {"上田市大手1-11-16", "0268-22-4100", "早川 景子"}, {"姫路市安田4丁目1番地", "079-221-2111", "望月 智也"}, {"今治市別宮町1-4-1", "0898-36-1500", "小松 美月"},
	}
	list := func(head, row, foot string) (places, people string) {
		var a, b strings.Builder
		a.WriteString(head)
		b.WriteString(head)
		for i, r := range rows {
			fill := func(who string) string {
				return strings.NewReplacer("ADDRESS", r[0], "TEL", r[1], "WHO", who).Replace(row)
			}
			a.WriteString(fill("ゆの里" + string(rune('A'+i))))
			b.WriteString(fill(r[2]))
		}
		return strings.ReplaceAll(a.String(), "氏名", "宿") + foot, b.String() + foot
	}
	for name, form := range map[string][3]string{
		"table":           {"氏名,住所,電話番号\n", "WHO,ADDRESS,TEL\n", ""},
		"without headers": {"", "WHO,ADDRESS,TEL\n", ""},
		"json":            {"[", `{"氏名":"WHO","住所":"ADDRESS","電話":"TEL"},` + "\n", "]"},
		"xml":             {"<rows>\n", "<row><氏名>WHO</氏名><address>ADDRESS</address><tel>TEL</tel></row>\n", "</rows>\n"},
		"program":         {"", `Person.create!(name: "WHO", address: "ADDRESS", tel: "TEL")` + "\n", ""},
	} {
		places, people := list(form[0], form[1], form[2])
		if sure, doubtful := contactsAt(t, places); sure > 0 || doubtful < 4 {
			t.Errorf("%s of places: %d sure, %d doubtful; want none sure\n%s", name, sure, doubtful, places)
		}
		if sure, doubtful := contactsAt(t, people); sure < 8 || doubtful > 0 {
			t.Errorf("%s of people: %d sure, %d doubtful; want all sure\n%s", name, sure, doubtful, people)
		}
	}
}
