package main

import (
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"tenken/internal/config"
	"tenken/internal/engine"
	"tenken/internal/ledger"
)

func (a *app) planCommand() *cobra.Command {
	var o scanOptions
	c := &cobra.Command{
		Use:   "plan [PATH…]",
		Short: a.text(msgPlanShort),
		Long:  a.text(msgPlanLong),
		RunE: func(c *cobra.Command, paths []string) error {
			conf, err := a.scanConfig(paths, o)
			if err != nil {
				return err
			}
			return a.plan(c.Context(), conf, o)
		},
	}
	a.listing(c, &o, msgFlagState)
	return c
}

// plan lists and says what a scan would come to.
func (a *app) plan(ctx context.Context, conf config.Config, o scanOptions) error {
	rules, err := loadPolicy(first(o.policy, conf.Path(conf.Policy)), conf.Path(conf.Law))
	if err != nil {
		return err
	}
	prices, err := loadPrices(conf.Path(conf.Prices))
	if err != nil {
		return err
	}
	sources, err := a.connect(ctx, conf)
	if err != nil {
		return err
	}
	state := first(o.state, conf.Path(conf.State), stateDir())
	l, err := ledger.OpenReader(ctx, state, ledger.At(a.db))
	if errors.Is(err, ledger.ErrNone) {
		l, err = nil, nil
	}
	if err != nil {
		return err
	}
	ruleset, directory := "", map[string]string{}
	if l != nil {
		defer l.Close()
		o.here = true // nothing is read
		in, release, err := a.inspector(conf, o, l, state, rules.Policy)
		if err != nil {
			return err
		}
		defer release()
		ruleset = in.Ruleset()
		if directory, err = departmentsOf(ctx, l); err != nil {
			return err
		}
	}
	defer pace(sources, nil)()
	progress := a.progress()
	forecasts, err := engine.Plan(ctx, l, engineSources(sources, conf, o.department, directory), ruleset, rules.Skip, func(files int64) {
		progress.show(engine.Progress{Listing: true, Listed: files, Due: files})
	})
	progress.done()
	if err != nil {
		return err
	}
	costs := map[string]*cost{}
	for i, s := range conf.Sources {
		costs[s.Name] = costOf(prices, s, forecasts[i])
	}
	return a.showPlan(forecasts, costs)
}

// planLine is a source's forecast for machines.
type planLine struct {
	MessageType string `json:"message_type"`
	engine.Forecast
	Cost *cost `json:"cost,omitempty"` // nil: nothing is charged, or no price is known
}

func (a *app) showPlan(forecasts []engine.Forecast, costs map[string]*cost) error {
	var files, bytes, due, dueBytes int64
	for _, f := range forecasts {
		if a.json {
			if err := a.line(planLine{"plan", f, costs[f.Source]}); err != nil {
				return err
			}
		}
		a.say(message{"%s", "%s"}, f.Source)
		for _, d := range f.Departments {
			files, bytes, due, dueBytes = files+d.Files, bytes+d.Bytes, due+d.Due, dueBytes+d.DueBytes
			a.say(msgPlanDepartment, first(d.Name, a.text(msgPlanNone)), d.Files, size(d.Bytes), d.Due, size(d.DueBytes), d.Unchanged)
			for _, code := range slices.Sorted(maps.Keys(d.Skipped)) {
				a.say(msgPlanSkipped, d.Skipped[code], code.What(a.lang))
			}
		}
		if f.Refused > 0 {
			a.say(msgPlanRefused, f.Refused)
		}
		if f.Days > 0 {
			a.say(msgPlanQuota, f.Units, f.Pages, f.Takes(), f.Bound)
		}
		if c := costs[f.Source]; c != nil {
			a.say(msgPlanCost, c.Amount, c.Currency, c.Egress, c.Price, c.AsOf, c.Source)
		}
	}
	if a.json {
		return a.line(map[string]any{"message_type": "summary", "files": files, "bytes": bytes, "due": due, "due_bytes": dueBytes})
	}
	a.say(msgPlanTotal, files, size(bytes), due, size(dueBytes))
	return nil
}
