// Package reach answers what is lost when an account falls: the sensitive files
// that it owns, and those that others have shared with it, with the people they
// are about, beside how the account signs in. It is the scenario of the notice
// after which this inspection is made.
package reach

import (
	"cmp"
	"slices"
	"strings"

	"tenken/internal/record"
	"tenken/scanners"
)

// Tally counts sensitive files.
type Tally struct {
	Files   int `json:"files"`
	Flagged int `json:"flagged"` // of them, to be acted on
	Persons int `json:"persons"` // added up: one person in two files counts twice
	Reports int `json:"reports"` // files whose theft would have to be reported from the first person on: special care, money, My Numbers
}

func (t *Tally) add(f *record.File) {
	t.Files++
	if f.Flagged() {
		t.Flagged++
	}
	t.Persons += f.Persons
	if slices.ContainsFunc(f.Legal, grave) {
		t.Reports++
	}
}

// grave reports whether a case of leak report asks for no number of people, and
// not for everything that is stolen.
func grave(legal string) bool {
	return strings.HasPrefix(legal, "special_care") || strings.HasPrefix(legal, "financial") || strings.HasPrefix(legal, "my_number")
}

func (t Tally) plus(u Tally) Tally {
	return Tally{t.Files + u.Files, t.Flagged + u.Flagged, t.Persons + u.Persons, t.Reports + u.Reports}
}

// Account is an account with all that falls with it.
type Account struct {
	record.Account
	Owned    Tally        `json:"owned"`
	Shared   Tally        `json:"shared"`   // by others, with it by name or through a group
	Everyone Tally        `json:"everyone"` // in its source, within reach of the whole institution or more
	Worst    record.Level `json:"worst"`    // of what it owns and was given
	Rank     int          `json:"rank"`     // 1 is the one to look at first
}

// Total is what is its own or was given to it.
func (a Account) Total() Tally { return a.Owned.plus(a.Shared) }

// Survey collects files. Its zero value is ready for use.
type Survey struct {
	owned, shared map[key]*tally
	everyone      map[string]*Tally // by source
}

type key struct{ source, id string }

type tally struct {
	Tally
	name  string // as the files call it
	worst record.Level
}

func keyOf(source, id string) key { return key{source, strings.ToLower(strings.TrimSpace(id))} }

// Sensitive reports whether the institution minds a file, wherever it lies: it
// is of a grade, or a rule speaks of it.
func Sensitive(f record.File) bool {
	return f.Flagged() || f.Verdict == record.Approved || f.Grade != ""
}

// Add counts a file.
func (s *Survey) Add(f record.File) {
	if !Sensitive(f) {
		return
	}
	if s.owned == nil {
		s.owned, s.shared, s.everyone = map[key]*tally{}, map[key]*tally{}, map[string]*Tally{}
	}
	if f.Owner != "" {
		note(s.owned, f.Source, f.Owner, &f)
	}
	for _, id := range f.SharedWith {
		note(s.shared, f.Source, id, &f)
	}
	if f.Exposure >= scanners.Organization {
		if s.everyone[f.Source] == nil {
			s.everyone[f.Source] = &Tally{}
		}
		s.everyone[f.Source].add(&f)
	}
}

func note(m map[key]*tally, source, id string, f *record.File) {
	k := keyOf(source, id)
	t := m[k]
	if t == nil {
		t = &tally{name: strings.TrimSpace(id)}
		m[k] = t
	}
	t.add(f)
	if f.Level.Rank() > t.worst.Rank() {
		t.worst = f.Level
	}
}

