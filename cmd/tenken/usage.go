package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// speak makes what the command line library says be in the user's language:
// how commands are used, and what was wrong with a call.
func (a *app) speak(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	root.SetUsageFunc(a.showUsage)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error { return a.misused(c, a.flagError(err)) })
	for _, c := range all(root) {
		c.InitDefaultHelpFlag()
		c.Flags().Lookup("help").Usage = a.text(msgFlagHelp)
		switch c.Name() {
		case "help":
			c.Short = a.text(msgHelpShort)
		case "completion":
			c.Short = a.text(msgCompletionShort)
		}
		if accepts := c.Args; accepts != nil {
			c.Args = func(c *cobra.Command, args []string) error {
				if accepts(c, args) != nil {
					return a.misused(c, a.wrongArguments(c, args))
				}
				return nil
			}
		}
	}
}

func (a *app) misused(c *cobra.Command, why string) error {
	return usage(errors.New(why + "\n" + a.text(msgSeeHelp, c.CommandPath())))
}

// wrongArguments says why a command does not accept its arguments.
func (a *app) wrongArguments(c *cobra.Command, args []string) string {
	switch {
	case len(args) == 0:
		return a.text(msgArgumentMissing, c.UseLine())
	case !c.HasAvailableSubCommands():
		return a.text(msgArgumentsMany, strings.Join(args, " "), c.UseLine())
	}
	c.SuggestionsMinimumDistance = 2 // edits
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		return a.text(msgCommandNear, args[0], strings.Join(near, ", "))
	}
	return a.text(msgCommandUnknown, args[0])
}

// flagError says what is wrong with a flag.
func (a *app) flagError(err error) string {
	var unknown *pflag.NotExistError
	var bare *pflag.ValueRequiredError
	var bad *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		return a.text(msgFlagUnknown, flagName(unknown.GetSpecifiedName()))
	case errors.As(err, &bare):
		return a.text(msgFlagBare, flagName(bare.GetSpecifiedName()))
	case errors.As(err, &bad):
		wanted, known := map[string]message{"int": msgNumber, "int64": msgNumber, "uint64": msgNumber, "bool": msgTrueFalse, "duration": msgDuration}[bad.GetFlag().Value.Type()]
		if known {
			return a.text(msgFlagValue, "--"+bad.GetFlag().Name, bad.GetValue(), a.text(wanted))
		}
	}
	return err.Error()
}

func flagName(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// showUsage prints how a command is called, its commands and its flags.
func (a *app) showUsage(c *cobra.Command) error {
	w := c.OutOrStdout()
	section := func(title message, text string) {
		if text = strings.TrimRight(text, " \n"); text != "" {
			fmt.Fprintf(w, "\n%s\n%s\n", a.text(title), text)
		}
	}
	fmt.Fprintln(w, a.text(msgUsage))
	if !c.HasAvailableSubCommands() {
		fmt.Fprintln(w, "  "+c.UseLine())
	} else {
		fmt.Fprintln(w, "  "+c.CommandPath()+" "+a.text(msgUsageCommand))
		var commands strings.Builder
		for _, sub := range c.Commands() {
			if sub.IsAvailableCommand() || sub.Name() == "help" {
				fmt.Fprintf(&commands, "  %-*s %s\n", sub.NamePadding(), sub.Name(), sub.Short)
			}
		}
		section(msgUsageCommands, commands.String())
	}
	section(msgUsageFlags, c.LocalFlags().FlagUsages())
	section(msgUsageGlobal, c.InheritedFlags().FlagUsages())
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(w, "\n%s\n", a.text(msgUsageMore, c.CommandPath()))
	}
	return nil
}
