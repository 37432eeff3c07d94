package main

import (
	"context"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tenken/internal/campus"
	"tenken/internal/config"
	"tenken/internal/record"
)

// demoStore is a storage service that serves part of the campus on loopback.
type demoStore struct {
	name string // of the source
	root string // what the service calls the folder that it serves; the first level of its paths

	// start serves dir, which holds root, until stop is called.
	start func(ctx context.Context, a *app, dir string) (s config.Source, stop func(), err error)
}

// cloudStores are the services of demo --cloud, one a line. Each gets one
// department of the campus.
var cloudStores = []demoStore{
	{"S3", "tenken-demo", startDemoS3},
	{"GoogleDrive", demoDriveUser, startDemoDrive},
	{"Microsoft365", demoSite + "/" + demoLibrary, startDemoOneDrive},
}

// demoStores are the services that run.
type demoStores struct {
	dir   string
	stops []func()
}

func (d *demoStores) stop() {
	for _, f := range d.stops {
		f()
	}
}

// moveToCloud takes departments out of the campus for the services to serve.
func moveToCloud(t campus.Truth, at, cloud string) error {
	departments := inCloud(t)
	for i, s := range cloudStores {
		to := filepath.Join(cloud, s.name, s.root)
		if err := os.MkdirAll(to, 0o700); err != nil {
			return err
		}
		if err := os.Rename(filepath.Join(at, departments[i]), filepath.Join(to, departments[i])); err != nil {
			return err
		}
	}
	return nil
}

// inCloud are the departments that the services serve, in the services' order.
func inCloud(t campus.Truth) []string {
	var out []string
	for _, f := range t.Files {
		if first, _, inside := strings.Cut(f.Path, "/"); inside && !slices.Contains(out, first) {
			out = append(out, first)
		}
	}
	slices.Sort(out)
	return out
}

// startCloud starts the services and adds them to the configuration.
func (a *app) startCloud(ctx context.Context, d *demoStores, t campus.Truth, conf *config.Config) error {
	departments := inCloud(t)
	for i, s := range cloudStores {
		src, stop, err := s.start(ctx, a, filepath.Join(d.dir, s.name))
		if err != nil {
			return err
		}
		d.stops = append(d.stops, stop)
		src.Name = s.name
		conf.Sources = append(conf.Sources, src)
		conf.Departments = append(conf.Departments, config.Department{
			Name: departments[i], Paths: []string{s.root + "/" + departments[i] + "/**"},
		})
	}
	return nil
}

// asPlanted gives records of the services the paths of the truth.
func (d *demoStores) asPlanted(records iter.Seq2[record.File, error]) iter.Seq2[record.File, error] {
	return func(yield func(record.File, error) bool) {
		for f, err := range records {
			for _, s := range cloudStores {
				if f.Source == s.name {
					f.Path = strings.TrimPrefix(f.Path, s.root+"/")
				}
			}
			if !yield(f, err) {
				return
			}
		}
	}
}

// sizeOf counts the files below a folder.
func sizeOf(dir string) (n int, err error) {
	err = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			n++
		}
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("demo: %w", err)
	}
	return n, nil
}
