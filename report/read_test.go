package report

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"tenken/internal/followup"
	"tenken/internal/record"
)

var edits = flag.Int("edits", 25, "how many randomly edited workbooks to read back")

var testKey = []byte("0123456789abcdef0123456789abcdef")

var testQuestions = []followup.Question{
	{ID: "cloud", Part: "保存場所", Text: "クラウドに置いていない。", Clause: "通知", Evidence: followup.Violations},
	{ID: "phishing", Part: "アカウント", Text: "周知した。"},
}

// answerable writes a department's book whose files have values, copies among
// them, and returns its path and the files by ID.
func answerable(t *testing.T, lang string) (string, map[string]record.File) {
	t.Helper()
	s := sampleSettings(lang)
	s.Key, s.Questions = testKey, testQuestions
	files := map[string]record.File{}
	var list []record.File
	for f := range sampleFiles("医学部", 60)() {
		for i := range f.Findings {
			f.Findings[i].Values = []byte(f.ID)
		}
		list = append(list, f)
		if f.Flagged() && len(list)%7 == 0 {
			c := f
			c.Path = strings.Replace(f.Path, "医学部/", "医学部/写し/", 1)
			c.ID = c.Path
			list = append(list, c)
		}
	}
	for _, f := range list {
		if f.Flagged() {
			files[followup.ID(f.Item)] = f
		}
	}
	path := filepath.Join(t.TempDir(), "book.xlsx")
	if err := WriteBook(path, Book{Settings: s, Department: "医学部"}, filesOf(list...)); err != nil {
		t.Fatal(err)
	}
	return path, files
}

// grid is the list of files to act on as an editor has it: every cell with its
// type.
type grid struct {
	f     *excelize.File
	lang  string
	sheet string
	rows  [][]cellValue
	head  int
}

type cellValue struct {
	text   string
	number bool
}

func loadGrid(t *testing.T, path, lang string) *grid {
	t.Helper()
	return read(t, path, lang).fresh(t, path)
}

// fresh is a copy of the grid whose file was not edited yet.
func (g *grid) fresh(t *testing.T, path string) *grid {
	t.Helper()
	c := *g
	c.f = open(t, path)
	c.rows = make([][]cellValue, len(g.rows))
	for i := range g.rows {
		c.rows[i] = slices.Clone(g.rows[i])
	}
	return &c
}

func read(t *testing.T, path, lang string) *grid {
	t.Helper()
	g := &grid{f: open(t, path), lang: lang, sheet: sheetActions.in(lang), head: actionHead - 1}
	rows, err := g.f.GetRows(g.sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	for r, row := range rows {
		var out []cellValue
		for c, v := range row {
			typ, err := g.f.GetCellType(g.sheet, at(c+1, r+1))
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, cellValue{v, typ == excelize.CellTypeUnset || typ == excelize.CellTypeNumber})
		}
		g.rows = append(g.rows, out)
	}
	return g
}

func (g *grid) column(h words) int {
	for i, c := range g.rows[g.head] {
		if c.text == h.in(g.lang) {
			return i
		}
	}
	panic("no column " + h.en)
}

func (g *grid) get(r int, h words) string {
	if c := g.column(h); c < len(g.rows[r]) {
		return g.rows[r][c].text
	}
	return ""
}

func (g *grid) set(r int, h words, v string) {
	c := g.column(h)
	for len(g.rows[r]) <= c {
		g.rows[r] = append(g.rows[r], cellValue{})
	}
	g.rows[r][c] = cellValue{text: v}
}

