package main

import (
	"context"
	"errors"

	"tenken/internal/config"
	"tenken/scanners"
	"tenken/scanners/gdrive"
)

func connectGDrive(_ context.Context, a *app, conf config.Config, s config.Source) (scanners.Scanner, error) {
	c := s.GDrive
	if c == nil {
		c = &config.GDrive{}
	}
	g := gdrive.Config{
		Name: s.Name, Credentials: conf.Path(c.Credentials), Admin: c.Admin, Domains: c.Domains,
		Users: c.Users, Exclude: c.Exclude, Drives: c.Drives, NoUsers: c.Only == "shared_drives", NoDrives: c.Only == "users",
		SharedWithMe: c.SharedWithMe, OrgUnits: c.Departments == "org_unit", Endpoint: c.Endpoint,
	}
	if q := c.Quota; q != nil {
		g.Quota = gdrive.Granted{PerMinute: q.PerMinute, PerDay: q.PerDay, BytesPerDay: q.BytesPerDay}
	}
	sc, err := gdrive.New(g)
	if err != nil { // no request was made: it is the configuration or the credential's file
		return nil, usage(errors.New(a.text(msgNoDrive, s.Name, err)))
	}
	return sc, nil
}
