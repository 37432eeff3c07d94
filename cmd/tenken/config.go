package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"tenken/configs"
	"tenken/internal/config"
	"tenken/report"
)

func (a *app) configCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "config",
		Short: a.text(msgConfigShort),
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	var force, policy, questions bool
	initial := &cobra.Command{
		Use:   "init [FILE]",
		Short: a.text(msgInitShort),
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			text, file := configs.Default, "tenken.yaml"
			if policy {
				var err error
				if text, err = configs.Policies.ReadFile("policy/default.yaml"); err != nil {
					return err
				}
				file = "policy.yaml"
			}
			if questions {
				text, file = configs.Questions, "questions.yaml"
			}
			if len(args) > 0 {
				file = args[0]
			}
			return a.initConfig(file, text, force)
		},
	}
	initial.Flags().BoolVar(&force, "force", false, a.text(msgFlagForce))
	initial.Flags().BoolVar(&policy, "policy", false, a.text(msgFlagInitPolicy))
	initial.Flags().BoolVar(&questions, "questions", false, a.text(msgFlagInitQuestions))
	c.AddCommand(initial, a.ownersCommand(), &cobra.Command{
		Use:   "check [FILE]",
		Short: a.text(msgCheckShort),
		Args:  cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.checkConfig(c.Context(), append(args, "tenken.yaml")[0])
		},
	}, &cobra.Command{
		Use:   "schema",
		Short: a.text(msgSchemaShort),
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			s, err := config.Schema()
			if err != nil {
				return err
			}
			_, err = a.out.Write(append(s, '\n'))
			return err
		},
	})
	return c
}

func (a *app) initConfig(file string, text []byte, force bool) error {
	if _, err := os.Lstat(file); !force && !errors.Is(err, fs.ErrNotExist) {
		return usage(errors.New(a.text(msgExists, file)))
	}
	if err := report.WriteFile(file, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	}); err != nil {
		return err
	}
	a.say(msgWritten, file)
	return nil
}

// checkConfig validates the file, the policy it names and the places it scans.
func (a *app) checkConfig(ctx context.Context, file string) error {
	c, err := a.loadConfig(file)
	if err != nil {
		return err
	}
	p, err := loadPolicy(c.Path(c.Policy), c.Path(c.Law), c.Custom()...)
	if err != nil {
		return err
	}
	if _, err := a.connect(ctx, c); err != nil {
		return err
	}
	set, err := newSet()
	if err != nil {
		return err
	}
	types := infos(set)
	if _, err := c.ReadQuestions(c.Language, func(t string) bool { _, ok := types[t]; return ok }); err != nil {
		return err
	}
	if _, err := protection(c); err != nil {
		return err
	}
	a.warn(p)
	a.say(msgConfigGood, file, len(c.Sources))
	return nil
}
