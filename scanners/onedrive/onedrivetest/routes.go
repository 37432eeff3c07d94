package onedrivetest

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// asking is a request to one of the routes.
type asking struct {
	*Server
	grant      grant
	r          *http.Request
	q          url.Values
	parameters []string // of the path
}

// route is what Graph answers at a path. Parameters that a real client would
// not send are refused.
type route struct {
	path       *regexp.Regexp
	parameters []string
	allowed    []string // any of these permissions
	units      func(url.Values) int
	answer     func(*asking) (any, *refusal)
}

func units(n int) func(url.Values) int { return func(url.Values) int { return n } }

// unitsOfDelta is less for those who go on than for those who begin.
func unitsOfDelta(q url.Values) int {
	if q.Has("token") {
		return 1
	}
	return 2
}

var (
	ofCollections = []string{"$select", "$top", "$skiptoken"}
	filesRead     = []string{"Files.Read.All", "Files.ReadWrite.All", "Sites.Read.All", "Sites.ReadWrite.All", "Sites.FullControl.All", "Files.Read", "Files.ReadWrite"}
	sitesRead     = []string{"Sites.Read.All", "Sites.ReadWrite.All", "Sites.FullControl.All"}
	usersRead     = []string{"User.Read.All", "User.ReadWrite.All", "Directory.Read.All"}
	groupsRead    = []string{"GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"}
	reportsRead   = []string{"AuditLog.Read.All"}
	meRead        = []string{"User.Read", "User.ReadWrite"}
)

const (
	driveAt = `^/drives/([^/]+)`
	itemAt  = driveAt + `/items/([^/]+)`
)

// routes are all paths; the first that matches answers.
var routes = []route{
	{regexp.MustCompile(`^/users$`), ofCollections, usersRead, units(2), (*asking).users},
	{regexp.MustCompile(`^/users/([^/]+)/drive$`), []string{"$select"}, filesRead, units(1), (*asking).driveOfUser},
	{regexp.MustCompile(`^/me$`), []string{"$select"}, meRead, units(1), (*asking).me},
	{regexp.MustCompile(`^/me/drive$`), []string{"$select"}, filesRead, units(1), (*asking).driveOfMe},
	{regexp.MustCompile(`^/sites/getAllSites(?:\(\))?$`), ofCollections, sitesRead, units(2), (*asking).allSites},
	{regexp.MustCompile(`^/sites/([^/]+)$`), []string{"$select"}, sitesRead, units(1), (*asking).oneSite},
	{regexp.MustCompile(`^/sites/([^/]+)/sites$`), ofCollections, sitesRead, units(2), (*asking).sitesBelow},
	{regexp.MustCompile(`^/sites/([^/]+)/drives$`), ofCollections, sitesRead, units(2), (*asking).drivesOfSite},
	{regexp.MustCompile(`^/groups/([^/]+)/owners$`), ofCollections, groupsRead, units(2), (*asking).ownersOfGroup},
	{regexp.MustCompile(`^/groups/([^/]+)/transitiveMembers$`), ofCollections, groupsRead, units(2), (*asking).membersOfGroup},
	{regexp.MustCompile(`^/reports/authenticationMethods/userRegistrationDetails$`), []string{"$filter", "$orderby", "$skiptoken"}, reportsRead, units(2), (*asking).registrations},
	{regexp.MustCompile(driveAt + `$`), []string{"$select"}, filesRead, units(1), (*asking).oneDrive},
	{regexp.MustCompile(driveAt + `/root$`), []string{"$select"}, filesRead, units(1), (*asking).item},
	{regexp.MustCompile(itemAt + `$`), []string{"$select"}, filesRead, units(1), (*asking).item},
	{regexp.MustCompile(itemAt + `/children$`), ofCollections, filesRead, units(2), (*asking).children},
	{regexp.MustCompile(driveAt + `/root/delta(?:\(\))?$`), []string{"$select", "$top", "token"}, filesRead, unitsOfDelta, (*asking).delta},
	{regexp.MustCompile(itemAt + `/delta(?:\(\))?$`), []string{"$select", "$top", "token"}, filesRead, unitsOfDelta, (*asking).delta},
	{regexp.MustCompile(itemAt + `/permissions$`), []string{"$select"}, filesRead, units(5), (*asking).permissions},
	{regexp.MustCompile(itemAt + `/content$`), nil, filesRead, units(1), (*asking).content},
	{regexp.MustCompile(driveAt + `/root:/(.+?)(:?)$`), []string{"$select"}, filesRead, units(1), (*asking).itemAtPath},
}

