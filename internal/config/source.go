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
	check func(s Source, at complain)
}{
	{"folder", func(s Source, at complain) {
		if len(s.Paths) == 0 {
			at("", "paths がありません。点検するフォルダーを書いてください", "paths is missing; name the folders to scan")
		}
		if s.AllowWrite {
			at(".allow_write_credential", "フォルダーに鍵はありません。この行を消してください", "folders have no credential; leave it out")
		}
	}},
	{"s3", func(s Source, at complain) {
		if s.S3 != nil {
			s.S3.check(at.below(".s3"))
		}
	}},
	{"gdrive", func(s Source, at complain) {
		if s.GDrive != nil {
			s.GDrive.check(at.below(".gdrive"))
		}
	}},
	{"onedrive", func(s Source, at complain) {
		if s.OneDrive != nil {
			s.OneDrive.check(at.below(".onedrive"))
		}
	}},
}

// foreign finds what belongs to sources of other kinds.
func (s Source) foreign(at complain) {
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
			at("."+part.key, "%s は kind: %s の項目です", "%s belongs to kind: %s", part.key, part.kind)
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

func (s Source) check(at complain) {
	owners := []record.Contract{"", record.Institutional, record.Personal}
	if !slices.Contains(owners, s.Contract) {
		at(".contract", "%q は使えません。institution か personal を書いてください", "contract %q: write institution or personal", s.Contract)
	}
	switch {
	case !slices.Contains(owners, s.Device):
		at(".device", "%q は使えません。institution か personal を書いてください", "device %q: write institution or personal", s.Device)
	case s.Device != "" && s.Kind != "folder":
		at(".device", "device は kind: folder の項目です。サービスには contract を書いてください", "device belongs to kind: folder; say contract of a service")
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
		at("", "kind がありません。次のどれかを書いてください: %s", "kind is missing; write one of: %s", known)
		return
	}
	if near := strict.Nearest(s.Kind, names); near != "" {
		at(".kind", "%q という kind はありません。%q ではありませんか", "kind %q is not known; did you mean %q?", s.Kind, near)
		return
	}
	at(".kind", "%q という kind はありません。この版で使えるのは %s です", "kind %q is not known; this version knows: %s", s.Kind, known)
}
