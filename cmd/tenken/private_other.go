//go:build !unix

package main

// private has nothing to do where new files inherit the folder's permissions.
func private() {}
