package main

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"tenken/internal/inspect"
	"tenken/internal/record"
	"tenken/internal/sandbox"
	"tenken/report"
	"tenken/scanners"
	"tenken/scanners/folder"
)

func (a *app) inspectCommand() *cobra.Command {
	var matches, explain bool
	var policyFile, passwords, ocr string
	c := &cobra.Command{
		Use:   "inspect FILE…",
		Short: a.text(msgInspectShort),
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, files []string) error {
			a.json = true // it always prints JSON Lines
			return a.inspect(c.Context(), files, policyFile, passwords, ocr, matches, explain)
		},
	}
	f := c.Flags()
	f.BoolVar(&matches, "matches", false, a.text(msgFlagMatches))
	f.BoolVar(&explain, "explain", false, a.text(msgFlagExplain))
	f.StringVar(&passwords, "passwords", "", a.text(msgFlagPasswords))
	f.StringVar(&ocr, "ocr", "", a.text(msgFlagOCR))
	f.StringVar(&policyFile, "policy", "", a.text(msgFlagPolicy))
	return c
}

// inspected is a record with, if asked for, its matches.
type inspected struct {
	report.Line
	Matches *[]inspect.MatchAt `json:"matches,omitempty"`
	Explain []string           `json:"explain,omitempty"`
}

type inspectSummary struct {
	MessageType string `json:"message_type"`
	Files       int    `json:"files"`
	Flagged     int    `json:"flagged"`
	Unread      int    `json:"unread"`
	Failed      int    `json:"failed"`
}

func (a *app) inspect(ctx context.Context, files []string, policyFile, passwordFile, ocr string, matches, explain bool) error {
	rules, err := loadPolicy(policyFile, "")
	if err != nil {
		return err
	}
	key := make([]byte, 32)                 // digests of single files are compared with nothing
	rand.Read(key)                          //nolint:errcheck // never fails
	tmp, err := os.MkdirTemp("", "tenken-") //nolint:forbidigo // a folder of our own, removed below
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	passwords, err := a.passwords(passwordFile)
	if err != nil {
		return err
	}
	mode, err := a.recognition(ocr)
	if err != nil {
		return err
	}
	r := &toolReader{Reader: newReader(sandbox.Options{Passwords: passwords, OCR: mode, TmpDir: tmp, Asides: true}), a: a}
	in, err := newInspector(key, rules.Policy, r, tmp)
	if err != nil {
		return err
	}
	sum := inspectSummary{MessageType: "summary"}
	for _, file := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		f, found, err := inspectFile(ctx, in, file, matches || explain, explain)
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			sum.Failed++
			if err := a.line(map[string]any{"message_type": "error", "path": file, "error": a.pathError(file, err)}); err != nil {
				return err
			}
			continue
		}
		sum.Files++
		if f.Flagged() {
			sum.Flagged++
		}
		if f.Status == record.Unreadable || f.Status == record.Partial {
			sum.Unread++
		}
		line := inspected{Line: report.NewLine(f)}
		if matches || explain {
			line.Matches = &found
		}
		if explain {
			a.because(found)
			line.Explain = a.why(f, found)
		}
		if err := a.line(line); err != nil {
			return err
		}
	}
	if err := a.line(sum); err != nil {
		return err
	}
	switch {
	case sum.Failed > 0:
		return coded{exitFailed, nil}
	case sum.Unread > 0:
		return coded{exitUnread, nil}
	}
	return nil
}

var errFolder = errors.New("is a folder")

// inspectFile inspects one file; its path in the record is the one given.
func inspectFile(ctx context.Context, in *inspect.Inspector, file string, matches, explain bool) (record.File, []inspect.MatchAt, error) {
	info, err := os.Stat(file)
	if err != nil {
		return record.File{}, nil, err
	}
	if info.IsDir() {
		return record.File{}, nil, errFolder
	}
	sc, err := folder.New("file", scanners.Private, file)
	if err != nil {
		return record.File{}, nil, err
	}
	defer sc.Close()
	roots, err := sc.Roots(ctx)
	if err != nil {
		return record.File{}, nil, err
	}
	for page, err := range sc.List(ctx, roots[0], "") {
		if err != nil {
			return record.File{}, nil, err
		}
		found := []inspect.MatchAt{}
		var each func(inspect.MatchAt)
		if matches {
			each = func(m inspect.MatchAt) {
				if !explain {
					m.Why = nil
				}
				found = append(found, m)
			}
		}
		f, err := in.Matches(ctx, sc, page.Items[0], each)
		f.Path = filepath.ToSlash(file)
		return f, found, err
	}
	return record.File{}, nil, os.ErrNotExist
}

// pathError says what is wrong with a path that was given.
func (a *app) pathError(path string, err error) string {
	if errors.Is(err, errFolder) {
		return a.text(msgIsFolder, path)
	}
	return a.notFound(path, err).Error()
}
