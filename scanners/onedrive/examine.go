package onedrive

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"tenken/scanners"
	"tenken/scanners/onedrive/graph"
)

// errEnough ends a listing of which the beginning was enough.
var errEnough = errors.New("enough")

// permission is one that the connector uses. The README's table is made of
// these, which a test checks.
type permission struct {
	id, name string // of the check, and as Microsoft names it
	what     scanners.Text
	needed   bool // without it nothing is inspected
	try      func(ctx context.Context, s *Scanner) error
}

// ofTenant are the application permissions for a whole tenant, and all that the
// application should have.
var ofTenant = []permission{
	{"users", "User.Read.All", scanners.Text{Ja: "利用者と部局の一覧", En: "accounts and their departments"}, true, tryUsers},
	{"sites", "Sites.Read.All", scanners.Text{Ja: "SharePointのサイトの一覧", En: "sites of SharePoint"}, true, trySites},
	{"read", "Files.Read.All", scanners.Text{Ja: "ファイルの一覧・読み取り・共有範囲", En: "listing and reading files, and with whom they are shared"}, true, tryFiles},
	{"groups", "GroupMember.Read.All", scanners.Text{Ja: "サイトの所有者と、グループに入っている学外者", En: "owners of sites, and guests in groups"}, false, tryGroups},
	{"mfa", "AuditLog.Read.All", scanners.Text{Ja: "利用者の多要素認証の登録", En: "MFA registered by accounts"}, false, tryRegistrations},
}

// ofPerson are the permissions of one person who signs in.
var ofPerson = []permission{
	{"users", "User.Read", scanners.Text{Ja: "サインインした本人", En: "who signed in"}, true, tryUsers},
	{"read", "Files.Read", scanners.Text{Ja: "自分のOneDriveの一覧・読み取り", En: "listing and reading the own OneDrive"}, true, tryFiles},
}

// Permissions are those of an application for a whole tenant, in the README's
// order.
func Permissions() []string {
	var out []string
	for _, p := range ofTenant {
		out = append(out, p.name)
	}
	return out
}

// Examine signs in, tries every permission that the connector uses, and tells
// whether there are others that could write.
func (s *Scanner) Examine(ctx context.Context) iter.Seq2[scanners.Check, error] {
	return func(yield func(scanners.Check, error) bool) {
		granted, c := s.identity(ctx)
		if !yield(c, nil) || c.State == scanners.Failing {
			return
		}
		list := ofTenant
		if s.alone() {
			list = ofPerson
		}
		for _, p := range list {
			err := p.try(ctx, s)
			if ctx.Err() != nil {
				yield(scanners.Check{}, ctx.Err())
				return
			}
			if !yield(p.tried(err), nil) {
				return
			}
		}
		yield(writing(granted), nil)
	}
}

// identity signs in.
func (s *Scanner) identity(ctx context.Context) (graph.Granted, scanners.Check) {
	c := scanners.Check{ID: "identity", State: scanners.Healthy}
	g, err := s.graph.Granted(ctx)
	if err != nil {
		c.State = scanners.Failing
		c.What = scanners.Text{Ja: fmt.Sprintf("サインインできません: %v", err), En: fmt.Sprintf("cannot sign in: %v", err)}
		c.Next = scanners.Text{
			Ja: "テナントID・アプリケーションID・証明書（またはシークレット）の組と有効期限を確かめてください",
			En: "check tenant ID, application ID and certificate (or secret), and whether it has expired",
		}
		return g, c
	}
	who := g.App
	if g.User != "" {
		who = g.User
	}
	c.What = scanners.Text{Ja: who + " としてサインイン", En: "signed in as " + who}
	return g, c
}

// tried is the check of one permission.
func (p permission) tried(err error) scanners.Check {
	c := scanners.Check{ID: p.id, Needs: p.name, State: scanners.Healthy, What: p.what}
	switch {
	case err == nil, errors.Is(err, scanners.ErrGone):
		return c
	case errors.Is(err, errNothing):
		c.State = scanners.Unsure
		c.Next = scanners.Text{Ja: "試せるものがテナントにありません", En: "the tenant holds nothing to try it on"}
		return c
	case errors.Is(err, scanners.ErrDenied):
		c.Next = scanners.Text{
			Ja: fmt.Sprintf("アプリの登録の「APIのアクセス許可」に Microsoft Graph の %s を加え、管理者の同意を与えてください", p.name),
			En: fmt.Sprintf("add %s of Microsoft Graph under API permissions of the app registration, and grant admin consent", p.name),
		}
	default:
		c.Next = scanners.Text{Ja: fmt.Sprintf("確かめられませんでした: %v", err), En: fmt.Sprintf("could not be examined: %v", err)}
	}
	c.State = scanners.Missing
	if p.needed {
		c.State = scanners.Failing
	}
	return c
}

// errNothing says that there is nothing on which a permission could be tried.
var errNothing = errors.New("nothing to try it on")

func enough(err error) error {
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

func tryUsers(ctx context.Context, s *Scanner) error {
	_, err := s.directory(ctx)
	return err
}

func trySites(ctx context.Context, s *Scanner) error {
	return enough(s.graph.Sites(ctx, func(*graph.Site) error { return errEnough }))
}

func tryRegistrations(ctx context.Context, s *Scanner) error {
	return enough(s.graph.Registrations(ctx, func(*graph.Registration) error { return errEnough }))
}

// tryFiles lists the first drive that is found and reads the first byte of a
// file in it.
func tryFiles(ctx context.Context, s *Scanner) error {
	d, err := s.sample(ctx, func(drive) bool { return true })
	if err != nil {
		return err
	}
	file := ""
	_, err = s.graph.Delta(ctx, d.ID, "", func(it *graph.Item) error {
		if it.File != nil && it.Size > 0 && it.Malware == nil {
			file = it.ID
			return errEnough
		}
		return nil
	})
	if err = enough(err); err != nil || file == "" {
		return err
	}
	it, err := s.graph.Item(ctx, d.ID, file, "id", "cTag", "eTag", "file", "@microsoft.graph.downloadUrl")
	if err != nil {
		return err
	}
	rc, _, err := s.graph.Contents(ctx, it.Contents, 0, 1)
	if err != nil {
		return err
	}
	return rc.Close()
}

func tryGroups(ctx context.Context, s *Scanner) error {
	d, err := s.sample(ctx, func(d drive) bool { return d.group != "" })
	if err != nil {
		return err
	}
	_, err = s.graph.GroupOwners(ctx, d.group)
	return err
}

// mostSamples bounds the search for a drive to try something on.
const mostSamples = 50

// sample finds a drive: the own one, a user's, or a library.
func (s *Scanner) sample(ctx context.Context, fits func(drive) bool) (drive, error) {
	if s.alone() {
		d, err := s.graph.DriveOf(ctx, "me")
		return s.know(ctx, d), err
	}
	var out drive
	tried := 0
	err := s.graph.Sites(ctx, func(site *graph.Site) error {
		if tried++; tried > mostSamples {
			return errEnough
		}
		drives, err := s.graph.DrivesOf(ctx, site.ID)
		if err != nil && !errors.Is(err, scanners.ErrGone) {
			return err
		}
		for _, d := range drives {
			d.Site = site.Name
			if known := s.know(ctx, d); fits(known) {
				out = known
				return errEnough
			}
		}
		return nil
	})
	if err = enough(err); err == nil && out.ID == "" {
		err = errNothing
	}
	return out, err
}
