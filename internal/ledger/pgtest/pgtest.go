//go:build unix

// Package pgtest runs a real PostgreSQL on loopback for tests: Debian's
// postgresql package, in a temporary directory, as an unprivileged user.
package pgtest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// Server is a running server.
type Server struct {
	bin, dir string
	port     int
	cmd      *exec.Cmd
	as       *syscall.Credential
}

// ErrNone says that PostgreSQL is not installed.
var ErrNone = errors.New("PostgreSQL is not installed: apt install postgresql")

// find is the folder of the newest installed version's programs.
func find() (string, error) {
	for _, pattern := range []string{"/usr/lib/postgresql/*/bin/postgres", "/usr/pgsql-*/bin/postgres", "/opt/homebrew/opt/postgresql@*/bin/postgres"} {
		if found, _ := filepath.Glob(pattern); len(found) > 0 { //nolint:errcheck // the pattern is good
			return filepath.Dir(slices.Max(found)), nil
		}
	}
	if p, err := exec.LookPath("postgres"); err == nil {
		return filepath.Dir(p), nil
	}
	return "", ErrNone
}

// Start runs a new server with an empty database cluster.
func Start() (*Server, error) {
	bin, err := find()
	if err != nil {
		return nil, err
	}
	s := &Server{bin: bin}
	if s.dir, err = os.MkdirTemp("", "tenken-postgres-"); err != nil {
		return nil, err
	}
	if err := s.unprivileged(); err != nil {
		return nil, err
	}
	data := filepath.Join(s.dir, "data")
	if out, err := s.command("initdb", "-D", data, "-U", "tenken", "-A", "trust", "-E", "UTF8", "--no-sync").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w: %s", err, out)
	}
	if s.port, err = freePort(); err != nil {
		return nil, err
	}
	return s, s.Run()
}

// unprivileged gives the folder to the user postgres where root runs the test:
// PostgreSQL refuses to be root.
func (s *Server) unprivileged() error {
	if os.Getuid() != 0 {
		return nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return err
	}
	uid, _ := strconv.Atoi(u.Uid) //nolint:errcheck // numbers on every Unix
	gid, _ := strconv.Atoi(u.Gid) //nolint:errcheck // numbers on every Unix
	s.as = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return os.Chown(s.dir, uid, gid)
}

func (s *Server) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(s.bin, name), args...)
	cmd.Dir = s.dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: s.as}
	return cmd
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// Run starts the server, also again after Kill.
func (s *Server) Run() error {
	s.cmd = s.command("postgres", "-D", filepath.Join(s.dir, "data"), "-p", strconv.Itoa(s.port),
		"-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="+s.dir, "-c", "max_connections=200", "-c", "shared_buffers=128MB")
	log, err := os.Create(filepath.Join(s.dir, "log"))
	if err != nil {
		return err
	}
	defer log.Close()
	s.cmd.Stdout, s.cmd.Stderr = log, log
	if err := s.cmd.Start(); err != nil {
		return err
	}
	db, err := sql.Open("pgx", s.DSN("postgres"))
	if err != nil {
		return err
	}
	defer db.Close()
	for range 600 {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		err = db.PingContext(ctx)
		cancel()
		if err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("postgres does not start: %w", err)
}

// DSN names a database of the server.
func (s *Server) DSN(database string) string {
	return fmt.Sprintf("postgres://tenken@127.0.0.1:%d/%s?sslmode=disable", s.port, database)
}

// Kill ends the server as a power cut does.
func (s *Server) Kill() error {
	err := s.cmd.Process.Signal(syscall.SIGQUIT) // the postmaster's immediate shutdown: nothing is written any more
	s.cmd.Wait()                                 //nolint:errcheck // it was killed
	return err
}

// Close ends the server and removes what it kept.
func (s *Server) Close() {
	s.Kill() //nolint:errcheck // nothing more to do about it
	os.RemoveAll(s.dir)
}

var databases atomic.Int64

// Create makes an empty database and returns its connection string.
func (s *Server) Create(ctx context.Context) (string, error) {
	db, err := sql.Open("pgx", s.DSN("postgres"))
	if err != nil {
		return "", err
	}
	defer db.Close()
	name := fmt.Sprintf("t%d", databases.Add(1))
	_, err = db.ExecContext(ctx, "CREATE DATABASE "+name)
	return s.DSN(name), err
}

var (
	once    sync.Once
	shared  *Server
	problem error
)

// New makes an empty database on a server that all tests of a package share.
func New() (dsn string, err error) {
	once.Do(func() { shared, problem = Start() })
	if problem != nil {
		return "", problem
	}
	return shared.Create(context.Background())
}

// Installed reports whether there is a server to be run.
func Installed() bool {
	_, err := find()
	return err == nil
}

// Database is New for a test, which skips where PostgreSQL is not installed.
func Database(t testing.TB) string {
	t.Helper()
	dsn, err := New()
	if errors.Is(err, ErrNone) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return dsn
}

// M runs the tests of a package and ends the server that they shared.
type M struct{ *testing.M }

// Run runs the tests.
func (m M) Run() int {
	code := m.M.Run()
	if shared != nil {
		shared.Close()
	}
	return code
}
