package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"tenken/configs"
	"tenken/internal/policy"
)

func (a *app) policyCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "policy",
		Short: a.text(msgPolicyShort),
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.policyShow(), a.policyCheck(), a.policyTest(), &cobra.Command{
		Use:   "schema",
		Short: a.text(msgPolicySchemaShort),
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			s, err := policy.Schema()
			if err != nil {
				return err
			}
			_, err = a.out.Write(append(s, '\n'))
			return err
		},
	})
	return c
}

// shippedPolicies are the names of the built-in policies.
func shippedPolicies() []string {
	entries, err := configs.Policies.ReadDir("policy")
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		out = append(out, strings.TrimSuffix(e.Name(), ".yaml"))
	}
	return out
}

func (a *app) policyShow() *cobra.Command {
	known := strings.Join(shippedPolicies(), ", ")
	return &cobra.Command{
		Use:       "show [NAME]",
		Short:     a.text(msgPolicyShowShort),
		Long:      a.text(msgPolicyShowLong, known),
		Args:      cobra.MaximumNArgs(1),
		ValidArgs: shippedPolicies(),
		RunE: func(_ *cobra.Command, args []string) error {
			name := append(args, "default")[0]
			text, err := configs.Policies.ReadFile("policy/" + name + ".yaml")
			if err != nil {
				return usage(errors.New(a.text(msgPolicyNone, name, known)))
			}
			_, err = a.out.Write(text)
			return err
		},
	}
}

func (a *app) policyCheck() *cobra.Command {
	var law string
	c := &cobra.Command{
		Use:   "check FILE",
		Short: a.text(msgPolicyCheckShort),
		Long:  a.text(msgPolicyCheckLong),
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			p, err := loadPolicy(args[0], law)
			if err != nil {
				return err
			}
			warnings := p.Warnings(p.name, p.text)
			if a.json {
				for _, w := range warnings {
					if err := a.line(map[string]any{"message_type": "warning", "file": p.name, "line": w.Line, "warning": w.In(a.lang)}); err != nil {
						return err
					}
				}
				return a.line(map[string]any{"message_type": "summary", "file": p.name, "warnings": len(warnings)})
			}
			if len(warnings) > 0 {
				fmt.Fprintln(a.errs, a.text(msgPolicyWarnings, p.name, len(warnings)))
			}
			for _, w := range warnings {
				fmt.Fprintln(a.errs, w.In(a.lang))
			}
			a.say(msgPolicyGood, p.name, len(p.Grades), len(p.Matrix), len(p.Rules), len(p.Beside))
			return nil
		},
	}
	c.Flags().StringVar(&law, "law", "", a.text(msgFlagLaw))
	return c
}

// warn tells that a policy has rules that may not be meant.
func (a *app) warn(p policyFile) {
	if n := len(p.Warnings(p.name, p.text)); n > 0 && !a.quiet {
		fmt.Fprintln(a.errs, "tenken: "+a.text(msgPolicyWarned, p.name, n))
	}
}

func (a *app) policyTest() *cobra.Command {
	var o struct {
		config, state, law string
		run                int64
		all                bool
	}
	c := &cobra.Command{
		Use:   "test FILE",
		Short: a.text(msgPolicyTestShort),
		Long:  a.text(msgPolicyTestLong),
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			conf, err := a.configOf(o.config)
			if err != nil {
				return err
			}
			p, err := loadPolicy(args[0], first(o.law, conf.Path(conf.Law)), conf.Custom()...)
			if err != nil {
				return err
			}
			a.warn(p)
			l, run, err := a.past(c.Context(), conf, o.state, o.run)
			if err != nil {
				return err
			}
			defer l.Close()
			t := newTrial(a.json || o.all)
			if err := t.try(c.Context(), l, run, p.Policy, storages(conf)); err != nil {
				return err
			}
			return a.showTrial(t, p.name, run.ID)
		},
	}
	f := c.Flags()
	f.StringVar(&o.config, "config", "", a.text(msgFlagConfig))
	f.StringVar(&o.state, "state", "", a.text(msgFlagState, stateDir()))
	f.StringVar(&o.law, "law", "", a.text(msgFlagLaw))
	f.Int64Var(&o.run, "run", 0, a.text(msgFlagRun))
	f.BoolVar(&o.all, "all", false, a.text(msgTrialAll))
	return c
}
