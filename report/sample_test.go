package report

import (
	"flag"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tenken/detectors"
	"tenken/internal/record"
	"tenken/scanners"
)

var (
	update  = flag.Bool("update", false, "write the golden files anew")
	samples = flag.String("samples", "", "write sample books into this folder, to be looked at")
)

var japan = time.FixedZone("JST", 9*60*60)

var sampleInfos = func() map[string]detectors.Info {
	infos := map[string]detectors.Info{}
	for _, i := range []detectors.Info{
		{ID: "my_number", Label: "個人番号（マイナンバー）", English: "My Number", Category: "personal", Severity: 1, Validate: "check digit", Source: "平成26年総務省令第85号 第5条"},
		{ID: "credit_card", Label: "クレジットカード番号", English: "Credit card number", Category: "personal", Severity: 1, Source: "ISO/IEC 7812-1"},
		{ID: "name", Label: "氏名", English: "Name", Category: "personal", Severity: 3},
		{ID: "email", Label: "メールアドレス", English: "E-mail address", Category: "personal", Severity: 3, Source: "RFC 5322"},
		{ID: "phone_mobile", Label: "携帯電話番号", English: "Mobile phone number", Category: "personal", Severity: 3},
		{ID: "address", Label: "住所", English: "Address", Category: "personal", Severity: 3},
		{ID: "student_id", Label: "学籍番号", English: "Student number", Category: "personal", Severity: 2},
		{ID: "birth_date", Label: "生年月日", English: "Date of birth", Category: "personal", Severity: 3},
		{ID: "health_check", Label: "健康診断結果", English: "Health check", Category: "special_care", Severity: 1},
		{ID: "diagnosis", Label: "病名・診断", English: "Diagnosis", Category: "medical", Severity: 1},
		{ID: "classification_mark", Label: "格付けの表示", English: "Classification mark", Category: "marking", Severity: 4},
	} {
		infos[i.ID] = i
	}
	return infos
}()

func sampleSettings(lang string) Settings {
	return Settings{
		Institution: "見本大学",
		Run:         12,
		Period:      time.Date(2026, 11, 20, 9, 0, 0, 0, japan),
		Until:       time.Date(2026, 11, 22, 4, 0, 0, 0, japan),
		Made:        time.Date(2026, 11, 22, 10, 30, 0, 0, japan),
		Lang:        lang,
		Contact:     "情報基盤課（内線 0000）",
		Heads:       map[string]string{"医学部": "見本 学部長", "理学部／物理学科": "見本 学部長", "工学部": "見本 工学部長"},
		Legal: []record.Case{
			{ID: "special_care", Name: "要配慮個人情報の漏えい", English: "special-care personal information", Source: "施行規則 第7条第1号（1人から）"},
			{ID: "malicious", Name: "不正の目的による漏えい", English: "leak by malicious access", Source: "施行規則 第7条第3号（1人から）"},
			{ID: "exempt_encrypted", Name: "高度な暗号化がされている", English: "protected by strong encryption", Source: "施行規則 第7条第1号", Exempt: true},
		},
		Infos: sampleInfos,
		Accounts: []record.Account{
			{Source: "AWS", Account: scanners.Account{ID: "arn:aws:iam::111122223333:user/lab", Name: "医学部/lab", Department: "医学部",
				MFA: scanners.MFANone, MFASource: "AWS IAM credential report", AsOf: time.Date(2026, 11, 20, 3, 0, 0, 0, time.UTC)}},
			{Source: "AWS", Account: scanners.Account{ID: "arn:aws:iam::111122223333:user/kanri", Name: "医学部/kanri",
				MFA: scanners.MFAEnrolled, MFASource: "AWS IAM credential report", AsOf: time.Date(2026, 11, 20, 3, 0, 0, 0, time.UTC)}},
			{Source: "附属病院のS3", Account: scanners.Account{MFA: scanners.MFAUnknown, AsOf: time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)}},
		},
		Action: func(action, lang string) string {
			return map[string]words{
				"delete":   {"不要なら削除し、必要なら規程で定めた保存場所へ移動してください", "delete it, or move it to the place your rules name"},
				"restrict": {"共有をやめ、必要な人だけが見られるようにしてください", "stop sharing it beyond those who need it"},
				"confirm":  {"業務に必要か、この場所に置いてよいかを確認してください", "confirm that it is needed and may be kept here"},
			}[action].in(lang)
		},
	}
}

var sampleDepartments = []string{"医学部", "理学部／物理学科", "工学部", "事務局", "附属病院", ""}

// sample makes records that look like a university's. Nothing in them is
// anybody's: samples are masked by hand and names are of files.
type sample struct {
	rand *rand.Rand
	n    int
}

