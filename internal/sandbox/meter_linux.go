package sandbox

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// meter tells how much memory a process occupies.
type meter struct{ f *os.File }

func newMeter(pid int) *meter {
	f, err := os.Open("/proc/" + strconv.Itoa(pid) + "/statm")
	if err != nil {
		return &meter{}
	}
	return &meter{f}
}

// resident is the bytes of its own in memory, without those of files, which
// are shared; 0 when unknown (proc(5), statm).
func (m *meter) resident() int64 {
	if m.f == nil {
		return 0
	}
	var b [128]byte
	n, _ := m.f.ReadAt(b[:], 0)
	f := bytes.Fields(b[:n])
	if len(f) < 3 {
		return 0
	}
	all, _ := strconv.ParseInt(string(f[1]), 10, 64)
	files, _ := strconv.ParseInt(string(f[2]), 10, 64)
	return (all - files) * int64(os.Getpagesize())
}

func (m *meter) close() {
	if m.f != nil {
		m.f.Close()
	}
}

// group puts a process and what it starts into a group of their own, which
// a Ctrl-C at the terminal does not reach, and ends it with this process.
func group(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
}

// pipeSize is what the pipe of a child should hold: a whole piece of text, so
// that it crosses with few changes between the processes. It is what Linux lets
// anybody have (pipe(7)).
const pipeSize = 1 << 20

// widen makes a pipe that large, where it may.
func widen(pipe io.Reader) {
	f, ok := pipe.(*os.File)
	if !ok {
		return
	}
	if conn, err := f.SyscallConn(); err == nil {
		conn.Control(func(fd uintptr) { unix.FcntlInt(fd, unix.F_SETPIPE_SZ, pipeSize) }) //nolint:errcheck // it works as it is
	}
}

func killGroup(cmd *exec.Cmd) {
	syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) //nolint:errcheck // it may be gone
}
