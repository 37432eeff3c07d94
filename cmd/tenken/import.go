package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tenken/internal/config"
	"tenken/internal/followup"
	"tenken/internal/ledger"
	"tenken/report"
)

// importOptions are the flags of import.
type importOptions struct {
	config, state, passwords    string
	dryRun, replace, anyQuarter bool
}

func (a *app) importCommand() *cobra.Command {
	var o importOptions
	c := &cobra.Command{
		Use:   "import FILE…",
		Short: a.text(msgImportShort),
		Long:  a.text(msgImportLong),
		Args:  cobra.MinimumNArgs(1),
		RunE:  func(c *cobra.Command, files []string) error { return a.importFiles(c.Context(), files, o) },
	}
	f := c.Flags()
	f.StringVar(&o.config, "config", "", a.text(msgFlagConfig))
	f.StringVar(&o.state, "state", "", a.text(msgFlagState, stateDir()))
	f.StringVar(&o.passwords, "passwords", "", a.text(msgFlagBookPasswords))
	f.BoolVar(&o.dryRun, "dry-run", false, a.text(msgFlagDryRun))
	f.BoolVar(&o.replace, "replace", false, a.text(msgFlagReplace))
	f.BoolVar(&o.anyQuarter, "any-quarter", false, a.text(msgFlagAnyQuarter))
	return c
}

// importing is one call of import.
type importing struct {
	*app
	importOptions
	ledger *ledger.Ledger
	last   ledger.Run
	known  func(string) bool // types of findings
	failed int
}

// importFiles reads books and registers back, each one wholly or not at all.
func (a *app) importFiles(ctx context.Context, files []string, o importOptions) error {
	conf, err := a.configOf(o.config)
	if err != nil {
		return err
	}
	passwords, err := a.bookPasswords(conf, o.passwords)
	if err != nil {
		return err
	}
	state := first(o.state, conf.Path(conf.State), stateDir())
	if r, err := ledger.OpenReader(ctx, state, ledger.At(a.db)); err != nil { // there must be one already
		return err
	} else if err := r.Close(); err != nil {
		return err
	}
	l, err := ledger.Open(ctx, state, ledger.At(a.db))
	if err != nil {
		return err
	}
	defer l.Close()
	i := &importing{app: a, importOptions: o, ledger: l}
	if i.last, err = l.LastRun(ctx); err != nil {
		return err
	}
	set, err := newSet(conf.Custom()...)
	if err != nil {
		return err
	}
	types := infos(set)
	i.known = func(t string) bool { _, ok := types[t]; return ok }
	reading := report.Reading{Key: l.Key(), Passwords: passwords, Now: time.Now().UTC().Truncate(time.Second)}
	n := 0
	for book, err := range readBooks(ctx, reading, files) {
		file := files[n]
		n++
		switch {
		case errors.Is(err, errRegister):
			err = i.register(ctx, file)
		case err == nil:
			err = i.book(ctx, book)
		}
		if err := i.tell(file, err); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if i.failed > 0 {
		return usage(errors.New(a.text(msgImportFailed, i.failed, len(files))))
	}
	return nil
}

var errRegister = errors.New("a register of approvals")

// readBooks reads files in their order, some ahead at the same time.
func readBooks(ctx context.Context, reading report.Reading, files []string) iter.Seq2[*report.Returned, error] {
	type outcome struct {
		book *report.Returned
		err  error
	}
	return func(yield func(*report.Returned, error) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		ahead := make(chan chan outcome, runtime.NumCPU()-1)
		go func() {
			defer close(ahead)
			for _, file := range files {
				c := make(chan outcome, 1)
				select {
				case ahead <- c:
				case <-ctx.Done():
					return
				}
				go func() {
					var o outcome
					if o.err = errRegister; !strings.EqualFold(filepath.Ext(file), ".csv") {
						o.book, o.err = reading.Read(file)
					}
					c <- o
				}()
			}
		}()
		for c := range ahead {
			if o := <-c; !yield(o.book, o.err) {
				return
			}
		}
	}
}

// tell says what is wrong with a file; its error ends the import.
func (i *importing) tell(file string, err error) error {
	var wrong *report.ReadError
	var bad *config.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &wrong):
		fmt.Fprintln(i.errs, wrong.In(i.lang))
	case errors.As(err, &bad):
		fmt.Fprintln(i.errs, bad.In(i.lang))
	case errors.Is(err, os.ErrNotExist), errors.Is(err, os.ErrPermission):
		fmt.Fprintln(i.errs, i.notFound(file, err))
	default:
		return err
	}
	i.failed++
	fmt.Fprintln(i.errs, i.text(msgImportNothing, filepath.Base(file)))
	return nil
}

