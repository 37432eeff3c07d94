package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"tenken/internal/followup"
)

// Returned is what a book that came back says.
type Returned struct {
	Path       string
	Digest     string // of the file, 16 hexadecimal characters
	Given      time.Time
	Run        int64
	Whole      bool
	Department string
	Answers    map[string]followup.Answer // by file, copies included
	Replies    map[string]followup.Reply  // by question
	Owners     map[string]string          // departments of files, by file, in the institution's book
	Cells      map[string]string          // where a file's or question's answer stands, for messages
	Final      int                        // rows answered for good
	Rows       int                        // rows that the book went out with
	Notes      []Trouble                  // worth telling; they keep nothing from being read
}

// Reading is how books are read.
type Reading struct {
	Key       []byte    // of the ledger that wrote them
	Passwords []string  // to try on encrypted ones
	Now       time.Time // when; answers are given then
}

const (
	largestBook = 256 << 20
)

// Read reads a book that came back. An error is a *ReadError that names sheet,
// cell, cause and remedy, or the system's: then nothing of the book counts.
func (r Reading) Read(path string) (out *Returned, err error) {
	defer func() { // a stranger's bytes must not end the program
		if p := recover(); p != nil {
			out, err = nil, damaged(path)
		}
	}()
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Size() > largestBook {
		return nil, unreadable(path, words{"大きすぎます", "it is too large"}, words{"tenken が作った自己点検表を指定してください", "name a workbook that tenken wrote"})
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	f, err := r.open(path, raw)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(raw)
	b := &reader{
		Reading: r, f: f, seals: newSeals(r.Key),
		out: &Returned{
			Path: path, Given: r.Now, Digest: hex.EncodeToString(sum[:8]), Answers: map[string]followup.Answer{}, Replies: map[string]followup.Reply{},
			Owners: map[string]string{}, Cells: map[string]string{},
		},
	}
	if err := b.meta(); err != nil {
		return nil, err
	}
	b.actions()
	b.questions()
	if len(b.wrong) > 0 {
		return nil, &ReadError{path, b.wrong}
	}
	return b.out, nil
}

func damaged(path string) error {
	return unreadable(path, words{"壊れているか、Excel のブック（xlsx）ではありません", "it is damaged, or no Excel workbook (xlsx)"},
		words{"Excel で開けるか確かめ、xlsx 形式で保存し直してください", "see whether Excel opens it, and save it as xlsx"})
}

// open opens a book, with each password if it is encrypted.
func (r Reading) open(path string, raw []byte) (*cellFile, error) {
	if !bytes.HasPrefix(raw, []byte("\xd0\xcf\x11\xe0")) { // not encrypted
		f, err := openCells(raw)
		if err != nil {
			return nil, damaged(path)
		}
		return f, nil
	}
	for _, password := range r.Passwords {
		plain, err := excelize.Decrypt(raw, &excelize.Options{Password: password})
		if err != nil {
			continue
		}
		if f, err := openCells(plain); err == nil {
			return f, nil
		}
	}
	return nil, unreadable(path, words{"パスワードが付いていて開けません", "it has a password and cannot be opened"},
		words{"パスワードを --passwords のファイルに書くか、外して保存し直してください", "put the password into the file of --passwords, or save it without"})
}

// reader is a book being read.
type reader struct {
	Reading
	f     *cellFile
	seals *seals
	out   *Returned
	wrong []Trouble

	lang   string
	heads  []string
	rows   map[string]sealed // by row ID
	copies map[string][]sealed
	asked  []string // questions
}

// sealed is a row as the book went out with it.
type sealed struct {
	id     string
	bound  followup.Bound
	cells  string
	seen   string // the cell where its answer stood, once it was read
	answer followup.Answer
}

func (b *reader) bad(sheet, cell string, cause, mend words) {
	b.wrong = append(b.wrong, Trouble{sheet, cell, cause, mend})
}

func (b *reader) note(sheet, cell string, cause, mend words) {
	b.out.Notes = append(b.out.Notes, Trouble{sheet, cell, cause, mend})
}

var (
	errForeign = words{"tenken の自己点検表ではありません（管理用のシート _meta がありません）", "it is no workbook of tenken: the sheet _meta is missing"}
	errSeal    = words{"管理用のシート _meta が書き換えられています", "the sheet _meta was changed"}
	mendResend = words{"部局に送った自己点検表に記入し直してください", "fill in the workbook as it was sent out"}
)

// meta reads the hidden sheet.
func (b *reader) meta() error {
	path := b.out.Path
	lines, err := b.f.rows(sheetMeta)
	if errors.Is(err, errNoSheet) || len(lines) == 0 {
		return unreadable(path, errForeign, words{"tenken が作った自己点検表を指定してください", "name a workbook that tenken wrote"})
	}
	b.rows, b.copies = map[string]sealed{}, map[string][]sealed{}
	var sum []string
	for _, l := range lines {
		if len(l) < 2 {
			return unreadable(path, errSeal, mendResend)
		}
		if l[0] == "seal" {
			if l[1] != b.seals.of(16, sum...) {
				return unreadable(path, errSeal, mendResend)
			}
			return nil
		}
		sum = append(sum, strings.Join(l, "\x1f"))
		if wrong := b.line(l); wrong != nil {
			mend := mendResend
			if l[0] == "ledger" {
				mend = words{"その自己点検表を作った台帳を --state か --db で指定してください", "name the ledger that wrote it with --state or --db"}
			}
			return unreadable(path, *wrong, mend)
		}
	}
	return unreadable(path, errSeal, mendResend)
}

// line takes down a line of the hidden sheet, or says why the book cannot be
// ours, or not one of this ledger.
func (b *reader) line(l []string) *words {
	switch l[0] {
	case "format":
		if l[1] != metaFormat {
			return ptr(both(words{"別の版の tenken が作った自己点検表です（様式 %s）", "it was written by another version of tenken (format %s)"}, l[1]))
		}
	case "ledger":
		if l[1] != b.seals.ledger() {
			return &words{"別の台帳から作られた自己点検表です", "it was written from another ledger"}
		}
	case "run":
		b.out.Run, _ = strconv.ParseInt(l[1], 10, 64)
	case "whole":
		b.out.Whole = l[1] == "true"
	case "department":
		b.out.Department, _ = strconv.Unquote(l[1])
	case "language":
		b.lang = l[1]
	case "heads":
		b.heads = l[1:]
	case "question":
		b.asked = append(b.asked, l[1])
	case "row", "copy":
		return b.row(l)
	}
	return nil
}

func (b *reader) row(l []string) *words {
	if len(l) < 4 {
		return &errSeal
	}
	bound, err := followup.ParseBound(l[2])
	if err != nil {
		return &errSeal
	}
	if l[0] == "copy" {
		b.copies[l[1]] = append(b.copies[l[1]], sealed{id: l[3], bound: bound})
		return nil
	}
	b.out.Rows++
	b.rows[l[1]] = sealed{id: l[1], bound: bound, cells: l[3]}
	if len(l) > 4 {
		b.out.Owners[l[1]], _ = strconv.Unquote(l[4])
	}
	return nil
}

// found is a table in a sheet, wherever people moved it.
type found struct {
	sheet  string
	head   int // row of the headers, from 0
	column map[string]int
	rows   [][]string
}

// table looks for the row of headers that holds all of some heads.
func (b *reader) table(sheet words, heads ...words) (found, bool) {
	t := found{sheet: sheet.in(b.lang), column: map[string]int{}}
	var err error
	switch t.rows, err = b.f.rows(t.sheet); {
	case errors.Is(err, errNoSheet):
		b.bad(t.sheet, "", words{"シートがありません", "the sheet is missing"}, mendResend)
		return t, false
	case err != nil:
		b.bad(t.sheet, "", words{"シートが壊れているか、大きすぎます", "the sheet is damaged or too large"}, mendResend)
		return t, false
	}
	for i, row := range t.rows[:min(len(t.rows), 50)] {
		clear(t.column)
		for c, v := range row {
			if _, twice := t.column[plainly(v)]; !twice {
				t.column[plainly(v)] = c
			}
		}
		missing := slices.ContainsFunc(heads, func(h words) bool { _, ok := t.column[plainly(h.in(b.lang))]; return !ok })
		if t.head = i; !missing {
			return t, true
		}
	}
	var names []string
	for _, h := range heads {
		names = append(names, h.in(b.lang))
	}
	b.bad(t.sheet, "", both(words{"見出しの行がありません（%s）", "the row of headers is missing (%s)"}, strings.Join(names, ", ")), mendResend)
	return t, false
}

// of is the text under a head, and its cell.
func (t found) of(row int, head string) (value, cell string) {
	c, ok := t.column[plainly(head)]
	if !ok {
		return "", ""
	}
	if c < len(t.rows[row]) {
		value = strings.TrimSpace(t.rows[row][c])
	}
	return value, at(c+1, row+1)
}

var dateForms = []string{"2006-1-2", "2006/1/2", "2006.1.2", "2006年1月2日", time.RFC3339, "2006-01-02 15:04:05"}

var errDate = errors.New("no date")

// dateOf reads a date as a sheet or a person writes it.
func dateOf(s string) (time.Time, error) {
	s = plainFolded(s)
	if s == "" {
		return time.Time{}, nil
	}
	if n, err := strconv.ParseFloat(s, 64); err == nil {
		if n < 36526 || n > 73051 {
			return time.Time{}, errDate
		}
		return time.Unix(sheetEpoch+int64(n)*86400, 0).UTC(), nil
	}
	for _, form := range dateForms {
		if t, err := time.Parse(form, s); err == nil {
			return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC), nil
		}
	}
	return eraDate(s)
}

// eraDate reads 令和8年12月31日 and R8.12.31.
func eraDate(s string) (time.Time, error) {
	for _, e := range eras {
		for _, name := range []string{e.name, e.letter} {
			rest, ok := strings.CutPrefix(strings.ToUpper(s), name)
			if !ok {
				continue
			}
			rest = strings.NewReplacer("年", ".", "月", ".", "日", "", "/", ".", "-", ".", "元", "1", " ", "").Replace(rest)
			var y, m, d int
			if n, err := fmt.Sscanf(rest, "%d.%d.%d", &y, &m, &d); err == nil && n == 3 && y > 0 {
				if t := time.Date(e.year+y-1, time.Month(m), d, 0, 0, 0, 0, time.UTC); int(t.Month()) == m && t.Day() == d {
					return t, nil
				}
			}
		}
	}
	return time.Time{}, errDate
}
