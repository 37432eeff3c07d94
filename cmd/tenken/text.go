package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"tenken/internal/extract"
	"tenken/internal/sandbox"
)

func (a *app) textCommand() *cobra.Command {
	var passwords, ocr string
	c := &cobra.Command{
		Use:   "text FILE…",
		Short: a.text(msgTextShort),
		Args:  cobra.MinimumNArgs(1),
		RunE:  func(c *cobra.Command, files []string) error { return a.texts(c.Context(), files, passwords, ocr) },
	}
	c.Flags().StringVar(&passwords, "passwords", "", a.text(msgFlagPasswords))
	c.Flags().StringVar(&ocr, "ocr", "", a.text(msgFlagOCR))
	return c
}

// piece is one line of `tenken text`. The pieces of a file, one after the
// other, are its extracted text.
type piece struct {
	MessageType string `json:"message_type,omitempty"` // with --json
	Path        string `json:"path"`
	Place       string `json:"place"`
	Text        string `json:"text"`
	Aside       bool   `json:"aside,omitempty"` // another form of what other pieces hold
}

// problem is a part that could not be read; it goes to standard error, and
// with --json to standard output.
type problem struct {
	MessageType string `json:"message_type"`
	Path        string `json:"path"`
	Place       string `json:"place,omitempty"`
	Error       string `json:"error"`
}

func (a *app) texts(ctx context.Context, files []string, passwordFile, ocr string) error {
	passwords, err := a.passwords(passwordFile)
	if err != nil {
		return err
	}
	mode, err := a.recognition(ocr)
	if err != nil {
		return err
	}
	tmp, err := os.MkdirTemp("", "tenken-") //nolint:forbidigo // a folder of our own, removed below
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	r := &toolReader{Reader: newReader(sandbox.Options{Passwords: passwords, OCR: mode, TmpDir: tmp, Asides: true}), a: a}
	failed, unread := false, false
	for _, file := range files {
		problems, err := a.textOf(ctx, r, file)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			failed = true
			a.trouble(problem{Path: file, Error: a.pathError(file, err)})
		}
		for _, p := range problems {
			if errors.Is(p.Err, extract.ErrUnlocked) {
				continue
			}
			unread = true
			a.trouble(problem{Path: file, Place: p.Place, Error: cause(p.Err)})
		}
	}
	switch {
	case failed:
		return coded{exitFailed, nil}
	case unread:
		return coded{exitUnread, nil}
	}
	return nil
}

func (a *app) textOf(ctx context.Context, r sandbox.Reader, file string) ([]extract.Problem, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, errFolder
	}
	_, problems, err := r.Read(ctx, extract.File{Name: filepath.Base(file), Size: info.Size(), ReaderAt: f}, func(t extract.Text) error {
		p := piece{Path: file, Place: t.Place(t.Lead), Text: t.Body[t.Lead:], Aside: t.Aside}
		if a.json {
			p.MessageType = "text"
		}
		return a.line(p)
	})
	return problems, err
}

func (a *app) trouble(p problem) {
	if a.json {
		p.MessageType = "error"
		a.line(p) //nolint:errcheck // nowhere to tell
		return
	}
	where := p.Path
	if p.Place != "" {
		where += " (" + p.Place + ")"
	}
	fmt.Fprintf(a.errs, "tenken: %s: %s\n", where, p.Error)
}

// cause is why a part was not read; a parser's own words may quote the part.
func cause(err error) string {
	for _, known := range []error{extract.ErrRights, extract.ErrEncrypted, extract.ErrLimit, extract.ErrUnsupported, extract.ErrImageOnly, extract.ErrDamaged} {
		if errors.Is(err, known) {
			return known.Error()
		}
	}
	return err.Error()
}
