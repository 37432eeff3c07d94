package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"tenken/internal/config"
	"tenken/internal/ledger"
	"tenken/report"
)

func (a *app) reportCommand() *cobra.Command {
	var o struct {
		config, out, state string
		formats            []string
		run                int64
	}
	c := &cobra.Command{
		Use:   "report",
		Short: a.text(msgReportShort),
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			var conf config.Config
			if o.config != "" {
				var err error
				if conf, err = a.loadConfig(o.config); err != nil {
					return err
				}
			}
			for _, f := range o.formats {
				if f != "xlsx" && f != "jsonl" {
					return usage(errors.New(a.text(msgBadFormat, f)))
				}
			}
			l, err := ledger.OpenReader(c.Context(), first(o.state, conf.Path(conf.State), stateDir()))
			if err != nil {
				return err
			}
			defer l.Close()
			run, err := runOf(c.Context(), l, o.run)
			if err != nil {
				return err
			}
			return a.report(c.Context(), l, run, conf, first(o.out, conf.Path(conf.Out), "tenken-report"), o.formats)
		},
	}
	f := c.Flags()
	f.StringVar(&o.config, "config", "", a.text(msgFlagConfig))
	f.StringVar(&o.out, "out", "", a.text(msgFlagOut))
	f.StringVar(&o.state, "state", "", a.text(msgFlagState, stateDir()))
	f.StringSliceVar(&o.formats, "format", []string{"xlsx"}, a.text(msgFlagFormat))
	f.Int64Var(&o.run, "run", 0, a.text(msgFlagRun))
	return c
}

// runOf is the run of a number; 0 is the last.
func runOf(ctx context.Context, l *ledger.Ledger, id int64) (ledger.Run, error) {
	if id == 0 {
		return l.LastRun(ctx)
	}
	r, err := l.Run(ctx, id)
	if err != nil {
		return r, usage(err)
	}
	return r, nil
}

func (a *app) report(ctx context.Context, l *ledger.Ledger, run ledger.Run, conf config.Config, out string, formats []string) error {
	if run.State != ledger.Finished {
		a.say(msgUnfinished, run.ID)
	}
	var written []string
	for _, f := range formats {
		switch f {
		case "xlsx":
			books, err := a.books(ctx, l, run, conf, out)
			if written = append(written, books...); err != nil {
				return err
			}
		case "jsonl":
			if err := os.MkdirAll(out, 0o700); err != nil {
				return err
			}
			file := filepath.Join(out, "records.jsonl")
			if err := report.WriteFile(file, func(w io.Writer) error {
				return report.WriteJSONL(w, l.Records(ctx, run.ID))
			}); err != nil {
				return err
			}
			written = append(written, file)
		}
	}
	if a.json {
		return a.line(summaryLine{"summary", run.ID, run.Counts, written})
	}
	a.say(msgBooks, "\n  "+strings.Join(written, "\n  "))
	return nil
}
