package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"tenken/internal/config"
	"tenken/internal/ledger"
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
			var conf config.Config
			if o.config != "" {
				var err error
				if conf, err = a.loadConfig(o.config); err != nil {
					return err
				}
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

// doctor examines this machine and every source, and says how to mend what is
// wrong. It fails when a scan would, and when a credential can write.
func (a *app) doctor(ctx context.Context, conf config.Config, state string, allow bool) error {
	worst := map[scanners.Health]int{}
	tell := func(source string, c scanners.Check) error {
		worst[c.State]++
		return a.showCheck(source, c)
	}
	for _, c := range a.machine(ctx, state) {
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
				c.Next = scanners.Text{}
				if err := a.showCheck(s.Name, c); err != nil {
					return err
				}
				continue
			}
			if err := tell(s.Name, c); err != nil {
				return err
			}
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
	scanners.Healthy: {"良好", "ok"},
	scanners.Missing: {"不足", "missing"},
	scanners.Failing: {"異常", "failing"},
	scanners.Writing: {"危険", "unsafe"},
	scanners.Unsure:  {"不明", "unsure"},
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

// roomy is the free space in bytes below which a scan may not come to its end:
// the ledger of a million files with findings, and what is spooled meanwhile.
const roomy = 2 << 30

// machine examines what every scan needs.
func (a *app) machine(ctx context.Context, state string) []scanners.Check {
	disk := scanners.Check{ID: "disk", Where: state, State: scanners.Healthy}
	dir := state
	for dir != filepath.Dir(dir) {
		if _, err := os.Stat(dir); err == nil {
			break
		}
		dir = filepath.Dir(dir)
	}
	n, err := free(dir)
	disk.What = scanners.Text{Ja: fmt.Sprintf("空き %.1f GB", float64(n)/1e9), En: fmt.Sprintf("%.1f GB free", float64(n)/1e9)}
	switch {
	case err != nil:
		disk.State, disk.What = scanners.Unsure, scanners.Text{Ja: fmt.Sprintf("空きを確かめられません: %v", err), En: fmt.Sprintf("free space cannot be told: %v", err)}
	case n < roomy:
		disk.State, disk.Next = scanners.Missing, scanners.Text{Ja: "2 GB 以上の空きを作るか、--state で別の場所を指定してください", En: "make 2 GB free, or name another place with --state"}
	}
	return []scanners.Check{disk, a.ledgerCheck(ctx, state)}
}

func (a *app) ledgerCheck(ctx context.Context, state string) scanners.Check {
	c := scanners.Check{ID: "ledger", Where: state, State: scanners.Healthy}
	l, err := ledger.OpenReader(ctx, state)
	switch {
	case errors.Is(err, ledger.ErrNone), errors.Is(err, os.ErrNotExist):
		c.What = scanners.Text{Ja: "台帳はまだありません（最初の点検で作ります）", En: "there is no ledger yet; the first scan makes it"}
	case err != nil:
		text := a.explain(codeOf(err), err)
		c.State, c.What = scanners.Failing, scanners.Text{Ja: text, En: text}
	default:
		c.What = scanners.Text{Ja: "台帳を読めます", En: "the ledger can be read"}
		l.Close()
	}
	return c
}
