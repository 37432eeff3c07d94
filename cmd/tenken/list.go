package main

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	alldetectors "tenken/detectors/all"
	allformats "tenken/internal/extract/all"
	"tenken/internal/record"
	allscanners "tenken/scanners/all"
)

func (a *app) listCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "list",
		Short: a.text(msgListShort),
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	for _, l := range []struct {
		name string
		help message
		rows func() (head []string, rows [][]string, items []any)
	}{
		{"detectors", msgListDetectors, a.detectors},
		{"formats", msgListFormats, a.formats},
		{"scanners", msgListScanners, a.scanners},
	} {
		c.AddCommand(&cobra.Command{
			Use:   l.name,
			Short: a.text(l.help),
			Args:  cobra.NoArgs,
			RunE: func(*cobra.Command, []string) error {
				head, rows, items := l.rows()
				return a.table(head, rows, items)
			},
		})
	}
	return c
}

// table prints rows for people, or items for machines.
func (a *app) table(head []string, rows [][]string, items []any) error {
	if a.json {
		for _, it := range items {
			if err := a.line(it); err != nil {
				return err
			}
		}
		return nil
	}
	w := tabwriter.NewWriter(a.out, 0, 4, 2, ' ', 0)
	for _, r := range append([][]string{head}, rows...) {
		fmt.Fprintln(w, strings.Join(r, "\t"))
	}
	return w.Flush()
}

func (a *app) detectors() (head []string, rows [][]string, items []any) {
	for _, d := range alldetectors.Detectors() {
		i := d.Info()
		row := []string{i.ID, string(i.Category), fmt.Sprintf("T%d", i.Severity), i.Label, i.Validate, i.Source}
		if a.lang == record.English {
			row = slices.Insert(row, 3, i.English)
		}
		rows = append(rows, row)
		items = append(items, listed("detector", i))
	}
	head = []string{"id", "category", "severity", "label", "validated by", "source"}
	if a.lang == record.English {
		head = slices.Insert(head, 3, "name")
	}
	return head, rows, items
}

func (a *app) formats() (head []string, rows [][]string, items []any) {
	for _, f := range allformats.Formats() {
		i := f.Info()
		rows = append(rows, []string{i.ID, i.Label, strings.Join(i.Extensions, " "), i.Reads, i.Tested})
		items = append(items, listed("format", i))
	}
	return []string{"id", "label", "extensions", "reads", "tested on"}, rows, items
}

func (a *app) scanners() (head []string, rows [][]string, items []any) {
	for _, k := range allscanners.Kinds() {
		rows = append(rows, []string{k.ID, k.Label, k.Needs, k.Reads})
		items = append(items, listed("scanner", k))
	}
	return []string{"id", "label", "needs", "reads"}, rows, items
}
