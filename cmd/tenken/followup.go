package main

import (
	"context"
	"errors"
	"time"

	"filippo.io/age"

	"tenken/internal/config"
	"tenken/internal/followup"
	"tenken/internal/ledger"
	"tenken/internal/policy"
	"tenken/internal/record"
	"tenken/report"
)

// settings are what the outputs of a run have in common: what is known of its
// files, what became of those of an earlier one, and what departments said.
func (a *app) settings(ctx context.Context, l *ledger.Ledger, run ledger.Run, conf config.Config, since int64) (report.Settings, error) {
	set, err := newSet(conf.Custom()...)
	if err != nil {
		return report.Settings{}, err
	}
	s := report.Settings{
		Institution: conf.Institution, Contact: conf.Contact, Run: run.ID, Period: run.Started, Until: run.Finished,
		Lang: a.bookLang(conf), Infos: infos(set), Action: policy.ActionLabel, Key: l.Key(), MaskNames: conf.MaskNames,
	}
	accounts, err := l.Accounts(ctx)
	if err != nil {
		return s, err
	}
	s.Accounts, s.Heads = of(run.Sources, accounts), conf.Heads()
	law, err := loadLaw(conf.Path(conf.Law))
	if err != nil {
		return s, usage(err)
	}
	s.Legal = law.Labels()
	if s.Questions, err = conf.ReadQuestions(s.Lang, func(t string) bool { _, ok := s.Infos[t]; return ok }); err != nil {
		return s, err
	}
	if s.Protect, err = protection(conf); err != nil {
		return s, err
	}
	if s.Replies, err = l.Replies(ctx, run.ID); err != nil {
		return s, err
	}
	if s.JudgedTypes, s.JudgedDepartments, err = l.Judged(ctx); err != nil {
		return s, err
	}
	head, err := l.Head(ctx)
	if err != nil {
		return s, err
	}
	// The same ledger makes the same books, whenever they are written.
	s.Head, s.Made = head.Hash, head.At.In(time.Local)
	if run.State != ledger.Finished || head.At.IsZero() || head.At.Before(run.Started) {
		s.Made = time.Now()
	}
	return s, a.compare(ctx, l, run, since, &s)
}

// compare adds what became of the files since an earlier run, and whether
// answers hold.
func (a *app) compare(ctx context.Context, l *ledger.Ledger, run ledger.Run, since int64, s *report.Settings) error {
	var err error
	if s.Periods, err = l.Periods(ctx, run); err != nil {
		return err
	}
	base := since
	if base == 0 {
		base = ledger.Base(s.Periods, run)
	}
	states, settled, err := l.Compare(ctx, base, run.ID)
	if err != nil {
		return err
	}
	answers, err := l.Answers(ctx, run.ID)
	if err != nil {
		return err
	}
	register, err := l.Approvals(ctx)
	if err != nil {
		return err
	}
	if base != 0 {
		s.Since = &report.Since{Run: base, Settled: settled}
		for _, p := range s.Periods {
			if p.Run == base {
				s.Since.At = p.At.In(s.Made.Location())
			}
		}
		for i, f := range settled {
			if answer, ok := answers[f.ID]; ok {
				settled[i].Answer = &answer
			}
		}
	}
	s.Stand = func(f record.File) followup.Standing {
		id := followup.ID(f.Item)
		state, known := states[id]
		if !known { // the run has not finished
			state = followup.New
		}
		return stand(f, state, answers, register, run.ID, s.Made)
	}
	return nil
}

// stand weighs the register of approvals and the department's answer: the one
// that settles the file counts.
func stand(f record.File, state followup.State, answers map[string]followup.Answer, register []followup.Approval, run int64, now time.Time) followup.Standing {
	var answer *followup.Answer
	if x, ok := answers[followup.ID(f.Item)]; ok {
		answer = &x
	}
	s := followup.Stand(f, state, answer, run, now)
	if s.Holds || s.Waits {
		return s
	}
	approval, why := followup.Approved(register, f, now)
	switch {
	case approval == nil:
	case why == "":
		return followup.Standing{State: state, Answer: approval, Holds: true}
	case answer == nil:
		return followup.Standing{State: state, Answer: approval, Why: why}
	}
	return s
}

// protection is how the configuration protects the books.
func protection(conf config.Config) (func(whole bool, department string) report.Protection, error) {
	table, err := conf.ReadProtection()
	if err != nil || table == nil {
		return nil, err
	}
	out := map[string]report.Protection{}
	for d, p := range table {
		r := report.Protection{Password: p.Password}
		for _, key := range p.Recipients {
			recipient, err := age.ParseX25519Recipient(key)
			if err != nil {
				return nil, usage(errors.New(conf.Protect + ": " + d + ": " + err.Error()))
			}
			r.Recipients = append(r.Recipients, recipient)
		}
		out[d] = r
	}
	return func(whole bool, department string) report.Protection {
		name := department
		if whole {
			name = report.WholeName
		} else if name == "" {
			name = report.UnclassifiedName
		}
		if p, ok := out[name]; ok {
			return p
		}
		return out["*"]
	}, nil
}
