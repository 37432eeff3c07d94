package research_test

import (
	"fmt"
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/detectortest"
	"tenken/detectors/research"
)

func try(t *testing.T, d detectors.Detector, cases ...detectortest.Case) {
	t.Helper()
	for i := range cases {
		cases[i].Least, cases[i].Plain = detectors.Medium, true
	}
	detectortest.RunAmong(t, d, all.Detectors(), cases)
}

func TestConsentForm(t *testing.T) {
	try(t, research.ConsentForm(),
		detectortest.Case{Text: "«研究参加同意書»\n\n私は説明を受け、参加に同意します。\n令和6年5月1日\n氏名：鈴木健二\n"},
		detectortest.Case{Rows: [][]string{{"氏名", "同意取得"}, {"鈴木 健二", "«済»"}, {"田中 一郎", "«同意撤回»"}}},
		detectortest.Case{Text: "研究参加同意書\n\n氏名：＿＿＿＿＿＿　㊞\n"},
		detectortest.Case{Text: "同意書の書き方を説明します。"},
	)
}

func TestEthicsReview(t *testing.T) {
	try(t, research.EthicsReview(),
		detectortest.Case{Text: "«倫理審査申請書»\n研究責任者　氏名：鈴木健二\n"},
		detectortest.Case{Text: "倫理審査申請書\n研究責任者　氏名：＿＿＿＿\n"},
		detectortest.Case{Text: "倫理審査は年に六回行う。"},
	)
}

func TestTrialID(t *testing.T) {
	try(t, research.TrialID{},
		detectortest.Case{Text: "登録番号は «jRCTs031180159» である。"},
		detectortest.Case{Text: "«UMIN000012345»、«NCT01234567»、«jRCT2080223886»"},
		detectortest.Case{Text: "UMIN12345"},
		detectortest.Case{Text: "NCT012345678901"},
	)
}

func TestResearcherNumber(t *testing.T) {
	number := func(d string) string {
		sum := 0
		for i, w := range []int{1, 2, 1, 2, 1, 2, 1} {
			sum += w * int(d[i]-'0')
		}
		return fmt.Sprintf("%d%s", sum%10, d)
	}
	good := number("0050426")
	try(t, research.NewResearcherNumber(),
		detectortest.Case{Text: "研究者番号：«" + good + "»"},
		detectortest.Case{Rows: [][]string{{"氏名", "研究者番号"}, {"鈴木 健二", "«" + good + "»"}, {"田中 一郎", "«" + number("0012345") + "»"}}},
		detectortest.Case{Text: "ORCID: «0000-0002-1825-0097»"}, // published as an example by ORCID
		detectortest.Case{Text: "ORCID: 0000-0002-1825-0098"},
		detectortest.Case{Text: "研究者番号：20210728"},
		detectortest.Case{Text: "受付番号：" + good},
	)
}

func TestGrantNumber(t *testing.T) {
	try(t, research.GrantNumber(),
		detectortest.Case{Text: "課題番号：«23K01348»"},
		detectortest.Case{Text: "科研費課題番号 «JP19H05660»"},
		detectortest.Case{Text: "課題番号：«23KJ0881»"},
		detectortest.Case{Text: "課題番号：3"},
		detectortest.Case{Text: "品番：23K01348"},
	)
}

func TestPeerReview(t *testing.T) {
	try(t, research.PeerReview(),
		detectortest.Case{Text: "«査読報告書»\n論文題目：水質の推定\n判定：再査読\n"},
		detectortest.Case{Text: "審査意見：«計画の具体性と独創性が足りない»\n"},
		detectortest.Case{Text: "審査意見：　　　　\n"},
		detectortest.Case{Text: "査読の手引き\n査読者は秘密を守る。\n"},
	)
}

func TestPatentDraft(t *testing.T) {
	try(t, research.PatentDraft{},
		detectortest.Case{Text: "«【書類名】明細書»\n«【発明の名称】»水質の推定装置\n"},
		detectortest.Case{Text: "«発明届出書»\n発明者　氏名：鈴木健二\n"},
		detectortest.Case{Text: "特開2020-123456\n【発明の名称】水質の推定装置\n【特許請求の範囲】\n"},
		detectortest.Case{Text: "発明届出書の書き方\n"},
	)
}

func TestExportControl(t *testing.T) {
	try(t, research.ExportControl(),
		detectortest.Case{Text: "«該非判定書»\n品名　赤外線カメラ\n"},
		detectortest.Case{Text: "該非判定結果：«外為令別表 該当（10項）»\n"},
		detectortest.Case{Text: "該非判定の手引き\n該非判定とは、貨物が規制されるかを判定することをいう。\n"},
	)
}

func TestNDA(t *testing.T) {
	try(t, research.NDA{},
		detectortest.Case{Text: "«秘密保持契約書»\n\n点検大学（以下「甲」という。）と点検工業株式会社（以下「乙」という。）は、次のとおり契約する。\n"},
		detectortest.Case{Text: "秘密保持契約書\n\n＿＿＿＿（以下「甲」という。）と＿＿＿＿（以下「乙」という。）は、次のとおり契約する。\n"},
		detectortest.Case{Text: "秘密保持契約書を締結する場合は、産学連携課に相談する。\n"},
	)
}

func TestExamPaper(t *testing.T) {
	try(t, research.ExamPaper{},
		detectortest.Case{Text: "【極秘】\n令和8年度 «試験問題»\n問1　次の式を解け。\n"},
		detectortest.Case{Text: "試験問題の公表について\n昨年度の試験問題を公表します。\n"},
		detectortest.Case{Text: "令和4年度 試験問題\n問1　次の式を解け。\n"},
	)
}

func TestPublishedVectors(t *testing.T) {
	try(t, research.NewResearcherNumber(),
		detectortest.Case{Text: "研究者番号：«90050426»", Plain: true},
		detectortest.Case{Text: "研究者番号：80050426", Plain: true},
		detectortest.Case{Text: "«0000-0001-5109-3700» «0000-0002-1694-233X»", Plain: true},
		detectortest.Case{Text: "0000-0002-1825-0098", Plain: true},
	)
}
