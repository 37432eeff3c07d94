package config

import (
	"errors"
	"strings"
	"testing"
)

func TestMistakesOfDecoding(t *testing.T) {
	for text, want := range map[string][]string{
		"institution: x\nsauces:\n  - name: a\n": {"[2:1]", `"sauces"; did you mean "sources"?`, "^"},
		"quite_another: 1\n":                     {"[1:1]", "tenken config schema", "^"},
		"sources: 5\n":                           {"[1:", "^"},
		"sources:\n  - name: a\n    kind: folder\n    paths: [.]\n    exposure: privat\n": {"[5:15]", `exposure "privat"`, "organization", "^"},
		"sources:\n  - name: a\n    kind: folder\n":                                       {"paths is missing", "name: a"},
	} {
		_, err := Parse("a.yaml", []byte(text))
		if err == nil {
			t.Errorf("%q is no mistake", text)
			continue
		}
		for _, w := range want {
			if !strings.Contains(err.Error(), w) {
				t.Errorf("%q: no %q in\n%v", text, w, err)
			}
		}
	}
}

func TestMistakesInJapanese(t *testing.T) {
	for text, want := range map[string]string{
		"sauces: 1\n":                                `[1:1] "sauces" という項目はありません。"sources" ではありませんか`,
		"sources: 5\n":                               "[1:10] 値の形が違います。一覧",
		"workers: many\n":                            "[1:10] 値の形が違います。数を",
		"mask_names: oui\n":                          "[1:13] 値の形が違います。true か false",
		"budgets: {timeout: 3}\n":                    "[1:20] 値の形が違います。時間",
		"budgets: {input: 3}\n":                      "[1:18] この値は使えません",
		"workers: 1\nworkers: 2\n":                   "[2:1] 同じ項目が 2 回",
		"a: 1\n\tb: 2\n":                             "[2:1] 字下げにタブ",
		"sources: [\n":                               "[1:10] YAML の書き方",
		"sources: [{name: a, kind: s4}]\n":           `"s3" ではありませんか`,
		"sources: [{name: a, kind: s3, paths: [x]}]": "paths は kind: folder の項目です",
		"sources: [{name: a, kind: s3, s3: {endpoint: x}}]\n":                                              "sources[0].s3.endpoint: \"x\" はアドレスではありません",
		"sources: [{name: a, kind: folder, paths: [.]}]\ndepartments: [{name: a, sources: [b]}]\n":         "という場所は sources にありません",
		"sources: [{name: a, kind: folder, paths: [.]}]\nlanguage: fr\nbudgets: {depth: 900, ratio: -1}\n": "0 から 100 の数",
	} {
		_, err := Parse("a.yaml", []byte(text))
		var wrong *Error
		if !errors.As(err, &wrong) {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if got := wrong.In("ja"); !strings.Contains(got, want) {
			t.Errorf("%q: no %q in\n%s", text, want, got)
		}
	}
}

func TestSecretsAreNotShown(t *testing.T) {
	for _, text := range []string{
		"sources:\n- name: a\n  kind: s3\n  s3:\n    access_key: AKIAEXAMPLE\n    secret_access_key: hush-hush\n",
		"sources:\n- {name: a, kind: s3, s3: {secret_key: hush-hush, region: x}}\n",
		"sources:\n- {name: a, kind: s3, s3: {\"session_token\": \"hush-hush\"}}\n",
		"api_key: 'hush-hush'\nsources:\n- {name: a, kind: foldr, paths: [x]}\n",
	} {
		_, err := Parse("x.yaml", []byte(text))
		if err == nil || strings.Contains(err.Error(), "hush") || strings.Contains(err.Error(), "AKIA") {
			t.Errorf("%q: %v", text, err)
		}
		if !strings.Contains(err.Error(), "no secrets") {
			t.Errorf("%q does not say where secrets belong: %v", text, err)
		}
	}
}