// save writes the cells back, in a new sheet of the same name.
func (g *grid) save(t *testing.T, path string) {
	t.Helper()
	if err := g.f.DeleteSheet(g.sheet); err != nil {
		t.Fatal(err)
	}
	if _, err := g.f.NewSheet(g.sheet); err != nil {
		t.Fatal(err)
	}
	for r, row := range g.rows {
		for c, v := range row {
			var err error
			if n, e := strconv.ParseFloat(v.text, 64); v.number && e == nil {
				err = g.f.SetCellFloat(g.sheet, at(c+1, r+1), n, -1, 64)
			} else if v.text != "" {
				err = g.f.SetCellStr(g.sheet, at(c+1, r+1), v.text)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := g.f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
}

// answerAll fills in answers and says what is expected of each file.
func (g *grid) answerAll(r *rand.Rand) map[string]followup.Kind {
	want := map[string]followup.Kind{}
	for i := g.head + 1; i < len(g.rows); i++ {
		k := followup.Kinds[r.IntN(len(followup.Kinds))]
		want[g.get(i, wordRowID)] = k
		name := answerName(k, g.lang)
		switch r.IntN(4) { // as people write
		case 0:
			name = " " + name + "　"
		case 1:
			name, _, _ = strings.Cut(name, "(")
		}
		g.set(i, wordAnswer, name)
		g.set(i, wordWho, fmt.Sprintf("担当%d", r.IntN(9)))
		g.set(i, wordUntil, []string{"", "2027-03-31", "2027/3/31", "令和9年3月31日", "R9.3.31", "46477"}[r.IntN(6)])
		if k == followup.Kept {
			g.set(i, wordRemarks, "授業で使うため")
			if r.IntN(2) == 0 {
				g.set(i, wordApproval, "R8-12")
			}
		}
	}
	return want
}

// disturb does what people do to sheets.
func (g *grid) disturb(r *rand.Rand, want map[string]followup.Kind) string {
	body := g.rows[g.head+1:]
	switch r.IntN(9) {
	case 0:
		r.Shuffle(len(body), func(i, j int) { body[i], body[j] = body[j], body[i] })
		return "sorted"
	case 1:
		h := g.column([]words{wordOwner, wordName, wordLevel, wordAnswer}[r.IntN(4)])
		by := func(row []cellValue) string {
			if h < len(row) {
				return row[h].text
			}
			return ""
		}
		slices.SortStableFunc(body, func(a, b []cellValue) int { return strings.Compare(by(a), by(b)) })
		return "sorted by a column"
	case 2:
		i := g.head + 1 + r.IntN(len(body))
		if id := g.get(i, wordRowID); id != "" && len(body) > 2 && g.once(id) {
			delete(want, id)
			g.rows = slices.Delete(g.rows, i, i+1)
		}
		return "cut a row"
	case 3:
		row := slices.Clone(body[r.IntN(len(body))])
		g.rows = slices.Insert(g.rows, g.head+1+r.IntN(len(body)), row)
		return "duplicated a row"
	case 4:
		g.rows = slices.Insert(g.rows, g.head+1+r.IntN(len(body)), nil)
		return "left an empty row"
	case 5:
		g.rows = slices.Insert(g.rows, 0, []cellValue{{text: "部局内の回覧用"}})
		g.head++
		return "put a line above"
	case 6:
		a, b := r.IntN(len(g.rows[g.head])), r.IntN(len(g.rows[g.head]))
		for _, row := range g.rows[g.head:] {
			if max(a, b) < len(row) {
				row[a], row[b] = row[b], row[a]
			} else if len(row) > 0 {
				for len(row) <= max(a, b) {
					row = append(row, cellValue{})
				}
				row[a], row[b] = row[b], row[a]
			}
		}
		g.pad()
		return "moved a column"
	case 7:
		for i := range g.rows[g.head:] {
			row := g.rows[g.head+i]
			if len(row) > 0 {
				g.rows[g.head+i] = slices.Insert(row, 1, cellValue{text: ""})
			}
		}
		return "inserted a column"
	}
	for i := g.head + 1; i < len(g.rows); i++ {
		for c := range g.rows[i] {
			g.rows[i][c].text = strings.ReplaceAll(g.rows[i][c].text, "\n", "\r\n")
		}
	}
	return "changed line ends"
}

// pad makes all rows of the table as long as its header.
func (g *grid) pad() {
	for i := g.head; i < len(g.rows); i++ {
		for len(g.rows[i]) > 0 && len(g.rows[i]) < len(g.rows[g.head]) {
			g.rows[i] = append(g.rows[i], cellValue{})
		}
	}
}

func (g *grid) once(id string) bool {
	n := 0
	for i := g.head + 1; i < len(g.rows); i++ {
		if g.get(i, wordRowID) == id {
			n++
		}
	}
	return n == 1
}

// reformat changes how the sheet looks: hidden rows, styles, widths.
func (g *grid) reformat(t *testing.T, r *rand.Rand) {
	t.Helper()
	style, err := g.f.NewStyle(&excelize.Style{Font: &excelize.Font{Size: 9, Color: "0000FF"}, NumFmt: []int{0, 14, 49}[r.IntN(3)]})
	if err != nil {
		t.Fatal(err)
	}
	last := at(len(g.rows[g.head]), len(g.rows))
	err = errors.Join(
		g.f.SetCellStyle(g.sheet, "A1", last, style),
		g.f.SetColWidth(g.sheet, "A", "Z", float64(5+r.IntN(30))),
		g.f.SetRowVisible(g.sheet, g.head+2+r.IntN(len(g.rows)-g.head-1), false),
	)
	if err != nil {
		t.Fatal(err)
	}
}

// TestEdits edits books in all the ways people do, some by way of LibreOffice,
// and loses or misassigns no answer: go test -run Edits -edits 1000 (make edits).
func TestEdits(t *testing.T) {
	path, files := answerable(t, record.Japanese)
	dir := t.TempDir()
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Log("LibreOffice (soffice) is not installed: no book is saved by it")
	}
	type edited struct {
		path string
		done []string
		want map[string]followup.Kind
	}
	var books []edited
	sent := read(t, path, record.Japanese)
	for i := range *edits {
		r := rand.New(rand.NewPCG(uint64(i), 20261126))
		g := sent.fresh(t, path)
		g.pad()
		e := edited{path: filepath.Join(dir, fmt.Sprintf("%04d.xlsx", i)), want: g.answerAll(r)}
		for range 1 + r.IntN(6) {
			e.done = append(e.done, g.disturb(r, e.want))
		}
		g.save(t, e.path)
		if r.IntN(3) == 0 {
			e.done = append(e.done, "reformatted")
			g.reformat(t, r)
			if err := g.f.SaveAs(e.path); err != nil {
				t.Fatal(err)
			}
		}
		books = append(books, e)
	}
	if office != "" && !testing.Short() {
		throughOffice(t, office, dir, len(books))
	}
	reading := Reading{Key: testKey, Now: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)}
	answers := 0
	for _, e := range books {
		b, err := reading.Read(e.path)
		if err != nil {
			t.Errorf("%v: %v", e.done, err)
			continue
		}
		for id, k := range e.want {
			if a, ok := b.Answers[id]; !ok || a.Kind != k || a.Bound.String() != followup.BoundOf(files[id]).String() {
				t.Errorf("%v: %s was answered %q and read as %q", e.done, id, k, a.Kind)
			}
			answers++
		}
		for id, a := range b.Answers { // no others but copies of what was answered
			if _, ok := e.want[id]; !ok && !slices.ContainsFunc(b.copiesOf(id), func(rep string) bool { return e.want[rep] == a.Kind }) {
				t.Errorf("%v: nobody answered about %s, and it was read as %q", e.done, id, a.Kind)
			}
		}
	}
	t.Logf("%d answers in %d books", answers, len(books))
}

// copiesOf are the rows that stand at the cell from which a file's answer was
// read.
func (b *Returned) copiesOf(id string) []string {
	var out []string
	for other, cell := range b.Cells {
		if other != id && cell == b.Cells[id] {
			out = append(out, other)
		}
	}
	return out
}

// throughOffice saves the first books of a folder by LibreOffice, twenty in
// one go: one in five.
func throughOffice(t *testing.T, office, dir string, books int) {
	t.Helper()
	n := books / 5
	out := filepath.Join(dir, "saved")
	for i := 0; i < n; i += 20 {
		args := []string{"--headless", "-env:UserInstallation=file://" + dir + "/profile", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out}
		for j := i; j < min(i+20, n); j++ {
			args = append(args, filepath.Join(dir, fmt.Sprintf("%04d.xlsx", j)))
		}
		if b, err := exec.Command(office, args...).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, b)
		}
	}
	for i := range n {
		name := fmt.Sprintf("%04d.xlsx", i)
		if err := os.Rename(filepath.Join(out, name), filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
}

// TestTroubles has everything that can be wrong with a book that came back.
func TestTroubles(t *testing.T) {
	ja := record.Japanese
	reading := Reading{Key: testKey, Now: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)}
	for _, c := range []struct {
		name string
		edit func(g *grid)
		want string // of the error; "" where it is only a note
		note string
	}{
		{name: "as it went out"},
		{name: "no such answer", edit: func(g *grid) { g.set(3, wordAnswer, "たぶん削除") }, want: "要対応一覧!P4: 「たぶん削除」という回答はありません"},
		{name: "kept without reason", edit: func(g *grid) { g.set(3, wordAnswer, "保持") }, want: "T4: 「保持」の理由がありません"},
		{name: "kept until yesterday", edit: func(g *grid) {
			g.set(3, wordAnswer, "保持")
			g.set(3, wordRemarks, "x")
			g.set(3, wordUntil, "2026-11-01")
		}, want: "Q4: 「保持」の期限が過ぎています"},
		{name: "no date", edit: func(g *grid) { g.set(3, wordAnswer, "削除済"); g.set(3, wordUntil, "来週") }, want: "Q4: 「来週」は日付ではありません"},
		{name: "answer without ID", edit: func(g *grid) { g.set(3, wordAnswer, "削除済"); g.set(3, wordRowID, "") }, want: "U4: 回答がありますが、管理番号がありません"},
		{name: "unknown ID", edit: func(g *grid) { g.set(3, wordAnswer, "削除済"); g.set(3, wordRowID, "AAAAA-BBBBB") }, want: "U4: 管理番号 AAAAA-BBBBB の行は"},
		{name: "unknown row without answer", edit: func(g *grid) { g.set(3, wordRowID, "AAAAA-BBBBB") }, note: "U4: 管理番号 AAAAA-BBBBB の行は"},
		{name: "ID of another row", edit: func(g *grid) { g.set(3, wordAnswer, "削除済"); g.set(3, wordRowID, g.get(4, wordRowID)) }, want: "別のファイルへの回答になるおそれ"},
		{name: "two answers", edit: func(g *grid) {
			g.set(3, wordAnswer, "削除済")
			g.rows = append(g.rows, slices.Clone(g.rows[3]))
			g.set(len(g.rows)-1, wordAnswer, "誤検知")
		}, want: "管理番号が同じで、回答が違います"},
		{name: "evidence changed", edit: func(g *grid) { g.set(3, wordAnswer, "削除済"); g.set(3, wordPersons, "1") }, note: "点検の結果（推定人数）が書き換えられています"},
		{name: "rows missing", edit: func(g *grid) { g.rows = g.rows[:len(g.rows)-2] }, note: "2 行が削除されています"},
		{name: "header gone", edit: func(g *grid) { g.set(2, wordAnswer, "x") }, want: "見出しの行がありません"},
		{name: "meta changed", edit: func(g *grid) { g.f.SetCellStr(sheetMeta, "B3", "99") }, want: "_meta が書き換えられています"},                    //nolint:errcheck // shows in the result
		{name: "meta gone", edit: func(g *grid) { g.f.DeleteSheet(sheetMeta) }, want: "自己点検表ではありません"},                                       //nolint:errcheck // shows in the result
		{name: "no without reason", edit: func(g *grid) { g.f.SetCellStr(sheetQuestions.ja, "G4", "いいえ") }, want: "点検票!H4: 「いいえ」の理由がありません"}, //nolint:errcheck // shows in the result
		{name: "no such reply", edit: func(g *grid) { g.f.SetCellStr(sheetQuestions.ja, "G5", "まあまあ") }, want: "点検票!G5: 「まあまあ」という回答はありません"}, //nolint:errcheck // shows in the result
	} {
		t.Run(c.name, func(t *testing.T) {
			path, _ := answerable(t, ja)
			g := loadGrid(t, path, ja)
			g.pad()
			if c.edit != nil {
				c.edit(g)
			}
			g.save(t, path)
			b, err := reading.Read(path)
			var wrong *ReadError
			switch {
			case c.want == "" && err != nil:
				t.Fatal(err)
			case c.want != "" && (!errors.As(err, &wrong) || !strings.Contains(wrong.In(ja), c.want)):
				t.Errorf("%v; want %q", err, c.want)
			case c.want != "" && wrong.In(record.English) == wrong.In(ja):
				t.Error("not in English")
			case c.want == "" && c.note == "" && len(b.Notes) > 0:
				t.Errorf("notes %v", b.Notes)
			case c.note != "" && !slices.ContainsFunc(b.Notes, func(n Trouble) bool { return strings.Contains(n.In(ja), c.note) }):
				t.Errorf("notes %v; want %q", b.Notes, c.note)
			}
		})
	}
}

