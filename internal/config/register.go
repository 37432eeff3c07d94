package config

import (
	"fmt"
	"strings"
	"time"

	"tenken/internal/followup"
	"tenken/internal/strict"
	"tenken/scanners"
)

var registerColumns = map[string][]string{
	"number": {"number", "許可番号"},
	"path":   {"path", "パス", "場所"},
	"owner":  {"owner", "所有者"},
	"types":  {"types", "種類"},
	"widest": {"exposure", "共有範囲"},
	"until":  {"until", "期限"},
	"reason": {"reason", "理由"},
}

// ParseRegister reads a register of approvals: CSV with 許可番号, パス or 所有者,
// 種類 (ids, separated by ;), 共有範囲 (the widest that it covers), 期限, 理由.
// known tells the types of findings there are. Errors are *Error.
func ParseRegister(file string, text []byte, known func(string) bool) ([]followup.Approval, error) {
	lines, mistakes := readCSV(text, registerColumns, "number", "until")
	var out []followup.Approval
	for _, l := range lines {
		bad := func(ja, en string) { mistakes = append(mistakes, strict.Mistake{Line: l.line, Ja: ja, En: en}) }
		a := followup.Approval{
			Number: l.cells["number"], Path: l.cells["path"], Owner: l.cells["owner"], Reason: l.cells["reason"],
			Widest: scanners.Private, Line: l.line,
		}
		if a.Number == "" {
			bad("許可番号がありません", "number is missing")
		}
		if a.Path == "" && a.Owner == "" {
			bad("パスか所有者のどちらかを書いてください", "give a path or an owner")
		}
		var err error
		if a.Until, err = registerDay(l.cells["until"]); err != nil {
			bad(fmt.Sprintf("期限「%s」: 2027-03-31 の形で書いてください", l.cells["until"]), fmt.Sprintf("until %q: write 2027-03-31", l.cells["until"]))
		}
		if w := l.cells["widest"]; w != "" {
			if a.Widest, err = exposureOf(w); err != nil {
				bad(fmt.Sprintf("共有範囲「%s」: %s のどれかを書いてください", w, exposures("ja")), fmt.Sprintf("exposure %q: write one of %s", w, exposures("en")))
			}
		}
		for _, t := range strings.FieldsFunc(l.cells["types"], func(r rune) bool { return strings.ContainsRune(";、, ；", r) }) {
			if !known(t) {
				bad(fmt.Sprintf("種類「%s」はありません（tenken list detectors）", t), fmt.Sprintf("there is no type %q; see tenken list detectors", t))
			}
			a.Types = append(a.Types, t)
		}
		out = append(out, a)
	}
	if len(mistakes) > 0 {
		return nil, &Error{File: file, Mistakes: mistakes}
	}
	return out, nil
}

func registerDay(s string) (time.Time, error) {
	t, err := time.Parse("2006-1-2", strings.ReplaceAll(s, "/", "-"))
	return t, err
}

var registered = []scanners.Exposure{scanners.Private, scanners.People, scanners.Organization, scanners.External, scanners.Anyone}

// exposureOf reads an exposure by its name or as books write it, with or without
// what stands in brackets.
func exposureOf(s string) (scanners.Exposure, error) {
	for _, e := range registered {
		for _, label := range []string{e.Label("ja"), e.Label("en")} {
			if short, _, _ := strings.Cut(label, "（"); s == label || s == short {
				return e, nil
			}
		}
	}
	var e scanners.Exposure
	return e, e.UnmarshalText([]byte(s))
}

func exposures(lang string) string {
	var out []string
	for _, e := range registered {
		if lang == "en" {
			out = append(out, e.String())
		} else {
			out = append(out, e.Label(lang))
		}
	}
	return strings.Join(out, ", ")
}