func notFound(what string) *refusal {
	return &refusal{http.StatusNotFound, "itemNotFound", what + " could not be found.", nil}
}

func (a *asking) selecting() []string {
	if v := a.q.Get("$select"); v != "" {
		return strings.Split(v, ",")
	}
	return nil
}

func (a *asking) one(o object) (any, *refusal) {
	return selected(o, a.selecting()), nil
}

// collection answers with a page of n elements.
func (a *asking) collection(n int, element func(i int) object) (any, *refusal) {
	from, _ := strconv.Atoi(a.q.Get("$skiptoken"))
	end := min(n, from+a.page(100))
	value := []any{}
	for i := from; i < end; i++ {
		value = append(value, selected(element(i), a.selecting()))
	}
	body := object{"@odata.context": a.URL + "/v1.0/$metadata#collection", "value": value}
	if end < n {
		body["@odata.nextLink"] = a.link("$skiptoken", strconv.Itoa(end))
	}
	return body, nil
}

// page is how many elements a page has: what was asked for, or usual.
func (a *asking) page(usual int) int {
	if n, err := strconv.Atoi(a.q.Get("$top")); err == nil && n > 0 {
		usual = n
	}
	return min(usual, a.PageSize)
}

// link is the address of this request with another parameter.
func (a *asking) link(key, value string) string {
	q := url.Values{}
	for k, v := range a.q {
		q[k] = v
	}
	q.Set(key, value)
	return a.URL + a.r.URL.EscapedPath() + "?" + q.Encode()
}

func (a *asking) users() (any, *refusal) {
	return a.collection(len(a.Tenant.users), func(i int) object { return a.Tenant.users[i].object() })
}

func (a *asking) driveOfUser() (any, *refusal) {
	for _, u := range a.Tenant.users {
		switch {
		case u.ID != a.parameters[0] && u.Principal != a.parameters[0]:
		case u.Sealed:
			return nil, &refusal{http.StatusForbidden, "accessDenied", "Access denied", nil}
		case u.drive == nil:
			return nil, &refusal{http.StatusNotFound, "ResourceNotFound", "User's mysite not found.", nil}
		default:
			return a.one(u.drive.object())
		}
	}
	return nil, notFound("user")
}

func (a *asking) me() (any, *refusal) {
	if a.grant.user == nil {
		return nil, &refusal{http.StatusBadRequest, "BadRequest", "/me request is only valid with delegated authentication flow.", nil}
	}
	return a.one(a.grant.user.object())
}

func (a *asking) driveOfMe() (any, *refusal) {
	u := a.grant.user
	if u == nil || u.drive == nil {
		return nil, notFound("drive")
	}
	return a.one(u.drive.object())
}

func (a *asking) allSites() (any, *refusal) {
	return a.sitesOf(nil)
}

// sitesOf are the sites right below another; nil: those that are below none.
func (a *asking) sitesOf(above *Site) (any, *refusal) {
	var in []*Site
	for _, s := range a.sites {
		if s.above == above {
			in = append(in, s)
		}
	}
	return a.collection(len(in), func(i int) object { return in[i].object() })
}

func (a *asking) sitesBelow() (any, *refusal) {
	s, e := a.site(a.parameters[0])
	if e != nil {
		return nil, e
	}
	return a.sitesOf(s)
}

func (a *asking) site(id string) (*Site, *refusal) {
	for _, s := range a.sites {
		if s.ID == id || s.siteID == id {
			if s.Locked {
				return nil, &refusal{http.StatusLocked, "resourceLocked", "The site is locked.", nil}
			}
			return s, nil
		}
	}
	return nil, notFound("site")
}

func (a *asking) oneSite() (any, *refusal) {
	s, e := a.site(a.parameters[0])
	if e != nil {
		return nil, e
	}
	return a.one(s.object())
}

func (a *asking) drivesOfSite() (any, *refusal) {
	s, e := a.site(a.parameters[0])
	if e != nil {
		return nil, e
	}
	return a.collection(len(s.drives), func(i int) object { return s.drives[i].object() })
}

