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
		if s.AllowWrite {
			at(".allow_write_credential", "folders have no credential; leave it out")
		}
	}},
	{"s3", func(s Source, at func(string, string, ...any)) {
		if s.S3 != nil {
			s.S3.check(func(key, format string, args ...any) { at(".s3"+key, format, args...) })
		}
	}},
	{"gdrive", func(s Source, at func(string, string, ...any)) {
		if s.GDrive != nil {
			s.GDrive.check(func(key, format string, args ...any) { at(".gdrive"+key, format, args...) })
		}
	}},
	{"onedrive", func(s Source, at func(string, string, ...any)) {
		if s.OneDrive != nil {
			s.OneDrive.check(func(key, format string, args ...any) { at(".onedrive"+key, format, args...) })
		}
	}},
}

// foreign finds what belongs to sources of other kinds.
func (s Source) foreign(at func(key, format string, args ...any)) {
	for _, part := range []struct {
		kind, key string
		given     bool
	}{
		{"folder", "paths", len(s.Paths) > 0},
		{"s3", "s3", s.S3 != nil},
		{"gdrive", "gdrive", s.GDrive != nil},
		{"onedrive", "onedrive", s.OneDrive != nil},
	} {
		if part.given && part.kind != s.Kind {
			at("."+part.key, "%s belongs to kind: %s", part.key, part.kind)
		}
	}
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
			s.foreign(at)
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
