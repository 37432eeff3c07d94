// Package campus writes a synthetic university: files as staff keep them, with
// personal, medical and research data in some of them and things that look
// alike in others, and the truth about which is which. All values are made up
// at run time; nobody and no institution in them exists.
package campus

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"tenken/internal/campus/write"
)

// The departments of the campus, one folder each.
var departments = []string{"医学部", "理学部", "工学部", "人文学部", "教務課", "総務課"}

// Write writes the campus below dir and returns the truth about it. The same
// seed gives the same files.
func Write(dir string, seed uint64) (Truth, error) {
	c := &campus{random: newRandom(seed), dir: dir, used: map[string]bool{}}
	c.truth.Seed = seed
	for _, f := range families {
		for i := range f.times {
			of := f.departments
			if len(of) == 0 {
				of = departments
			}
			f.write(c, of[i%len(of)])
			if c.err != nil {
				return c.truth, c.err
			}
		}
	}
	return c.truth, nil
}

// family is a kind of file, written several times.
type family struct {
	write       func(c *campus, department string)
	times       int
	departments []string // in turn; empty: all
}

var (
	teaching = []string{"理学部", "工学部", "人文学部", "教務課"}
	medicine = []string{"医学部"}
	science  = []string{"医学部", "理学部", "工学部"}
	offices  = []string{"教務課", "総務課"}
)

var families = []family{
	// What must be found.
	{(*campus).roster, 30, nil},
	{(*campus).grades, 14, teaching},
	{(*campus).admission, 4, []string{"教務課"}},
	{(*campus).payroll, 6, []string{"総務課"}},
	{(*campus).withholding, 4, []string{"総務課"}},
	{(*campus).cards, 3, []string{"総務課", "人文学部"}},
	{(*campus).contacts, 10, nil},
	{(*campus).application, 10, nil},
	{(*campus).patients, 7, medicine},
	{(*campus).linkage, 6, science},
	{(*campus).counselling, 4, offices},
	{(*campus).minutes, 8, nil},
	{(*campus).mailedRoster, 5, nil},
	{(*campus).mailedZip, 3, nil},
	{(*campus).nestedZip, 3, nil},
	{(*campus).bigList, 1, []string{"教務課"}},
	// What nobody can read.
	{(*campus).lockedZip, 3, nil},
	{(*campus).lockedBook, 3, nil},
	{(*campus).cutFile, 4, nil},
	{(*campus).scan, 4, nil},
	// What must be left alone.
	{(*campus).blankForm, 22, nil},
	{(*campus).exampleForm, 6, nil},
	{(*campus).facilities, 8, nil},
	{(*campus).prices, 10, nil},
	{(*campus).syllabus, 16, teaching},
	{(*campus).regulation, 10, nil},
	{(*campus).notice, 12, nil},
	{(*campus).letter, 10, nil},
	{(*campus).timetable, 8, teaching},
	{(*campus).statistics, 12, nil},
	{(*campus).accessLog, 10, nil},
	{(*campus).sensor, 12, science},
	{(*campus).code, 10, science},
	{(*campus).bibliography, 8, nil},
	{(*campus).codes, 8, []string{"総務課", "工学部"}},
	{(*campus).essay, 8, nil},
	{(*campus).empty, 2, nil},
}

// campus is the campus being written.
type campus struct {
	*random
	dir   string
	truth Truth
	used  map[string]bool
	err   error
}

// file is a file to be written and what is in it.
type file struct {
	department, folder, name string // name with its extension
	kind, expect, why        string
	types                    map[string]int
	persons                  int
}

// put writes a file and its truth. Names that are taken get a number.
func (c *campus) put(f file, data []byte, err error) {
	if c.err != nil {
		return
	}
	if err != nil {
		c.err = fmt.Errorf("%s: %w", f.kind, err)
		return
	}
	ext := path.Ext(f.name)
	stem := strings.TrimSuffix(f.name, ext)
	at := path.Join(f.department, f.folder, f.name)
	for n := 2; c.used[at]; n++ {
		at = path.Join(f.department, f.folder, fmt.Sprintf("%s(%d)%s", stem, n, ext))
	}
	c.used[at] = true
	full := filepath.Join(c.dir, filepath.FromSlash(at))
	if c.err = os.MkdirAll(filepath.Dir(full), 0o700); c.err != nil {
		return
	}
	if c.err = os.WriteFile(full, data, 0o600); c.err != nil {
		return
	}
	c.truth.Files = append(c.truth.Files, Planted{
		Path: at, Department: f.department, Kind: f.kind, Expect: f.expect, Types: f.types, Persons: f.persons, Why: f.why,
	})
}

// table writes a table in a format that offices keep tables in, chosen by
// chance, and returns the extension.
func (c *campus) table(t write.Table) (ext string, data []byte, err error) {
	switch c.IntN(12) {
	case 0, 1, 2:
		data, err = t.CSV(",", "cp932")
		return ".csv", data, err
	case 3:
		data, err = t.CSV(",", "utf-8-bom")
		return ".csv", data, err
	case 4:
		data, err = t.CSV("\t", "utf-16")
		return ".txt", data, err
	case 5:
		data, err = t.CSV(",", "euc-jp")
		return ".csv", data, err
	case 6:
		return ".html", t.HTML(t.Sheet), nil
	case 7:
		data, err = write.DOCX("", t.Above, t)
		return ".docx", data, err
	case 8:
		return ".pdf", write.PDF(pages(t)), nil
	}
	data, err = write.XLSX("", t)
	return ".xlsx", data, err
}

// pages lays a table out in lines, forty a page.
func pages(t write.Table) [][]string {
	lines := append([]string{}, t.Above...)
	for _, r := range append([][]string{t.Header}, t.Rows...) {
		lines = append(lines, strings.Join(r, "  "))
	}
	lines = append(lines, t.Below...)
	var out [][]string
	for len(lines) > 40 {
		out = append(out, lines[:40])
		lines = lines[40:]
	}
	return append(out, lines)
}

// document writes lines of prose in a format that offices keep letters in.
func (c *campus) document(lines []string) (ext string, data []byte, err error) {
	switch c.IntN(6) {
	case 0, 1:
		data, err = write.DOCX("", lines, write.Table{})
		return ".docx", data, err
	case 2:
		var out [][]string
		for i := 0; i < len(lines); i += 40 {
			out = append(out, lines[i:min(i+40, len(lines))])
		}
		return ".pdf", write.PDF(out), nil
	case 3:
		data, err = write.Text(strings.Join(lines, "\r\n")+"\r\n", "cp932")
		return ".txt", data, err
	case 4:
		return ".html", write.Table{Above: lines}.HTML(lines[0]), nil
	}
	data, err = write.Text(strings.Join(lines, "\n")+"\n", "utf-8")
	return ".txt", data, err
}

// year is a school year as people write it in names of files.
func (c *campus) year() string {
	n := 2018 + c.IntN(9)
	return c.pick(fmt.Sprint(n), fmt.Sprintf("R%d", max(n-2018, 1)), fmt.Sprintf("令和%d年度", max(n-2018, 1)))
}
