package sandbox

import (
	"bytes"
	"os"
	"os/exec"
	"strconv"
	"syscall"
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

func killGroup(cmd *exec.Cmd) {
	syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) //nolint:errcheck // it may be gone
}
