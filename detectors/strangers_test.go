package detectors_test

import (
	"strings"
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/detectortest"
)

// TestTablesOfStrangers reads tables whose headers tell little: numbers under
// ID, half-width captions, forms with two captions a row, several values in one
// cell.
func TestTablesOfStrangers(t *testing.T) {
	set, err := detectors.NewSet(all.Detectors()...)
	if err != nil {
		t.Fatal(err)
	}
	people := []string{"鈴木 健二", "佐藤 美咲", "高橋 拓也", "伊藤 由紀", "渡辺 誠一", "中村 麻衣"}
	rows := func(header string, row string) [][]string {
		var out [][]string
		if header != "" {
			out = append(out, strings.Split(header, "|"))
		}
		for i, p := range people {
			out = append(out, strings.Split(strings.NewReplacer("NAME", p, "%", string(rune('1'+i)), "DOT", strings.ReplaceAll(p, " ", "・")).Replace(row), "|"))
		}
		return out
	}
	born := [][]string{}
	for i, d := range []string{"S55.4.2", "H3.12.30", "S40.1.15", "S63.8.8", "H1.2.20", "S51.11.3"} {
		born = append(born, []string{people[i], d, "080-4321-567" + string(rune('1'+i))})
	}
	for _, c := range []struct {
		name string
		rows [][]string
		want map[string]int
	}{
		{"patients under ID, by age and sex", rows("ID|年齢|性別|診断|術式", "356271%|6%|女|高血圧症|切除術"), map[string]int{"patient_id": 6, "diagnosis": 6}},
		{"patients under No.", rows("No.|患者氏名|診断名", "94128%|NAME|狭心症"), map[string]int{"patient_id": 6}},
		{"patients under a number of registration", rows("登録番号|患者氏名|病名|入院日", "8000866%|NAME|胃癌|2026/5/1"), map[string]int{"patient_id": 6}},
		{"abbreviations", rows("Pt ID|Name|Age|Sex|Dx|LOS", "1234567%|NAME|5%|F|AMI|12"), map[string]int{"patient_id": 6, "diagnosis": 6}},
		{"numbers of samples", rows("ID|週齢|性別|診断", "356271%|1%|雌|正常"), map[string]int{"patient_id": 0}},
		{"numbers of rows", rows("No.|患者氏名|診断名", "%|NAME|狭心症"), map[string]int{"patient_id": 0}},
		{"students under ID", rows("ID|学生名|レポート|最終評価", "s202312%|NAME|8%|優"), map[string]int{"student_id": 6, "name": 6, "grade": 6}},
		{"students under 番号", rows("番号|学生氏名|履修|点", "24M0123%|NAME|解析学|8%"), map[string]int{"student_id": 6}},
		{"goods under ID", rows("ID|商品名|評価|点数", "AB1234%|緑茶|A|8%"), map[string]int{"student_id": 0}},
		{"numbers with three hyphens", rows("学籍番号|氏名", "24-4-844-070%|NAME"), map[string]int{"student_id": 6}},
		{"no headers", rows("", "21A123%|NAME|優|a%@st.kitayama-u.ac.jp"), map[string]int{"student_id": 6}},
		{"dates of birth without a header", born, map[string]int{"birth_date": 6}},
		{"dates in order without a header", rows("", "NAME|2011/0%/05|080-4321-567%"), map[string]int{"birth_date": 0}},
		{"half-width captions", rows("ｶﾞｸｾｷﾊﾞﾝｺﾞｳ|ｼﾒｲ(ｶﾝｼﾞ)|ｾｲﾈﾝｶﾞｯﾋﾟ|ﾃﾞﾝﾜ", "24M0123%|NAME|2004/5/%|0804321567%"), map[string]int{"student_id": 6, "name": 6, "birth_date": 6, "phone_mobile": 6}},
		{"months by name", rows("No|氏名|DOB", "%|NAME|2% Jan 1994"), map[string]int{"birth_date": 6}},
		{"dotted names", rows("氏名|TEL", "DOT|03-3214-567%"), map[string]int{"name": 6}},
		{"Japanese in Latin letters", rows("kanja_no|shimei|seinengappi|seibetsu|jusho|byomei", "3562714%|NAME|1980-01-0%|1|京都府京都市左京区吉田本町%-1|狭心症"), map[string]int{"patient_id": 6, "name": 6, "birth_date": 6, "sex": 6, "address": 6, "diagnosis": 6}},
		{"surnames under sei", rows("sei|mei|tel", "鈴木|健二|080-4321-567%"), map[string]int{"name": 12}},
		{"sex under sei", rows("id|sei|tel", "%|女|080-4321-567%"), map[string]int{"name": 0}},
		{"answers about health", rows("回答者|年代|性別|通院歴|服用中の薬", "%|30代|女性|あり|なし"), map[string]int{"patient_list": 6}},
		{"answers by year of study", rows("No.|学年|睡眠時間|こころの不調|通院先", "%|2年|6|不安|心療内科"), map[string]int{"patient_list": 6}},
		{"tests of subjects", rows("被験者|年齢|利き手|既往歴|MMSE", "s0%|6%|右|なし|2%"), map[string]int{"patient_list": 6}},
		{"answers about nothing of health", rows("回答者|年代|性別|満足度|自由記述", "%|30代|女性|4|よかった"), map[string]int{"patient_list": 0}},
		{"the sick as they are published", rows("No|公表日|都道府県|年代|性別|症状|入院", "%|2021/2/%|京都府|30代|女性|発熱|有"), map[string]int{"patient_list": 0}},
		{"counts of the sick", rows("番号|年代|性別|既往歴あり人数|喫煙者", "%|30代|女性|12%|3%"), map[string]int{"patient_list": 0}},
		{"a table on its side", [][]string{{"氏名", "鈴木 健二", "佐藤 美咲", "高橋 拓也"}, {"生年月日", "1987/11/21", "2000/5/4", "1998/9/8"}, {"電話", "080-4321-5671", "080-4321-5672", "080-4321-5673"}}, map[string]int{"name": 3, "birth_date": 3, "phone_mobile": 3}},
		{"other numbers beside a date", [][]string{{"氏名", "鈴木 健二"}, {"生年月日", "1987/11/21", "0075-33", "20260-1-2"}}, map[string]int{"birth_date": 1}},
		{"one caption that is known", rows("氏名|出欠|小テスト", "NAME|○|%"), map[string]int{"name": 6}},
		{"a second line below dates", append([][]string{{"", "", "10/1", "", "10/2", ""}}, rows("社員番号|氏名|出勤|退勤|出勤|退勤", "S4454%|NAME|8:5%|17:3%|8:4%|19:0%")...), map[string]int{"staff_id": 6, "name": 6}},
		{"one caption at the left", [][]string{{"氏名", "鈴木 健二", "佐藤 美咲"}, {"会場", "第1会議室", "第2会議室"}, {"時刻", "9時", "10時"}, {"備考", "なし", "なし"}}, map[string]int{"name": 2}},
		{"names in two columns without headers", [][]string{{"1", "鈴木", "健二", "スズキ", "ケンジ"}, {"2", "佐藤", "美咲", "サトウ", "ミサキ"}, {"3", "高橋", "拓也", "タカハシ", "タクヤ"}, {"4", "伊藤", "由紀", "イトウ", "ユキ"}, {"5", "渡辺", "誠一", "ワタナベ", "セイイチ"}}, map[string]int{"name": 10, "name_kana": 10}},
		{"places in two columns without headers", [][]string{{"1", "千葉", "中央"}, {"2", "山口", "大手"}, {"3", "福島", "本町"}, {"4", "石川", "駅前"}, {"5", "宮崎", "港南"}}, map[string]int{"name": 0}},
		{"genotypes", rows("IID|FID|sex|pheno|rs1801133|rs429358", "I00%|F0%|1|2|CT|TT"), map[string]int{"patient_list": 6}},
		{"identifiers of rows", rows("IID|FID|rsync|rs1x", "I00%|F0%|a|b"), map[string]int{"patient_list": 0}},
		{"tests without a sex", rows("検体ID|採取日|患者年齢|HPV型|細胞診", "C26-000%|2026/5/%|3%|16|NILM"), map[string]int{"patient_list": 6}},
		{"tests of water", rows("検体ID|採取日|採水地点|大腸菌|pH", "C26-000%|2026/5/%|北川|1%|7.%"), map[string]int{"patient_list": 0}},
		{"an account beside its bank", rows("氏名|銀行|支店|口座", "NAME|北山銀行|本店|123456%"), map[string]int{"bank_account": 6}},
		{"results under short captions", rows("患者ID|氏名|項目|結果|単位", "1234567%|NAME|AST|3%|U/L"), map[string]int{"lab_value": 6}},
		{"patients under ID on the side", [][]string{{"ID", "92046001", "81224372", "17719193", "56610234"}, {"氏名", "鈴木 健二", "佐藤 美咲", "高橋 拓也", "伊藤 由紀"}, {"主病名", "狭心症", "胃炎", "喘息", "肺炎"}, {"退院日", "10/1", "10/2", "10/3", "10/4"}}, map[string]int{"patient_id": 4, "name": 4}},
		{"goods under ID on the side", [][]string{{"ID", "92046001", "81224372", "17719193", "56610234"}, {"品名", "机", "椅子", "棚", "箱"}, {"金額", "100", "200", "300", "400"}}, map[string]int{"patient_id": 0}},
		{"cases of several hospitals", rows("症例登録番号|施設名|年齢|性別|割付群|有害事象", "J-00%|北山病院|6%|男|A群|悪心"), map[string]int{"patient_list": 6}},
		{"rows that are no headers", rows("No|年齢|性別|既往歴|服薬|喫煙歴", "%|6%|男|高血圧|あり|なし"), map[string]int{"patient_list": 6, "age": 6, "diagnosis": 6}},
		{"a table below another one", append(append(rows("学籍番号|氏名|メール", "21M3990%|NAME|a%@st.kitayama-u.ac.jp"), []string{""}), rows("学籍番号|身長|体重|血圧|判定", "21M3990%|17%|6%|120/8%|A")...), map[string]int{"name": 6, "student_id": 12}},
		{"students of a course", rows("姓|名|IDナンバー|メールアドレス|小テスト1|コース合計", "鈴木|健二|s202312%|a%@st.kitayama-u.ac.jp|7.%|8%"), map[string]int{"student_id": 6}},
		{"numbers of orders", rows("注文番号|氏名|電話", "047465574%|NAME|080-4321-567%"), map[string]int{"phone_fixed": 0, "phone_mobile": 6}},
		{"names above marks", [][]string{{"科目", "鈴木 健二", "佐藤 美咲", "高橋 拓也", "伊藤 由紀"}, {"国語", "7", "65", "88", "92"}, {"数学", "55", "71", "60", "48"}}, map[string]int{"name": 4}},
		{"places above figures", [][]string{{"年度", "北山", "東京", "大阪", "京都"}, {"令和6年", "7", "65", "88", "92"}, {"令和7年", "55", "71", "60", "48"}}, map[string]int{"name": 0}},
		{"a plan of seats", [][]string{{"教卓"}, {"鈴木 健二", "佐藤 美咲", "高橋 拓也", "伊藤 由紀"}, {"山本 直子", "小林 正和", "加藤 恵子", "吉田 裕之"}}, map[string]int{"name": 8}},
		{"two captions a row", [][]string{{"学生カード", "", "", ""}, {"氏名", "鈴木 健二", "ふりがな", "すずき けんじ"}, {"学籍番号", "21A1234", "入学年度", "2021"}, {"生年月日", "平成14年5月3日", "性別", "男"}}, map[string]int{"name": 1, "name_kana": 1, "student_id": 1, "birth_date": 1, "sex": 1}},
		{"several values in a cell", rows("氏名／住所|連絡先", "NAME\n〒606-8501\n京都府京都市左京区吉田本町%-1|075-753-000%"), map[string]int{"name": 6, "address": 6, "phone_fixed": 6}},
		{"care of the aged", rows("利用者|被保険者番号|要介護度|サービス", "NAME|396367305%|要介護3|通所介護"), map[string]int{"care_insurance": 6, "name": 6}},
		{"postal codes that do not exist, without hyphens", rows("氏名|郵便番号", "NAME|999000%"), map[string]int{"postal_code": 6}},
		{"codes of staff", rows("社員コード|漢字", "S4454%|NAME"), map[string]int{"staff_id": 6}},
		{"participants by number", rows("#|Participant|Affiliation|Dietary", "%|SAITO, Naoto|Hokuto Univ.|Halal"), map[string]int{"name": 6}},
		{"two parts with a gap", rows("番号|氏名|生年月日||番号|氏名|生年月日", "1|NAME|1944.8.2%||2|小川 京助|1980.3.1%"), map[string]int{"name": 12, "birth_date": 12}},
		{"notes of any length beside the name of a device", rows("受付|対応者|内容", "7/1%|電話|NAMEさん（22A687%）から住所変更の連絡。新住所は徳島県徳島市南常三島町3-19-2%とのこと、書類は後日"), map[string]int{"name": 6, "student_id": 6, "address": 6}},
		{"marks of staff", rows("職員|等級|能力評価|業績評価", "NAME|3-2%|A|B"), map[string]int{"name": 6, "grade": 12}},
		{"numbers under the name of the insurance", rows("氏名|雇用保険", "NAME|7548-413493-%"), map[string]int{"employment_insurance": 6}},
		{"ID beside marks alone", rows("id|name|dept|gpa", "s202505%|NAME|EE|3.%"), map[string]int{"student_id": 6}},
		{"surnames and given names in Latin letters", rows("Last|First|E-mail address", "Hayashi|Yasuhiro|a%@st.kitayama-u.ac.jp"), map[string]int{"name": 12}},
		{"holders of cards", rows("カード名義|有効期限", "HARUKA HASHIMOTO|0%/29"), map[string]int{"name": 6}},
		{"kinds of members", rows("会員種別|ご氏名", "正|NAME"), map[string]int{"name": 6}},
		{"an illness that letters begin", rows("患者ID|主傷病名", "1234567%|IgA腎症"), map[string]int{"diagnosis": 6}},
		{"a family tree", rows("続柄|氏名|出生", "長男|NAME|平成%年5月3日"), map[string]int{"birth_date": 6, "name": 6}},
		{"plans of care", rows("ケアプランNo|被保険者氏名|被保険者番号|認定区分", "000%|NAME|302257858%|要支援1"), map[string]int{"care_insurance": 6}},
		{"headers of programs", rows("patientNo|age|gender|primaryDiagnosis|ASA", "743313%|6%|F|Gastric cancer|2"), map[string]int{"patient_id": 6, "diagnosis": 6}},
		{"results one below another", rows("ID|氏名|検査項目|測定値", "8342155%|NAME|AST|3%"), map[string]int{"patient_id": 6}},
		{"captions for children", rows("ねん|くみ|なまえ|でんわばんごう", "1|2|NAME|045-321-567%"), map[string]int{"name": 6, "phone_fixed": 6}},
		{"questions", rows("回答ID|年齢|性別|Q1|Q2|Q3", "%|3%|女性|1|4|5"), map[string]int{}},
	} {
		text, table := detectortest.Table(c.rows)
		got := map[string]int{}
		for _, m := range set.NewScan().Text("", text, table) {
			if m.Confidence >= detectors.Medium {
				got[m.Type]++
			}
		}
		for typ, n := range c.want {
			if got[typ] != n {
				t.Errorf("%s: %d %s, want %d", c.name, got[typ], typ, n)
			}
		}
	}
}

