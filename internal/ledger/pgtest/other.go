//go:build !unix

// Package pgtest runs a real PostgreSQL for tests, where that can be.
package pgtest

import (
	"errors"
	"testing"
)

// ErrNone says that there is no PostgreSQL to be run.
var ErrNone = errors.New("PostgreSQL is tested on Unix")

// New makes no database.
func New() (dsn string, err error) { return "", ErrNone }

// Installed reports whether there is a server to be run.
func Installed() bool { return false }

// Database skips the test.
func Database(t testing.TB) string {
	t.Helper()
	t.Skip(ErrNone)
	return ""
}

// M runs the tests of a package.
type M struct{ *testing.M }
