package main

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"tenken/internal/extract"
	"tenken/internal/sandbox"
)

// toolReader says once of each program that is missing what to install.
type toolReader struct {
	sandbox.Reader
	a    *app
	said sync.Map
}

func (t *toolReader) Read(ctx context.Context, f extract.File, emit func(extract.Text) error) (string, []extract.Problem, error) {
	media, problems, err := t.Reader.Read(ctx, f, emit)
	for _, p := range problems {
		tool := new(extract.MissingTool)
		if !errors.As(p.Err, &tool) {
			continue
		}
		if _, again := t.said.LoadOrStore(tool.Package, true); !again && !t.a.quiet {
			fmt.Fprintln(t.a.errs, "tenken: "+t.a.text(msgMissingTool, tool.Package, f.Name))
		}
	}
	return media, problems, err
}