// book keeps the answers of one book.
func (i *importing) book(ctx context.Context, b *report.Returned) error {
	if err := i.timely(ctx, b); err != nil {
		return err
	}
	changed, err := i.ledger.KeepBook(ctx, ledger.Book{
		Run: b.Run, Department: b.Department, Digest: b.Digest, Given: b.Given, Answers: b.Answers, Replies: b.Replies, Owners: b.Owners,
	}, ledger.Keeping{Replace: i.replace, Try: i.dryRun})
	if err != nil {
		return i.contradiction(b, err)
	}
	return i.done(b, changed)
}

// timely refuses books of a run that is not there, or of an earlier quarter.
func (i *importing) timely(ctx context.Context, b *report.Returned) error {
	run, err := i.ledger.Run(ctx, b.Run)
	if err != nil {
		return report.Refuse(b.Path, i.pair(msgBookNoRun, b.Run), i.pair(msgBookNoRunMend))
	}
	if followup.Quarter(run.Started) != followup.Quarter(i.last.Started) && !i.anyQuarter {
		return report.Refuse(b.Path, i.pair(msgBookOld, b.Run, run.Started.Format("2006-01-02"), i.last.ID), i.pair(msgBookOldMend))
	}
	return nil
}

// pair is a message in both languages.
func (i *importing) pair(m message, args ...any) [2]string {
	if len(args) == 0 {
		return [2]string{m.ja, m.en}
	}
	return [2]string{fmt.Sprintf(m.ja, args...), fmt.Sprintf(m.en, args...)}
}

// contradiction names the cells in which a book differs from another that was
// read before.
func (i *importing) contradiction(b *report.Returned, err error) error {
	var conflict *ledger.ConflictError
	if !errors.As(err, &conflict) {
		return err
	}
	out := &report.ReadError{Path: b.Path}
	for _, c := range conflict.Conflicts {
		was := report.AnswerName(c.Was.Kind, i.lang)
		who := first(c.Was.Who, "—")
		out.Add(b.Cells[c.File], i.pair(msgConflict, was, who, c.Was.Given.Local().Format("2006-01-02 15:04")), i.pair(msgConflictMend))
	}
	return out
}

// done says what was read.
func (i *importing) done(b *report.Returned, changed int) error {
	if i.json {
		notes := []string{}
		for _, n := range b.Notes {
			notes = append(notes, n.In(i.lang))
		}
		return i.line(importLine{"import", filepath.Base(b.Path), b.Run, b.Department, b.Rows, b.Final, len(b.Replies), changed, notes})
	}
	i.say(msgImported, filepath.Base(b.Path), b.Rows, b.Final, b.Rows-b.Final, len(b.Replies), changed)
	for _, n := range b.Notes {
		i.say(message{"  ※ %s", "  note: %s"}, n.In(i.lang))
	}
	if i.dryRun {
		i.say(msgDryRun)
	}
	return nil
}

// importLine is what --json says of a book.
type importLine struct {
	MessageType string   `json:"message_type"`
	Book        string   `json:"book"`
	Run         int64    `json:"run"`
	Department  string   `json:"department"`
	Rows        int      `json:"rows"`
	Answered    int      `json:"answered"`
	Replies     int      `json:"replies"`
	Changed     int      `json:"changed"`
	Notes       []string `json:"notes"`
}

// register replaces the register of approvals.
func (i *importing) register(ctx context.Context, file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	register, err := config.ParseRegister(filepath.Base(file), text, i.known)
	if err != nil {
		return err
	}
	if !i.dryRun {
		sum := sha256.Sum256(text)
		if err := i.ledger.KeepApprovals(ctx, register, hex.EncodeToString(sum[:8]), time.Now().UTC()); err != nil {
			return err
		}
	}
	i.say(msgRegister, filepath.Base(file), len(register))
	return nil
}

// bookPasswords are those of a file, and those with which books are protected.
func (a *app) bookPasswords(conf config.Config, file string) ([]string, error) {
	out, err := a.passwords(first(file, conf.Path(conf.Passwords)))
	if err != nil {
		return nil, err
	}
	table, err := conf.ReadProtection()
	for _, p := range table {
		if p.Password != "" {
			out = append(out, p.Password)
		}
	}
	return out, err
}
