package tool

import (
	"os/exec"
	"syscall"
)

// bind has a program end with the process that started it.
func bind(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }
