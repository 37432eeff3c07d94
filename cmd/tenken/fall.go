package main

import (
	"cmp"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"tenken/internal/ledger"
	"tenken/internal/reach"
	"tenken/scanners"
)

// accountsCommand tells what falls with every account, from the ledger.
func (a *app) accountsCommand() *cobra.Command {
	var o struct {
		config, state, department string
		run                       int64
		most                      int
	}
	c := &cobra.Command{
		Use:   "accounts",
		Short: a.text(msgAccountsShort),
		Long:  a.text(msgAccountsLong),
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			conf, err := a.configOf(o.config)
			if err != nil {
				return err
			}
			l, run, err := a.past(c.Context(), conf, o.state, o.run)
			if err != nil {
				return err
			}
			defer l.Close()
			return a.fall(c.Context(), l, run, o.department, o.most)
		},
	}
	f := c.Flags()
	f.StringVar(&o.config, "config", "", a.text(msgFlagConfig))
	f.StringVar(&o.state, "state", "", a.text(msgFlagState, stateDir()))
	f.StringVar(&o.department, "department", "", a.text(msgFlagOfDepartment))
	f.Int64Var(&o.run, "run", 0, a.text(msgFlagRun))
	f.IntVar(&o.most, "top", 20, a.text(msgFlagTop))
	return c
}

// accountLine is an account for machines.
type accountLine struct {
	MessageType string `json:"message_type"` // "account"
	Source      string `json:"source"`
	ID          string `json:"id"`
	Name        string `json:"name"`
	Person      string `json:"person,omitempty"`
	Retired     bool   `json:"retired,omitempty"`
	Department  string `json:"department,omitempty"`
	MFA         string `json:"mfa"`
	MFASource   string `json:"mfa_source,omitempty"`
	reachLine
}

type reachLine struct {
	Rank     int         `json:"rank"`
	Worst    string      `json:"worst"`
	Owned    reach.Tally `json:"owned"`
	Shared   reach.Tally `json:"shared"`
	Everyone reach.Tally `json:"everyone"`
}

func (a *app) fall(ctx context.Context, l *ledger.Ledger, run ledger.Run, department string, most int) error {
	var s reach.Survey
	for f, err := range l.Found(ctx, run.ID) {
		if err != nil {
			return err
		}
		s.Add(f)
	}
	known, err := l.Accounts(ctx)
	if err != nil {
		return err
	}
	ranked := s.Accounts(of(run.Sources, known), func(r reach.Account) bool { return department == "" || r.Department == department })
	if !a.json {
		a.say(msgAccountsHead, len(ranked))
	}
	for i, r := range ranked {
		if a.json {
			if err := a.line(accountLine{
				"account", r.Source, r.ID, r.Name, r.Person, r.Retired, r.Department, string(cmp.Or(r.MFA, scanners.MFAUnknown)), r.MFASource,
				reachLine{r.Rank, string(r.Worst), r.Owned, r.Shared, r.Everyone},
			}); err != nil {
				return err
			}
			continue
		}
		if i == most {
			a.say(msgAccountsMore, len(ranked)-most)
			break
		}
		who := first(r.Name, r.ID, a.text(msgNotTold))
		if r.Person != "" {
			who += " (" + r.Person + ")"
		}
		if r.Retired {
			who += " " + a.text(msgRetired)
		}
		a.say(msgAccountsLine, r.Rank, padded(who, 40), padded(a.text(mfaWords[cmp.Or(r.MFA, scanners.MFAUnknown)]), 14),
			r.Owned.Files, r.Owned.Persons, r.Shared.Files, r.Shared.Persons, r.Total().Reports)
	}
	if !a.json && len(ranked) == 0 {
		fmt.Fprintln(a.errs, a.text(msgAccountsNone))
	}
	return nil
}

var mfaWords = map[scanners.MFA]message{
	scanners.MFANone:     {"MFA 未登録", "no MFA"},
	scanners.MFAUnknown:  {"MFA 不明", "MFA unknown"},
	scanners.MFAEnrolled: {"MFA 登録済", "MFA enrolled"},
	scanners.MFAEnforced: {"MFA 必須", "MFA enforced"},
}

var (
	msgAccountsShort = message{"このアカウントが乗っ取られたら: 何が失われるかを、危ない順に示す", "if this account falls: what is lost, the most dangerous first"}
	msgAccountsLong  = message{`前回の点検の記録から、アカウントごとに、多要素認証（MFA）の状態と、所有する機微ファイル、共有されて
届く機微ファイル、その延べ人数を示します。失うものがあり、MFA が未登録・不明で、人数の多いものが先です。
どの名簿にもない所有者も、MFA 不明のアカウントとして数えます。`,
		`Tells from the records of the last scan, for every account, how it signs in, and the sensitive files and
persons it owns and those shared with it. First come accounts with something to lose, of these the ones
without MFA or of which nobody knows, of these the ones with most persons. Owners of whom no directory
knows are accounts with an unknown state of MFA.`}
	msgFlagOfDepartment = message{"この部局のアカウントだけ", "accounts of this department only"}
	msgFlagTop          = message{"表示する数（--json ではすべて）", "how many to show (--json shows all)"}
	msgAccountsHead     = message{"アカウント %d。順位  アカウント  MFA  所有（ファイル/延べ人数）  共有（同）  1人から漏えい報告のファイル",
		"%d accounts. rank  account  MFA  owned (files/persons)  shared (the same)  files reportable from one person on"}
	msgAccountsLine = message{"%4d  %s %s  %d/%d  %d/%d  %d", "%4d  %s %s  %d/%d  %d/%d  %d"}
	msgAccountsMore = message{"ほか %d。--top か --json で見られます", "and %d more: see --top and --json"}
	msgAccountsNone = message{"機微ファイルの所有者も、アカウントの一覧もありません", "there is neither an owner of sensitive files nor a list of accounts"}
	msgNotTold      = message{"（一覧を取得できませんでした）", "(the accounts could not be listed)"}
)
