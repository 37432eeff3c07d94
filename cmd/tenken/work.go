package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"tenken/internal/config"
	"tenken/internal/engine"
	"tenken/internal/ledger"
)

func (a *app) workCommand() *cobra.Command {
	var o scanOptions
	c := &cobra.Command{
		Use:   "work --db postgres://… [PATH…]",
		Short: a.text(msgWorkShort),
		Long:  a.text(msgWorkLong),
		RunE: func(c *cobra.Command, paths []string) error {
			if a.db == "" {
				return usage(errors.New(a.text(msgNeedsDB)))
			}
			conf, err := a.scanConfig(paths, o)
			if err != nil {
				return err
			}
			collectLess()
			return a.work(c.Context(), conf, o)
		},
	}
	a.listing(c, &o, msgFlagWorkState)
	a.inspecting(c, &o)
	return c
}

// work inspects what a scan lists into a database, until it is told to end.
func (a *app) work(ctx context.Context, conf config.Config, o scanOptions) error {
	s, err := a.open(ctx, conf, o, ledger.Join)
	if err != nil {
		return err
	}
	defer s.close()
	l, sources := s.ledger, s.sources
	directory, err := departmentsOf(ctx, l)
	if err != nil {
		return err
	}
	a.say(msgWorking, l)
	err = engine.Work(ctx, l, engineSources(sources, conf, o.department, directory), s.in, a.engineOptions(conf, o, sources))
	a.logCalls(sources)
	return err
}

func (a *app) migrateCommand() *cobra.Command {
	var from, to string
	c := &cobra.Command{
		Use:   "migrate --from LEDGER --to postgres://…",
		Short: a.text(msgMigrateShort),
		Long:  a.text(msgMigrateLong),
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if to = first(to, a.db); !ledger.IsDSN(to) {
				return usage(errors.New(a.text(msgBadDB)))
			}
			return a.migrate(c.Context(), first(from, stateDir()), to)
		},
	}
	c.Flags().StringVar(&from, "from", "", a.text(msgFlagState, stateDir()))
	c.Flags().StringVar(&to, "to", "", a.text(msgFlagDB))
	return c
}

func (a *app) migrate(ctx context.Context, dir, dsn string) error {
	before, err := ledger.OpenReader(ctx, dir)
	if err != nil && !errors.Is(err, ledger.ErrOlder) {
		return err // nothing is created where there is nothing
	}
	if err == nil {
		before.Close()
	}
	from, err := ledger.Open(ctx, dir)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := ledger.Open(ctx, dir, ledger.At(dsn))
	if err != nil {
		return err
	}
	defer to.Close()
	rows, err := ledger.Move(ctx, from, to)
	if errors.Is(err, ledger.ErrUsed) {
		return usage(errors.New(a.text(msgMigrateUsed, err)))
	}
	if err != nil {
		return err
	}
	a.say(msgMigrated, rows, from, to, dir)
	return nil
}
