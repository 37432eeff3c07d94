package identity_test

import (
	"fmt"
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/detectortest"
	"tenken/detectors/identity"
)

// licence completes ten digits by the check digit and a first issue.
func licence(d string) string {
	sum := 0
	for i, w := range []int{5, 4, 3, 2, 7, 6, 5, 4, 3, 2} {
		sum += w * int(d[i]-'0')
	}
	return fmt.Sprintf("%s%d0", d, (11-sum%11)%10)
}

// insurerOf completes seven or five digits by the check digit.
func insurerOf(d string) string {
	sum := 0
	for i := range len(d) {
		v := int(d[len(d)-1-i] - '0')
		if i%2 == 0 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return fmt.Sprintf("%s%d", d, (10-sum%10)%10)
}

func try(t *testing.T, d detectors.Detector, cases ...detectortest.Case) {
	t.Helper()
	for i := range cases {
		if cases[i].Least == 0 {
			cases[i].Least = detectors.Medium
		}
	}
	detectortest.RunAmong(t, d, all.Detectors(), cases)
}

func TestResidentCode(t *testing.T) {
	try(t, identity.ResidentCode(),
		detectortest.Case{Text: "住民票コード：«12345678903»"},
		detectortest.Case{Text: "住民票コードは«１２３４５６７８９０３»です。", Plain: true},
		detectortest.Case{Rows: [][]string{{"氏名", "住民票コード"}, {"鈴木 健二", "«12345678903»"}, {"田中 一郎", "«98765432103»"}}},
		detectortest.Case{Rows: [][]string{{"氏名", "鈴木 健二"}, {"住民票コード", "«12345678903»"}}},
		detectortest.Case{Text: "住民票コード：11111111111"},
		detectortest.Case{Text: "住民票コードとは、11桁の番号をいう。"},
		detectortest.Case{Text: "受付番号：12345678903"},
	)
}

func TestPensionNumber(t *testing.T) {
	try(t, identity.PensionNumber(),
		detectortest.Case{Text: "基礎年金番号：«1234-567890»"},
		detectortest.Case{Rows: [][]string{{"氏名", "基礎年金番号"}, {"鈴木 健二", "«1234-567890»"}, {"田中 一郎", "«2345678901»"}}},
		detectortest.Case{Rows: [][]string{{"氏名", "鈴木 健二", "田中 一郎"}, {"基礎年金番号", "«1234-567890»", "«2345-678901»"}}},
		detectortest.Case{Text: "基礎年金番号：＿＿＿＿－＿＿＿＿＿＿"},
		detectortest.Case{Text: "伝票番号：1234-567890"},
	)
}

func TestEmploymentInsurance(t *testing.T) {
	try(t, identity.EmploymentInsurance(),
		detectortest.Case{Text: "雇用保険被保険者番号：«1234-567890-1»"},
		detectortest.Case{Rows: [][]string{{"氏名", "雇用保険被保険者番号"}, {"鈴木 健二", "«1234-567890-1»"}, {"田中 一郎", "«5012-345678-9»"}}},
		detectortest.Case{Text: "雇用保険適用事業所番号：1234-567890-1"},
	)
}

func TestCareInsurance(t *testing.T) {
	try(t, identity.NewCareInsurance(),
		detectortest.Case{Text: "介護保険被保険者番号：«0001234567»"},
		detectortest.Case{Text: "介護保険事業所番号：1370001234"},
		detectortest.Case{Text: "要介護認定結果通知書\n被保険者番号 «0001234567»\n氏名 石井 達也\n", Plain: true},
		detectortest.Case{Text: "資格確認書\n被保険者番号 0001234567\n氏名 石井 達也\n", Plain: true},
		detectortest.Case{Rows: [][]string{{"氏名", "被保険者番号", "要介護度"}, {"鈴木 健二", "«0001234567»", "要介護2"}, {"田中 一郎", "«0001234568»", "要支援1"}}},
		detectortest.Case{Rows: [][]string{{"氏名", "被保険者番号", "診療科"}, {"鈴木 健二", "0001234567", "内科"}, {"田中 一郎", "0001234568", "外科"}}},
	)
}

func TestHealthInsurance(t *testing.T) {
	number := insurerOf("0113001")
	try(t, identity.NewHealthInsurance(),
		detectortest.Case{Text: "保険者番号：«" + number + "»"},
		detectortest.Case{Text: "被保険者証記号番号：«12-3456»"},
		detectortest.Case{Rows: [][]string{{"氏名", "保険者番号"}, {"鈴木 健二", "«" + number + "»"}, {"田中 一郎", "«" + insurerOf("13805") + "»"}}},
		detectortest.Case{Rows: [][]string{{"氏名", "記号番号"}, {"鈴木 健二", "«12-3456»"}, {"田中 一郎", "«34-5678»"}}},
		detectortest.Case{Text: "保険者番号の記載方法を確認する。"},
		// 昭和49年 保険発第104号 and published numbers; the last digits changed.
		detectortest.Case{Text: "保険者番号：«33120015»"},
		detectortest.Case{Text: "保険者番号：«01270016»"},
		detectortest.Case{Text: "保険者番号：«39131016»"},
		detectortest.Case{Text: "保険者番号：«270017»"},
		detectortest.Case{Text: "保険者番号：33120014"},
		detectortest.Case{Text: "保険者番号：138058"},
		detectortest.Case{Text: "被保険者番号：«33120014»"}, // no formula is published
		detectortest.Case{Rows: [][]string{{"施設", "保険者番号"}, {"甲", "33120014"}, {"乙", "138058"}}},
		detectortest.Case{Text: "雇用保険被保険者番号：1234-567890-1"},
	)
}

func TestPublicExpense(t *testing.T) {
	try(t, identity.PublicExpense(),
		detectortest.Case{Text: "公費負担者番号：«" + insurerOf("2113601") + "»"},
		detectortest.Case{Text: "受給者番号：«1234567»"},
		detectortest.Case{Text: "受給者数：1234567人"},
	)
}

func TestDriverLicense(t *testing.T) {
	good := licence("3090123456")
	bad := good[:10] + string('0'+(good[10]-'0'+1)%10) + "0"
	try(t, identity.NewDriverLicense(),
		detectortest.Case{Text: "運転免許証番号：«" + good + "»"},
		detectortest.Case{Text: "免許証の番号は第«" + good + "»号", Plain: true},
		detectortest.Case{Text: "運転免許証\n氏名 石井 達也\n番号 第«" + good + "»号\n", Plain: true},
		detectortest.Case{Text: "運転免許証\n氏名 石井 達也\n番号 第" + bad + "号\n", Plain: true},
		detectortest.Case{Text: "許可証\n番号 第" + good + "号\n", Plain: true},
		detectortest.Case{Rows: [][]string{{"氏名", "運転免許証番号"}, {"鈴木 健二", "«" + good + "»"}, {"田中 一郎", "«" + licence("4598033587") + "»"}}},
		detectortest.Case{Text: "運転免許証番号：" + bad},
		detectortest.Case{Text: "運転免許証番号：" + licence("9912345678")}, // no such commission
		detectortest.Case{Text: "整理番号：" + good},
	)
}

// Remainders of 0 and 1 give the check digits 1 and 0.
func TestDriverLicenseEdges(t *testing.T) {
	for d, want := range map[string]byte{"3090123456": '2', "4598033587": '2', "3020000006": '1', "3020000001": '0'} {
		if got := licence(d); got[10] != want {
			t.Errorf("check digit of %s = %c, want %c", d, got[10], want)
		}
		try(t, identity.NewDriverLicense(), detectortest.Case{Text: "免許証番号：«" + licence(d) + "»", Plain: true})
	}
}

func TestPassport(t *testing.T) {
	try(t, identity.NewPassport(),
		detectortest.Case{Text: "旅券番号：«TK1234567»"},
		detectortest.Case{Text: "Passport No: «TR0123456»", Plain: true},
		detectortest.Case{Rows: [][]string{{"氏名", "旅券番号"}, {"鈴木 健二", "«TK1234567»"}, {"田中 一郎", "«MZ7654321»"}}},
		detectortest.Case{Text: "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n«L898902C3»6UTO7408122F1204159ZE184226B<<<<<10\n", Plain: true}, // ICAO Doc 9303 part 4
		detectortest.Case{Text: "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C37UTO7408122F1204159ZE184226B<<<<<10\n", Plain: true},
		detectortest.Case{Text: "型番：TK1234567"},
		detectortest.Case{Text: "旅券番号："},
	)
}

func TestResidenceCard(t *testing.T) {
	try(t, identity.ResidenceCard(),
		detectortest.Case{Text: "在留カード番号：«AB12345678CD»"},
		detectortest.Case{Rows: [][]string{{"氏名", "在留カード番号"}, {"鈴木 健二", "«AB12345678CD»"}, {"田中 一郎", "«CD87654321EF»"}}},
		detectortest.Case{Text: "在留カード番号：AB1234567CD"},
		detectortest.Case{Text: "製品番号：AB12345678CD"},
	)
}
