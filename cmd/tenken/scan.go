package main

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"tenken/internal/config"
	"tenken/internal/engine"
	"tenken/internal/extract"
	"tenken/internal/inspect"
	"tenken/internal/ledger"
	"tenken/internal/policy"
	"tenken/internal/record"
	"tenken/internal/sandbox"
	"tenken/report"
	"tenken/scanners"
)

// scanOptions are the flags of scan.
type scanOptions struct {
	config, out, state, department, failOn, policy, passwords, ocr string
	here                                                           bool
	workers                                                        int
	allowWrite                                                     bool
}

func (a *app) scanCommand() *cobra.Command {
	var o scanOptions
	c := &cobra.Command{
		Use:   "scan [PATH…]",
		Short: a.text(msgScanShort),
		Long:  a.text(msgScanLong),
		RunE: func(c *cobra.Command, paths []string) error {
			conf, err := a.scanConfig(paths, o)
			if err != nil {
				return err
			}
			if a.db != "" {
				collectLess()
			}
			return a.scan(c.Context(), conf, o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.out, "out", "", a.text(msgFlagOut))
	f.StringVar(&o.failOn, "fail-on", "", a.text(msgFlagFailOn))
	a.listing(c, &o, msgFlagState)
	a.inspecting(c, &o)
	return c
}

// listing are the flags of what lists: its sources, and what decides a record.
func (a *app) listing(c *cobra.Command, o *scanOptions, state message) {
	f := c.Flags()
	f.StringVar(&o.config, "config", "", a.text(msgFlagConfig))
	f.StringVar(&o.state, "state", "", a.text(state, stateDir()))
	f.StringVar(&o.department, "department", "", a.text(msgFlagDepartment))
	f.StringVar(&o.policy, "policy", "", a.text(msgFlagPolicy))
	f.StringVar(&o.passwords, "passwords", "", a.text(msgFlagPasswords))
	f.StringVar(&o.ocr, "ocr", "", a.text(msgFlagOCR))
}

// inspecting are the flags of what also reads files.
func (a *app) inspecting(c *cobra.Command, o *scanOptions) {
	f := c.Flags()
	f.BoolVar(&o.here, "in-process", false, a.text(msgFlagHere))
	f.BoolVar(&o.allowWrite, "allow-write-credential", false, a.text(msgFlagAllowWrite))
	f.IntVar(&o.workers, "workers", 0, a.text(msgFlagWorkers))
}

// scanConfig is the configuration of a scan: a file's, or that of folders.
func (a *app) scanConfig(paths []string, o scanOptions) (config.Config, error) {
	switch {
	case o.failOn != "" && record.Level(o.failOn).Rank() == 0:
		return config.Config{}, usage(errors.New(a.text(msgBadLevelOf, o.failOn)))
	case len(paths) == 0 && o.config == "":
		return config.Config{}, usage(errors.New(a.text(msgNothingToScan)))
	case len(paths) > 0 && o.config != "":
		return config.Config{}, usage(errors.New(a.text(msgBothGiven)))
	case o.config != "":
		return a.loadConfig(o.config)
	}
	return config.Config{Sources: []config.Source{{Name: "folder", Kind: "folder", Paths: paths, Exposure: scanners.Private}}}, nil
}

func (a *app) loadConfig(file string) (config.Config, error) {
	c, err := config.Load(file)
	var bad *config.Error
	switch {
	case errors.Is(err, fs.ErrNotExist) && !errors.As(err, &bad):
		return c, usage(errors.New(a.text(msgNoConfig, file)))
	case err != nil && !errors.As(err, &bad):
		return c, usage(err)
	}
	if c.Language != "" && !a.langGiven {
		a.lang = c.Language
	}
	return c, err
}

// configOf reads the configuration of --config, which may be left out.
func (a *app) configOf(file string) (config.Config, error) {
	if file == "" {
		return config.Config{}, nil
	}
	return a.loadConfig(file)
}

// scan does the main job: list, inspect, write the workbooks, say what was done.
func (a *app) scan(ctx context.Context, conf config.Config, o scanOptions) error {
	s, err := a.open(ctx, conf, o, ledger.Open)
	if err != nil {
		return err
	}
	defer s.close()
	l, sources := s.ledger, s.sources
	directory, others, err := a.accounts(ctx, l, sources, conf)
	if err != nil {
		return err
	}
	progress, judged := a.progress(), false
	options := a.engineOptions(conf, o, sources)
	options.Progress = progress.show
	options.Settle = func(ctx context.Context, run ledger.Run) (changed bool, err error) {
		judged, err = a.settle(ctx, l, run, s.rules.Policy)
		return judged, err
	}
	run, err := engine.Scan(ctx, l, engineSources(sources, conf, o.department, directory), s.in, options)
	progress.done()
	a.logCalls(sources)
	if err != nil {
		return err
	}
	out := first(o.out, conf.Path(conf.Out), "tenken-report")
	var books []string
	var writeErr error
	if !others && !judged {
		books, writeErr = a.standing(ctx, l, run, conf, o.config, out)
	}
	if writeErr == nil && len(books) == 0 {
		books, writeErr = a.books(ctx, l, run, conf, out)
	}
	if err := a.summary(ctx, l, run, out, books); err != nil {
		return err
	}
	if writeErr != nil {
		return writeErr
	}
	if err := a.unassigned(ctx, l, run, conf, directory); err != nil {
		return err
	}
	return a.outcome(ctx, l, run, o.failOn)
}

func (a *app) engineOptions(conf config.Config, o scanOptions, sources []source) engine.Options {
	return engine.Options{Workers: workers(max(o.workers, conf.Workers), sources), Timeout: patience(conf.Budgets.Timeout), Log: a.log}
}

// inspector is what inspects files of a scan, or of a worker that joined it,
// until release is called.
func (a *app) inspector(conf config.Config, o scanOptions, l *ledger.Ledger, state string, p *policy.Policy) (in *inspect.Inspector, release func(), err error) {
	passwords, err := a.passwords(first(o.passwords, conf.Path(conf.Passwords)))
	if err != nil {
		return nil, nil, err
	}
	mode, err := a.recognition(first(o.ocr, conf.OCR))
	if err != nil {
		return nil, nil, err
	}
	tmp, err := privateTemp(state, l.Shared())
	if err != nil {
		return nil, nil, err
	}
	r, stop := a.reader(o.here, sandbox.Options{
		Budget: budget(conf.Budgets), Memory: int64(conf.Budgets.Memory), Passwords: passwords, OCR: mode, TmpDir: tmp,
	})
	release = func() {
		stop()
		os.RemoveAll(tmp) //nolint:errcheck // the next run removes it
	}
	if in, err = newInspector(l.Key(), p, &toolReader{Reader: r, a: a}, tmp, conf.Custom()...); err != nil {
		release()
		return nil, nil, err
	}
	in.Means, in.Storage = means(l.Key(), mode, passwords), storages(conf)
	return in, release, nil
}

// books writes the workbooks of a run.
func (a *app) books(ctx context.Context, l *ledger.Ledger, run ledger.Run, conf config.Config, out string) ([]string, error) {
	s, err := a.settings(ctx, l, run, conf, 0)
	if err != nil {
		return nil, err
	}
	return a.workbooks(ctx, l, run, s, out)
}

func (a *app) workbooks(ctx context.Context, l *ledger.Ledger, run ledger.Run, s report.Settings, out string) ([]string, error) {
	c, err := l.Catalogue(ctx, run.ID)
	if err != nil {
		return nil, err
	}
	return report.WriteAll(out, s, c.Departments(), func(d string) iter.Seq2[record.File, error] { return c.Records(ctx, d) })
}

// bookLang is the language of workbooks: Japanese unless somebody asks for
// another; the locale of a server does not decide what a department reads.
func (a *app) bookLang(conf config.Config) string {
	if a.langGiven {
		return a.lang
	}
	return first(conf.Language, record.Japanese)
}

// summary tells what was done, to people or to machines.
func (a *app) summary(ctx context.Context, l *ledger.Ledger, run ledger.Run, out string, books []string) error {
	c := run.Counts
	if a.json {
		if err := report.WriteJSONL(a.out, l.Records(ctx, run.ID)); err != nil {
			return err
		}
		return a.line(summaryLine{"summary", run.ID, c, books})
	}
	a.say(msgSummary, c.Listed, c.Inspected, c.Partial, c.Skipped, c.Unreadable, c.Recorded, c.New, c.Unchanged, c.Gone, c.Flagged, c.Persons)
	if n := c.Partial + c.Unreadable; n > 0 {
		a.say(msgUnread, n)
	}
	if len(books) > 0 {
		abs, err := filepath.Abs(out)
		if err != nil {
			return err
		}
		a.say(msgBooks, abs)
		for _, b := range books {
			a.say(message{"  %s", "  %s"}, filepath.Base(b))
		}
	}
	return nil
}

// summaryLine is the last line of --json.
type summaryLine struct {
	MessageType string `json:"message_type"`
	Run         int64  `json:"run"`
	ledger.Counts
	Books []string `json:"books"`
}

// outcome is the exit code of a scan that came to its end.
func (a *app) outcome(ctx context.Context, l *ledger.Ledger, run ledger.Run, failOn string) error {
	if least := record.Level(failOn).Rank(); least > 0 {
		for f, err := range l.Records(ctx, run.ID) {
			if err != nil {
				return err
			}
			if f.Flagged() && f.Level.Rank() >= least {
				return coded{exitFailOn, nil}
			}
		}
	}
	if run.Counts.Partial+run.Counts.Unreadable > 0 {
		return coded{exitUnread, nil}
	}
	return nil
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// patience is how long the engine waits for a reader, which has its own clock
// and should stop before.
func patience(budget time.Duration) time.Duration {
	if budget == 0 {
		budget = extract.DefaultBudget.Time
	}
	return budget + time.Minute
}
