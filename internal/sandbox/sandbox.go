// Package sandbox reads strangers' files in processes of their own: children
// of this program that see the bytes of one file over a pipe, no network and,
// where the kernel offers landlock, no files. One that hangs, grows or dies
// takes nobody with it; what it had put out is kept, and the file's problem
// says what happened.
//
// The text streams through the pipe, which holds the child back while its text
// is inspected. It is written nowhere.
package sandbox

import (
	"time"

	"tenken/internal/extract"
)

// Options tell a child how to read. They cross the pipe before any file does.
type Options struct {
	Budget    extract.Budget
	Passwords []string
	OCR       string   // mode of the recognition of pictures; see extract/ocr
	TmpDir    string   // the only folder a child may write to: large members are spooled there
	Readable  []string // files and folders a child may read, or run: caches, programs
	Asides    bool     // put out other forms, too (see extract.Text.Aside)
	Memory    int64    // resident bytes at which a child is killed; 0: DefaultMemory
}

// DefaultMemory is what a child may occupy: PDFium's sandbox alone may take
// most of it.
const DefaultMemory = 512 << 20

// When a child has read this much it is replaced, so that what it leaked or
// fragmented goes with it.
const (
	recycleFiles = 5000
	recycleBytes = 1 << 30
)

// grace is how much longer than its budget a file may take before its child is
// killed: a reader that looks at the clock ends by itself, with more kept.
const grace = 5 * time.Second

func (o Options) memory() int64 {
	if o.Memory > 0 {
		return o.Memory
	}
	return DefaultMemory
}

// limit is the longest that a child may work on one file.
func (o Options) limit() time.Duration {
	if o.Budget.Time > 0 {
		return o.Budget.Time + grace
	}
	return extract.DefaultBudget.Time + grace
}
