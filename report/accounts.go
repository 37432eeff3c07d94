package report

import (
	"cmp"
	"slices"

	"tenken/internal/record"
	"tenken/scanners"
)

var sheetAccounts = words{"アカウント", "Accounts"}

// accountRow is an account with the files it owns in this book.
type accountRow struct {
	record.Account
	ownerTally
}

// ownerTally counts the flagged files of an owner.
type ownerTally struct{ flagged, persons int }

var accountColumns = []column[accountRow]{
	{head: words{"保存先", "Source"}, width: 18, look: text, most: 60, value: func(_ *workbook, r accountRow) any { return r.Source }},
	{head: words{"アカウント", "Account"}, width: 34, look: text, most: 120, value: func(w *workbook, r accountRow) any {
		if r.ID == "" {
			return word(words{"（一覧を取得できませんでした）", "(the accounts could not be listed)"}.in(w.Lang))
		}
		return cmp.Or(r.Name, r.ID)
	}},
	{head: wordDepartment, width: 16, look: text, whole: true, most: 60, value: func(w *workbook, r accountRow) any {
		if r.Department == "" {
			return nil
		}
		return w.department(r.Department)
	}},
	{head: words{"多要素認証", "Multi-factor authentication"}, width: 22, look: text, value: func(w *workbook, r accountRow) any { return word(mfaWords[r.MFA].in(w.Lang)) }},
	{head: words{"確認元", "Read from"}, width: 30, look: text, most: 100, value: func(_ *workbook, r accountRow) any { return r.MFASource }},
	{head: words{"確認日", "As of"}, width: 12, look: date, value: func(w *workbook, r accountRow) any { return w.serial(r.AsOf) }},
	{head: words{"要対応ファイル", "Files to act on"}, width: 12, look: number, value: func(_ *workbook, r accountRow) any { return r.flagged }},
	{head: wordPersonsAdded, width: 14, look: number, value: func(_ *workbook, r accountRow) any { return r.persons }},
}

// mfaWords are the states, the ones that need somebody first.
var mfaWords = map[scanners.MFA]words{
	scanners.MFANone:     {"未登録（要対応）", "none (act on it)"},
	scanners.MFAUnknown:  {"不明（要確認）", "unknown (to be checked)"},
	scanners.MFAEnrolled: {"登録済", "enrolled"},
	scanners.MFAEnforced: {"登録済（必須）", "enrolled and enforced"},
}

var mfaOrder = []scanners.MFA{scanners.MFANone, scanners.MFAUnknown, scanners.MFAEnrolled, scanners.MFAEnforced}

// accountRows are the accounts of the book: in the institution's all of them,
// in a department's its own and those that own files to act on in it.
func (w *workbook) accountRows() []accountRow {
	var rows []accountRow
	for _, a := range w.Accounts {
		r := accountRow{a, w.survey.owner(a.ID, a.Name)}
		if w.Whole || r.flagged > 0 || a.ID != "" && a.Department != "" && a.Department == w.Department {
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(a, b accountRow) int {
		return cmp.Or(
			slices.Index(mfaOrder, a.MFA)-slices.Index(mfaOrder, b.MFA),
			b.flagged-a.flagged, b.persons-a.persons,
			cmp.Compare(a.Source, b.Source), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return rows
}

// accounts writes the sheet of accounts.
func (w *workbook) accounts(rows []accountRow) error {
	if len(rows) == 0 {
		return nil
	}
	t := &table[accountRow]{
		w: w, name: sheetAccounts.in(w.Lang), columns: choose(w, accountColumns), rows: len(rows), frozen: 2,
		above: []banner{
			{word(words{"アカウントと多要素認証（未登録・不明を先に）", "Accounts and multi-factor authentication (none and unknown first)"}.in(w.Lang)), strong},
			{word(words{
				"「不明」は、登録していないという意味ではありません。学外の認証基盤でサインインする人などは、その基盤で確認してください。",
				"Unknown does not mean none: people who sign in elsewhere are to be checked there.",
			}.in(w.Lang)), note},
		},
	}
	if err := t.open(); err != nil {
		return err
	}
	for _, r := range rows {
		if err := t.add(r); err != nil {
			return err
		}
	}
	return t.close()
}
