// Package s3test starts a real S3 server on loopback for tests and the demo:
// versitygw, which serves a folder's sub-folders as buckets.
package s3test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"
)

// Version of versitygw that the tests were written against.
const Version = "v1.8.0"

// ErrMissing says that no server program was found.
var ErrMissing = errors.New("versitygw not found; install it with: go install github.com/versity/versitygw/cmd/versitygw@" + Version)

// Server is a running S3 server.
type Server struct {
	Endpoint          string
	AccessKey, Secret string
	cmd               *exec.Cmd
}

// Find looks for the server program on PATH and where go install puts it.
func Find() (string, error) {
	if p, err := exec.LookPath("versitygw"); err == nil {
		return p, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", ErrMissing
	}
	gopath := os.Getenv("GOPATH")
	if gopath == "" {
		gopath = filepath.Join(home, "go")
	}
	p := filepath.Join(gopath, "bin", "versitygw"+exe())
	if _, err := os.Stat(p); err != nil {
		return "", ErrMissing
	}
	return p, nil
}

// Install builds the server from its module into a folder, which takes minutes
// and needs the go command.
func Install(ctx context.Context, dir string) (program string, err error) {
	cmd := exec.CommandContext(ctx, "go", "install", "github.com/versity/versitygw/cmd/versitygw@"+Version)
	cmd.Env = append(os.Environ(), "GOBIN="+dir, "GOFLAGS=")
	cmd.Dir = os.TempDir() // outside any module
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %w: %s", ErrMissing, err, bytes.TrimSpace(out))
	}
	return filepath.Join(dir, "versitygw"+exe()), nil
}

func exe() string {
	if runtime.GOOS == "windows" {
		return ".exe"
	}
	return ""
}

// Start serves dir, whose sub-folders are the buckets, until ctx is done or
// Stop is called.
func Start(ctx context.Context, dir string) (*Server, error) {
	program, err := Find()
	if err != nil {
		return nil, err
	}
	return StartProgram(ctx, program, dir)
}

// StartProgram is Start with a server program that was found.
func StartProgram(ctx context.Context, program, dir string) (*Server, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	addr := l.Addr().String()
	l.Close()
	s := &Server{Endpoint: "http://" + addr, AccessKey: "tenken", Secret: "tenken-on-loopback"}
	s.cmd = exec.CommandContext(ctx, program, "--port", addr, "--quiet", "posix", dir)
	s.cmd.Env = append(os.Environ(), "ROOT_ACCESS_KEY="+s.AccessKey, "ROOT_SECRET_KEY="+s.Secret)
	if err := s.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %q: %w", program, err)
	}
	for range 100 {
		if resp, err := http.Get(s.Endpoint); err == nil {
			resp.Body.Close()
			return s, nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.Stop()
	return nil, fmt.Errorf("%q did not answer on %s", program, s.Endpoint)
}

// Stop ends the server.
func (s *Server) Stop() {
	s.cmd.Process.Kill()
	s.cmd.Wait()
}
