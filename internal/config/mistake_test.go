package config

import (
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
