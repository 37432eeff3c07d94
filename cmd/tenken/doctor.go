package main

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/spf13/cobra"

	"tenken/internal/config"
	"tenken/scanners"
)

func (a *app) doctorCommand() *cobra.Command {
	var o struct {
		config, state string
		allow         bool
	}
	c := &cobra.Command{
		Use:   "doctor",
		Short: a.text(msgDoctorShort),
		Long:  a.text(msgDoctorLong),
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			conf, err := a.configOf(o.config)
			if err != nil {
				return err
			}
			return a.doctor(c.Context(), conf, first(o.state, conf.Path(conf.State), stateDir()), o.allow)
		},
	}
	f := c.Flags()
	f.StringVar(&o.config, "config", "", a.text(msgFlagConfig))
	f.StringVar(&o.state, "state", "", a.text(msgFlagState, stateDir()))
	f.BoolVar(&o.allow, "allow-write-credential", false, a.text(msgFlagAllowWrite))
	return c
}

// finding of a doctor, for machines.
type checkLine struct {
	MessageType string          `json:"message_type"`
	Source      string          `json:"source,omitempty"`
	Check       string          `json:"check"`
	Where       string          `json:"where,omitempty"`
	Needs       string          `json:"needs,omitempty"`
	State       scanners.Health `json:"state"`
	What        string          `json:"what"`
	Next        string          `json:"next,omitempty"`
}

// checkSummary is the last line of doctor --json.
type checkSummary struct {
	MessageType string                  `json:"message_type"`
	Checks      map[scanners.Health]int `json:"checks"` // how many came out so
}

// doctor examines this machine and every source, and says how to mend what is
// wrong. It fails when a scan would, and when a credential can write.
func (a *app) doctor(ctx context.Context, conf config.Config, state string, allow bool) error {
	worst := map[scanners.Health]int{}
	tell := func(source string, c scanners.Check) error {
		worst[c.State]++
		return a.showCheck(source, c)
	}
	about, err := a.machine(ctx, conf, state)
	if err != nil {
		return err
	}
	for _, c := range about {
		if err := tell("", c); err != nil {
			return err
		}
	}
	sources, err := a.connect(ctx, conf)
	if err != nil {
		return err
	}
	for _, s := range sources {
		for c, err := range examine(ctx, s) {
			if err != nil {
				return err
			}
			if c.State == scanners.Writing && (allow || s.AllowWrite) {
				c.State, c.Next = scanners.Accepted, scanners.Text{}
			}
			if err := tell(s.Name, c); err != nil {
				return err
			}
		}
	}
	if a.json {
		if err := a.line(checkSummary{"summary", worst}); err != nil {
			return err
		}
	}
	switch {
	case worst[scanners.Writing] > 0:
		return coded{exitDenied, errors.New(a.text(msgDoctorWrites))}
	case worst[scanners.Failing] > 0:
		return coded{exitDenied, errors.New(a.text(msgDoctorFails, worst[scanners.Failing]))}
	case worst[scanners.Missing] > 0:
		a.say(msgDoctorMissing, worst[scanners.Missing])
	default:
		a.say(msgDoctorWell)
	}
	return nil
}

func examine(ctx context.Context, s source) iter.Seq2[scanners.Check, error] {
	if d, ok := s.raw.(scanners.Doctor); ok {
		return d.Examine(ctx)
	}
	return func(func(scanners.Check, error) bool) {}
}

var healthWords = map[scanners.Health]message{
	scanners.Healthy:  {"良好", "ok"},
	scanners.Missing:  {"不足", "missing"},
	scanners.Failing:  {"異常", "failing"},
	scanners.Writing:  {"危険", "unsafe"},
	scanners.Accepted: {"承知", "accepted"},
	scanners.Unsure:   {"不明", "unsure"},
}

func (a *app) showCheck(source string, c scanners.Check) error {
	if a.json {
		return a.line(checkLine{"check", source, c.ID, c.Where, c.Needs, c.State, c.What.In(a.lang), c.Next.In(a.lang)})
	}
	if a.quiet && c.State == scanners.Healthy {
		return nil
	}
	line := "[" + a.text(healthWords[c.State]) + "] "
	for _, part := range []string{source, c.Where} {
		if part != "" {
			line += part + ": "
		}
	}
	line += c.What.In(a.lang)
	if c.Needs != "" {
		line += " (" + c.Needs + ")"
	}
	if next := c.Next.In(a.lang); next != "" {
		line += "\n    → " + next
	}
	_, err := fmt.Fprintln(a.out, line)
	return err
}
