package config

import (
	"cmp"
	"slices"
	"strings"

	"tenken/internal/record"
	"tenken/internal/strict"
)

// kinds are the connectors a source may name, and what each needs.
var kinds = []struct {
	name  string
	check func(s Source, at func(key, format string, args ...any))
}{
	{"folder", func(s Source, at func(string, string, ...any)) {
		if len(s.Paths) == 0 {
			at("", "paths is missing; name the folders to scan")
		}
		if s.S3 != nil {
			at(".s3", "s3 belongs to kind: s3")
		}
		if s.AllowWrite {
			at(".allow_write_credential", "folders have no credential; leave it out")
		}
	}},
	{"s3", func(s Source, at func(string, string, ...any)) {
		if len(s.Paths) > 0 {
			at(".paths", "paths belongs to kind: folder; name buckets under s3")
		}
		if s.S3 != nil {
			s.S3.check(func(key, format string, args ...any) { at(".s3"+key, format, args...) })
		}
	}},
}

// Storage is where the source keeps its files, as policies see it.
func (s Source) Storage() record.Storage {
	out := record.Storage{Kind: s.Kind, Contract: cmp.Or(s.Contract, record.Institutional)}
	if s.Kind == "folder" {
		out.Device = cmp.Or(s.Device, record.Institutional)
	}
	return out
}

func (s Source) check(at func(key, format string, args ...any)) {
	owners := []record.Contract{"", record.Institutional, record.Personal}
	if !slices.Contains(owners, s.Contract) {
		at(".contract", "contract %q: write institution or personal", s.Contract)
	}
	switch {
	case !slices.Contains(owners, s.Device):
		at(".device", "device %q: write institution or personal", s.Device)
	case s.Device != "" && s.Kind != "folder":
		at(".device", "device belongs to kind: folder; say contract of a service")
	}
	var names []string
	for _, k := range kinds {
		if k.name == s.Kind {
			k.check(s, at)
			return
		}
		names = append(names, k.name)
	}
	known := strings.Join(names, ", ")
	if s.Kind == "" {
		at("", "kind is missing; write one of: %s", known)
		return
	}
	if near := strict.Nearest(s.Kind, names); near != "" {
		at(".kind", "kind %q is not known; did you mean %q?", s.Kind, near)
		return
	}
	at(".kind", "kind %q is not known; this version knows: %s", s.Kind, known)
}
