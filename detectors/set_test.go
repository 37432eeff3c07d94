package detectors_test

import (
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
)

func newSet(t testing.TB) *detectors.Set {
	t.Helper()
	s, err := detectors.NewSet(all.Detectors()...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSmoke(t *testing.T) {
	s := newSet(t)
	for _, text := range []string{
		"個人番号：1234-5678-9018です。", "連絡先 hanako@example.ac.jp まで", "ＩＤ １２３４ ５６７８ ９０１８", "個人番号\n123456789018", "伝票番号 123456789018 ",
		"携帯 ０９０－１２３４－５６７９、自宅 03(3456)7890 FAX:03-3456-7891 代表 〒100-0001 東京都千代田区千代田1-1-1 皇居ビル2F",
		"〒606-8501\n京都市左京区吉田本町36番地1 吉田寮 昭和60年4月1日生",
		"生年月日：平成元年1月8日 S8.2.13 生年月日 S8.2.13 DOB: 1990/01/02 birth_date=19900102 昭和六十年",
		"北海道札幌市中央区北3条西6丁目1番地 東京都港区六本木六丁目十番一号 六本木ヒルズ",
		"東京都千代田区に3人が集まった。東京都港区2021年", "card 4454794511390933 and 4111 1111 1111 1111, +81-90-1234-5679, +46 (0)8 928 571 38",
		"（例）東京都千代田区千代田1-1-1 090-1234-5679", "岩手県盛岡市玉山第12地割34番地5 浜松町1", "0120-123-456 TEL 0570-000-000 0800-123-4567",
		"tel:0312345678 TEL0463-21-1111 FAX0463211112 連絡先 090 1234 5679 090-1111-2222 080-1111-2222",
	} {
		for _, m := range s.NewScan().Text("", text, nil) {
			t.Logf("%s: %s %q %.2f %v", text[:12], m.Type, text[m.Start:m.End], m.Confidence, m.Why.Strings())
		}
	}
}
