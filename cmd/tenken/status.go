package main

import (
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tenken/internal/ledger"
)

func (a *app) statusCommand() *cobra.Command {
	var state string
	var watch bool
	c := &cobra.Command{
		Use:   "status",
		Short: a.text(msgStatusShort),
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			l, err := ledger.OpenReader(c.Context(), first(state, stateDir()), ledger.At(a.db))
			if err != nil {
				return err
			}
			defer l.Close()
			if watch {
				if err := a.watch(c.Context(), l); err != nil {
					return err
				}
			}
			run, err := l.LastRun(c.Context())
			if err != nil {
				return err
			}
			if run.State != ledger.Finished { // its own figures come with its end
				listed := run.Counts
				if run.Counts, _, err = l.Recorded(c.Context(), run.ID); err != nil {
					return err
				}
				run.Counts.Listed, run.Counts.Refused = listed.Listed, listed.Refused
				run.Counts.New, run.Counts.Unchanged, run.Counts.Gone = listed.New, listed.Unchanged, listed.Gone
			}
			chain, err := l.Audited(c.Context())
			if err != nil && !errors.Is(err, ledger.ErrChain) {
				return err
			}
			return errors.Join(a.status(run, chain), err)
		},
	}
	c.Flags().BoolVar(&watch, "watch", false, a.text(msgFlagWatch))
	c.Flags().StringVar(&state, "state", "", a.text(msgFlagState, stateDir()))
	return c
}

// statusLine is the summary of a run that may be going on.
type statusLine struct {
	summaryLine
	State    string    `json:"state"`
	Sources  []string  `json:"sources"`
	Started  time.Time `json:"started"`
	Finished time.Time `json:"finished,omitzero"`
}

func (a *app) status(run ledger.Run, chain []ledger.Audit) error {
	if a.json {
		return a.line(statusLine{summaryLine{"summary", run.ID, run.Counts, []string{}}, run.State, run.Sources, run.Started, run.Finished})
	}
	state := msgStateRunning
	if run.State == ledger.Finished {
		state = msgStateDone
	}
	c := run.Counts
	a.say(msgStatus, run.ID, a.text(state), run.Started.Format(time.DateTime), strings.Join(run.Sources, ", "))
	a.say(msgStatusCounts, c.Listed, c.Recorded, c.Inspected, c.Partial, c.Skipped, c.Unreadable, c.Flagged)
	if n := len(chain); n > 0 {
		a.say(msgStatusChain, n, chain[n-1].Hash)
	}
	return nil
}
