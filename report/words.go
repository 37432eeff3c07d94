package report

import (
	"strconv"

	"tenken/internal/record"
)

// words is a text in both languages of the books.
type words struct{ ja, en string }

func (w words) in(lang string) string {
	if lang == record.English {
		return w.en
	}
	return w.ja
}

// Words used in several places; those of one sheet stand in its file.
var (
	wordFileTail      = words{"自己点検", "self-inspection"}
	wordOmitted       = words{"…（省略）", "… (cut)"}
	wordMarking       = words{"点検の担当者と部局の長だけで扱ってください", "For those who inspect and the head of department"}
	wordTitle         = words{"保存データ自己点検 結果報告書", "Self-inspection of stored data: results"}
	wordUnclassified  = words{"未分類", "Unclassified"}
	wordInstitution   = words{"全部局", "All departments"}
	wordDepartment    = words{"部局", "Department"}
	wordDepartmentOf  = words{"部局名", "Department"}
	wordMade          = words{"作成日", "Made on"}
	wordTop           = words{"（最上位）", "(top)"}
	wordOpen          = words{"開く", "open"}
	wordTotal         = words{"合計", "Total"}
	wordFiles         = words{"ファイル数", "Files"}
	wordCount         = words{"件数", "Matches"}
	wordLevel         = words{"危険度", "Level"}
	wordVerdict       = words{"判定", "Verdict"}
	wordStatus        = words{"点検の状況", "Status"}
	wordPersons       = words{"推定人数", "Persons (est.)"}
	wordPersonsAdded  = words{"推定人数（延べ）", "Persons (est., added up)"}
	wordPlace         = words{"場所", "Folder"}
	wordName          = words{"ファイル名", "File name"}
	wordOwner         = words{"所有者", "Owner"}
	wordExposure      = words{"共有範囲", "Who can reach it"}
	wordModified      = words{"最終更新", "Last change"}
	wordSize          = words{"サイズ（バイト）", "Size (bytes)"}
	wordReason        = words{"理由", "Reason"}
	wordFlagged       = words{"要対応", "To act on"}
	wordAnswer        = words{"対応", "Answer"}
	wordRowID         = words{"管理番号", "Row ID"}
	wordPossible      = words{"（疑い）", " (suspected)"}
	wordNothing       = words{"該当するファイルはありません", "There are no such files"}
	wordLargeFiles    = words{"千人を超えるファイル", "Files of more than 1,000 persons"}
	wordSharedFiles   = words{"学外から見られるファイル", "Files people outside can reach"}
	wordWholeCoverage = words{"対象 %s 件 ＝ 点検済 %s ＋ 一部点検 %s ＋ 対象外 %s ＋ 点検不能 %s", "%s files listed = %s inspected + %s partly inspected + %s skipped + %s unreadable"}
)

// Names of books that are no department's, as the file that protects books
// calls them.
const (
	WholeName        = "全部局"
	UnclassifiedName = "未分類"
)

// Names of the sheets. None holds a character or a length that Excel refuses.
var (
	sheetCover       = words{"表紙・概要", "Summary"}
	sheetDepartments = words{"部局別集計", "Departments"}
	sheetActions     = words{"要対応一覧", "To act on"}
	sheetAll         = words{"全件", "All files"}
	sheetUnread      = words{"未点検", "Not inspected"}
	sheetSkipped     = words{"対象外", "Skipped"}
	sheetLegend      = words{"凡例・根拠条項", "Legend"}
	sheetMeta        = "_meta"
)

var categoryWords = []struct {
	category record.Category
	words
}{
	{"personal", words{"個人情報", "personal data"}},
	{"special_care", words{"要配慮個人情報", "special-care personal data"}},
	{"medical", words{"診療・医療情報", "medical data"}},
	{"research", words{"研究情報", "research data"}},
	{"credential", words{"認証情報", "credentials"}},
	{"marking", words{"格付けの表示", "classification marks"}},
}

// comma writes a number with thousands separators.
func comma(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
