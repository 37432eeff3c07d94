package main

import (
	"bufio"
	"bytes"
	"errors"
	"os"
	"strings"
)

// maxPasswords bounds what is tried on each encrypted file: making a key of
// one takes up to a tenth of a second.
const maxPasswords = 1000

// passwords reads a file of passwords, one a line; "" names none.
func (a *app) passwords(file string) ([]string, error) {
	if file == "" {
		return nil, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, a.notFound(file, err)
	}
	var out []string
	lines := bufio.NewScanner(bytes.NewReader(bytes.TrimPrefix(text, []byte("\uFEFF"))))
	for lines.Scan() {
		if p := strings.TrimRight(lines.Text(), "\r"); p != "" {
			out = append(out, p)
		}
	}
	switch {
	case lines.Err() != nil || len(out) > maxPasswords:
		return nil, usage(errors.New(a.text(msgBadPasswords, file, maxPasswords)))
	case len(out) == 0:
		return nil, usage(errors.New(a.text(msgNoPasswords, file)))
	}
	return out, nil
}
