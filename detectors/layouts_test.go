package detectors_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/detectortest"
)

// times writes a row or a text n times, with every % replaced by one of tens.
func times(n int, s string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(s, "%", string(rune('1'+i))))
	}
	return b.String()
}

// TestLayouts reads what strangers write, and counts the matches of medium
// confidence and above of the types that are named; others may be there, too.
func TestLayouts(t *testing.T) {
	set, err := detectors.NewSet(all.Detectors()...)
	if err != nil {
		t.Fatal(err)
	}
	people := []string{"鈴木 健二", "佐藤 美咲", "高橋 拓也", "伊藤 由紀", "渡辺 誠一", "中村 麻衣"}
	rows := func(header string, f func(i int, name string) string) [][]string {
		out := [][]string{strings.Split(header, "|")}
		for i, p := range people {
			out = append(out, strings.Split(f(i, p), "|"))
		}
		return out
	}
	for _, c := range []struct {
		name   string
		pieces []string // of text, one after the other
		rows   [][]string
		want   map[string]int
	}{
		{"places in JSON", []string{`[` + times(6, `{"施設名":"桜公民館","所在地":"京都府京都市左京区吉田本町%-1","電話番号":"075-753-000%"},`) + `]`}, nil, map[string]int{"phone_fixed": 0, "address": 0, "name": 0}},
		{"places under a key that tells nothing", []string{`[` + times(6, `{"name":"桜公民館","address":"京都府京都市左京区吉田本町%-1","tel":"075-753-000%"},`) + `]`}, nil, map[string]int{"phone_fixed": 0, "address": 0, "name": 0}},
		{"people in JSON", []string{`[` + times(6, `{"氏名":"鈴木 健二","kana":"スズキ ケンジ","tel":"080-4321-567%"},`) + `]`}, nil, map[string]int{"name": 6, "name_kana": 6, "phone_mobile": 6}},
		{"people in SQL", []string{times(6, "INSERT INTO t (name, birthday) VALUES ('鈴木 健二', '1990-01-0%');\n")}, nil, map[string]int{"name": 6, "birth_date": 6}},
		{"heads of companies", nil, rows("法人番号|商号又は名称|本店所在地|代表者氏名", func(_ int, p string) string {
			return "8700110005901|北山工業株式会社|京都府京都市左京区吉田本町1-1|" + p
		}), map[string]int{"name": 0, "address": 0}},
		{"candidates", nil, rows("候補者名|年齢|党派|得票数", func(i int, p string) string { return p + "|5" + string(rune('0'+i)) + "|無所属|1234" }), map[string]int{"name": 0}},
		{"a title in the piece before", []string{"情報公開審査会 委員名簿\n", "職名  氏名  所属\n委員  鈴木 健二  北山大学教授1\n委員  佐藤 美咲  北山大学教授2\n委員  高橋 拓也  北山大学教授3\n"}, nil, map[string]int{"name": 0}},
		{"names of stations", nil, rows("station_cd|station_name|post", func(i int, _ string) string { return "110010" + string(rune('0'+i)) + "|西野|" }), map[string]int{"name": 0}},
		{"names of students", nil, rows("student_name|score", func(_ int, p string) string { return p + "|80" }), map[string]int{"name": 6, "grade": 6}},
		{"holders of accounts in kana", nil, rows("氏名|口座番号|口座名義", func(i int, p string) string { return p + "|123456" + string(rune('0'+i)) + "|スズキ ケンジ" }), map[string]int{"name": 6, "name_kana": 6}},
		{"a segment of HL7", []string{"MSH|^~\\&|HIS|K|||20260601||ADT^A08|1|P|2.5\rPID|0001||12345678^^^^PI||鈴木^健二^^^^^L^I||19900105|M|||^^^^606-8501^JPN^H^京都府京都市左京区吉田本町1-1\r"}, nil, map[string]int{"patient_id": 1, "birth_date": 1, "hl7": 1}},
		{"a claim", []string{"RE,1,1112,50806,鈴木 健二,1,3400509,,,,,,,12345678\n"}, nil, map[string]int{"patient_id": 1, "birth_date": 1, "uke": 1}},
		{"a claim whose date does not exist", []string{"RE,1,1112,50806,鈴木 健二,1,3400231,,,,,,,12345678\n"}, nil, map[string]int{"birth_date": 0}},
		{"a patient of JP Core", []string{`{"resourceType":"Patient","identifier":[{"system":"urn:oid:1.2.392.100495.20.3.51.11310000001","value":"14645771"}],"birthDate":"1951-12-22"}`}, nil, map[string]int{"patient_id": 1, "birth_date": 1}},
		{"a dump of DICOM", []string{"(0008,0060) CS [CT] # 2, 1 Modality\n(0010,0020) LO [12345678] # 8, 1 PatientID\n(0010,0030) DA [19770407] # 8, 1 PatientBirthDate\n"}, nil, map[string]int{"patient_id": 1, "birth_date": 1, "dicom": 1}},
		{"results below one another", nil, rows("患者番号|検査項目|結果|単位", func(i int, _ string) string {
			return "000100" + string(rune('0'+i)) + "|AST|3" + string(rune('0'+i)) + "|U/L"
		}), map[string]int{"lab_value": 6, "patient_id": 6}},
		{"results of no patient", nil, rows("装置|検査項目|結果|単位", func(i int, _ string) string { return "A|電圧|3" + string(rune('0'+i)) + "|V" }), map[string]int{"lab_value": 0}},
		{"data of a study", nil, rows("ID|年齢|性別|既往歴|喫煙", func(i int, _ string) string { return string(rune('1'+i)) + "|45|男|高血圧症|無" }), map[string]int{"patient_list": 6, "diagnosis": 6}},
		{"mice", nil, rows("ID|週齢|年齢|性別|既往歴|喫煙", func(i int, _ string) string { return string(rune('1'+i)) + "|8|1|雄|なし|無" }), map[string]int{"patient_list": 0}},
		{"dates of what happened", nil, rows("罪名|発生年月日", func(i int, _ string) string { return "窃盗|2025-03-0" + string(rune('1'+i)) }), map[string]int{"birth_date": 0}},
		{"readings in brackets", []string{"■鈴木 健二（すずき けんじ）\n生年月日：1990年1月5日\n"}, nil, map[string]int{"name_kana": 1, "name": 1}},
		{"numbers beside names", []string{times(6, "% 鈴木 健二（26T123%）\n")}, nil, map[string]int{"name": 6, "student_id": 6}},
		{"ages of somebody and of nobody", []string{"患者ID 12345678 鈴木 健二 様（34歳、男性）\n", strings.Repeat("静かな夜であった。\n", 200) + "会社員（34歳、男性）が来た。\n"}, nil, map[string]int{"age": 1, "sex": 1}},
		{"drugs of somebody", []string{"患者ID：12345678\nアムロジピン錠5mg 1錠 朝食後\n"}, nil, map[string]int{"medication": 1}},
		{"notes of a chart", []string{"鈴木 健二様 54歳\nS: 変わりなし\nO: BP 142/88\nA: 不良\nP: 増量\n"}, nil, map[string]int{"chart": 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			scan, got := set.NewScan(), map[string]int{}
			count := func(text string, table *detectors.Table) {
				for _, m := range scan.Text("", text, table) {
					if m.Confidence >= detectors.Medium {
						got[m.Type]++
					}
				}
			}
			if c.rows != nil {
				count(detectortest.Table(c.rows))
			}
			for _, p := range c.pieces {
				count(p, nil)
			}
			for _, typ := range slices.Sorted(maps.Keys(c.want)) {
				if got[typ] != c.want[typ] {
					t.Errorf("%s: %d, want %d (of %v)", typ, got[typ], c.want[typ], got)
				}
			}
		})
	}
}
