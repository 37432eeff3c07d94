// Package report writes what inspections found for people and for machines:
// one Excel workbook per department and one for the institution, and JSON
// Lines. It reads records and nothing else: it inspects no file, judges
// nothing, and never sees a raw value, because records hold masked samples
// and places only. Paths and names of files are shown as they are; where they
// hold personal names, so do the books, which is why these are written for
// their owner alone.
package report

import (
	"errors"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"tenken/detectors"
	"tenken/internal/followup"
	"tenken/internal/record"
)

// Settings are what the books of one run have in common.
type Settings struct {
	Institution string // name of the institution; may be empty
	Run         int64  // number of the run in the ledger; 0: none
	Period      time.Time
	Until       time.Time // the inspection lasted from Period until then; zero: that day only
	Made        time.Time // when the books were made; its location is that of every date in them
	Due         time.Time // date by which departments answer; zero: they fill it in
	Lang        string    // record.Japanese, the default, or record.English
	Marking     string    // confidentiality of the books; empty: the usual one
	Contact     string    // whom to ask; may be empty

	// Accounts are the owners that the sources know, with the state of their
	// multi-factor authentication; none: there is no sheet of them.
	Accounts []record.Account

	// Stand says where a flagged file stands: what became of it, and whether an
	// answer holds; nil: everything is new.
	Stand func(record.File) followup.Standing
	// Since says what files are compared with; nil: there is no earlier run.
	Since *Since
	// Periods are the figures of this run and of those before, oldest first.
	Periods []followup.Period
	// Questions are those of the self-inspection; none: there is no sheet of them.
	Questions []followup.Question
	// Replies are those given to the questions of this run, by department and
	// question.
	Replies map[string]map[string]followup.Reply
	// JudgedTypes and JudgedDepartments count final answers of all runs.
	JudgedTypes, JudgedDepartments map[string]followup.Judged
	// Head is the head of the audit chain, for the feet of pages.
	Head string
	// Key seals what books hold, so that one that comes back is known to be
	// ours and what was changed in it can be named; nil: it cannot.
	Key []byte

	// MaskNames hides the names of files, folders and owners. Whoever keeps the
	// ledger can tell which file a row ID is.
	MaskNames bool

	// Protect says how a book is protected; nil: not at all.
	Protect func(whole bool, department string) Protection

	// Heads are those who answer for departments, by department.
	Heads map[string]string
	// Legal are the cases of leak report that records name by their codes.
	Legal []record.Case

	// Infos describe the types of findings; those without one are shown by
	// their id.
	Infos map[string]detectors.Info
	// Action words a recommended action in a language; nil shows its code.
	Action func(action, lang string) string
}

// Since is what became of the files of an earlier run that are not flagged any
// more, or not seen.
type Since struct {
	Run     int64
	At      time.Time
	Settled []followup.Settled
}

// Book is one workbook: a department's, or the whole institution's.
type Book struct {
	Settings
	Department string   // empty: files that belong to no department
	Whole      bool     // the institution's book: every department, and a table of them
	Besides    []string // other departments of the same head, which have books of their own
}

func (b Book) rows() int {
	if b.Whole {
		return institutionRows
	}
	return departmentRows
}

// WriteBook writes one workbook of the files, atomically and for its owner
// alone (see WriteFile). files may be called twice and must yield the same
// records both times, few of which are kept.
func WriteBook(path string, b Book, files func() iter.Seq2[record.File, error]) error {
	s := b.newSurvey(b.rows())
	var kept []record.File
	for f, err := range files() {
		if err != nil {
			return err
		}
		s.add(f)
		if kept = append(kept, f); s.files > keptAtMost {
			kept = nil
		}
	}
	if s.files > keptAtMost {
		return writeBook(path, b, s, files())
	}
	return writeBook(path, b, s, all(kept))
}

// keptAtMost is how many records are kept instead of being read twice.
const keptAtMost = 5000

func all(files []record.File) iter.Seq2[record.File, error] {
	return func(yield func(record.File, error) bool) {
		for _, f := range files {
			if !yield(f, nil) {
				return
			}
		}
	}
}

// booksAtOnce is how many books are written at the same time at most: each has
// a reader of the ledger and a list of the gravest files in memory.
const booksAtOnce = 3

// WriteAll writes one workbook per department and the institution's, which
// comes last, into dir, and returns the paths of those written. dir is made,
// readable by its owner alone, if it is not there. A book that cannot be
// written does not keep the others from it, unless the disk is full. files is
// called for several departments at the same time.
func WriteAll(dir string, s Settings, departments []string, files func(department string) iter.Seq2[record.File, error]) ([]string, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, newWriteError(dir, err)
	}
	sweep(dir)
	names := newNames(s)
	var jobs []job
	whole := Book{Settings: s, Whole: true}
	wholePath := filepath.Join(dir, names.of(whole))
	for _, d := range departments {
		b := Book{Settings: s, Department: d, Besides: s.besides(d, departments)}
		jobs = append(jobs, job{filepath.Join(dir, names.of(b)), b, []string{d}})
	}
	jobs = append(jobs, job{wholePath, whole, departments})

	var out output
	errs := make([]error, len(jobs))
	var g errgroup.Group
	g.SetLimit(min(booksAtOnce, runtime.GOMAXPROCS(0)))
	var stopped atomic.Bool
	start := func(i int) {
		g.Go(func() error {
			if stopped.Load() {
				errs[i] = errStopped
				return nil
			}
			if errs[i] = jobs[i].write(files); fatal(errs[i]) {
				stopped.Store(true)
			}
			return nil
		})
	}
	start(len(jobs) - 1) // the longest
	for i := range len(jobs) - 1 {
		start(i)
	}
	g.Wait() //nolint:errcheck // errors are the books'
	for i, err := range errs {
		if !errors.Is(err, errStopped) {
			out.add(jobs[i].path, err)
		}
	}
	return out.done()
}

// besides are the other departments for which the head of one answers, too.
func (s Settings) besides(department string, departments []string) []string {
	var out []string
	for _, d := range departments {
		if head := s.Heads[department]; head != "" && d != department && s.Heads[d] == head {
			out = append(out, d)
		}
	}
	return out
}

// errStopped is the outcome of a book that was not tried any more.
var errStopped = errors.New("not tried")

// job is a book to be written.
type job struct {
	path string
	Book
	departments []string
}

func (j job) write(files func(department string) iter.Seq2[record.File, error]) error {
	return WriteBook(j.path, j.Book, func() iter.Seq2[record.File, error] { return chain(j.departments, files) })
}

func chain(departments []string, files func(string) iter.Seq2[record.File, error]) iter.Seq2[record.File, error] {
	return func(yield func(record.File, error) bool) {
		for _, d := range departments {
			for f, err := range files(d) {
				if !yield(f, err) {
					return
				}
			}
		}
	}
}
