package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"tenken/internal/config"
	"tenken/scanners/s3/s3test"
)

// startDemoS3 serves a folder by a real S3 server: one that is installed, or
// one built from its module, once.
func startDemoS3(ctx context.Context, a *app, dir string) (config.Source, func(), error) {
	program, err := a.demoServer(ctx)
	if err != nil {
		return config.Source{}, nil, coded{exitFailed, errors.New(a.text(msgDemoNoServer, err))}
	}
	srv, err := s3test.StartProgram(ctx, program, dir)
	if err != nil {
		return config.Source{}, nil, coded{exitFailed, errors.New(a.text(msgDemoNoServer, err))}
	}
	n, err := sizeOf(dir)
	if err != nil {
		srv.Stop()
		return config.Source{}, nil, err
	}
	a.say(msgDemoServing, a.text(message{fmt.Sprintf("%d 件", n), fmt.Sprintf("%d files", n)}), "S3 (versitygw)", srv.Endpoint)
	// The configuration holds no secret; this server's goes where the SDK looks first.
	for k, v := range map[string]string{
		"AWS_ACCESS_KEY_ID": srv.AccessKey, "AWS_SECRET_ACCESS_KEY": srv.Secret, "AWS_SESSION_TOKEN": "", "AWS_PROFILE": "",
	} {
		if err := os.Setenv(k, v); err != nil {
			srv.Stop()
			return config.Source{}, nil, err
		}
	}
	return config.Source{Kind: "s3", S3: &config.S3{Endpoint: srv.Endpoint}}, srv.Stop, nil
}

// demoServer finds the server program, or builds it into the user's cache.
func (a *app) demoServer(ctx context.Context) (string, error) {
	if p, err := s3test.Find(); err == nil {
		return p, nil
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(cache, "tenken", "versitygw-"+s3test.Version)
	for _, name := range []string{"versitygw", "versitygw.exe"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return filepath.Join(dir, name), nil
		}
	}
	a.say(msgDemoBuilding, s3test.Version)
	return s3test.Install(ctx, dir)
}
