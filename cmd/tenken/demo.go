package main

import "github.com/spf13/cobra"

func (a *app) demoCommand() *cobra.Command {
	var out string
	c := &cobra.Command{Use: "demo", Short: a.text(msgDemoShort), Long: a.text(msgDemoLong), Args: cobra.NoArgs}
	c.Flags().StringVar(&out, "out", "tenken-demo", a.text(msgFlagDemoOut))
	return c
}
