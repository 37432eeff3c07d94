package sandbox

import (
	"context"
	"errors"
	"syscall"

	"tenken/internal/extract"
)

// errSource stands in the child for whatever went wrong when the parent read
// the file; the parent knows.
var errSource = errors.New("the file could not be read")

// known are the errors that keep their meaning on the way, as bits.
var known = []error{
	extract.ErrEncrypted, extract.ErrDamaged, extract.ErrUnsupported, extract.ErrLimit, extract.ErrImageOnly,
	extract.ErrCrashed, extract.ErrRights, context.DeadlineExceeded, errSource, extract.ErrUnlocked,
}

// remote is an error of a child.
type remote struct {
	text  string
	wraps []error
}

func (e *remote) Error() string   { return e.text }
func (e *remote) Unwrap() []error { return e.wraps }

// appendError encodes err; nil is an empty text without bits.
func appendError(b []byte, err error) []byte {
	if err == nil {
		return append(appendString(b, ""), 0, 0, 0)
	}
	var bits int64
	for i, k := range known {
		if errors.Is(err, k) {
			bits |= 1 << i
		}
	}
	var errno syscall.Errno
	errors.As(err, &errno)
	var tool extract.MissingTool
	if t := new(extract.MissingTool); errors.As(err, &t) {
		tool = *t
	}
	b = appendString(b, err.Error())
	b = appendNumber(b, bits)
	b = appendNumber(b, int64(errno)) //nolint:gosec // small
	return appendString(b, tool.Package)
}

// err decodes an error; source is what the parent met when it read the file.
func (f *fields) err(source error) error {
	text, bits, errno, tool := f.string(), f.number(), f.number(), f.string()
	if text == "" && bits == 0 {
		return nil
	}
	e := &remote{text: text}
	for i, k := range known {
		switch {
		case bits&(1<<i) == 0:
		case k == errSource && source != nil: //nolint:errorlint // an entry of the list
			return source
		default:
			e.wraps = append(e.wraps, k)
		}
	}
	if errno > 0 {
		e.wraps = append(e.wraps, syscall.Errno(errno)) //nolint:gosec // as sent
	}
	if tool != "" {
		e.wraps = append(e.wraps, &extract.MissingTool{Package: tool})
	}
	return e
}

// outcome is what a child says at the end of a file.
type outcome struct {
	media    string
	problems []extract.Problem
	err      error
}

func appendOutcome(b []byte, o outcome) []byte {
	b = appendString(b, o.media)
	b = appendError(b, o.err)
	b = appendNumber(b, len(o.problems))
	for _, p := range o.problems {
		b = appendError(appendString(b, p.Place), p.Err)
	}
	return b
}

func decodeOutcome(payload []byte, source error) (outcome, error) {
	f := &fields{b: payload}
	o := outcome{media: f.string(), err: f.err(source)}
	for range f.count() {
		o.problems = append(o.problems, extract.Problem{Place: f.string(), Err: f.err(source)})
	}
	if f.bad {
		return outcome{}, errFrame
	}
	return o, nil
}