// Accounts ranks accounts: first those with something to lose, of these the
// ones whose sign-in is weak or unknown, of these the ones with most people.
// Owners, and people with whom something is shared, of whom no directory knows
// are accounts, too: nobody knows how they sign in. One that a directory could
// not tell stands for all that it kept to itself. keep chooses the accounts to
// rank; nil: all.
func (s *Survey) Accounts(known []record.Account, keep func(Account) bool) []Account {
	m := match{survey: s, names: map[key]int{}, taken: map[key]bool{}, sources: map[string]bool{}}
	for _, a := range known {
		m.sources[a.Source] = true
		if a.Name != "" {
			m.names[keyOf(a.Source, a.Name)]++
			m.names[keyOf("", a.Name)]++
		}
	}
	m.elsewhere()
	var ranked []*Account // an account is large, sorting moves a lot
	wanted := func(a Account) {
		if keep == nil || keep(a) {
			ranked = append(ranked, &a)
		}
	}
	for _, a := range known {
		wanted(m.account(a))
	}
	for _, a := range m.strangers() {
		wanted(a)
	}
	slices.SortFunc(ranked, compare)
	out := make([]Account, len(ranked))
	for i, a := range ranked {
		out[i] = *a
		out[i].Rank = i + 1
		if e := s.everyone[a.Source]; e != nil {
			out[i].Everyone = *e
		}
	}
	return out
}

// weakness orders how accounts sign in: what a stolen password opens comes
// first, and what nobody knows counts as that.
var weakness = []scanners.MFA{scanners.MFANone, scanners.MFAUnknown, scanners.MFAEnrolled, scanners.MFAEnforced}

func compare(a, b *Account) int {
	x, y := a.Total(), b.Total()
	some := func(t Tally) int { return min(t.Files, 1) }
	return cmp.Or(
		some(y)-some(x),
		slices.Index(weakness, a.MFA)-slices.Index(weakness, b.MFA),
		y.Persons-x.Persons, y.Reports-x.Reports, y.Files-x.Files,
		strings.Compare(a.Source, b.Source), strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
}

// match finds what files say of accounts under the names they have for them.
type match struct {
	survey  *Survey
	names   map[key]int // how many accounts have a name; source "" is all of them
	taken   map[key]bool
	sources map[string]bool // that have a directory
	others  []string        // that have none
}

// account gathers what falls with an account of a directory: what its source
// says under its ID, or under its name where no other has it, and what sources
// without a directory say.
func (m *match) account(a record.Account) Account {
	out := Account{Account: a, Worst: record.NoLevel}
	if a.ID == "" {
		return out
	}
	ids := []string{a.ID}
	if a.Name != "" && !strings.EqualFold(a.Name, a.ID) {
		ids = append(ids, a.Name)
	}
	for i, id := range ids {
		if i == 0 || m.names[keyOf(a.Source, id)] == 1 {
			m.take(&out, keyOf(a.Source, id))
		}
		if i > 0 && m.names[keyOf("", id)] > 1 {
			continue
		}
		for _, source := range m.others {
			m.take(&out, keyOf(source, id))
		}
	}
	return out
}

// elsewhere finds the sources without a directory.
func (m *match) elsewhere() {
	for k := range m.survey.owned {
		if !m.sources[k.source] && !slices.Contains(m.others, k.source) {
			m.others = append(m.others, k.source)
		}
	}
}

func (m *match) take(a *Account, k key) {
	for _, part := range []struct {
		from map[key]*tally
		to   *Tally
	}{{m.survey.owned, &a.Owned}, {m.survey.shared, &a.Shared}} {
		if t := part.from[k]; t != nil {
			*part.to = part.to.plus(t.Tally)
			m.taken[k] = true
			if t.worst.Rank() > a.Worst.Rank() {
				a.Worst = t.worst
			}
		}
	}
}

// strangers are those of whom no directory knows.
func (m *match) strangers() []Account {
	found := map[key]*Account{}
	for _, from := range []map[key]*tally{m.survey.owned, m.survey.shared} {
		for k, t := range from {
			if m.taken[k] || found[k] != nil {
				continue
			}
			a := &Account{Account: record.Account{Source: k.source, Account: scanners.Account{ID: t.name, Name: t.name, MFA: scanners.MFAUnknown}}, Worst: record.NoLevel}
			m.take(a, k)
			m.taken[k] = true
			found[k] = a
		}
	}
	var out []Account
	for _, a := range found {
		out = append(out, *a)
	}
	return out
}
