package main

import (
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tenken/internal/config"
	"tenken/internal/ledger"
	"tenken/internal/record"
	"tenken/report"
)

// reportOptions are the flags of report.
type reportOptions struct {
	config, out, state string
	formats            []string
	run, since         int64
	mask               bool
}

func (a *app) reportCommand() *cobra.Command {
	var o reportOptions
	c := &cobra.Command{
		Use:   "report",
		Short: a.text(msgReportShort),
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			conf, err := a.configOf(o.config)
			if err != nil {
				return err
			}
			for _, f := range o.formats {
				if !slices.Contains(formatNames(), f) {
					return usage(errors.New(a.text(msgBadFormat, f, strings.Join(formatNames(), ", "))))
				}
			}
			conf.MaskNames = conf.MaskNames || o.mask
			l, run, err := a.past(c.Context(), conf, o.state, o.run)
			if err != nil {
				return err
			}
			defer l.Close()
			if o.since != 0 {
				if _, err := runOf(c.Context(), l, o.since); err != nil {
					return err
				}
			}
			return a.report(c.Context(), l, run, conf, o, first(o.out, conf.Path(conf.Out), "tenken-report"))
		},
	}
	f := c.Flags()
	f.StringVar(&o.config, "config", "", a.text(msgFlagConfig))
	f.StringVar(&o.out, "out", "", a.text(msgFlagOut))
	f.StringVar(&o.state, "state", "", a.text(msgFlagState, stateDir()))
	f.StringSliceVar(&o.formats, "format", []string{"xlsx"}, a.text(msgFlagFormat))
	f.Int64Var(&o.run, "run", 0, a.text(msgFlagRun))
	f.Int64Var(&o.since, "since", 0, a.text(msgFlagSince))
	f.BoolVar(&o.mask, "mask-names", false, a.text(msgFlagMask))
	return c
}

// formats are what can be written besides the workbooks, by name, and the file
// of each.
var formats = []struct {
	name, file string
	write      func(report.Settings, io.Writer, iter.Seq2[record.File, error]) error
}{
	{"jsonl", "records.jsonl", report.Settings.WriteJSONL},
	{"ocsf", "findings.ocsf.jsonl", report.Settings.WriteOCSF},
	{"csv", "records.csv", report.Settings.WriteCSV},
	{"html", "summary.html", report.Settings.WriteHTML},
}

func formatNames() []string {
	out := []string{"xlsx"}
	for _, f := range formats {
		out = append(out, f.name)
	}
	return out
}

func (a *app) report(ctx context.Context, l *ledger.Ledger, run ledger.Run, conf config.Config, o reportOptions, out string) error {
	if run.State != ledger.Finished {
		a.say(msgUnfinished, run.ID)
	}
	s, err := a.settings(ctx, l, run, conf, o.since)
	if err != nil {
		return err
	}
	var written []string
	if slices.Contains(o.formats, "xlsx") {
		if written, err = a.workbooks(ctx, l, run, s, out); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(out, 0o700); err != nil {
		return err
	}
	for _, f := range formats {
		if !slices.Contains(o.formats, f.name) {
			continue
		}
		file := filepath.Join(out, f.file)
		if err := report.WriteFile(file, func(w io.Writer) error {
			return f.write(s, w, l.Records(ctx, run.ID))
		}); err != nil {
			return err
		}
		written = append(written, file)
	}
	if a.json {
		return a.line(summaryLine{"summary", run.ID, run.Counts, written})
	}
	a.say(msgBooks, "\n  "+strings.Join(written, "\n  "))
	return nil
}
