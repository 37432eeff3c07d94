package detectors

import (
	"fmt"
	"strings"
	"testing"
)

// TestRecords reads text of several notations into cells, written as
// row:header=value.
func TestRecords(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"json": {
			`[{"氏名":"甲","tel":"1"},{"氏名":"乙","tel":2},{"氏名":"丙 \"x\"","tel":null}]`,
			`0:氏名=甲 0:tel=1 1:氏名=乙 1:tel=2 2:氏名=丙 \"x\" 2:tel=null`,
		},
		"json lines, objects in objects": {
			`{"p":{"氏名":"甲"},"c":{"tel":"1"}}` + "\n" + `{"p":{"氏名":"乙"},"c":{"tel":"2"}}` + "\n" + `{"p":{"氏名":"丙"},"c":{"tel":"3"}}`,
			`0:p 氏名=甲 0:c tel=1 1:p 氏名=乙 1:c tel=2 2:p 氏名=丙 2:c tel=3`,
		},
		"json of rows": {
			`[["load","x"],["氏名","tel"],["甲","1"],["乙","2"],["丙","3"]]`,
			`0:氏名=甲 0:tel=1 1:氏名=乙 1:tel=2 2:氏名=丙 2:tel=3`,
		},
		"json cut off": {`[{"氏名":"甲"},{"氏名":"乙"},{"氏名":"丙"},{"氏名":"丁`, `0:氏名=甲 1:氏名=乙 2:氏名=丙`},
		"too few":      {`[{"氏名":"甲"},{"氏名":"乙"}]`, ``},
		"tells nothing": {
			`[{"a":"甲"},{"a":"乙"},{"a":"丙"}]`, ``,
		},
		"insert": {
			"INSERT INTO `t` (`id`, `氏名`) VALUES (1,'甲''s'),\n(2, N'乙'), (3,'丙');\n",
			`0:id=1 0:氏名=甲''s 1:id=2 1:氏名=乙 2:id=3 2:氏名=丙`,
		},
		"insert without columns": {
			"CREATE TABLE t (id int, 氏名 varchar(50), PRIMARY KEY (id));\ninsert into t values (1,'甲');\ninsert into t values (2,'乙');\ninsert into t values (3,'丙');",
			`0:id=1 0:氏名=甲 1:id=2 1:氏名=乙 2:id=3 2:氏名=丙`,
		},
		"xml": {
			`<a><b><氏名>甲</氏名><tel>1</tel></b><b><氏名>乙</氏名></b><b><氏名>丙</氏名></b></a>`,
			`0:氏名=甲 0:tel=1 1:氏名=乙 2:氏名=丙`,
		},
		"attributes": {`<a><b 氏名="甲" tel='1'/><b 氏名="乙"/><b 氏名="丙"/></a>`, `0:氏名=甲 0:tel=1 1:氏名=乙 2:氏名=丙`},
		"lines": {
			"■氏名：甲　　tel：1\nほか: x\n\n■氏名：乙\ntel：2\n\n■氏名：丙\ntel：\n",
			`0:氏名=甲 0:tel=1 1:氏名=乙 1:tel=2 2:氏名=丙`,
		},
		"brackets":               {"【氏名】甲\n【tel】1\n【氏名】乙\n【tel】2\n【氏名】丙\n【tel】3\n", `0:氏名=甲 0:tel=1 1:氏名=乙 1:tel=2 2:氏名=丙 2:tel=3`},
		"yaml":                   {"- 氏名: \"甲\"\n  tel: 1\n- 氏名: 乙\n  tel: 2\n- 氏名: 丙\n  tel: 3\n", `0:氏名=甲 0:tel=1 1:氏名=乙 1:tel=2 2:氏名=丙 2:tel=3`},
		"keys that nobody knows": {"氏名：甲\n場所：A\n氏名：乙\n場所：B\n氏名：丙\n場所：C\n注意：x\n", `0:氏名=甲 0:場所=A 1:氏名=乙 1:場所=B 2:氏名=丙 2:場所=C`},
		"ini":                    {"[a]\n氏名 = 甲\ntel = 1\n[b]\n氏名 = 乙\ntel = 2\n[c]\n氏名 = 丙\ntel = 3\n", `0:氏名=甲 0:tel=1 1:氏名=乙 1:tel=2 2:氏名=丙 2:tel=3`},
		"values of elements":     {`<a><氏名 value="甲"/><氏名 value="乙"/><氏名 value="丙"/></a>`, `0:氏名=甲 1:氏名=乙 2:氏名=丙`},
		"columns of json":        {`{"氏名":["甲","乙","丙"],"tel":[1,2,3],"x":["y"]}`, `0:氏名=甲 1:氏名=乙 2:氏名=丙 0:tel=1 1:tel=2 2:tel=3`},
		"columns of r":           {`d <- data.frame(氏名 = c("甲", "乙", "丙"), tel = c(1, NA, 3), n = c(1, 2))`, `0:氏名=甲 1:氏名=乙 2:氏名=丙 0:tel=1 1:tel=NA 2:tel=3`},
		"vectors of r":           {`x <- c(1, 2, 3)` + "\n" + `plot(x = c(1, 2), y = c(3, f(4)))`, ``},
		"python":                 {"a = [\n {'氏名': '甲', 'tel': 1},\n {'氏名': '乙'},\n {'氏名': '丙'},\n]\n", `0:氏名=甲 0:tel=1 1:氏名=乙 2:氏名=丙`},
		"one record of json":     {`{"氏名":"甲","tel":"1"}`, ``},
		"prose":                  {strings.Repeat("これについて: 甲は乙：丙という。\n", 9), ``},
	}
	ws := compileWords([]Asks{{Labels: []string{"氏名", "tel"}}})
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			l := layout{words: ws}
			l.read("", test.text)
			var got []string
			for _, c := range l.cells {
				if len(l.sheets) == 0 {
					t.Fatalf("cells %v of no records", l.cells)
				}
				got = append(got, fmt.Sprintf("%d:%s=%s", c.Row-l.sheets[0].first, l.sheets[0].headers[c.Col], test.text[c.Start:c.End]))
			}
			if s := strings.Join(got, " "); s != test.want {
				t.Errorf("got  %s\nwant %s", s, test.want)
			}
		})
	}
}

func FuzzRecords(f *testing.F) {
	for _, s := range []string{`[{"氏名":"甲"},["a"]]`, "INSERT INTO t (a) VALUES ('甲'", `<a b="c">氏名</a>`, "氏名：甲\n", "COPY t (氏名, tel) FROM stdin;\n甲\t1\n\\.\n", "x = c('氏名', 2)\ny = c(", "a|b|c1234567\nあ|b|c1234567\n", "{'氏名': '甲'"} {
		f.Add(s)
	}
	ws := compileWords([]Asks{{Labels: []string{"氏名", "tel"}}})
	f.Fuzz(func(t *testing.T, s string) {
		l := layout{words: ws}
		for range 2 {
			l.read("", s)
			last := 0
			for _, c := range l.cells {
				if c.Start < last || c.End <= c.Start || c.End > len(s) {
					t.Fatalf("cell %+v behind %d of %d bytes", c, last, len(s))
				}
				last = c.Start
			}
		}
	})
}
