package report

import (
	"cmp"

	"tenken/internal/reach"
	"tenken/internal/record"
	"tenken/scanners"
)

var sheetAccounts = words{"アカウント", "Accounts"}

var accountColumns = []column[reach.Account]{
	{head: words{"順位", "Rank"}, width: 7, look: number, value: func(_ *workbook, r reach.Account) any { return r.Rank }},
	{head: words{"保存先", "Source"}, width: 14, look: text, most: 60, value: func(_ *workbook, r reach.Account) any { return r.Source }},
	{head: words{"アカウント", "Account"}, width: 28, look: text, most: 120, value: func(w *workbook, r reach.Account) any {
		if r.ID == "" {
			return word(words{"（一覧を取得できませんでした）", "(the accounts could not be listed)"}.in(w.Lang))
		}
		return w.owner(cmp.Or(r.Name, r.ID))
	}},
	{head: words{"利用者", "Person"}, width: 16, look: text, most: 60, value: func(w *workbook, r reach.Account) any {
		switch {
		case r.Retired:
			return w.owner(cmp.Or(r.Person, r.ID)) + words{"（退職・無効）", " (left or disabled)"}.in(w.Lang)
		case r.Person == "":
			return nil
		}
		return w.owner(r.Person)
	}},
	{head: wordDepartment, width: 14, look: text, whole: true, most: 60, value: func(w *workbook, r reach.Account) any {
		if r.ID == "" {
			return nil
		}
		return w.department(r.Department)
	}},
	{head: words{"多要素認証", "Multi-factor authentication"}, width: 17, look: text, value: func(w *workbook, r reach.Account) any {
		return word(mfaWords[cmp.Or(r.MFA, scanners.MFAUnknown)].in(w.Lang))
	}},
	{head: words{"確認元・確認日", "Read from, as of"}, width: 20, look: text, most: 100, value: func(w *workbook, r reach.Account) any {
		if r.MFASource == "" {
			return nil
		}
		return lines{r.MFASource, r.AsOf.In(w.Made.Location()).Format("2006-01-02")}
	}},
	tallyColumn(words{"所有する機微ファイル", "Sensitive files owned"}, func(r reach.Account) int { return r.Owned.Files }),
	tallyColumn(words{"その人数（延べ）", "Persons in them, added up"}, func(r reach.Account) int { return r.Owned.Persons }),
	tallyColumn(words{"共有されて届く機微ファイル", "Sensitive files shared with it"}, func(r reach.Account) int { return r.Shared.Files }),
	tallyColumn(words{"その人数（延べ）", "Persons in them, added up"}, func(r reach.Account) int { return r.Shared.Persons }),
	tallyColumn(words{"うち1人から漏えい報告", "Of these, reportable from one person on"}, func(r reach.Account) int { return r.Total().Reports }),
	{head: words{"最も重い危険度", "Gravest level"}, width: 9, look: plain, value: func(w *workbook, r reach.Account) any {
		return level(w, record.File{Level: r.Worst})
	}},
	tallyColumn(words{"ほかに、全員に見える機微ファイル", "Sensitive files everybody can reach, besides"}, func(r reach.Account) int { return r.Everyone.Files }),
}

func tallyColumn(head words, of func(reach.Account) int) column[reach.Account] {
	return column[reach.Account]{head: head, width: 11, look: number, value: func(_ *workbook, r reach.Account) any { return of(r) }}
}

// mfaWords are the states, the ones that need somebody first.
var mfaWords = map[scanners.MFA]words{
	scanners.MFANone:     {"未登録（要対応）", "none (act on it)"},
	scanners.MFAUnknown:  {"不明（要確認）", "unknown (to be checked)"},
	scanners.MFAEnrolled: {"登録済", "enrolled"},
	scanners.MFAEnforced: {"登録済（必須）", "enrolled and enforced"},
}

// accountRows are the accounts of the book with what falls with each: in the
// institution's all of them, in a department's its own and those that own or
// were given sensitive files in it. There are none where no source knows any.
func (w *workbook) accountRows() []reach.Account {
	if len(w.Accounts) == 0 {
		return nil
	}
	if w.survey.ranked == nil {
		w.survey.ranked = w.survey.reach.Accounts(w.Accounts, func(r reach.Account) bool {
			return w.Whole || r.Total().Files > 0 || r.ID != "" && r.Department != "" && r.Department == w.Department
		})
	}
	return w.survey.ranked
}

// accounts writes the sheet of accounts.
func (w *workbook) accounts(rows []reach.Account) error {
	if len(rows) == 0 {
		return nil
	}
	t := &table[reach.Account]{
		w: w, name: sheetAccounts.in(w.Lang), columns: choose(w, accountColumns), frozen: 3,
		above: []banner{
			{word(words{"このアカウントが乗っ取られたら（多要素認証が未登録・不明で、届く人数の多いものから）", "If this account falls (sign-in weak or unknown first, then by persons within reach)"}.in(w.Lang)), strong},
			{word(words{
				"この帳票のファイルについて数えています。「不明」は、登録していないという意味ではありません。学外の認証基盤でサインインする人などは、その基盤で確認してください。",
				"Counted among the files of this book. Unknown does not mean none: people who sign in elsewhere are to be checked there.",
			}.in(w.Lang)), note},
		},
	}
	return t.write(rows, nil)
}
