package extract

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
)

// Reader finds out what a file is and puts out its text, that of the files
// inside it included. It may be used concurrently.
type Reader struct {
	formats []Format
	budget  Budget
	tmpdir  string

	passwords  []string
	recognizer Recognizer
	asides     bool
}

// NewReader returns a Reader of the formats; the first that claims a file
// reads it. Zero fields of b mean DefaultBudget. Members too large for memory
// are spooled to unlinked files in tmpdir; "" is the system's.
func NewReader(formats []Format, b Budget, tmpdir string) *Reader {
	return &Reader{formats: formats, budget: b.orDefault(), tmpdir: tmpdir}
}

// WithPasswords returns a reader that tries passwords on what is encrypted.
func (r *Reader) WithPasswords(passwords []string) *Reader {
	with := *r
	with.passwords = passwords
	return &with
}

// WithRecognizer returns a reader that has the text of pictures recognised.
func (r *Reader) WithRecognizer(rec Recognizer) *Reader {
	with := *r
	with.recognizer = rec
	return &with
}

// WithAsides returns a reader that puts out other forms, too (see Text.Aside).
func (r *Reader) WithAsides() *Reader {
	with := *r
	with.asides = true
	return &with
}

// Formats are the formats of the reader, in the order in which they are asked.
func (r *Reader) Formats() []Format { return r.formats }

// Read puts out every piece of text of f, members of containers included, and
// returns its media type ("" when unknown) and what could not be read. Text of
// a file that is damaged or cut by the budget is put out as far as it goes.
//
// The error is what emit returned, the cause of ctx's end, or a failure of
// tmpdir; nothing about the file itself. A panic of emit is the caller's; a
// panic of a format is a problem of the file.
func (r *Reader) Read(ctx context.Context, f File, emit func(Text) error) (media string, problems []Problem, err error) {
	if r.budget.Input > 0 && f.Size > r.budget.Input {
		return "", []Problem{{Err: fmt.Errorf("input size: %w", ErrLimit)}}, nil
	}
	ctx, cancel := context.WithTimeoutCause(ctx, r.budget.Time, errTime)
	defer cancel()
	rd := &reading{Reader: r, ctx: ctx, emit: emit, left: r.budget}
	media = rd.file(f, 0)
	switch {
	case rd.stopped() && errors.Is(rd.halt, errSpent):
		return media, rd.problems, nil
	case rd.stopped() && errors.Is(rd.halt, errTime):
		return media, append(rd.problems, Problem{Err: errTime}), nil
	}
	return media, rd.problems, rd.halt
}

// errTime is the end of a reading whose time is over.
var errTime = fmt.Errorf("time: %w", context.DeadlineExceeded)

// headSize is how much of a file the formats are shown to claim it by.
const headSize = 64 << 10

// maxProblems bounds what is remembered of a file in which everything is wrong.
const maxProblems = 1000

// errSpent stops a reading whose budget is used up; the problem is noted where
// that happened.
var errSpent = errors.New("budget spent")

// reading is the work on one top-level file.
type reading struct {
	*Reader
	ctx      context.Context
	emit     func(Text) error
	left     Budget // what may still be used
	problems []Problem
	halt     error // once set, everything stops
	emitting bool  // a panic now is the caller's
}

// file reads a file or member and returns its media type.
func (rd *reading) file(f File, depth int) string {
	src := &source{ctx: rd.ctx, r: f.ReaderAt}
	f.ReaderAt, f.Passwords, f.tmpdir = src, rd.passwords, rd.tmpdir
	head := make([]byte, min(headSize, max(f.Size, 0)))
	n, err := f.ReadAt(head, 0)
	head = head[:n]
	if rd.stopped() {
		return ""
	}
	if n == 0 {
		if err != nil && !errors.Is(err, io.EOF) {
			rd.problem(f, "", err)
		}
		return ""
	}
	format := rd.claim(f, head)
	if format == nil {
		rd.problem(f, "", rd.cause(src, ErrUnsupported))
		return ""
	}
	out := Out{
		Text:    func(t Text) error { return rd.text(f, t) },
		Member:  func(name string, size int64, r io.Reader) error { return rd.member(f, depth, name, size, r) },
		Problem: func(place string, err error) { rd.problem(f, place, err) },
		Asides:  rd.asides,
	}
	if rd.recognizer != nil {
		out.Picture = func(place string, picture *io.SectionReader) error { return rd.picture(f, place, picture) }
	}
	err = rd.run(format, f, out)
	if errors.Is(err, errTemp) && rd.halt == nil {
		rd.halt = err // not the file's fault
	}
	if err != nil && !rd.stopped() {
		rd.problem(f, "", rd.cause(src, err))
	}
	return format.Info().Media
}

// claim is the first format that claims f. One that panics does not.
func (rd *reading) claim(f File, head []byte) Format {
	for _, format := range rd.formats {
		if claims(format, f, head) {
			return format
		}
	}
	return nil
}

func claims(format Format, f File, head []byte) (yes bool) {
	defer func() {
		if recover() != nil {
			yes = false
		}
	}()
	return format.Claims(f, head)
}

func (rd *reading) run(format Format, f File, out Out) (err error) {
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		if rd.emitting {
			panic(p)
		}
		err = fmt.Errorf("%s: %w", format.Info().ID, crash(p))
	}()
	return format.Read(rd.ctx, f, out)
}

// crash describes a panic. Its value is told only where the runtime made it:
// others may quote what was read.
func crash(p any) error {
	if re, ok := p.(runtime.Error); ok {
		return fmt.Errorf("%w: %w", ErrCrashed, re)
	}
	return ErrCrashed
}

// text passes one piece on, unless it is empty.
func (rd *reading) text(f File, t Text) error {
	if rd.stopped() {
		return rd.halt
	}
	n := int64(len(t.Body) - t.Lead)
	if n <= 0 {
		return nil
	}
	if rd.left.Output -= n; rd.left.Output < 0 {
		return rd.spent(f, "text")
	}
	t.Path = f.Path
	rd.emitting = true
	err := rd.emit(t)
	rd.emitting = false
	if err != nil {
		rd.halt = err
	}
	return err
}

// problem notes what was not read, at a place of f.
func (rd *reading) problem(f File, place string, err error) {
	if rd.stopped() || len(rd.problems) >= maxProblems {
		return
	}
	switch {
	case f.Path == "":
	case place == "":
		place = f.Path
	default:
		place = f.Path + " " + place
	}
	rd.problems = append(rd.problems, Problem{Place: place, Err: err})
}

// spent notes that a budget is used up and stops the reading.
func (rd *reading) spent(f File, what string) error {
	rd.problem(f, "", fmt.Errorf("%s: %w", what, ErrLimit))
	if rd.halt == nil {
		rd.halt = errSpent
	}
	return rd.halt
}

// stopped reports whether the reading is over before its end.
func (rd *reading) stopped() bool {
	if rd.halt == nil && rd.ctx.Err() != nil {
		rd.halt = context.Cause(rd.ctx)
	}
	return rd.halt != nil
}

// cause is why reading failed: an error of the store or disk, if there was
// one, explains more than what the format made of it. Formats' errors that say
// nothing else mean damage.
func (rd *reading) cause(src *source, err error) error {
	if io := src.failed(); io != nil {
		return io
	}
	for _, known := range []error{ErrEncrypted, ErrDamaged, ErrUnsupported, ErrLimit, ErrImageOnly} {
		if errors.Is(err, known) {
			return err
		}
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}
