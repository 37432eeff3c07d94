package medical_test

import (
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/detectortest"
	"tenken/detectors/medical"
)

const onRecord = "患者番号：12345678　生年月日：昭和47年5月3日\n"

func TestProseOfClinics(t *testing.T) {
	detectortest.RunAmong(t, medical.Diagnosis(), all.Detectors(), []detectortest.Case{
		{Text: onRecord + "«2型糖尿病»、«高血圧症»にて通院中。", Least: detectors.Medium, Plain: true},
		{Text: onRecord + "経過中に«糖尿病性腎症»が判明した。", Least: detectors.Medium, Plain: true},
		{Text: "糖尿病は血糖が高くなる病気である。", Least: detectors.Medium, Plain: true},
		{Text: onRecord + "«乳頭状腎細胞癌»術後、«右踵骨骨折»で受診。gist of sleep.", Least: detectors.Medium, Plain: true},
		{Text: "右踵骨骨折の治療法を述べる。", Least: detectors.Medium, Plain: true},
		{Text: onRecord + "既往歴：特になし\n", Least: detectors.Medium, Plain: true},
		{Text: onRecord + "現病歴：10月2日夜、急に\n", Least: detectors.Medium, Plain: true},
	})
	detectortest.RunAmong(t, medical.Medication(), all.Detectors(), []detectortest.Case{
		{Text: onRecord + "«アムロジピン5mg»を継続し、«カロナール»を頓用とする。", Least: detectors.Medium, Plain: true},
		{Text: "アムロジピン5mgの薬価は下がった。", Least: detectors.Medium, Plain: true},
		{Text: onRecord + "«ナルデメジピン»、«テストキシマブ200mg»を始めた。", Least: detectors.Medium, Plain: true},
		{Text: onRecord + "ジピンは部分である。", Least: detectors.Medium, Plain: true},
	})
	detectortest.RunAmong(t, medical.LabValue(), all.Detectors(), []detectortest.Case{
		{Text: onRecord + "HbA1c «8.2»%、LDL-C «152» mg/dL、AST(GOT)：«35»、クレアチニンは«0.82»。", Least: detectors.Medium, Plain: true},
		{Text: "HbA1c 6.5%以上で診断される。", Least: detectors.Medium, Plain: true},
		{Text: onRecord + "HbA1cを測った。", Least: detectors.Medium, Plain: true},
		{Text: onRecord + "ＣＲＰ «3.21»、KL-6 «1240» U/mL、Na «138» mEq/L。Name 12", Least: detectors.Medium, Plain: true},
	})
}
