package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"tenken/internal/config"
	"tenken/scanners"
	"tenken/scanners/onedrive"
	"tenken/scanners/onedrive/graph"
)

func connectOneDrive(_ context.Context, a *app, conf config.Config, s config.Source) (scanners.Scanner, error) {
	c := s.OneDrive
	if c == nil {
		c = &config.OneDrive{}
	}
	sc, err := onedrive.New(onedrive.Config{
		Name: s.Name, Licences: c.Licences, Users: c.Users, Sites: c.Sites, Exclude: c.Exclude, Domains: c.Domains,
		Graph: graph.Config{
			Endpoint: c.Endpoint, Authority: c.Authority, CA: conf.Path(c.CA), Agent: agent(c.Domains),
			SignIn: graph.SignIn{
				Method: graph.Method(cmp.Or(c.SignIn, string(graph.Certificate))), Tenant: c.Tenant, Client: c.Client,
				Certificate: conf.Path(c.Certificate),
				Prompt:      func(message string) { fmt.Fprintln(a.errs, a.text(msgDeviceCode, s.Name, message)) }, // also when quiet: nothing goes on without it
			},
		},
	})
	if err != nil { // no request was made: it is the configuration or the certificate's file
		return nil, usage(errors.New(a.text(msgNoGraph, s.Name, err)))
	}
	return sc, nil
}

// agent is how Microsoft asks scanners to call themselves, so that they are
// throttled less than unknown ones: ISV or not, company, program and version.
func agent(domains []string) string {
	company := "tenken"
	if len(domains) > 0 {
		company = domains[0]
	}
	return "NONISV|" + strings.ReplaceAll(company, "|", "") + "|tenken/" + cmp.Or(version, "0")
}
