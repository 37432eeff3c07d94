package config

import (
	"fmt"
	"os"
	"strings"

	"tenken/internal/strict"
)

// Protection is how one department's workbook is protected.
type Protection struct {
	Line       int
	Password   string
	Recipients []string // age public keys
}

var protectColumns = map[string][]string{
	"department": {"department", "部局"},
	"password":   {"password", "パスワード"},
	"recipient":  {"recipient", "公開鍵"},
}

// leastPassword is the length below which a password protects nothing: the
// encryption of workbooks can be tried at a high rate.
const leastPassword = 12

// ReadProtection reads the file that protects workbooks, by department; "*" is
// every other one. A department may have several lines, one recipient each.
func (c Config) ReadProtection() (map[string]Protection, error) {
	if c.Protect == "" {
		return nil, nil
	}
	file := c.Path(c.Protect)
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, &Error{File: file, Mistakes: []strict.Mistake{{Ja: "保護の表を読めません: " + err.Error(), En: "cannot be read: " + err.Error()}}}
	}
	lines, mistakes := readCSV(text, protectColumns, "department")
	out := map[string]Protection{}
	for _, l := range lines {
		bad := func(ja, en string) { mistakes = append(mistakes, strict.Mistake{Line: l.line, Ja: ja, En: en}) }
		d := l.cells["department"]
		p := out[d]
		password, recipient := l.cells["password"], l.cells["recipient"]
		switch {
		case d == "":
			bad("部局がありません", "department is missing")
		case password == "" && recipient == "":
			bad("パスワードか公開鍵のどちらかを書いてください", "give a password or a recipient")
		case password != "" && p.Password != "":
			bad("パスワードが二つあります", "there are two passwords")
		case password != "" && len([]rune(password)) < leastPassword:
			bad(fmt.Sprintf("パスワードは %d 字以上にしてください", leastPassword), fmt.Sprintf("a password needs %d characters", leastPassword))
		case recipient != "" && !strings.HasPrefix(recipient, "age1"):
			bad("公開鍵は age1… の形で書いてください", "a recipient is written age1…")
		}
		if p.Line = l.line; password != "" {
			p.Password = password
		}
		if recipient != "" {
			p.Recipients = append(p.Recipients, recipient)
		}
		out[d] = p
	}
	if len(mistakes) > 0 {
		return nil, &Error{File: file, Mistakes: mistakes}
	}
	return out, nil
}
