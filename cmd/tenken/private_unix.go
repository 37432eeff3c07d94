//go:build unix

package main

import "syscall"

// private makes every file this process writes readable by its owner alone.
func private() { syscall.Umask(0o077) }