// TestTextOfStrangers reads records and letters.
func TestTextOfStrangers(t *testing.T) {
	set, err := detectors.NewSet(all.Detectors()...)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, text string
		want       map[string]int
	}{
		{"a prefecture before a municipality of another one", "住所：奈良県練馬区豊玉北2-31-6\n", map[string]int{"address": 1}},
		{"a row of bars of which few captions are known", "手術日|ID|患者|ASA|術式|分\n2026/9/29|4151752|鈴木 健二|3|帝王切開|212\n2026/9/30|9716717|佐藤 美咲|2|修復術|121\n", map[string]int{"patient_id": 2, "name": 2}},
		{"a ruler of two dashes", "| ID | 患者 | 術式 |\n|:--|:--|:--|\n| 4151752 | 鈴木 健二 | 帝王切開 |\n| 9716717 | 佐藤 美咲 | 修復術 |\n", map[string]int{"patient_id": 2, "name": 2}},
		{"an envelope", "070-0035\n北海道旭川市五条通1-5-3\nハイツ白樺 702\n　　　鈴木　健二　様\n", map[string]int{"address": 1, "name": 1}},
		{"a card by its member's number", "カード会社：JCB\n会員番号：3540-3311-6046-7684\n", map[string]int{"credit_card": 1}},
		{"born, in English", "Passport TZ1234567  DOB: 27 Jan 1994, born on March 3, 1990\n", map[string]int{"birth_date": 2}},
		{"a number behind where somebody studies", "鈴木さん（農3、B4TB1001）来室", map[string]int{"student_id": 1}},
		{"a number in the line of the patient", "看護サマリー\n氏名：鈴木 健二 様　（78歳・男性）　ID 32542657\n", map[string]int{"patient_id": 1}},
		{"a number in full width", "病理組織検査報告書\n患者ＩＤ：２６５８３０４　氏名：鈴木　健二\n", map[string]int{"patient_id": 1}},
		{"a patient of JP Core over several lines", "{\n \"resourceType\": \"Patient\",\n \"identifier\": [\n  {\n   \"system\": \"urn:oid:1.2.392.100495.20.3.51.10112345678\",\n   \"value\": \"16041773\"\n  }\n ]\n}\n", map[string]int{"patient_id": 1}},
		{"a result of HL7", "PID|1||12345678^^^^PI||鈴木^健二||19900105|M\nOBX|1|NM|3B035000002327201^AST(GOT)^JC10||88|U/L|13-30|H|||F\nOBX|2|ST|comment||text|||||F\n", map[string]int{"lab_value": 1}},
		{"a name of HL7", "PID|1||12345678^^^^PI||鈴木^健二^^^^^L^I~スズキ^ケンジ^^^^^L^P||19900105|M\n", map[string]int{"name": 1}},
		{"a name of FHIR", "{\n \"resourceType\": \"Patient\",\n \"name\": [\n  {\n   \"text\": \"鈴木 健二\",\n   \"family\": \"鈴木\",\n   \"given\": [\"健二\"]\n  }\n ],\n \"birthDate\": \"1990-01-05\"\n}\n", map[string]int{"name": 1, "birth_date": 1}},
		{"an insurer of a claim", "RE,1,1112,50806,鈴木 健二,1,3400509,,,,,,,12345678\nHO,01130012,１２,３４５,2,1350,,,,,\n", map[string]int{"health_insurance": 1}},
		{"passwords in notes", "[vpn]\nPW = 3Bbe8e9dne\npassword: q1234Wz#\npassword = user.password1\nDB_PASSWORD: changeme1\n", map[string]int{"password_list": 2}},
		{"rows whose words announce something", "| 氏名 | 年齢 | 診断名 | 転帰 |\n|:--|:--|:--|:--|\n| 鈴木 健二 | 20 | 心不全 | 転院 |\n| 佐藤 美咲 | 40 | 胃炎 | 転院 |\n| 高橋 拓也 | 64 | 喘息 | 転院 |\n| 伊藤 由紀 | 68 | 肺炎 | 転院 |\n", map[string]int{"name": 4, "diagnosis": 4}},
		{"first cells that are empty", "世帯番号  住所  電話番号  氏名  続柄  生年月日\n1  京都府京都市左京区吉田本町1-1  075-753-0001  鈴木 健二  世帯主  昭和55年6月8日\n鈴木 美咲  妻  昭和58年5月28日\n鈴木 拓也  長男  平成25年4月17日\n", map[string]int{"name": 3, "birth_date": 3}},
		{"a number right behind ID", "患者　鈴木 健二　ID54680186　54歳\n対応　外来で処方した。\n", map[string]int{"patient_id": 1}},
		{"numbers of circuits", "回線 GRID54680186 と ID54680186 を接続した。\n", map[string]int{"patient_id": 0}},
		{"a number of a medical record", "Patient: SUZUKI, Kenji    MRN: 54680186    DOB: 5 Jan 1990\n", map[string]int{"patient_id": 1}},
		{"cases by number and age", "症例1　70歳、男性。ID 74374992\n診断：肺炎\n経過：セフトリアキソンを開始した。\n\n症例2　64歳、女性。ID 74374993\n診断：胆嚢炎\n経過：メロペネムを開始した。\n", map[string]int{"patient_id": 2}},
		{"a meeting with parents", "三者面談メモ（1年2組）\n11/4 鈴木健二さん　母来校。成績は中位。\n", map[string]int{"counseling": 1}},
		{"a number of an element", strings.Repeat(`<学生 番号="24002225"><氏名 カナ="スズキ ケンジ">鈴木 健二</氏名></学生>`+"\n", 3), map[string]int{"student_id": 3, "name": 3, "name_kana": 3}},
		{"names of users", strings.Repeat(`{"msg":"x","user":{"name":"鈴木 健二","mail":"a@kitayama-u.ac.jp"}}`+"\n", 3), map[string]int{"name": 3}},
		{"columns without headers", "1|鈴木|健二|スズキ|ケンジ|S32.8.12\n2|佐藤|美咲|サトウ|ミサキ|S38.9.23\n3|高橋|拓也|タカハシ|タクヤ|S40.1.15\n4|伊藤|由紀|イトウ|ユキ|H3.12.30\n5|渡辺|誠一|ワタナベ|セイイチ|S51.11.3\n", map[string]int{"name": 10, "name_kana": 10, "birth_date": 5}},
		{"gaps without headers", "2026-11-09  53019561  鈴木 健二  73  胃炎\n2026-11-14  63568782  佐藤 美咲  70  喘息\n2026-11-01  53019563  高橋 拓也  64  肺炎\n2026-11-02  63568784  伊藤 由紀  51  胃癌\n2026-11-03  63568785  渡辺 誠一  48  痛風\n", map[string]int{"name": 5}},
		{"painters", "鈴木 健二  1891-1960  麦秋  油彩\n佐藤 美咲  1892-1961  早春  油彩\n高橋 拓也  1893-1962  岬  油彩\n伊藤 由紀  1894-1963  雪  油彩\n渡辺 誠一  1895-1964  海  油彩\n", map[string]int{"name": 0}},
		{"a header that tells nothing", "証明書  機器  型式  校正日  温度  校正者\nC-1  圧力計  A8418  2024/07/01  23℃  鈴木健二\nC-2  圧力計  C3498  2021/04/10  23℃  佐藤美咲\nC-3  圧力計  A0648  2025/05/24  23℃  高橋拓也\nC-4  圧力計  A8984  2022/04/25  23℃  伊藤由紀\nC-5  ノギス  C4604  2022/05/25  23℃  渡辺誠一\n", map[string]int{"name": 0, "birth_date": 0}},
		{"a chat", "[LINE] 合宿のトーク履歴\n18:02\t鈴木健二\tお疲れさまです\n18:03\t佐藤美咲\tありがとう\n[2026/11/12 9:05] 高橋拓也\n承知しました\n", map[string]int{"name": 3}},
		{"a timetable", "10:00　開会\n10:30　鈴木健二\n11:00　佐藤美咲\n", map[string]int{"name": 0}},
		{"a form that asks for the reading", "氏名（ふりがな）　三宇井 颯大（みつい そうた）\n住所　京都府京都市\n", map[string]int{"name": 1, "name_kana": 1}},
		{"rows of pg_dump", "COPY public.patients (kanja_no, shimei, dob) FROM stdin;\n35627141\t鈴木 健二\t1980-01-01\n35627142\t佐藤 美咲\t\\N\n35627143\t高橋 拓也\t1990-01-03\n\\.\n", map[string]int{"patient_id": 3, "name": 3, "birth_date": 2}},
		{"packed dates without headers", "甲1\t鈴木 健二\t19571228\n乙2\t佐藤 美咲\t20030923\n丙3\t高橋 拓也\t19640115\n丁4\t伊藤 由紀\t19911230\n戊5\t渡辺 誠一\t19761103\n", map[string]int{"birth_date": 5, "name": 5}},
		{"a name and its reading", "担当は鈴木健二（すずき けんじ）が務める。\n", map[string]int{"name": 1}},
		{"a place and its reading", "会場は吉田本町（よしだほんまち）とする。\n", map[string]int{"name": 0}},
		{"an age in years", "4124424 清水健二 47y M\nS) 咳が続く。\nO) SpO2 97%\nA) 気管支喘息\nP) 吸入\n", map[string]int{"name": 1, "chart": 1}},
		{"students of a seminar, by figures alone", "【ゼミ生】\n26012345　鈴木　健二　080-4321-5671\n26012346　佐藤　美咲　080-4321-5672\n", map[string]int{"student_id": 2, "phone_mobile": 2}},
		{"figures before names of others", "荷主\n26012345　鈴木　健二\n26012346　佐藤　美咲\n", map[string]int{"student_id": 0}},
		{"kinds of disability", "学籍番号：26A1234　氏名：鈴木健二\n障害の種類：自閉スペクトラム症\n", map[string]int{"diagnosis": 1}},
		{"a patient of FHIR as XML", `<Patient xmlns="http://hl7.org/fhir"><identifier><system value="urn:oid:1.2.392.100495.20.3.51.11311234567"/><value value="06859073"/></identifier><birthDate value="1962-06-27"/></Patient>`, map[string]int{"patient_id": 1, "birth_date": 1}},
		{"an account in a sentence", "口座（北山銀行 本店 普通 9407405）に振り込む。普通 1234567 円", map[string]int{"bank_account": 1}},
		{"a number on a line of its own", "【患者情報】\n氏名：鈴木 健二\nID：70626408\n【現病歴】\n外来通院中\n", map[string]int{"patient_id": 1}},
		{"a certificate in English", "Name: Kenji Suzuki\nDate of Birth: 05/01/1990\nDiagnosis: Influenza A\n", map[string]int{"diagnosis": 1, "birth_date": 1}},
		{"somebody in treatment", "鈴木健二さん（72歳）は心房細動で当科外来に通院し、アピキサバンを内服している。\n", map[string]int{"name": 1, "diagnosis": 1, "medication": 1}},
		{"treatment of nobody", "心房細動で外来に通院する人は、アピキサバンを内服する。\n", map[string]int{"diagnosis": 0, "medication": 0}},
		{"parties of a complaint", "申立人：鈴木健二　所属：理学研究科\n相手方：佐藤美咲（准教授）\n", map[string]int{"name": 2}},
		{"an interview", "インタビュー逐語録（鈴木健二様、自宅）\n鈴木：乳がんと言われて。\n", map[string]int{"diagnosis": 1}},
	} {
		got := map[string]int{}
		for _, m := range set.NewScan().Text("", c.text, nil) {
			if m.Confidence >= detectors.Medium {
				got[m.Type]++
			}
		}
		for typ, n := range c.want {
			if got[typ] != n {
				t.Errorf("%s: %d %s, want %d", c.name, got[typ], typ, n)
			}
		}
	}
}

