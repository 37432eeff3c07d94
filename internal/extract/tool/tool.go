// Package tool runs other programs on strangers' files: those of Debian that
// read what nothing else does.
package tool

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"time"

	"tenken/internal/extract"
)

// Third is the name of the first of a command's ExtraFiles, for programs that
// take names only.
const Third = "/dev/fd/3"

// Find tells whether a program is installed; its error names the Debian
// package that has it.
func Find(program, pkg string) error {
	if _, err := exec.LookPath(program); err != nil {
		return &extract.MissingTool{Package: pkg}
	}
	return nil
}

// passed are the variables that programs get.
var passed = []string{"PATH", "TESSDATA_PREFIX"}

// Command is a program that ends with ctx, or with this process. It says
// nothing but what it puts out: its messages may quote what it read.
func Command(ctx context.Context, program string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env = []string{"LC_ALL=C.UTF-8", "OMP_THREAD_LIMIT=1"}
	for _, name := range passed {
		if v, ok := os.LookupEnv(name); ok {
			cmd.Env = append(cmd.Env, name+"="+v)
		}
	}
	cmd.WaitDelay = time.Second
	bind(cmd)
	return cmd
}

// Failed is what the end of a program means for the file it read.
func Failed(ctx context.Context, err error) error {
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return context.Cause(ctx)
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() < 0 {
		return extract.ErrCrashed
	}
	return extract.ErrDamaged
}
