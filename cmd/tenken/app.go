package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"tenken/internal/ledger"
	"tenken/internal/record"
)

// app is what all commands share.
type app struct {
	in        io.Reader
	out, errs io.Writer

	lang      string // of messages
	langGiven bool   // by --lang
	json      bool
	quiet     bool
	level     string
	db        string // connection string of a ledger that many share; may hold a password
	log       *slog.Logger
}

// command is the whole command line.
func (a *app) command() *cobra.Command {
	a.lang = locale(os.Getenv)
	if l := langOf(os.Args); l != "" { // help texts are made before flags are parsed
		a.lang = l
	}
	root := &cobra.Command{
		Use:           "tenken",
		Short:         a.text(msgShort),
		Long:          a.text(msgLong),
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
		PersistentPreRunE: func(c *cobra.Command, _ []string) error {
			return a.prepare(c)
		},
	}
	root.CompletionOptions.HiddenDefaultCmd = false
	f := root.PersistentFlags()
	f.BoolVar(&a.json, "json", false, a.text(msgFlagJSON))
	f.BoolVarP(&a.quiet, "quiet", "q", false, a.text(msgFlagQuiet))
	f.StringVar(&a.lang, "lang", a.lang, a.text(msgFlagLang))
	f.StringVar(&a.level, "log-level", "warn", a.text(msgFlagLog))
	f.StringVar(&a.db, "db", "", a.text(msgFlagDB))
	root.AddCommand(
		a.scanCommand(),
		a.planCommand(),
		a.workCommand(),
		a.migrateCommand(),
		a.demoCommand(),
		a.reportCommand(),
		a.importCommand(),
		a.statusCommand(),
		a.doctorCommand(),
		a.inspectCommand(),
		a.detectCommand(),
		a.textCommand(),
		a.listCommand(),
		a.configCommand(),
		a.policyCommand(),
		a.accountsCommand(),
		a.versionCommand(),
	)
	a.speak(root)
	return root
}

func all(c *cobra.Command) []*cobra.Command {
	out := []*cobra.Command{c}
	for _, sub := range c.Commands() {
		out = append(out, all(sub)...)
	}
	return out
}

// prepare checks the common flags.
func (a *app) prepare(c *cobra.Command) error {
	if a.lang != record.Japanese && a.lang != record.English {
		bad := a.lang
		a.lang = locale(os.Getenv)
		return usage(fmt.Errorf("--lang %s: %s", bad, a.text(msgBadLang)))
	}
	a.langGiven = c.Flags().Changed("lang")
	if a.db == "" {
		a.db = os.Getenv("TENKEN_DB") // not the flag's default: help would show it
	}
	if a.db != "" && !ledger.IsDSN(a.db) {
		return usage(errors.New(a.text(msgBadDB)))
	}
	var level slog.Level
	if err := level.UnmarshalText([]byte(a.level)); err != nil {
		return usage(fmt.Errorf("--log-level %s: %s", a.level, a.text(msgBadLevel)))
	}
	a.log = slog.New(slog.NewTextHandler(a.errs, &slog.HandlerOptions{Level: level}))
	return nil
}

// locale is the language of messages by the environment, as POSIX orders the
// variables. Workbooks are Japanese unless something says otherwise.
func locale(env func(string) string) string {
	for _, k := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := env(k); v != "" {
			if strings.HasPrefix(v, "ja") {
				return record.Japanese
			}
			return record.English
		}
	}
	return record.English
}

// langOf finds --lang before the flags are parsed.
func langOf(args []string) string {
	for i, a := range args {
		v, ok := strings.CutPrefix(a, "--lang=")
		if a == "--lang" && i+1 < len(args) {
			v, ok = args[i+1], true
		}
		if ok && slices.Contains([]string{record.Japanese, record.English}, v) {
			return v
		}
	}
	return ""
}

// text is a message in the language of the user.
func (a *app) text(m message, args ...any) string {
	s := m.ja
	if a.lang == record.English {
		s = m.en
	}
	if len(args) == 0 {
		return s
	}
	return fmt.Sprintf(s, args...)
}

// say prints a message for people, unless machines are listening.
func (a *app) say(m message, args ...any) {
	if !a.quiet && !a.json {
		fmt.Fprintln(a.out, a.text(m, args...))
	}
}

// terminal reports whether a person watches the progress.
func (a *app) terminal() bool {
	f, ok := a.errs.(*os.File)
	return ok && !a.quiet && term.IsTerminal(int(f.Fd()))
}
