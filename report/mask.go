package report

import (
	"path"
	"strings"
	"unicode/utf8"

	"tenken/internal/followup"
	"tenken/internal/record"
)

// maskedName hides the name of a file or folder but for its first character
// and extension, where that is asked for: names of files name people.
func (s Settings) maskedName(name string) string {
	if !s.MaskNames || name == "" {
		return name
	}
	ext := path.Ext(name)
	if len(ext) > 6 || ext == name {
		ext = ""
	}
	first, _ := utf8.DecodeRuneInString(name)
	return string(first) + "***" + ext
}

// maskedPath masks every element of a path.
func (s Settings) maskedPath(p string) string {
	if !s.MaskNames {
		return p
	}
	elements := strings.Split(p, "/")
	for i, e := range elements {
		elements[i] = s.maskedName(e)
	}
	return strings.Join(elements, "/")
}

// owner is the owner of a file as the settings want it shown.
func (s Settings) owner(o string) string {
	if !s.MaskNames || o == "" {
		return o
	}
	first, _ := utf8.DecodeRuneInString(o)
	return string(first) + "***"
}

// link is a link to a file, which names it.
func (s Settings) link(l string) string {
	if s.MaskNames {
		return ""
	}
	return l
}

// masked is a record as the settings want it shown to machines.
func (s Settings) masked(f record.File) record.File {
	if !s.MaskNames {
		return f
	}
	f.ID, f.Path, f.Link, f.Owner = followup.ID(f.Item), s.maskedPath(f.Path), "", s.owner(f.Owner)
	f.SharedWith = nil
	rulings := f.Rulings
	f.Rulings = nil
	for _, r := range rulings {
		r.Beside = s.maskedPath(r.Beside)
		f.Rulings = append(f.Rulings, r)
	}
	reasons := f.Reasons
	f.Reasons = nil
	for _, r := range reasons {
		r.Place = "" // of a member: its name
		f.Reasons = append(f.Reasons, r)
	}
	findings := f.Findings
	f.Findings = nil
	for _, g := range findings {
		g.Places = nil
		f.Findings = append(f.Findings, g)
	}
	return f
}
