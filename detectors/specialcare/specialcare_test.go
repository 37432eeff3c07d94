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

// somebody is a person for notes to be about.
const somebody = "学籍番号：21A1234　氏名：鈴木健二\n"

func TestDisability(t *testing.T) {
	detectortest.RunAmong(t, specialcare.Disability(), all.Detectors(), []detectortest.Case{
		{Text: somebody + "障害名：«聴覚障害»\n", Least: detectors.Medium, Plain: true},
		{Text: somebody + "聴覚に«障害があり»、手話通訳を要する。\n", Least: detectors.Medium, Plain: true},
		{Text: "«合理的配慮申請書»\n\n" + somebody, Least: detectors.Medium, Plain: true},
		{Rows: [][]string{{"氏名", "合理的配慮"}, {"鈴木 健二", "«座席を前にする»"}, {"田中 一郎", ""}, {"佐藤 美咲", "«試験時間の延長»"}}, Least: detectors.Medium},
		{Rows: [][]string{{"氏名", "鈴木 健二"}, {"学籍番号", "21A1234"}, {"障害の種類", "«聴覚障害»"}}, Least: detectors.Medium},
		{Text: "合理的配慮申請書\n学籍番号：＿＿＿　氏名：＿＿＿\n障害名：＿＿＿\n", Least: detectors.Medium, Plain: true},
		{Text: "システム障害の報告書", Least: detectors.Medium},
		{Text: somebody + "障害内容：ネットワークが停止した\n", Least: detectors.Medium, Plain: true},
		{Text: "障害名：　　　　", Least: detectors.Medium, Plain: true},
		{Text: "障害があり、復旧に一時間を要した。", Least: detectors.Medium, Plain: true},
	})
}

func TestHarassment(t *testing.T) {
	detectortest.RunAmong(t, specialcare.Harassment(), all.Detectors(), []detectortest.Case{
		{Text: "«ハラスメント相談記録»\n" + somebody + "内容は別紙のとおり。\n", Least: detectors.Medium, Plain: true},
		{Text: somebody + "指導教員から«ハラスメントを受け»たと訴えている。\n", Least: detectors.Medium, Plain: true},
		{Text: "職員番号：012345　氏名：鈴木健二\n懲戒種別：«停職三か月»\n", Least: detectors.Medium, Plain: true},
		{Text: "ハラスメント防止規程\n第1条　この規程は、ハラスメントを受けた者の相談について定める。\n", Least: detectors.Medium, Plain: true},
		{Text: "ハラスメント相談記録\n氏名：\n内容：\n", Least: detectors.Medium, Plain: true},
	})
}

func TestCounseling(t *testing.T) {
	detectortest.RunAmong(t, specialcare.Counseling(), all.Detectors(), []detectortest.Case{
		{Text: "«学生相談記録»\n" + somebody + "不眠が続いている。\n", Least: detectors.Medium, Plain: true},
		{Text: somebody + "相談内容：«研究室での人間関係に悩んでいる»\n", Least: detectors.Medium, Plain: true},
		{Rows: [][]string{{"学籍番号", "氏名", "面談内容"}, {"21A1234", "鈴木 健二", "«進路について迷いがある»"}, {"21A1235", "田中 一郎", "«休学を考えている»"}}, Least: detectors.Medium},
		{Text: "学生相談室のご案内\n相談内容は秘密にします。\n", Least: detectors.Medium, Plain: true},
		{Text: "面談記録\n氏名：＿＿＿＿\n相談内容：＿＿＿＿\n", Least: detectors.Medium, Plain: true},
	})
}

func TestInfection(t *testing.T) {
	detectortest.RunAmong(t, specialcare.Infection(), all.Detectors(), []detectortest.Case{
		{Text: somebody + "昨日の検査で«陽性と判明»した。\n", Least: detectors.Medium, Plain: true},
		{Rows: [][]string{{"氏名", "PCR検査結果"}, {"鈴木 健二", "«陽性»"}, {"田中 一郎", "«陰性»"}}, Least: detectors.Medium},
		{Rows: [][]string{{"都道府県", "陽性者数"}, {"東京都", "1200"}, {"大阪府", "800"}}, Least: detectors.Medium},
		{Text: "県内で新たに3人の感染が確認された。", Least: detectors.Medium, Plain: true},
	})
}

func TestCreed(t *testing.T) {
	detectortest.RunAmong(t, specialcare.Creed(), all.Detectors(), []detectortest.Case{
		{Text: somebody + "宗教：«イスラム教»\n", Least: detectors.Medium, Plain: true},
		{Text: somebody + "«宗教上の理由»で豚肉を食べない。\n", Least: detectors.Medium, Plain: true},
		{Rows: [][]string{{"氏名", "信仰"}, {"鈴木 健二", "«仏教»"}, {"田中 一郎", ""}}, Least: detectors.Medium},
		{Rows: [][]string{{"国", "宗教"}, {"タイ", "仏教"}}, Least: detectors.Medium},
		{Text: "宗教上の理由による差別を禁じる。", Least: detectors.Medium, Plain: true},
	})
}

func TestCriminalRecord(t *testing.T) {
	detectortest.RunAmong(t, specialcare.CriminalRecord(), all.Detectors(), []detectortest.Case{
		{Text: somebody + "昨年、万引き«で補導され»たことがある。\n", Least: detectors.Medium, Plain: true},
		{Text: "職員番号：012345　氏名：鈴木健二\n犯罪歴：«傷害により罰金刑»\n", Least: detectors.Medium, Plain: true},
		{Text: somebody + "賞罰：なし\n", Least: detectors.Medium, Plain: true},
		{Text: "男は窃盗の容疑で逮捕された。", Least: detectors.Medium, Plain: true},
	})
}
