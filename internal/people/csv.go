package people

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// columns are the headings of a list of people, by what they hold. There may be
// several columns of accounts.
var columns = []struct {
	what  string
	words []string
}{
	{"id", []string{"id", "uid", "account", "user", "username", "owner", "email", "mail", "upn", "アカウント", "ユーザー", "ユーザーid", "ユーザid", "利用者id", "ログインid", "所有者", "メール", "メールアドレス", "別名"}},
	{"name", []string{"name", "氏名", "名前"}},
	{"department", []string{"department", "部局", "所属", "所属部局"}},
	{"unit", []string{"ou", "unit", "組織"}},
	{"status", []string{"status", "state", "状態", "在籍", "在籍状況", "在籍区分"}},
}

// left are the words of a status that say that a person is no longer there.
var left = []string{"退職", "退学", "卒業", "離籍", "転出", "無効", "停止", "retired", "left", "disabled", "inactive", "suspended", "0", "false"}

// parseCSV reads a list of people with a line of headings; columns that are not
// known are left alone.
func parseCSV(s string) ([]Person, error) {
	r := csv.NewReader(strings.NewReader(s))
	r.FieldsPerRecord = -1
	head, err := r.Read()
	if err != nil {
		return nil, errors.New("line 1: no line of headings: write id,name,department,status (アカウント,氏名,部局,状態)")
	}
	kinds := make([]string, len(head))
	for i, h := range head {
		kinds[i] = kindOf(h)
	}
	if !slices.Contains(kinds, "id") {
		return nil, fmt.Errorf("line 1: no column of accounts among %q: write id or アカウント above it", head)
	}
	var out []Person
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err // csv.ParseError tells the line
		}
		line, _ := r.FieldPos(0)
		if len(row) > len(kinds) {
			return nil, fmt.Errorf("line %d: %d cells under %d headings", line, len(row), len(kinds))
		}
		p := Person{Line: line}
		for i, v := range row {
			v = strings.TrimSpace(v)
			switch kinds[i] {
			case "id":
				p.IDs = add(p.IDs, v)
			case "name":
				p.Name = first(p.Name, v)
			case "department":
				p.Department = first(p.Department, v)
			case "unit":
				if v != "" {
					p.Unit = strings.FieldsFunc(v, func(r rune) bool { return r == '/' || r == '\\' })
				}
			case "status":
				p.Retired = p.Retired || slices.ContainsFunc(left, func(w string) bool { return strings.EqualFold(w, v) })
			}
		}
		if usable(p) {
			out = append(out, p)
		}
	}
}

func kindOf(heading string) string {
	h := strings.ToLower(strings.ReplaceAll(strings.TrimSpace(heading), " ", ""))
	for _, c := range columns {
		if slices.Contains(c.words, h) {
			return c.what
		}
	}
	return ""
}
