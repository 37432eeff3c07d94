package specialcare_test

import (
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/detectortest"
	"tenken/detectors/specialcare"
)

func TestHealthCheck(t *testing.T) {
	detectortest.RunAmong(t, specialcare.HealthCheck(), all.Detectors(), []detectortest.Case{
		{Rows: [][]string{{"職員番号", "氏名", "血圧", "総合判定"}, {"012345", "点検 一", "«128/82»", "«要精密検査»"}, {"012346", "点検 二", "«118/70»", "«異常なし»"}}, Least: detectors.Medium},
		{Text: "定期健康診断を実施します。血圧、視力、聴力を測定します。", Least: detectors.Medium},
		{Rows: [][]string{{"氏名", "血圧"}, {"", ""}}, Least: detectors.Medium},
	})
}

func TestDisability(t *testing.T) {
	detectortest.RunAmong(t, specialcare.Disability(), all.Detectors(), []detectortest.Case{
		{Text: "障害名：«聴覚障害»\n", Least: detectors.Medium, Plain: true},
		{Rows: [][]string{{"氏名", "合理的配慮"}, {"点検 一", "«座席を前にする»"}, {"点検 二", ""}, {"点検 三", "«試験時間の延長»"}}, Least: detectors.Medium},
		{Text: "システム障害の報告書", Least: detectors.Medium},
		{Text: "障害名：　　　　", Least: detectors.Medium, Plain: true},
	})
}
