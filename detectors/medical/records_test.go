package medical_test

import (
	"strings"
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/detectortest"
	"tenken/detectors/medical"
)

func try(t *testing.T, d detectors.Detector, cases ...detectortest.Case) {
	t.Helper()
	for i := range cases {
		cases[i].Least, cases[i].Plain = detectors.Medium, true
	}
	detectortest.RunAmong(t, d, all.Detectors(), cases)
}

func TestPatientList(t *testing.T) {
	try(t, medical.PatientList{},
		detectortest.Case{Rows: [][]string{{"患者氏名", "生年月日", "病名"}, {"«鈴木 健二»", "1980/01/02", "高血圧症"}, {"«田中 一郎»", "1975/03/04", "糖尿病"}}},
		detectortest.Case{Rows: [][]string{{"施設名", "患者数", "入院"}, {"点検病院", "120", "30"}, {"検査医院", "80", "10"}}},
		detectortest.Case{Rows: [][]string{{"患者氏名", "生年月日", "病名"}, {"", "", ""}, {"", "", ""}}},
	)
}

func TestChart(t *testing.T) {
	try(t, medical.Chart(),
		detectortest.Case{Text: "«退院時サマリー»\n患者ID：00123456　氏名：鈴木健二\n"},
		detectortest.Case{Text: "患者ID：00123456　氏名：鈴木健二\n主訴：«三日前からの発熱»\n既往歴：«高血圧症»\n"},
		detectortest.Case{Text: "退院時サマリー\n患者ID：　氏名：\n主訴：\n"},
		detectortest.Case{Text: "診断書を提出してください。"},
	)
}

func TestSSMIX2(t *testing.T) {
	try(t, medical.SSMIX2{},
		detectortest.Case{Text: "«99990010»_-_ADT-00_999999999999999_20161028143312352_-_1"},
		detectortest.Case{Text: "/store/999/900/99990010/20161028/OML-11/«99990010»_20161028_OML-11_123456789012345_20161028143312352_01_1"},
		detectortest.Case{Text: "99990010_ADT-00.txt"},
	)
}

func TestFHIR(t *testing.T) {
	try(t, medical.FHIR{},
		detectortest.Case{Text: `{"«resourceType":"Patient»","name":[{"text":"鈴木 健二"}],"birthDate":"1980-01-02"}` + "\n"},
		detectortest.Case{Text: "{\n  \"birthDate\": \"1980-01-02\",\n  \"«resourceType\": \"Patient»\"\n}\n"},
		detectortest.Case{Text: `{"resourceType":"ValueSet","name":"genders"}`},
		detectortest.Case{Text: `{"resourceType":"Patient"}`},
	)
}

func TestDICOM(t *testing.T) {
	header := "PatientName: SUZUKI^KENJI\nPatientID: «00123456»\nModality: CT\n"
	try(t, medical.DICOM{},
		detectortest.Case{Text: header},
		detectortest.Case{Text: "PatientName: «SUZUKI^KENJI»\nModality: CT\n"},
		detectortest.Case{Text: strings.NewReplacer("«", "", "»", "").Replace(header) + "PatientIdentityRemoved: YES\n"},
		detectortest.Case{Text: "PatientID: \nModality: CT\n"},
		detectortest.Case{Text: "The attribute PatientID: see the standard.\n"},
	)
}

func TestGenome(t *testing.T) {
	const columns = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t"
	try(t, medical.Genome{},
		detectortest.Case{Text: "##fileformat=VCFv4.2\n##contig=<ID=chr1,length=248956422>\n" + columns + "«S1»\t«S2»\nchr1\t100\trs1\tA\tG\t.\tPASS\t.\tGT\t0/1\t1/1\n"},
		detectortest.Case{Text: "##fileformat=VCFv4.2\n##contig=<ID=chr1,length=195471971>\n" + columns + "M1\nchr1\t100\trs1\tA\tG\t.\tPASS\t.\tGT\t0/1\n"},
		detectortest.Case{Text: "@HD\tVN:1.6\n@SQ\tSN:1\tLN:249250621\n@RG\tID:a\tSM:«S1»\tPL:x\n"},
		detectortest.Case{Text: "@HD\tVN:1.6\n@SQ\tSN:NC_000913.3\tLN:4641652\n@RG\tID:a\tSM:coli\n"},
		detectortest.Case{Text: "# «rsid»\tchromosome\tposition\tgenotype\nrs1\t1\t100\tAG\n"},
		detectortest.Case{Text: "@«R1».1\n" + strings.Repeat("ACGT", 10) + "\n+\n" + strings.Repeat("IIHH", 10) + "\n"},
		detectortest.Case{Text: "@R1.1\n" + strings.Repeat("ACGT", 10) + "\n+\nII\n"},
		detectortest.Case{Text: "cohort«.fam»"},
		detectortest.Case{Text: "The rsid is a number.\n"},
	)
}
