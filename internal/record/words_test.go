package record

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"testing"
)

// constants lists the constants of a type as record.go declares them, so that
// a new one without words fails here.
func constants(t *testing.T, typ string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "record.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	ast.Inspect(f, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if id, ok := v.Type.(*ast.Ident); ok && id.Name == typ {
			lit, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, lit)
		}
		return true
	})
	if len(out) == 0 {
		t.Fatalf("no constants of type %s", typ)
	}
	return out
}

func TestEveryConstantHasWords(t *testing.T) {
	for _, lang := range []string{Japanese, English} {
		for _, c := range constants(t, "Code") {
			if Code(c).What(lang) == "" || Code(c).What(lang) == c || Code(c).Todo(lang) == "" {
				t.Errorf("reason %q has no words in %s", c, lang)
			}
		}
		for _, s := range constants(t, "Status") {
			if Status(s).Label(lang) == "" {
				t.Errorf("status %q has no words in %s", s, lang)
			}
		}
		for _, l := range constants(t, "Level") {
			if Level(l).Label(lang) == "" {
				t.Errorf("level %q has no words in %s", l, lang)
			}
		}
		for _, v := range constants(t, "Verdict") {
			if Verdict(v).Label(lang) == "" {
				t.Errorf("verdict %q has no words in %s", v, lang)
			}
		}
	}
}

func TestPlace(t *testing.T) {
	for in, want := range map[string]string{
		"":                             "",
		"line 12":                      "12行目",
		"page 4":                       "4ページ",
		"slide 3":                      "3枚目のスライド",
		"Sheet1!B7":                    "Sheet1!B7",
		"mail.eml!/cv.zip!/cv line 12": "mail.eml!/cv.zip!/cv 12行目",
		"a.zip!/line 3.txt line 8":     "a.zip!/line 3.txt 8行目",
		"header Subject":               "件名",
		"header From":                  "メールの From",
		"table 2!C7":                   "表2!C7",
		"a.zip!/b.docx table 2!C7":     "a.zip!/b.docx 表2!C7",
		"slide 3 table 1!A2":           "3枚目の表1!A2",
		"slide 3 notes":                "3枚目のノート",
		"名簿 header":                    "名簿 ヘッダー",
		"slide master 1":               "スライドマスター1",
		"slide layout 2":               "スライドレイアウト2",
		"links":                        "リンク先",
		"defined names":                "名前の定義",
		"properties":                   "文書のプロパティ",
		"footnotes":                    "footnotes",
		"baseline 3":                   "baseline 3",
	} {
		if got := Place(in, Japanese); got != want {
			t.Errorf("Place(%q) = %q; want %q", in, got, want)
		}
		if got := Place(in, English); got != in {
			t.Errorf("in English %q became %q", in, got)
		}
	}
}
