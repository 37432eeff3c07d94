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
	})
	detectortest.RunAmong(t, medical.Medication(), all.Detectors(), []detectortest.Case{
		{Text: onRecord + "«アムロジピン5mg»を継続し、«カロナール»を頓用とする。", Least: detectors.Medium, Plain: true},
		{Text: "アムロジピン5mgの薬価は下がった。", Least: detectors.Medium, Plain: true},
	})
	detectortest.RunAmong(t, medical.LabValue(), all.Detectors(), []detectortest.Case{
		{Text: onRecord + "HbA1c «8.2»%、LDL-C «152» mg/dL、AST(GOT)：«35»、クレアチニンは«0.82»。", Least: detectors.Medium, Plain: true},
		{Text: "HbA1c 6.5%以上で診断される。", Least: detectors.Medium, Plain: true},
		{Text: onRecord + "HbA1cを測った。", Least: detectors.Medium, Plain: true},
	})
}
