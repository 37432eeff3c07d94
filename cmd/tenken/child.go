package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"

	"tenken/internal/extract"
	allformats "tenken/internal/extract/all"
	"tenken/internal/extract/ocr"
	"tenken/internal/extract/pdf"
	"tenken/internal/sandbox"
)

// The program calls itself so to read files in a process of its own, and once
// for each build to compile what those processes need.
const (
	childCommand = "read-files"
	childWarm    = "warm"
)

// child is the whole program where it was called so. It never prints: what it
// could say might quote a file.
func child(args []string, in io.Reader, out, errs io.Writer) int {
	var err error
	if len(args) > 0 && args[0] == childWarm {
		err = pdf.Warm()
	} else {
		err = sandbox.Serve(in, out, newReader)
	}
	if err != nil {
		fmt.Fprintln(errs, "tenken:", err)
		return exitFailed
	}
	return exitDone
}

// newReader is the reader of this build's formats.
func newReader(o sandbox.Options) sandbox.Reader {
	r := extract.NewReader(allformats.Formats(), o.Budget, o.TmpDir).WithPasswords(o.Passwords)
	if o.Asides {
		r = r.WithAsides()
	}
	if o.OCR != ocr.Off {
		r = r.WithRecognizer(ocr.Tesseract{})
	}
	return r
}

// programs is what a child must see to run other programs: those of the
// system, which hold nothing of its users.
var programs = []string{"/usr", "/bin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives"}

// reader reads files in processes of their own, or here, until release is
// called.
func (a *app) reader(here bool, o sandbox.Options) (r sandbox.Reader, release func()) {
	if here {
		return newReader(o), func() {}
	}
	o.Readable = append(o.Readable, programs...)
	if cache := pdf.Cache(); cache != "" {
		o.Readable = append(o.Readable, cache)
	}
	warm := sync.OnceFunc(func() {
		if !pdf.Warmed() {
			self(childCommand, childWarm).Run() //nolint:errcheck // without it, every child compiles for itself
		}
	})
	pool := sandbox.NewPool(func() *exec.Cmd {
		warm()
		return self(childCommand)
	}, o, newReader(o), a.log)
	return pool, pool.Close
}

// passed are the variables of the environment that a child gets: those by
// which it finds programs and caches, and no credentials.
var passed = []string{"PATH", "HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "SystemRoot", "TEMP", "TMP", "TMPDIR", "GOCOVERDIR"}

// self is this program with other arguments.
func self(args ...string) *exec.Cmd {
	exe, err := os.Executable()
	if err != nil {
		exe = os.Args[0]
	}
	cmd := exec.Command(exe, args...)
	cmd.Args[0] = filepath.Base(os.Args[0])
	for _, name := range passed {
		if v, ok := os.LookupEnv(name); ok {
			cmd.Env = append(cmd.Env, name+"="+v)
		}
	}
	return cmd
}
