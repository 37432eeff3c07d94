package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"tenken/internal/config"
	"tenken/scanners/gdrive/gdrivetest"
)

// demoDriveUser owns the files of the demo's tenant.
const demoDriveUser = "kyomu@tenken-demo.example"

// startDemoDrive serves a folder as the drive of a user, by an emulator of
// Google's APIs in this process. What is scanned goes through Google's own
// client library.
func startDemoDrive(_ context.Context, a *app, dir string) (config.Source, func(), error) {
	fail := func(err error) (config.Source, func(), error) {
		return config.Source{}, nil, fmt.Errorf("demo: %w", err)
	}
	tenant := gdrivetest.NewTenant("tenken-demo.example")
	admin := tenant.AddUser(gdrivetest.User{Email: "kanri@tenken-demo.example", Name: "管理 太郎（架空）", Admin: true, Enrolled: true, Enforced: true})
	tenant.AddUser(gdrivetest.User{Email: demoDriveUser, Name: "教務 花子（架空）"})
	if err := tenant.Load(dir); err != nil {
		return fail(err)
	}
	srv, err := gdrivetest.NewServer(tenant)
	if err != nil {
		return fail(err)
	}
	key := filepath.Join(dir, "key.json") // of this server alone
	stop := func() {
		srv.Close()
		os.Remove(key) //nolint:errcheck // it opens nothing any more
	}
	n, err := sizeOf(dir)
	if err == nil {
		err = srv.KeyFile(key)
	}
	if err != nil {
		stop()
		return fail(err)
	}
	if key, err = filepath.Abs(key); err != nil {
		stop()
		return fail(err)
	}
	a.say(msgDemoServing, a.text(message{fmt.Sprintf("%d 件", n), fmt.Sprintf("%d files", n)}), "Google Drive (emulator)", srv.URL)
	return config.Source{Kind: "gdrive", GDrive: &config.GDrive{Credentials: key, Admin: admin.Email, Endpoint: srv.URL}}, stop, nil
}