func (s *sample) file(department string) record.File {
	s.n++
	dirs := []string{"名簿", "教務/成績", "共有/2026年度/新入生ガイダンス/配布資料", "人事/源泉徴収", "研究/患者調査/対応表", "会議資料", "old/バックアップ_2019"}
	names := []string{"受講者名簿_%d.xlsx", "成績一覧（前期）%d.csv", "源泉徴収票%d.pdf", "健康診断結果_最終版_%d.xlsx", "議事録%d.docx", "緊急連絡網_%d.xls", "アンケート回答_自由記述を含む全件_%d.csv"}
	dir := dirs[s.rand.IntN(len(dirs))]
	top := department
	if top == "" {
		top = "共通"
	}
	p := top + "/" + dir + "/" + fmt.Sprintf(names[s.rand.IntN(len(names))], s.n)
	f := record.File{
		Item: scanners.Item{
			Source: "folder", Root: "/srv/share", ID: p, Version: fmt.Sprint(s.n), Path: p,
			Link:  "file:///srv/share/" + p,
			Owner: fmt.Sprintf("user%03d@example.ac.jp", s.rand.IntN(300)),
			Size:  s.rand.Int64N(40 << 20), Modified: time.Date(2018+s.rand.IntN(9), time.Month(1+s.rand.IntN(11)), 1+s.rand.IntN(28), 10, 20, 30, 0, time.UTC),
			Media:    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
			Exposure: scanners.Exposure(s.rand.IntN(6)),
		},
		Department: department,
		Status:     record.Inspected,
		Level:      record.NoLevel,
		Verdict:    record.Clear,
		Ruleset:    "0123456789abcdef",
		Inspected:  time.Date(2026, 11, 21, 3, 0, s.n%60, 0, time.UTC),
	}
	switch k := s.rand.IntN(100); {
	case k < 5:
		f.Status = record.Unreadable
		f.Reasons = []record.Reason{{Code: []record.Code{record.Encrypted, record.Damaged, record.Denied, record.ImageOnly, record.Unsupported}[s.rand.IntN(5)]}}
		return f
	case k < 8:
		f.Status = record.Partial
		for i := range 1 + s.rand.IntN(6) {
			f.Reasons = append(f.Reasons, record.Reason{Code: record.Encrypted, Place: fmt.Sprintf("資料.zip!/第%d回/提出物.docx", i+1)})
		}
		f.Reasons = append(f.Reasons, record.Reason{Code: record.ImageOnly, Place: "page 4"})
	case k < 20:
		f.Status = record.Skipped
		f.Reasons = []record.Reason{{Code: record.Excluded, Detail: "プログラムの管理用フォルダー"}}
		return f
	case k < 60:
		return f
	}
	s.find(&f)
	return f
}

func (s *sample) find(f *record.File) {
	people := []int{1, 3, 12, 45, 120, 480, 1250, 12000}[s.rand.IntN(8)]
	add := func(typ, masked string, confidence float64, places ...string) {
		f.Findings = append(f.Findings, record.Finding{
			Type: typ, Category: record.Category(sampleInfos[typ].Category), Count: people + s.rand.IntN(3), Persons: people,
			Confidence: confidence, Places: places, Sample: masked, Digests: [][]byte{[]byte("12345678")},
		})
	}
	f.Persons = people
	switch s.rand.IntN(5) {
	case 0:
		add("my_number", "************", 0.99, "Sheet1!C2", "Sheet1!C3", "Sheet1!C4", "Sheet1!C5")
		add("name", "山***", 0.9, "Sheet1!A2", "Sheet1!A3")
		add("address", "東************", 0.9, "Sheet1!D2")
		f.Level, f.Verdict, f.Clause, f.Action = record.Critical, record.Violation, "番号法 第20条（収集等の制限）", "delete"
	case 1:
		add("health_check", "************", 0.8, "健診2026!F4")
		add("name", "鈴***", 0.9, "健診2026!B4", "健診2026!B5", "健診2026!B6", "健診2026!B7")
		f.Level, f.Verdict, f.Clause, f.Action = record.Critical, record.Violation, "個人情報保護法施行規則 第7条第1号（要配慮個人情報）", "delete"
		f.Legal = []string{"special_care", "malicious"}
		f.Rulings = []record.Ruling{{Clause: f.Clause}, {Clause: "研究データの管理（対応表の分離保管）", Beside: "研究/検査値.csv"}}
	case 2:
		add("email", "s************", 0.9, "line 12", "line 13", "line 14", "line 15")
		add("phone_mobile", "***-****-**12", 0.9, "line 12")
		f.Level, f.Verdict, f.Clause, f.Action = record.High, record.Violation, "個人情報保護法 第23条（安全管理措置）", "restrict"
	case 3:
		for _, typ := range []string{"student_id", "name", "birth_date", "email", "phone_mobile", "address", "credit_card"} {
			add(typ, "A************", 0.7, "資料.zip!/名簿/2026.csv line 3")
		}
		f.Level, f.Verdict, f.Clause, f.Action = record.Medium, record.Review, "研究データの管理", "confirm"
	default:
		add("name", "佐***", 0.4, "page 4")
		f.Level, f.Verdict, f.Clause, f.Action = record.Low, record.Review, "学内情報の取扱い", "confirm"
	}
}

// sampleFiles gives n records of a department, the same ones on every call.
func sampleFiles(department string, n int) func() iter.Seq2[record.File, error] {
	return func() iter.Seq2[record.File, error] {
		return func(yield func(record.File, error) bool) {
			s := &sample{rand: rand.New(rand.NewPCG(uint64(len(department)), 7))}
			for range n {
				if !yield(s.file(department), nil) {
					return
				}
			}
		}
	}
}

// TestWriteSamples writes books to be looked at: go test -run Samples -samples DIR.
func TestWriteSamples(t *testing.T) {
	if *samples == "" {
		t.Skip("no -samples DIR")
	}
	for _, lang := range []string{"ja", "en"} {
		dir := filepath.Join(*samples, lang)
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		paths, err := WriteAll(dir, sampleSettings(lang), sampleDepartments, func(d string) iter.Seq2[record.File, error] {
			return sampleFiles(d, 60+len(d)*5)()
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Log(strings.Join(paths, "\n"))
	}
}
