package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"tenken/internal/config"
	"tenken/internal/engine"
	"tenken/internal/ledger"
	"tenken/report"
	"tenken/scanners"
)

// Exit codes. Findings alone never change them.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUnread      = 3 // done, but some items could not be read
	exitFailOn      = 4
	exitUsage       = 10
	exitLocked      = 11
	exitDenied      = 12
	exitLedger      = 13
	exitQuota       = 75
	exitInterrupted = 130
)

// coded is an outcome with an exit code of its own. A nil error says nothing.
type coded struct {
	code int
	err  error
}

func (c coded) Error() string {
	if c.err == nil {
		return fmt.Sprintf("exit code %d", c.code)
	}
	return c.err.Error()
}

func (c coded) Unwrap() error { return c.err }

func usage(err error) error { return coded{exitUsage, err} }

// exit tells what went wrong and returns the code for it.
func (a *app) exit(err error) int {
	if err == nil {
		return exitDone
	}
	code := codeOf(err)
	var c coded
	if errors.As(err, &c) && c.err == nil {
		return code
	}
	text := a.explain(code, err)
	if a.json {
		json.NewEncoder(a.out).Encode(map[string]any{"message_type": "error", "code": code, "error": text}) //nolint:errcheck // nowhere to tell
	}
	fmt.Fprintln(a.errs, "tenken: "+text)
	return code
}

func codeOf(err error) int {
	var c coded
	var busy scanners.Busy
	var bad *config.Error
	switch {
	case errors.As(err, &c):
		return c.code
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &bad):
		return exitUsage
	case errors.Is(err, ledger.ErrLocked):
		return exitLocked
	case errors.Is(err, ledger.ErrNewer), errors.Is(err, ledger.ErrBroken), errors.Is(err, ledger.ErrFull), errors.Is(err, ledger.ErrNone),
		errors.Is(err, ledger.ErrAway), errors.Is(err, ledger.ErrClock), errors.Is(err, ledger.ErrKey), errors.Is(err, ledger.ErrOlder), errors.Is(err, ledger.ErrChain):
		return exitLedger
	case errors.Is(err, ledger.ErrDSN), errors.Is(err, engine.ErrRules), errors.Is(err, engine.ErrSources):
		return exitUsage
	case errors.Is(err, ledger.ErrRights):
		return exitDenied
	case errors.As(err, &busy):
		return exitQuota
	case errors.Is(err, scanners.ErrDenied):
		return exitDenied
	}
	return exitFailed
}

// databaseErrors say what to do about a ledger that many share.
var databaseErrors = []struct {
	err  error
	next message
}{
	{ledger.ErrDSN, msgDSN},
	{ledger.ErrRights, msgRights},
	{ledger.ErrAway, msgAway},
	{ledger.ErrClock, msgClock},
	{ledger.ErrKey, msgKey},
	{ledger.ErrOlder, msgOlder},
	{engine.ErrRules, msgRules},
	{engine.ErrSources, msgSources},
}

// explain adds to an error what people can do about it.
func (a *app) explain(code int, err error) string {
	var cannot *report.WriteError
	var bad *config.Error
	switch {
	case errors.As(err, &bad):
		return bad.In(a.lang)
	case errors.As(err, &cannot):
		return a.text(msgCannotWrite, cannot.Path, cannot.Err, cannot.Next(a.lang))
	case code == exitInterrupted:
		return a.text(msgInterrupted)
	case code == exitLocked:
		return a.text(msgLocked, err)
	case errors.Is(err, ledger.ErrFull):
		return a.text(msgFull, err)
	case errors.Is(err, ledger.ErrNewer):
		return a.text(msgNewer, err)
	case errors.Is(err, ledger.ErrBroken):
		return a.text(msgBroken, err)
	case errors.Is(err, ledger.ErrChain):
		return a.text(msgChain, err)
	case errors.Is(err, ledger.ErrNone):
		return a.text(msgNoRun, err)
	}
	for _, known := range databaseErrors {
		if errors.Is(err, known.err) {
			return a.text(known.next, err)
		}
	}
	switch {
	case code == exitQuota:
		return a.text(msgQuota, err)
	case errors.Is(err, scanners.ErrDenied):
		return a.text(msgDenied, err)
	}
	var file *fs.PathError
	switch {
	case !errors.As(err, &file):
		return err.Error()
	case file.Op == "mkdir":
		return a.text(msgCannotMake, file.Path, a.reason(file.Err))
	case errors.Is(file, fs.ErrNotExist):
		return a.text(msgMissing, file.Path)
	case errors.Is(file, fs.ErrPermission):
		return a.text(msgNotAllowed, file.Path)
	}
	return a.text(msgCannotRead, file.Path, a.reason(file.Err))
}

// reason words what the operating system says.
func (a *app) reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return a.text(msgNoParent)
	case errors.Is(err, fs.ErrPermission):
		return a.text(msgNoRight)
	case errors.Is(err, syscall.EISDIR):
		return a.text(msgIsAFolder)
	}
	return err.Error()
}