func (a *asking) ownersOfGroup() (any, *refusal) {
	g := a.groups[a.parameters[0]]
	if g == nil {
		return nil, notFound("group")
	}
	return a.collection(len(g.Owners), func(i int) object { return person(g.Owners[i]) })
}

func (a *asking) membersOfGroup() (any, *refusal) {
	g := a.groups[a.parameters[0]]
	if g == nil {
		return nil, notFound("group")
	}
	return a.collection(len(g.Members), func(i int) object { return person(g.Members[i]) })
}

// person is a user in a collection of all kinds of directory objects.
func person(u *User) object {
	o := u.object()
	o["@odata.type"] = "#microsoft.graph.user"
	return o
}

func (a *asking) registrations() (any, *refusal) {
	var in []*User
	for _, u := range a.Tenant.users {
		if u.MFA != nil {
			in = append(in, u)
		}
	}
	return a.collection(len(in), func(i int) object { return in[i].registration() })
}

// drive is the one in the path, as far as the bearer may see it.
func (a *asking) drive() (*Drive, *refusal) {
	d := a.drives[a.parameters[0]]
	switch {
	case d == nil:
		return nil, notFound("drive")
	case d.site.Locked:
		return nil, &refusal{http.StatusLocked, "resourceLocked", "The site is locked.", nil}
	case a.grant.user != nil && d.owner != a.grant.user:
		return nil, &refusal{http.StatusForbidden, "accessDenied", "Access denied", nil}
	}
	return d, nil
}

func (a *asking) oneDrive() (any, *refusal) {
	d, e := a.drive()
	if e != nil {
		return nil, e
	}
	return a.one(d.object())
}

// at is the item in the path.
func (a *asking) at() (*Item, *refusal) {
	d, e := a.drive()
	if e != nil {
		return nil, e
	}
	if len(a.parameters) < 2 || a.parameters[1] == "root" {
		return d.root, nil
	}
	it := d.byID[a.parameters[1]]
	if it == nil || it.deleted {
		return nil, notFound("item")
	}
	return it, nil
}

// full is the item with the address of its contents.
func (a *asking) full(it *Item) (any, *refusal) {
	o := it.object(false, false)
	if it.kind == fileKind && !it.malware {
		o["@microsoft.graph.downloadUrl"] = a.contentsAt(it)
	}
	return a.one(o)
}

func (a *asking) item() (any, *refusal) {
	it, e := a.at()
	if e != nil {
		return nil, e
	}
	return a.full(it)
}

func (a *asking) itemAtPath() (any, *refusal) {
	d, e := a.drive()
	if e != nil {
		return nil, e
	}
	it := d.at(a.parameters[1])
	if it == nil {
		return nil, notFound("item")
	}
	return a.full(it)
}

func (a *asking) children() (any, *refusal) {
	it, e := a.at()
	if e != nil {
		return nil, e
	}
	var in []*Item
	for _, c := range it.drive.all {
		if c.parent == it && !c.deleted {
			in = append(in, c)
		}
	}
	return a.collection(len(in), func(i int) object { return in[i].object(false, false) })
}

func (a *asking) permissions() (any, *refusal) {
	it, e := a.at()
	if e != nil {
		return nil, e
	}
	ps := it.permissions()
	return a.collection(len(ps), func(i int) object { return ps[i] })
}

// content redirects to the address of the contents.
func (a *asking) content() (any, *refusal) {
	it, e := a.at()
	switch {
	case e != nil:
		return nil, e
	case it.malware:
		return nil, &refusal{http.StatusForbidden, "malwareDetected", "Malware was detected in this file.", http.Header{"X-Virus-Infected": {"EICAR"}}}
	case it.kind != fileKind:
		return nil, &refusal{http.StatusBadRequest, "notSupported", "This item has no contents.", nil}
	}
	return nil, nil
}

// Routes are all paths that are answered, as patterns.
func (s *Server) Routes() []string {
	var out []string
	for _, r := range routes {
		out = append(out, r.path.String())
	}
	return out
}

// RouteOf is the pattern that answers a path; "" where none does.
func (s *Server) RouteOf(path string) string {
	for _, r := range routes {
		if r.path.MatchString(path) {
			return r.path.String()
		}
	}
	return ""
}

// SiteID is the identifier of the site that a drive belongs to.
func (s *Server) SiteID(d *Drive) string { return d.site.ID }
