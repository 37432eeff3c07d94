package onedrive

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"tenken/scanners"
	"tenken/scanners/onedrive/graph"
)

// ownerAlone is what makes an item private.
const ownerAlone = "nobody but the owner"

// access is who can reach what lies below the place where its sharing begins.
type access struct {
	exposure scanners.Exposure
	because  string
	from     string   // folder from which that is inherited in turn, as the provider names it
	accounts []string // of the institution, by Account.ID
}

// Exposure asks for the permissions where the item's sharing begins: all items
// that inherit them are answered by one request.
func (s *Scanner) Exposure(ctx context.Context, it scanners.Item) (scanners.Exposure, string, error) {
	d, sh, a, err := s.access(ctx, it)
	if err != nil {
		return scanners.Unknown, "", err
	}
	because := a.because
	levels := strings.Split(it.Path, "/")
	switch top := strings.Count(d.label, "/") + 1; {
	case a.exposure <= scanners.Private:
	case a.from != "":
		because += fmt.Sprintf("; inherited from folder %q: mend it there", a.from)
	case sh.id == "" && !d.personal:
		because += "; inherited from the library"
	case sh.depth > top && sh.depth < len(levels):
		because += fmt.Sprintf("; inherited from folder %q: mend it there", strings.Join(levels[top:sh.depth], "/"))
	case sh.id != "" && sh.depth < len(levels):
		because += "; inherited from the whole drive: mend it there"
	}
	return a.exposure, because, nil
}

// SharedWith are the accounts of the institution that can reach the item, one
// by one or through groups.
func (s *Scanner) SharedWith(ctx context.Context, it scanners.Item) ([]string, error) {
	d, _, a, err := s.access(ctx, it)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(a.accounts), func(id string) bool { return id == d.owner }), nil
}

func (s *Scanner) access(ctx context.Context, it scanners.Item) (drive, share, access, error) {
	d, err := s.drive(ctx, it.Root)
	if err != nil {
		return d, share{}, access{}, err
	}
	sh := sharing(it)
	at := sh.id
	switch {
	case it.Revision == "": // not of our listing: the item itself knows
		at, sh = it.ID, share{id: it.ID, depth: strings.Count(it.Path, "/") + 1}
	case at == "" && d.personal:
		return d, sh, access{exposure: scanners.Private, because: ownerAlone}, nil
	case at == "":
		at = "root"
	}
	a, err := s.granted.Get(d.ID+"/"+at+"/"+sh.tag, func() (access, error) {
		ps, err := s.graph.Permissions(ctx, d.ID, at)
		if err != nil {
			return access{}, err
		}
		return s.judge(ctx, d, ps)
	})
	if err != nil {
		return d, sh, a, fmt.Errorf("exposure of %q: %w", it.Path, err)
	}
	return d, sh, a, nil
}

// judge weighs permissions; the widest counts.
func (s *Scanner) judge(ctx context.Context, d drive, ps []graph.Permission) (access, error) {
	a := access{exposure: scanners.Private, because: ownerAlone}
	if !d.personal {
		a.exposure, a.because = scanners.People, "members of the site"
	}
	for _, p := range ps {
		if p.Expires != nil && p.Expires.Before(time.Now()) {
			continue
		}
		r, err := s.reach(ctx, d, p)
		if err != nil {
			return a, err
		}
		a.accounts = append(a.accounts, r.accounts...)
		if r.exposure > a.exposure {
			a.exposure, a.because, a.from = r.exposure, r.because+terms(p), origin(p)
		}
	}
	slices.Sort(a.accounts)
	a.accounts = slices.Compact(a.accounts)
	return a, nil
}

// terms says under which conditions a permission holds.
func terms(p graph.Permission) string {
	var out string
	if p.Link != nil && p.Link.Type != "" {
		out += " (" + p.Link.Type + ")"
	}
	if p.Expires != nil {
		out += ", expires " + p.Expires.UTC().Format(time.DateOnly)
	}
	if p.Password {
		out += ", with a password"
	}
	return out
}

// origin is the folder that a permission is inherited from.
func origin(p graph.Permission) string {
	if p.From == nil {
		return ""
	}
	_, path, _ := strings.Cut(p.From.Path, "root:")
	return strings.Trim(path, "/")
}

