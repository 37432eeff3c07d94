package config

import "strings"

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

func (s Source) check(at func(key, format string, args ...any)) {
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
	if near := nearest(s.Kind, names); near != "" {
		at(".kind", "kind %q is not known; did you mean %q?", s.Kind, near)
		return
	}
	at(".kind", "kind %q is not known; this version knows: %s", s.Kind, known)
}