// TestTableGoesOn reads a table that goes on without its headers: on the next
// slide, in the next sheet.
func TestTableGoesOn(t *testing.T) {
	set, err := detectors.NewSet(all.Detectors()...)
	if err != nil {
		t.Fatal(err)
	}
	first := [][]string{{"登録ID", "患者名", "生年月日"}, {"42525400", "鈴木 健二", "S62.08.09"}, {"42525401", "佐藤 美咲", "H2.1.9"}}
	for _, c := range []struct {
		name string
		path string
		next [][]string
		want int
	}{
		{"as many columns", "", [][]string{{"57711217", "高橋 拓也", "H11.07.24"}, {"87211851", "伊藤 由紀", "S19.06.03"}}, 2},
		{"another file of an archive", "b", [][]string{{"57711217", "高橋 拓也", "H11.07.24"}, {"87211851", "伊藤 由紀", "S19.06.03"}}, 0},
		{"fewer columns", "", [][]string{{"57711217", "H11.07.24"}, {"87211851", "S19.06.03"}}, 0},
		{"a form", "", [][]string{{"更新日", "平成11年7月24日", ""}, {"氏名", "高橋 拓也", "S19.06.03"}}, 0},
	} {
		scan := set.NewScan()
		text, table := detectortest.Table(first)
		table.Name = "1"
		scan.Text("", text, table)
		text, table = detectortest.Table(c.next)
		table.Name = "2"
		got := 0
		for _, m := range scan.Text(c.path, text, table) {
			if m.Type == "birth_date" {
				got++
			}
		}
		if got != c.want {
			t.Errorf("%s: %d dates of birth, want %d", c.name, got, c.want)
		}
		scan.Close()
	}
}