// TestForeignBooks reads what is no book of ours.
func TestForeignBooks(t *testing.T) {
	path, _ := answerable(t, record.Japanese)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	locked, err := excelize.Encrypt(whole, &excelize.Options{Password: "correct horse battery"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		bytes   []byte
		reading Reading
		want    string
	}{
		{"cut in half", whole[:len(whole)/2], Reading{Key: testKey}, "壊れているか"},
		{"empty", nil, Reading{Key: testKey}, "壊れているか"},
		{"text", []byte("対応,管理番号\n"), Reading{Key: testKey}, "壊れているか"},
		{"of another ledger", whole, Reading{Key: []byte("another")}, "別の台帳"},
		{"encrypted", locked, Reading{Key: testKey, Passwords: []string{"wrong"}}, "パスワード"},
		{"encrypted, with the password", locked, Reading{Key: testKey, Passwords: []string{"wrong", "correct horse battery"}}, ""},
	} {
		file := filepath.Join(dir, c.name+".xlsx")
		if err := os.WriteFile(file, c.bytes, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := c.reading.Read(file)
		var wrong *ReadError
		if c.want == "" && err != nil || c.want != "" && (!errors.As(err, &wrong) || !strings.Contains(wrong.In("ja"), c.want)) {
			t.Errorf("%s: %v; want %q", c.name, err, c.want)
		}
	}
	if _, err := (Reading{}).Read(filepath.Join(dir, "none.xlsx")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}

func TestReplies(t *testing.T) {
	path, _ := answerable(t, record.English)
	f := open(t, path)
	for cell, v := range map[string]string{"G4": "no", "H4": "in spring", "I4": "2027-03-31", "J4": "x", "G5": "Ｙｅｓ"} {
		if err := f.SetCellStr(sheetQuestions.en, cell, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	b, err := Reading{Key: testKey}.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	if r := b.Replies["cloud"]; r.Answer != followup.No || r.Reason != "in spring" || r.Due.Format(time.DateOnly) != "2027-03-31" || r.Who != "x" {
		t.Errorf("%+v", r)
	}
	if b.Replies["phishing"].Answer != followup.Yes {
		t.Errorf("%+v", b.Replies)
	}
}

func TestDateOf(t *testing.T) {
	for in, want := range map[string]string{
		"": "0001-01-01", "46477": "2027-03-31", "46477.5": "2027-03-31", "2027-03-31": "2027-03-31", "２０２７／３／３１": "2027-03-31",
		"2027年3月31日": "2027-03-31", "令和9年3月31日": "2027-03-31", "R9.3.31": "2027-03-31", "r9/3/31": "2027-03-31", "令和元年5月1日": "2019-05-01",
		"来週": "", "5": "", "令和9年2月31日": "", "2027-13-01": "",
	} {
		got, err := dateOf(in)
		if want == "" && err == nil || want != "" && (err != nil || got.Format(time.DateOnly) != want) {
			t.Errorf("dateOf(%q) = %v, %v; want %q", in, got, err, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	dir := f.TempDir()
	path := filepath.Join(dir, "seed.xlsx")
	s := sampleSettings(record.Japanese)
	s.Key = testKey
	if err := WriteBook(path, Book{Settings: s, Department: "医学部"}, sampleFiles("医学部", 5)); err != nil {
		f.Fatal(err)
	}
	seed, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(seed)
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, b []byte) {
		file := filepath.Join(t.TempDir(), "x.xlsx")
		if err := os.WriteFile(file, b, 0o600); err != nil {
			t.Fatal(err)
		}
		var wrong *ReadError
		if _, err := (Reading{Key: testKey}).Read(file); err != nil && !errors.As(err, &wrong) {
			t.Fatal(err)
		}
	})
}
