package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"tenken/internal/config"
	"tenken/internal/ledger"
	"tenken/scanners"
)

// ownersCommand tells for every owner in the ledger to which department the
// configuration would give the files, and why.
func (a *app) ownersCommand() *cobra.Command {
	var file, state string
	c := &cobra.Command{
		Use:   "owners",
		Short: a.text(msgOwnersShort),
		Long:  a.text(msgOwnersLong),
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			conf, err := a.loadConfig(file)
			if err != nil {
				return err
			}
			l, run, err := a.past(c.Context(), conf, state, 0)
			if err != nil {
				return err
			}
			defer l.Close()
			return a.owners(c.Context(), l, run, conf)
		},
	}
	c.Flags().StringVar(&file, "config", "tenken.yaml", a.text(msgFlagConfig))
	c.Flags().StringVar(&state, "state", "", a.text(msgFlagState, stateDir()))
	return c
}

// ownerLine is an owner for machines.
type ownerLine struct {
	MessageType string    `json:"message_type"` // "owner"
	Source      string    `json:"source"`
	Owner       string    `json:"owner"`
	Person      string    `json:"person,omitempty"`
	Retired     bool      `json:"retired,omitempty"`
	Department  string    `json:"department"`   // where the files are now
	Assigned    string    `json:"assigned"`     // what is known of the owner alone
	By          config.By `json:"by,omitempty"` // who says so
	Files       int64     `json:"files"`
	Flagged     int64     `json:"flagged"`
}

func (a *app) owners(ctx context.Context, l *ledger.Ledger, run ledger.Run, conf config.Config) error {
	owners, err := l.Owners(ctx, run.ID)
	if err != nil {
		return err
	}
	directory, err := departmentsOf(ctx, l)
	if err != nil {
		return err
	}
	if !a.json {
		a.say(msgOwnersHead)
	}
	for _, o := range owners {
		b := conf.Belong(scanners.Item{Source: o.Source, Owner: o.Name}, directory)
		if a.json {
			if err := a.line(ownerLine{"owner", o.Source, o.Name, b.Person.Name, b.Person.Retired, o.Department, b.Department, b.By, o.Files, o.Flagged}); err != nil {
				return err
			}
			continue
		}
		who := first(o.Name, a.text(msgNobody))
		if b.Person.Name != "" {
			who += " (" + b.Person.Name + ")"
		}
		if b.Person.Retired {
			who += " " + a.text(msgRetired)
		}
		a.say(message{"%s  %s → %s  [%s]  %d / %d", "%s  %s → %s  [%s]  %d / %d"}, padded(o.Source, 12), padded(who, 36),
			first(o.Department, a.text(msgUnclassified)), a.text(byWords[b.By]), o.Files, o.Flagged)
	}
	a.strangers(conf, owners, directory)
	if c := conf.Clashes(); len(c) > 0 {
		fmt.Fprintln(a.errs, "tenken: "+a.text(msgClashes, len(c), someOf(c)))
	}
	return nil
}

// departmentsOf are the departments of the accounts in the ledger, by ID and
// by name.
func departmentsOf(ctx context.Context, l *ledger.Ledger) (map[string]string, error) {
	accounts, err := l.Accounts(ctx)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, acc := range accounts {
		told(out, acc.Account)
	}
	return out, nil
}

// strangers warns of lines of the mapping file that do nothing.
func (a *app) strangers(conf config.Config, owners []ledger.Owner, directory map[string]string) {
	var known []string
	for _, o := range owners {
		known = append(known, o.Name)
	}
	for id := range directory {
		known = append(known, id)
	}
	found := conf.Strangers(known)
	for i, s := range found {
		if i == shownStrangers {
			fmt.Fprintln(a.errs, "tenken: "+a.text(msgMoreStrangers, s.File, len(found)-i))
			break
		}
		m := a.text(msgStranger, s.File, s.Line, s.Owner)
		if s.Near != "" {
			m += a.text(msgMeant, s.Near)
		}
		fmt.Fprintln(a.errs, "tenken: "+m)
	}
}

// shownStrangers and shownOwners are how many people are told by name.
const shownStrangers, shownOwners = 10, 5

// unassigned tells whose files went to no department: they are in a book of
// their own, and somebody has to say whose they are.
func (a *app) unassigned(ctx context.Context, l *ledger.Ledger, run ledger.Run, conf config.Config, directory map[string]string) error {
	if a.quiet || conf.Mapping == "" && len(conf.People) == 0 {
		return nil // nobody said who belongs where
	}
	owners, err := l.Owners(ctx, run.ID)
	if err != nil {
		return err
	}
	a.strangers(conf, owners, directory)
	var who []string
	var files int64
	for _, o := range owners {
		if o.Department == "" && o.Name != "" {
			who = append(who, o.Name)
			files += o.Files
		}
	}
	if len(who) > 0 {
		fmt.Fprintln(a.errs, "tenken: "+a.text(msgUnassigned, len(who), files, someOf(who)))
	}
	return nil
}

func someOf(list []string) string {
	s := strings.Join(list[:min(len(list), shownOwners)], ", ")
	if len(list) > shownOwners {
		s += ", …"
	}
	return s
}

// byWords say who decided to which department an owner belongs.
var byWords = map[config.By]message{
	config.ByRule:      {"設定の部局", "departments of the configuration"},
	config.ByMapping:   {"対応表", "mapping file"},
	config.ByPerson:    {"名簿", "directory of people"},
	config.ByDirectory: {"保存先の名簿", "the source's directory"},
	config.ByTag:       {"タグ", "tag"},
	config.BySource:    {"保存先", "source"},
	config.ByFolder:    {"フォルダー", "folder"},
	config.ByNothing:   {"所有者からは決まらない", "not by the owner"},
}
