package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"tenken/configs"
	"tenken/detectors"
	alldetectors "tenken/detectors/all"
	"tenken/internal/config"
	"tenken/internal/extract"
	"tenken/internal/inspect"
	"tenken/internal/policy"
)

// newInspector joins formats, detectors and policy.
func newInspector(key []byte, p *policy.Policy, r inspect.Reader, tmp string, own ...detectors.Detector) (*inspect.Inspector, error) {
	set, err := newSet(own...)
	if err != nil {
		return nil, err
	}
	return &inspect.Inspector{
		Reader: r, Set: set, Policy: p, Key: key, TmpDir: tmp, Parsers: make(chan struct{}, runtime.NumCPU()),
	}, nil
}

// newSet is the built-in detectors and the institution's own.
func newSet(own ...detectors.Detector) (*detectors.Set, error) {
	return detectors.NewSet(append(alldetectors.Detectors(), own...)...)
}

// policyFile is the text of a policy: that of a file, or the built-in one.
type policyFile struct {
	*policy.Policy
	name string
	text []byte
}

// loadPolicy reads a policy file and the law beside it; "" are the ones that
// are built in.
func loadPolicy(file, lawFile string, own ...detectors.Detector) (policyFile, error) {
	l, err := loadLaw(lawFile)
	if err != nil {
		return policyFile{}, usage(err)
	}
	f := policyFile{name: file}
	if file == "" {
		f.name = "default"
		f.text, err = configs.Policies.ReadFile("policy/default.yaml")
	} else {
		f.text, err = os.ReadFile(file)
	}
	if err != nil {
		return f, usage(fmt.Errorf("policy: %w", err))
	}
	f.Policy, err = policy.ParseFor(f.name, f.text, types(own...), l)
	return f, err
}

func loadLaw(file string) (policy.Law, error) {
	text := configs.Law
	if file != "" {
		var err error
		if text, err = os.ReadFile(file); err != nil {
			return policy.Law{}, fmt.Errorf("law: %w", err)
		}
	}
	return policy.ParseLaw(first(file, "law"), text, types())
}

// types describe all types of findings.
func types(own ...detectors.Detector) []detectors.Info {
	var out []detectors.Info
	for _, d := range append(alldetectors.Detectors(), own...) {
		out = append(out, d.Info())
	}
	return out
}

func budget(b config.Budgets) extract.Budget {
	return extract.Budget{
		Input: int64(b.Input), Expanded: int64(b.Expanded), Ratio: b.Ratio, Depth: b.Depth, Members: b.Members,
		Output: int64(b.Output), Pictures: b.Pictures, Time: b.Timeout,
	}
}

// stateDir is where the ledger lies unless --state names a folder: the place
// each system keeps for what programs remember.
func stateDir() string {
	if d := os.Getenv("XDG_STATE_HOME"); d != "" && filepath.IsAbs(d) {
		return filepath.Join(d, "tenken")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ".tenken"
	}
	switch runtime.GOOS {
	case "windows":
		if d := os.Getenv("LOCALAPPDATA"); d != "" {
			return filepath.Join(d, "tenken")
		}
	case "darwin":
		return filepath.Join(home, "Library", "Application Support", "tenken")
	}
	return filepath.Join(home, ".local", "state", "tenken")
}

// privateTemp makes an empty folder for spooled files below dir. What a killed
// run left behind goes: at once where there is only one, and after two days
// where other processes may be using theirs.
func privateTemp(dir string, shared bool) (string, error) {
	tmp := filepath.Join(dir, "tmp")
	if !shared {
		if err := os.RemoveAll(tmp); err != nil {
			return "", err
		}
		return tmp, os.MkdirAll(tmp, 0o700)
	}
	const left = "tmp-worker-"
	old, _ := filepath.Glob(filepath.Join(escapeGlob(dir), left+"*")) //nolint:errcheck // the pattern is good
	for _, o := range old {
		if info, err := os.Stat(o); err == nil && time.Since(info.ModTime()) > 48*time.Hour {
			os.RemoveAll(o) //nolint:errcheck // another try tomorrow
		}
	}
	tmp = filepath.Join(dir, left+rand.Text())
	return tmp, os.Mkdir(tmp, 0o700)
}

// notFound tells a path that is not there, or may not be read, from others.
func (a *app) notFound(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return usage(errors.New(a.text(msgMissing, path)))
	case errors.Is(err, fs.ErrPermission):
		return coded{exitDenied, errors.New(a.text(msgNotAllowed, path))}
	}
	return err
}
