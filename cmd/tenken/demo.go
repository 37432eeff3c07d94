package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"tenken/internal/campus"
	"tenken/internal/config"
	"tenken/internal/ledger"
	"tenken/internal/record"
	"tenken/scanners"
)

// The names of what a demo folder holds. The marker says that the folder is
// ours to write into.
const (
	demoMarker = ".tenken-demo"
	demoTruth  = "tenken-truth.json"
	demoCampus = "campus"
	demoState  = "state"
	demoReport = "report"
	demoCloud  = "cloud"
)

const demoSeed = 2021

func (a *app) demoCommand() *cobra.Command {
	var (
		out   string
		seed  uint64
		cloud bool
	)
	c := &cobra.Command{
		Use: "demo", Short: a.text(msgDemoShort), Long: a.text(msgDemoLong), Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.demo(c.Context(), out, seed, cloud) },
	}
	c.Flags().StringVar(&out, "out", "tenken-demo", a.text(msgFlagDemoOut))
	c.Flags().Uint64Var(&seed, "seed", demoSeed, a.text(msgFlagDemoSeed))
	c.Flags().BoolVar(&cloud, "cloud", false, a.text(msgFlagDemoCloud))
	return c
}

// demo writes the campus, scans it as scan does, and compares the records with
// the truth.
func (a *app) demo(ctx context.Context, dir string, seed uint64, inCloud bool) error {
	truth, err := a.writeCampus(dir, seed, inCloud)
	if err != nil {
		return err
	}
	conf := config.Config{
		Institution: "点検大学（架空）",
		Sources:     []config.Source{{Name: "folder", Kind: "folder", Paths: []string{filepath.Join(dir, demoCampus)}, Exposure: scanners.Private}},
	}
	cloud := &demoStores{dir: filepath.Join(dir, demoCloud)}
	defer cloud.stop()
	if inCloud {
		if err := a.startCloud(ctx, cloud, truth, &conf); err != nil {
			return err
		}
	}
	a.say(msgDemoScan, len(truth.Files))
	a.db = "" // a demo has a ledger of its own
	state := filepath.Join(dir, demoState)
	err = a.scan(ctx, conf, scanOptions{out: filepath.Join(dir, demoReport), state: state})
	if c := (coded{}); err != nil && !(errors.As(err, &c) && c.code == exitUnread) {
		return err
	}
	l, err := ledger.OpenReader(ctx, state)
	if err != nil {
		return err
	}
	defer l.Close()
	run, err := l.LastRun(ctx)
	if err != nil {
		return err
	}
	score, err := truth.Compare(cloud.asPlanted(l.Records(ctx, run.ID)))
	if err != nil {
		return err
	}
	return a.showScore(score, filepath.Join(dir, demoReport))
}

// writeCampus writes the campus, unless the same one is there already. It
// refuses a folder that holds something else.
func (a *app) writeCampus(dir string, seed uint64, cloud bool) (campus.Truth, error) {
	marker, truthFile := filepath.Join(dir, demoMarker), filepath.Join(dir, demoTruth)
	_, gone := os.Stat(filepath.Join(dir, demoCampus))
	_, local := os.Stat(filepath.Join(dir, demoCloud))
	if truth, err := campus.Load(truthFile); err == nil && gone == nil && truth.Seed == seed && cloud == (local == nil) {
		a.say(msgDemoAgain, dir)
		return truth, nil
	}
	if there, err := os.ReadDir(dir); err == nil && len(there) > 0 {
		if _, err := os.Stat(marker); err != nil {
			return campus.Truth{}, usage(errors.New(a.text(msgDemoNotOurs, dir)))
		}
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return campus.Truth{}, fmt.Errorf("demo: %w", err)
	}
	if err := os.WriteFile(marker, nil, 0o600); err != nil {
		return campus.Truth{}, fmt.Errorf("demo: %w", err)
	}
	for _, old := range []string{demoTruth, demoCampus, demoCloud} {
		if err := os.RemoveAll(filepath.Join(dir, old)); err != nil {
			return campus.Truth{}, fmt.Errorf("demo: %w", err)
		}
	}
	at := filepath.Join(dir, demoCampus)
	a.say(msgDemoWriting, at)
	truth, err := campus.Write(at, seed)
	if err != nil {
		return truth, fmt.Errorf("demo: %w", err)
	}
	if cloud {
		if err := moveToCloud(truth, at, filepath.Join(dir, demoCloud)); err != nil {
			return truth, fmt.Errorf("demo: %w", err)
		}
	}
	return truth, truth.Save(truthFile)
}

// scoreLine is the last line of demo --json.
type scoreLine struct {
	MessageType string `json:"message_type"`
	campus.Score
}

// showScore says what was found, and every file about which we were wrong.
func (a *app) showScore(s campus.Score, books string) error {
	if a.json {
		return a.line(scoreLine{"summary", s})
	}
	a.say(msgDemoScore, s.Planted, s.Found, len(s.Missed), len(s.False), s.Clean, s.Dark, s.Told)
	a.showMisses(msgDemoMissed, s.Missed)
	a.showMisses(msgDemoFalse, s.False)
	a.showMisses(msgDemoUntold, s.Untold)
	if s.Persons > 0 {
		a.say(msgDemoPersons, s.Close, s.Persons)
	}
	a.say(msgDemoTypes)
	for _, t := range s.Types {
		a.say(message{"  %-20s %7d / %d", "  %-20s %7d / %d"}, t.Type, t.Found, t.Planted)
	}
	abs, err := filepath.Abs(books)
	if err != nil {
		return err
	}
	a.say(msgDemoBooks, abs)
	return nil
}

func (a *app) showMisses(title message, misses []campus.Miss) {
	if len(misses) == 0 {
		return
	}
	a.say(title)
	for _, m := range misses {
		got := m.Got
		if got == "" {
			got = a.text(msgDemoNoRecord)
		} else if a.lang == record.Japanese {
			got = m.Status.Label(a.lang) + "・" + m.Verdict.Label(a.lang)
		}
		a.say(msgDemoMiss, m.Path, m.Kind, m.Why, got)
	}
}
