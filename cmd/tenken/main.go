// Command tenken inspects storage for sensitive Japanese data and writes the
// self-inspection workbooks of departments.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run is main without the process around it.
func run(args []string, in io.Reader, out, errs io.Writer) int {
	private()
	if len(args) > 0 && args[0] == childCommand {
		return child(args[1:], in, out, errs)
	}
	limitMemory()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	a := &app{in: in, out: out, errs: errs}
	root := a.command()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errs)
	return a.exit(root.ExecuteContext(ctx))
}

// memory is what the garbage collector aims at, in bytes; GOMEMLIMIT, where
// set, has precedence.
const memory = 256 << 20

func limitMemory() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory)
	}
}

// growth is how many percent the heap of a process at a shared ledger may grow,
// below that limit, before it is collected; GOGC, where set, has precedence. A
// million records cost 29 µs of a process's time each instead of 40.
const growth = 400

func collectLess() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(growth)
	}
}
