//go:build !unix

// Package pgtest runs a real PostgreSQL for tests, where that can be.
package pgtest

import (
	"context"
	"errors"
	"testing"
)

// ErrNone says that there is no PostgreSQL to be run.
var ErrNone = errors.New("PostgreSQL is tested on Unix")

// Server is none.
type Server struct{}

// Start starts none.
func Start() (*Server, error) { return nil, ErrNone }

// Run starts none.
func (*Server) Run() error { return ErrNone }

// Kill ends none.
func (*Server) Kill() error { return ErrNone }

// Close does nothing.
func (*Server) Close() {}

// Create makes no database.
func (*Server) Create(context.Context) (string, error) { return "", ErrNone }

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
