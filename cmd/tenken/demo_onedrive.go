package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"tenken/internal/config"
	"tenken/scanners/onedrive/onedrivetest"
)

// The site and library that keep the files of the demo's tenant.
const (
	demoSite    = "総務部（架空）"
	demoLibrary = "ドキュメント"
)

// startDemoOneDrive serves a folder as the library of a team's site, by an
// emulator of Microsoft 365 in this process. What is scanned goes through
// Microsoft's own client library, sign-in included.
func startDemoOneDrive(_ context.Context, a *app, dir string) (config.Source, func(), error) {
	fail := func(err error) (config.Source, func(), error) {
		return config.Source{}, nil, fmt.Errorf("demo: %w", err)
	}
	tenant := onedrivetest.New("tenken-demo.example")
	owner := tenant.AddUser("soumu", "総務 次郎（架空）", "")
	owner.MFA = &onedrivetest.MFA{Registered: true, Capable: true, Methods: []string{"microsoftAuthenticatorPush"}}
	tenant.AddUser("jinji", "人事 花子（架空）", "").MFA = &onedrivetest.MFA{}
	team := tenant.AddGroup(demoSite, []*onedrivetest.User{owner}, nil)
	n, err := tenant.AddSite(demoSite, "soumu", team).Library(demoLibrary).Load(filepath.Join(dir, demoSite, demoLibrary))
	if err != nil {
		return fail(err)
	}
	srv, err := onedrivetest.Serve(tenant)
	if err != nil {
		return fail(err)
	}
	ca, err := srv.WriteCA(dir) // of this server alone
	stop := func() {
		srv.Stop()
		os.Remove(ca) //nolint:errcheck // nothing is signed by it any more
	}
	if err == nil {
		ca, err = filepath.Abs(ca)
	}
	if err == nil {
		err = os.Setenv("AZURE_CLIENT_SECRET", srv.App.Secret) // the configuration holds no secret
	}
	if err != nil {
		stop()
		return fail(err)
	}
	a.say(msgDemoServing, a.text(message{fmt.Sprintf("%d 件", n), fmt.Sprintf("%d files", n)}), "SharePoint (emulator)", srv.URL)
	return config.Source{Kind: "onedrive", OneDrive: &config.OneDrive{
		Tenant: tenant.ID, Client: srv.App.ID, SignIn: "secret", Endpoint: srv.URL, Authority: srv.URL, CA: ca, Licences: 60_000,
	}}, stop, nil
}
