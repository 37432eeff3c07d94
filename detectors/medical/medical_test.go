package medical_test

import (
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/detectortest"
	"tenken/detectors/medical"
)

func TestPatientID(t *testing.T) {
	detectortest.RunAmong(t, medical.PatientID(), all.Detectors(), []detectortest.Case{
		{Text: "患者ID：«00123456»", Least: detectors.Medium},
		{Rows: [][]string{{"患者番号", "氏名", "病名"}, {"«00123456»", "点検 一", "高血圧症"}, {"«00123457»", "点検 二", "糖尿病"}}, Least: detectors.Medium},
		{Rows: [][]string{{"外来患者リスト"}, {"診察券番号", "受診日"}, {"«12345»", "2025/04/01"}, {"«12346»", "2025/04/02"}}, Least: detectors.Medium},
		{Text: "患者ID：", Least: detectors.Medium},
		{Text: "患者数：12345人", Least: detectors.Medium},
		{Rows: [][]string{{"年度", "患者数"}, {"2024", "12345"}, {"2025", "12400"}}, Least: detectors.Medium},
		{Rows: [][]string{{"患者ID", "氏名"}, {"", ""}}, Least: detectors.Medium},
	})
}

func TestDiagnosis(t *testing.T) {
	detectortest.RunAmong(t, medical.Diagnosis(), all.Detectors(), []detectortest.Case{
		{Text: "病名：«2型糖尿病»", Least: detectors.Medium, Plain: true},
		{Text: "診断名：«うつ病»\n", Least: detectors.Medium, Plain: true},
		{Rows: [][]string{{"患者ID", "診断名"}, {"00123456", "«高血圧症»"}, {"00123457", "«胃癌»"}, {"00123458", "«気管支喘息»"}}, Least: detectors.Medium},
		{Rows: [][]string{{"氏名", "主病名"}, {"点検 一", "«I10»"}, {"点検 二", "«E11»"}}, Least: detectors.Medium},
		{Rows: [][]string{{"患者ID", "患者氏名", "病名", "処方"}, {"03754747", "太田 真綾", "«本態性高血圧症»", "アムロジピン錠5mg"}, {"08763840", "山田 美加子", "«2型糖尿病»", "ロキソプロフェンNa錠60mg"}, {"04224401", "井上 太一", "«本態性高血圧症»", "ロキソプロフェンNa錠60mg"}, {"07338866", "岡本 洋介", "«2型糖尿病»", "アムロジピン錠5mg"}}, Least: detectors.Medium},
		{Text: "昨年、«うつ病»と診断され、服薬している。", Least: detectors.Medium, Plain: true},
		{Text: "本人は«2型糖尿病»の診断を受け、通院中。", Least: detectors.Medium, Plain: true},
		{Text: "企業の経営状態が良好と診断された。", Least: detectors.Medium, Plain: true},
		{Text: "診断書を提出してください。", Least: detectors.Medium, Plain: true},
		{Text: "病名：＿＿＿＿＿＿", Least: detectors.Medium, Plain: true},
		{Text: "病名：　　　", Least: detectors.Medium, Plain: true},
		{Rows: [][]string{{"診断日", "金額"}, {"2025/04/01", "1200"}}, Least: detectors.Medium},
	})
}

func TestLabValue(t *testing.T) {
	detectortest.RunAmong(t, medical.LabValue(), all.Detectors(), []detectortest.Case{
		{Rows: [][]string{{"氏名", "HbA1c(%)", "eGFR"}, {"点検 一", "«6.8»", "«72.1»"}, {"点検 二", "«7.2 H»", "«<60»"}, {"点検 三", "«5.9»", "«80»"}}, Least: detectors.Medium},
		{Rows: [][]string{{"品名", "単価"}, {"試薬", "1200"}}, Least: detectors.Medium},
		{Text: "HbA1cは糖尿病の指標である。", Least: detectors.Medium},
	})
}

func TestMedication(t *testing.T) {
	detectortest.RunAmong(t, medical.Medication(), all.Detectors(), []detectortest.Case{
		{Rows: [][]string{{"氏名", "処方薬"}, {"点検 一", "«アムロジピン錠5mg»"}, {"点検 二", "«メトホルミン塩酸塩錠250mg»"}}, Least: detectors.Medium},
		{Text: "処方内容：«ロキソニン錠60mg 1日3回 毎食後 5日分»\n", Least: detectors.Medium, Plain: true},
		{Text: "処方内容：\n", Least: detectors.Medium, Plain: true},
	})
}

func TestHL7(t *testing.T) {
	message := "MSH|^~\\&|HIS|H|LAB|L|20250401||ADT^A08|1|P|2.5\nPID|0001||«00123456»^^^^PI||テンケン^イチ||19800101|M\n"
	detectortest.RunAmong(t, medical.HL7{}, all.Detectors(), []detectortest.Case{
		{Text: message, Least: detectors.High, Plain: true},
		{Text: "PID|1|\n", Least: detectors.Medium, Plain: true},
		{Text: "The PID|segment of HL7 holds the patient.", Least: detectors.Medium, Plain: true},
	})
}

func TestUKE(t *testing.T) {
	detectortest.RunAmong(t, medical.UKE{}, all.Detectors(), []detectortest.Case{
		{Text: "IR,1,13,1,1234567,,点検医院,50704,00,\n«RE»,1,1112,50704,テンケン,1,3550401,,,,,\nHO,06123456,12,345,1,500\n", Least: detectors.High, Plain: true},
		{Text: "RE,the,subject,line\n", Least: detectors.Medium, Plain: true},
	})
}
