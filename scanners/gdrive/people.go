package gdrive

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"path"
	"slices"
	"strings"
	"time"

	admin "google.golang.org/api/admin/directory/v1"

	"tenken/scanners"
)

// mfaSource names where the MFA state of an account was read.
const mfaSource = "Google Workspace directory (isEnrolledIn2Sv, isEnforcedIn2Sv)"

// person is one account of the tenant.
type person struct {
	email, name, unit string
	idle              bool // suspended or archived
	mfa               scanners.MFA
}

// people are all accounts, in the order of their addresses.
type people struct {
	list    []person
	of      map[string]person
	domains map[string]bool // the institution's own
	asOf    time.Time
}

// own reports whether an address belongs to the institution.
func (p *people) own(email string) bool { return p.domains[domain(email)] }

func domain(email string) string {
	_, d, _ := strings.Cut(email, "@")
	return strings.ToLower(d)
}

// everybody reads the directory, once. One user's consent shows that user.
func (s *Scanner) everybody(ctx context.Context) (*people, error) {
	return s.directory.Get("", func() (*people, error) {
		p := &people{of: map[string]person{}, domains: map[string]bool{}, asOf: time.Now().UTC()}
		for _, d := range s.conf.Domains {
			p.domains[strings.ToLower(d)] = true
		}
		var err error
		if s.whole() {
			p.domains[domain(s.conf.Admin)] = true
			err = s.users(ctx, func(u *admin.User) { p.add(s.person(u)) })
		} else {
			err = s.myself(ctx, p)
		}
		if err != nil {
			return nil, err
		}
		slices.SortFunc(p.list, func(a, b person) int { return strings.Compare(a.email, b.email) })
		return p, nil
	})
}

func (p *people) add(x person) {
	p.list = append(p.list, x)
	p.of[x.email] = x
	p.domains[domain(x.email)] = true
}

// userFields are what is read of an account.
const userFields = "nextPageToken,users(primaryEmail,name/fullName,suspended,archived,orgUnitPath,organizations,isEnrolledIn2Sv,isEnforcedIn2Sv)"

// users lists the accounts of the tenant, suspended ones, too: their files stay.
func (s *Scanner) users(ctx context.Context, each func(*admin.User)) error {
	dir, err := s.admin(ScopeUsers)
	if err != nil {
		return err
	}
	token := ""
	for {
		call := dir.Users.List().Customer("my_customer").MaxResults(500).OrderBy("email").Projection("full").Fields(userFields).Context(ctx)
		if token != "" {
			call.PageToken(token)
		}
		out, err := call.Do()
		if err != nil {
			return fmt.Errorf("list users as %s: %w", s.conf.Admin, outcome(err))
		}
		for _, u := range out.Users {
			each(u)
		}
		if token = out.NextPageToken; token == "" {
			return nil
		}
	}
}

func (s *Scanner) person(u *admin.User) person {
	p := person{email: u.PrimaryEmail, idle: u.Suspended || u.Archived, mfa: scanners.MFANone}
	if u.Name != nil {
		p.name = u.Name.FullName
	}
	switch {
	case u.IsEnforcedIn2Sv:
		p.mfa = scanners.MFAEnforced
	case u.IsEnrolledIn2Sv:
		p.mfa = scanners.MFAEnrolled
	}
	unit := strings.Trim(u.OrgUnitPath, "/")
	if s.conf.OrgUnits {
		p.unit = cmp.Or(unit, department(u.Organizations))
	} else {
		p.unit = cmp.Or(department(u.Organizations), unit)
	}
	return p
}

// department is that of the user's main organization. The client library hands
// the list over as the JSON says it.
func department(organizations any) string {
	b, err := json.Marshal(organizations)
	if err != nil {
		return ""
	}
	var list []struct {
		Department string
		Primary    bool
	}
	if json.Unmarshal(b, &list) != nil {
		return ""
	}
	first := ""
	for _, o := range list {
		if o.Primary && o.Department != "" {
			return o.Department
		}
		first = cmp.Or(first, o.Department)
	}
	return first
}

// consumer are domains whose users do not belong together.
var consumer = map[string]bool{"gmail.com": true, "googlemail.com": true}

// myself asks who gave the consent. How that user signs in is not told.
func (s *Scanner) myself(ctx context.Context, p *people) error {
	me, err := s.sessions.get("")
	if err != nil {
		return err
	}
	out, err := me.drive.About.Get().Fields("user(emailAddress,displayName)").Context(ctx).Do()
	if err != nil {
		return fmt.Errorf("who gave the consent: %w", outcome(err))
	}
	p.add(person{email: out.User.EmailAddress, name: out.User.DisplayName, mfa: scanners.MFAUnknown})
	if d := domain(out.User.EmailAddress); consumer[d] {
		delete(p.domains, d)
	}
	return nil
}

// wanted reports whether the configuration wants a user's files.
func (s *Scanner) wanted(email string) bool {
	return !s.conf.NoUsers && (len(s.conf.Users) == 0 || matches(s.conf.Users, email)) && !matches(s.conf.Exclude, email)
}

func matches(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		ok, _ := path.Match(p, name) // patterns were checked by New
		return ok
	})
}

// Accounts are the users of the tenant with their department and what the
// directory says of two-step verification: enforced, enrolled or neither.
func (s *Scanner) Accounts(ctx context.Context) iter.Seq2[scanners.Account, error] {
	return func(yield func(scanners.Account, error) bool) {
		all, err := s.everybody(ctx)
		if err != nil {
			yield(scanners.Account{}, err)
			return
		}
		for _, p := range all.list {
			a := scanners.Account{ID: p.email, Name: p.name, Department: p.unit, MFA: p.mfa, AsOf: all.asOf}
			if p.mfa != scanners.MFAUnknown {
				a.MFASource = mfaSource
			}
			if !yield(a, nil) {
				return
			}
		}
	}
}
