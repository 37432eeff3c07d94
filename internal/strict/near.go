package strict

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/printer"
	"github.com/goccy/go-yaml/token"
)

var (
	quoted  = regexp.MustCompile(`"([^"]*)"`)
	unknown = regexp.MustCompile(`unknown field "([^"]*)"`)

	// secret finds what somebody wrote into the file although no key asks for it.
	secret = regexp.MustCompile(`(?i)([a-z_]*(?:secret|token|password|access_?key|api_?key)[a-z_]*["']?\s*:\s*)("[^"]*"|'[^']*'|[^\s,}]+)`)
)

// discreet takes secrets out of what a mistake shows: it ends up on screens and
// in logs.
func discreet(s string) string { return secret.ReplaceAllString(s, "${1}…") }

// describe words an error of decoding with line, caret and, where a key is
// misspelt, the key that was probably meant.
func describe(text []byte, err error, t reflect.Type, schema string) Mistake {
	m := Mistake{Ja: "この値は使えません: " + err.Error(), En: err.Error()}
	var known yaml.Error
	var at *token.Token
	if errors.As(err, &known) {
		at = known.GetToken()
		m.Ja, m.En = say(known, t, schema)
	} else if value := quoted.FindStringSubmatch(m.En); value != nil { // errors of values come without a place
		for _, tk := range lexer.Tokenize(string(text)) {
			if tk.Value == value[1] {
				at = tk
				break
			}
		}
	}
	if at != nil {
		var p printer.Printer
		place := fmt.Sprintf("[%d:%d] ", at.Position.Line, at.Position.Column)
		m.Ja, m.En, m.Excerpt = place+m.Ja, place+m.En, p.PrintErrorToken(at, false)
	}
	return m
}

// say words an error that the YAML library found a place for.
func say(err yaml.Error, t reflect.Type, schema string) (ja, en string) {
	var wrong *yaml.TypeError
	var node *yaml.UnexpectedNodeTypeError
	switch key := unknown.FindStringSubmatch(err.GetMessage()); {
	case key != nil:
		ja, en = fmt.Sprintf("%q という項目はありません。", key[1]), key[0]+"; "
		if secret.MatchString(key[1] + ": x") {
			return ja + "このファイルに秘密の値は書けません。提供元のツールのプロファイルか環境変数に置いてください",
				en + "this file holds no secrets: keep them where the provider's own tools do, in a profile or the environment"
		}
		if near := Nearest(key[1], keys(t)); near != "" {
			return fmt.Sprintf("%s%q ではありませんか", ja, near), fmt.Sprintf("%sdid you mean %q?", en, near)
		}
		return ja + "書ける項目は " + schema + " で分かります", en + "see " + schema + " for what is known"
	case errors.As(err, &wrong):
		ja, en = form(wrong.DstType)
	case errors.As(err, &node):
		ja, en = formOf(node.Expected)
	case strings.Contains(err.GetMessage(), "already defined"):
		return "同じ項目が 2 回書かれています。どちらかを消してください", "this key is written twice; leave one of them"
	case strings.HasPrefix(err.GetMessage(), "found character '\t'"):
		return "字下げにタブは使えません。空白を使ってください", "tabs cannot indent; use spaces"
	default:
		return "YAML の書き方が正しくありません: " + err.GetMessage(), "this is no YAML: " + err.GetMessage()
	}
	return "値の形が違います。" + ja + "を書いてください", "this is no value for the key; write " + en
}

// form says how a value is written that is read into a type.
func form(t reflect.Type) (ja, en string) {
	switch {
	case t == reflect.TypeFor[time.Duration]():
		return "時間（30s、5m など）", "a time such as 30s or 5m"
	case t.Kind() == reflect.Bool:
		return "true か false のどちらか", "true or false"
	case t.Kind() >= reflect.Int && t.Kind() <= reflect.Float64:
		return "数", "a number"
	case t.Kind() == reflect.Slice:
		return formOf(ast.SequenceType)
	case t.Kind() == reflect.Struct || t.Kind() == reflect.Map || t.Kind() == reflect.Pointer:
		return formOf(ast.MappingType)
	}
	return "文字列", "text"
}

// formOf is form of the syntax that is expected.
func formOf(n ast.NodeType) (ja, en string) {
	switch n {
	case ast.SequenceType:
		return "一覧（行の初めに - を付けて並べたもの、または [a, b]）", "a list: lines that begin with -, or [a, b]"
	case ast.MappingType, ast.MappingValueType:
		return "項目と値の組（「項目: 値」の行を字下げしたもの）", "keys with values: indented lines of key: value"
	}
	return "文字列か数", "text or a number"
}

// keys are the names of all fields of a configuration.
func keys(t reflect.Type) []string {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	var out []string
	for i := range t.NumField() {
		f := t.Field(i)
		if name, _, _ := strings.Cut(f.Tag.Get("yaml"), ","); name != "" && name != "-" {
			out = append(append(out, name), keys(f.Type)...)
		}
	}
	return out
}

// Nearest is the key at most two edits away; "" when there is none.
func Nearest(word string, keys []string) string {
	best, least := "", 3
	for _, k := range keys {
		if d := distance(word, k); d < least && d < len(word) {
			best, least = k, d
		}
	}
	return best
}

// distance is the Levenshtein distance in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := last
			if a[i] != b[j] {
				cost++
			}
			last = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
