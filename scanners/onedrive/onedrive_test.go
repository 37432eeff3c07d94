package onedrive_test

import (
	"context"
	"io"
	"slices"
	"testing"

	"tenken/scanners"
	"tenken/scanners/onedrive"
	"tenken/scanners/onedrive/graph"
	"tenken/scanners/onedrive/onedrivetest"
)

// serve serves a tenant until the test ends, and fails it where the scanner
// asked for something that it should not.
func serve(t testing.TB, c *onedrivetest.Tenant) (*onedrivetest.Server, onedrive.Config) {
	t.Helper()
	srv, err := onedrivetest.Serve(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		srv.Stop()
		for _, w := range srv.Wrong() {
			t.Errorf("the scanner asked for %s", w)
		}
	})
	ca, err := srv.WriteCA(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if tt, ok := t.(*testing.T); ok {
		tt.Setenv("AZURE_CLIENT_SECRET", srv.App.Secret)
	}
	return srv, config(srv.URL, ca, c.ID, srv.App.ID)
}

func config(address, ca, tenant, client string) onedrive.Config {
	return onedrive.Config{Name: "onedrive", Licences: 100_000, Graph: graph.Config{
		Endpoint: address, Authority: address, CA: ca, Agent: "NONISV|test|tenken/1.0",
		SignIn: graph.SignIn{Method: graph.Secret, Tenant: tenant, Client: client},
	}}
}

func open(t testing.TB, conf onedrive.Config) *onedrive.Scanner {
	t.Helper()
	s, err := onedrive.New(conf)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// list lists everything in a root, the last state of every item.
func list(t testing.TB, s *onedrive.Scanner, root string) (items map[string]scanners.Item, since string) {
	t.Helper()
	items = map[string]scanners.Item{}
	for p, err := range s.List(t.Context(), root, "") {
		if err != nil {
			t.Fatal(err)
		}
		since = take(items, p)
	}
	return items, since
}

func take(items map[string]scanners.Item, p scanners.Page) string {
	for _, id := range p.Gone {
		delete(items, id)
	}
	for _, it := range p.Items {
		items[it.ID] = it
	}
	return p.Since
}

func read(ctx context.Context, s scanners.Scanner, it scanners.Item) (string, error) {
	r, err := s.Open(ctx, it)
	if err != nil {
		return "", err
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	return string(b), err
}

func roots(t testing.TB, s *onedrive.Scanner) []string {
	t.Helper()
	out, err := s.Roots(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func paths(items map[string]scanners.Item) []string {
	var out []string
	for _, it := range items {
		out = append(out, it.Path)
	}
	slices.Sort(out)
	return out
}
