package report

import (
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"time"

	"github.com/xuri/excelize/v2"

	"tenken/internal/record"
)

// workbook is a book being written.
type workbook struct {
	Book
	*excelize.File
	survey *survey
	styles [looks]int
	now    string // day it is made, for people
	seals  *seals
	tmp    string           // folder for temporary files
	sheets map[string]*rows // by part of the package
}

// ErrChanged says that the records of a book were others when they were read
// again, so that its counts would not agree with its lists.
var ErrChanged = errors.New("the records changed while the report was being written; write it again")

func writeBook(path string, b Book, s *survey, files iter.Seq2[record.File, error]) error {
	return replace(path, func(out *os.File, tmp string) error {
		w, err := newWorkbook(b, s, tmp)
		if err != nil {
			return err
		}
		defer w.close()
		if err := w.fill(files); err != nil {
			return err
		}
		if p := b.protection(); !p.none() {
			return w.saveProtected(p, out)
		}
		return w.save(out)
	})
}

// close gives back what the book being written holds.
func (w *workbook) close() {
	w.Close() //nolint:errcheck // temporary files, which go with their folder
	for _, r := range w.sheets {
		r.file.Close()
	}
}

// saveProtected packs the workbook into a file that goes, and protects that.
func (w *workbook) saveProtected(p Protection, out io.Writer) error {
	plain, err := os.OpenFile(filepath.Join(w.tmp, "plain"), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer plain.Close()
	if err := w.save(plain); err != nil {
		return err
	}
	return p.protected(out, plain)
}

func newWorkbook(b Book, s *survey, tmp string) (*workbook, error) {
	if b.Made.IsZero() {
		return nil, errors.New("report: Settings.Made is not set")
	}
	w := &workbook{
		Book:   b,
		File:   excelize.NewFile(excelize.Options{TmpDir: tmp}),
		survey: s,
		now:    day(b.Made, b.Lang),
		seals:  newSeals(b.Key),
		tmp:    tmp,
		sheets: map[string]*rows{},
	}
	made := b.Made.UTC().Format(time.RFC3339)
	err := errors.Join(
		w.SetDefaultFont(family),
		w.SetDocProps(&excelize.DocProperties{
			Title: wordTitle.in(b.Lang) + " " + visible(b.title()), Creator: "tenken", LastModifiedBy: "tenken",
			Created: made, Modified: made, Language: b.language(),
		}),
		w.SetAppProps(&excelize.AppProperties{Application: "tenken"}),
		w.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: ptr(true)}),
	)
	for l := range looks {
		id, e := w.NewStyle(l.style())
		w.styles[l], err = id, errors.Join(err, e)
	}
	return w, err
}

func (b Book) language() string {
	if b.Lang == record.English {
		return record.English
	}
	return record.Japanese
}

// title is what people call the book's subject.
func (b Book) title() string {
	switch {
	case b.Whole:
		return wordInstitution.in(b.Lang)
	case b.Department == "":
		return wordUnclassified.in(b.Lang)
	}
	return b.Department
}

// fill writes the sheets, in the order in which they stand in the book.
func (w *workbook) fill(files iter.Seq2[record.File, error]) error {
	names := []string{sheetCover.in(w.Lang)}
	if len(w.Questions) > 0 {
		names = append(names, sheetQuestions.in(w.Lang))
	}
	if w.Whole {
		names = append(names, sheetDepartments.in(w.Lang), sheetHeat.in(w.Lang))
	}
	names = append(names, sheetActions.in(w.Lang))
	accounts := w.accountRows()
	if len(accounts) > 0 {
		names = append(names, sheetAccounts.in(w.Lang))
	}
	names = append(names, sheetSince.in(w.Lang))
	if w.Whole && len(w.JudgedTypes) > 0 {
		names = append(names, sheetJudged.in(w.Lang))
	}
	names = append(names, parts(sheetAll.in(w.Lang), w.survey.files)...)
	names = append(names, parts(sheetUnread.in(w.Lang), w.survey.partial+w.survey.unreadable)...)
	if w.survey.skipped > 0 {
		names = append(names, parts(sheetSkipped.in(w.Lang), w.survey.skipped)...)
	}
	names = append(names, sheetLegend.in(w.Lang), sheetMeta)
	if err := w.SetSheetName("Sheet1", names[0]); err != nil {
		return err
	}
	for _, n := range names[1:] {
		if _, err := w.NewSheet(n); err != nil {
			return err
		}
	}
	w.SetActiveSheet(0)
	if err := w.SetSheetVisible(sheetMeta, false, true); err != nil {
		return err
	}
	for _, write := range []func() error{
		w.cover,
		w.questions,
		w.departments,
		w.heat,
		w.actions,
		func() error { return w.accounts(accounts) },
		w.comparison,
		w.judged,
		func() error { return w.lists(files) },
		w.legend,
		w.meta,
	} {
		if err := write(); err != nil {
			return err
		}
	}
	return nil
}

func ptr[T any](v T) *T { return &v }

// serial is a time as a sheet keeps it, days since 1899-12-30, on the clock of
// the place where the book is made; nil where there is none or a sheet knows
// no such day.
func (w *workbook) serial(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	t = t.In(w.Made.Location())
	if t.Year() < 1901 || t.Year() > 9999 {
		return nil
	}
	_, offset := t.Zone()
	return float64(t.Unix()+int64(offset)-sheetEpoch) / 86400
}

var sheetEpoch = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Unix()
