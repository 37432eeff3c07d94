package inspect

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"syscall"

	"tenken/internal/extract"
	"tenken/internal/record"
	"tenken/scanners"
)

// codes maps sentinel errors to causes that people can act on; the first that
// errors.Is finds counts.
var codes = []struct {
	err  error
	code record.Code
}{
	{extract.ErrRights, record.RightsManaged},
	{extract.ErrEncrypted, record.Encrypted},
	{extract.ErrLimit, record.Limit},
	{extract.ErrUnsupported, record.Unsupported},
	{extract.ErrImageOnly, record.ImageOnly},
	{scanners.ErrGone, record.Gone},
	{scanners.ErrKey, record.KeyDenied},
	{scanners.ErrPayer, record.ReaderPays},
	{scanners.ErrAbusive, record.Malware},
	{scanners.ErrNoCopy, record.NoCopy},
	{scanners.ErrOnline, record.OnlineOnly},
	{scanners.ErrDenied, record.Denied},
	{scanners.ErrFrozen, record.Frozen},
	{scanners.ErrChanged, record.Changed},
	{fs.ErrNotExist, record.Gone},
	{fs.ErrPermission, record.Denied},
	{context.DeadlineExceeded, record.TimedOut},
	{extract.ErrCrashed, record.ParserCrash},
	{extract.ErrDamaged, record.Damaged},
}

func codeOf(err error) record.Code {
	for _, c := range codes {
		if errors.Is(err, c.err) {
			return c.code
		}
	}
	return record.ReadError
}

// reasonOf keeps the error's text only where it cannot hold content: errors of
// the operating system, and the package of a program that is missing. A
// parser's message may quote what it read.
func reasonOf(place string, err error) record.Reason {
	r := record.Reason{Code: codeOf(err), Place: place}
	var errno syscall.Errno
	if errors.As(err, &errno) {
		r.Detail = errno.Error()
	}
	if tool := new(extract.MissingTool); errors.As(err, &tool) {
		r.Detail = tool.Error()
	}
	return r
}

// outcome turns an error of opening or reading into reasons, or passes it on
// when a later try may differ: the run is stopping, the provider asks to wait,
// or this machine is out of disk space.
func outcome(ctx context.Context, err error) ([]record.Reason, error) {
	var busy scanners.Busy
	if errors.As(err, &busy) || ctx.Err() != nil || errors.Is(err, syscall.ENOSPC) || errors.Is(err, os.ErrDeadlineExceeded) {
		return nil, err
	}
	return []record.Reason{reasonOf("", err)}, nil
}

// status follows from the reasons and from whether any text was read.
func status(reasons []record.Reason, text bool) record.Status {
	switch {
	case len(reasons) == 0:
		return record.Inspected
	case text:
		return record.Partial
	}
	return record.Unreadable
}

// maxReasons bounds the reasons of one record; an archive of 20,000 encrypted
// members needs no 20,000 lines.
const maxReasons = 20

// condense keeps the first reasons and notes that there are more.
func condense(rs []record.Reason) []record.Reason {
	if len(rs) <= maxReasons {
		return rs
	}
	more := record.Reason{Code: rs[maxReasons].Code, Detail: "and more"}
	return append(rs[:maxReasons:maxReasons], more)
}