// reach is how far one permission opens an item.
func (s *Scanner) reach(ctx context.Context, d drive, p graph.Permission) (access, error) {
	var a access
	switch {
	case p.Link == nil:
	case p.Link.Scope == "anonymous":
		return access{exposure: scanners.Anyone, because: "sharing link for anyone"}, nil
	case p.Link.Scope == "organization":
		return access{exposure: scanners.Organization, because: "sharing link for the organization"}, nil
	}
	grantees := p.ToAll
	if p.To != nil {
		grantees = append(grantees[:len(grantees):len(grantees)], *p.To)
	}
	for _, g := range grantees {
		if err := s.grantee(ctx, d, g, &a); err != nil {
			return a, err
		}
	}
	if p.Invitation != nil && p.Invitation.Email != "" {
		if err := s.grantee(ctx, d, graph.Identities{User: &graph.Identity{Email: p.Invitation.Email}}, &a); err != nil {
			return a, err
		}
	}
	return a, nil
}

func (a *access) widen(e scanners.Exposure, because string) {
	if e > a.exposure {
		a.exposure, a.because = e, because
	}
}

// Claims by which SharePoint names everybody.
const (
	everyoneInside = "spo-grid-all-users"
	everyone       = "c:0(.s|true"
)

// grantee adds one of those to whom a permission is given. An identity may be
// told in several ways; the most precise one counts.
func (s *Scanner) grantee(ctx context.Context, d drive, g graph.Identities, a *access) error {
	login := ""
	if g.SiteUser != nil {
		login = strings.ToLower(g.SiteUser.Login)
	}
	switch {
	case strings.Contains(login, everyoneInside):
		a.widen(scanners.Organization, "everyone except external users")
	case strings.HasPrefix(login, everyone):
		a.widen(scanners.External, "everyone, guests included")
	case g.Group != nil && g.Group.ID != "":
		return s.group(ctx, *g.Group, a)
	case g.User != nil:
		return s.person(ctx, d, *g.User, login, a)
	case g.SiteUser != nil:
		return s.person(ctx, d, *g.SiteUser, login, a)
	case g.SiteGroup != nil:
		a.widen(scanners.People, fmt.Sprintf("site group %q", g.SiteGroup.Name))
	}
	return nil
}

func (s *Scanner) person(ctx context.Context, d drive, id graph.Identity, login string, a *access) error {
	u := s.user(ctx, id)
	if u.Principal == "" {
		if _, name, ok := cutLast(login, "|"); ok { // i:0#.f|membership|taro@example.ac.jp
			u = s.user(ctx, graph.Identity{Email: name})
		}
	}
	switch outside, domain := s.outside(ctx, u, login); {
	case outside && domain != "":
		a.widen(scanners.External, "shared with people outside ("+domain+")")
	case outside:
		a.widen(scanners.External, "shared with guests")
	case u.Principal != d.owner || d.owner == "":
		a.accounts = append(a.accounts, u.Principal)
		a.widen(scanners.People, "shared with named people")
	}
	return nil
}

// outside reports whether an account is of somebody outside, and of where.
func (s *Scanner) outside(ctx context.Context, u graph.User, login string) (bool, string) {
	mark := strings.ToLower(u.Principal + " " + login)
	if strings.Contains(mark, "#ext#") || strings.Contains(mark, "urn:spo:guest") || guest(u) {
		_, domain, _ := strings.Cut(u.Mail, "@")
		return true, domain
	}
	_, domain, ok := cutLast(u.Principal, "@")
	dir, err := s.directory(ctx)
	if !ok || err != nil || len(dir.domains) == 0 || dir.domains[strings.ToLower(domain)] {
		return false, ""
	}
	return true, domain
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// group adds a group: its guests make it external. One that does not show its
// members is people inside, as far as anybody can tell.
func (s *Scanner) group(ctx context.Context, id graph.Identity, a *access) error {
	a.widen(scanners.People, fmt.Sprintf("group %q", id.Name))
	members, err := s.membersOf(ctx, id.ID)
	if err != nil {
		return err
	}
	for _, m := range members {
		if outside, _ := s.outside(ctx, m, ""); outside {
			a.widen(scanners.External, fmt.Sprintf("group %q, which has guests", id.Name))
			continue
		}
		a.accounts = append(a.accounts, m.Principal)
	}
	return nil
}
