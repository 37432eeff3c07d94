package main

import (
	"context"
	"errors"
	"os"
	"runtime"
	"time"

	"tenken/internal/config"
	"tenken/internal/engine"
	"tenken/internal/ledger"
	"tenken/internal/record"
	"tenken/scanners"
	"tenken/scanners/folder"
	"tenken/scanners/s3"
)

// connector makes the scanner of one kind of source.
type connector struct {
	kind    string
	remote  bool // its calls cross a network
	connect func(ctx context.Context, a *app, conf config.Config, s config.Source) (scanners.Scanner, error)
}

// connectors are the kinds of sources, one a line.
var connectors = []connector{
	{"folder", false, connectFolder},
	{"s3", true, connectS3},
	{"gdrive", true, connectGDrive},
	{"onedrive", true, connectOneDrive},
}

// Bounds of the calls to one remote source: contents in flight, and bytes of
// small items held at the same time.
const (
	mostInFlight = 64
	mostHeld     = 64 << 20
)

// source is a connected source of the configuration.
type source struct {
	config.Source
	raw     scanners.Scanner
	remote  bool
	scanner scanners.Scanner  // paced, if it is remote
	metrics *scanners.Metrics // nil for local ones
}

// workers is how many files are in work at the same time: what the user says,
// or one for each processor, and more where files come over a network.
func workers(asked int, sources []source) int {
	if asked > 0 {
		return asked
	}
	for _, s := range sources {
		if s.remote {
			return max(4*runtime.NumCPU(), 16)
		}
	}
	return runtime.NumCPU()
}

// connect connects what the configuration names. Nothing is scanned unless all
// of them can be reached.
func (a *app) connect(ctx context.Context, conf config.Config) ([]source, error) {
	var out []source
	for _, s := range conf.Sources {
		for _, c := range connectors {
			if c.kind != s.Kind {
				continue
			}
			sc, err := c.connect(ctx, a, conf, s)
			if err != nil {
				return nil, err
			}
			out = append(out, source{Source: s, scanner: sc, raw: sc, remote: c.remote})
		}
	}
	return out, nil
}

// pace bounds the calls to remote sources. Sources of one tenant share its
// quota, with each other and with all who use the ledger.
func pace(sources []source, l *ledger.Ledger) (stop func()) {
	type tenant struct {
		gate   *scanners.Gate
		bucket *ledger.Bucket
	}
	tenants := map[string]tenant{}
	for i, s := range sources {
		if !s.remote {
			continue
		}
		p := scanners.Pace{
			Governor: scanners.NewGovernor(2*runtime.NumCPU(), mostInFlight),
			Memory:   scanners.NewMemory(mostHeld),
			Metrics:  &scanners.Metrics{},
		}
		if m, ok := s.raw.(scanners.Metered); ok && l != nil {
			q := m.Quota()
			t, known := tenants[q.Tenant]
			if !known {
				t = tenant{&scanners.Gate{}, l.Bucket(q)}
				tenants[q.Tenant] = t
			}
			p.Gate, p.Limiter, p.Cost, p.Whole = t.gate, t.bucket, q.Cost, q.Whole
		}
		sources[i].scanner, sources[i].metrics = scanners.Paced(s.raw, p), p.Metrics
	}
	return func() {
		for _, t := range tenants {
			t.bucket.Return(context.Background()) //nolint:errcheck // the day's budget then counts a little too much
		}
	}
}

func connectFolder(_ context.Context, a *app, conf config.Config, s config.Source) (scanners.Scanner, error) {
	paths := make([]string, len(s.Paths))
	for i, p := range s.Paths {
		paths[i] = conf.Path(p)
		if _, err := os.Stat(paths[i]); err != nil {
			return nil, a.notFound(paths[i], err)
		}
	}
	return folder.New(s.Name, s.Exposure, paths...)
}

func connectS3(ctx context.Context, app *app, _ config.Config, s config.Source) (scanners.Scanner, error) {
	c := s.S3
	if c == nil {
		c = &config.S3{}
	}
	accounts := make([]s3.Account, len(c.Accounts))
	for i, a := range c.Accounts {
		accounts[i] = s3.Account{Name: a.Name, Role: a.Role, ExternalID: a.ExternalID, Profile: a.Profile}
	}
	sc, err := s3.New(ctx, s3.Config{
		Name: s.Name, Profile: c.Profile, Region: c.Region, Endpoint: c.Endpoint, Accounts: accounts,
		Buckets: c.Buckets, Exclude: c.Exclude, Versions: c.Versions, Inventory: c.Inventory, OwnAccounts: c.OwnAccounts,
		RequesterPays: c.RequesterPays, OwnerTags: c.OwnerTags, UnitTags: c.UnitTags, ObjectTags: c.ObjectTags,
	})
	if err != nil { // no request was made: it is the configuration, here or of AWS
		return nil, usage(errors.New(app.text(msgNoConnection, s.Name, err)))
	}
	return sc, nil
}

// engineSources are the sources as the engine takes them.
func engineSources(sources []source, conf config.Config, department string, directory map[string]string) []engine.Source {
	belongs := func(it scanners.Item) (string, string) {
		owner, d := conf.Belongs(it, directory)
		return owner, first(department, d)
	}
	basis := conf.Attribution(directory) + " " + department
	out := make([]engine.Source, len(sources))
	for i, s := range sources {
		out[i] = engine.Source{Name: s.Name, Scanner: s.scanner, Belongs: belongs, Basis: basis, Meter: s.raw}
	}
	return out
}

// storages tell where the sources keep their files, by name.
func storages(conf config.Config) map[string]record.Storage {
	out := map[string]record.Storage{}
	for _, s := range conf.Sources {
		out[s.Name] = s.Storage()
	}
	return out
}

// logCalls tells what the remote sources were asked.
func (a *app) logCalls(sources []source) {
	for _, s := range sources {
		if s.metrics == nil {
			continue
		}
		m := s.metrics.Measured()
		a.log.Info("calls", "source", s.Name, "calls", m.Calls, "busy", m.Busy, "failed", m.Failed, "bytes", m.Bytes,
			"paused", m.Waiting.Round(time.Millisecond))
	}
}
