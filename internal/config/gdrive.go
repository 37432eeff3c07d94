package config

import (
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// GDrive is what a source of kind gdrive connects to. It holds no secret: the
// credential is a file of its own.
type GDrive struct {
	Credentials  string       `yaml:"credentials" jsonschema:"description=key file of a service account or consent of one user; empty: GOOGLE_APPLICATION_CREDENTIALS or gcloud's"`
	Admin        string       `yaml:"admin" jsonschema:"description=administrator as whom the users are listed; empty: one user's own drive"`
	Domains      []string     `yaml:"domains" jsonschema:"description=domains of the institution besides those of its users; sharing with others is external"`
	Users        []string     `yaml:"users" jsonschema:"description=patterns of addresses; none: all"`
	Exclude      []string     `yaml:"exclude" jsonschema:"description=patterns of addresses to leave out"`
	Drives       []string     `yaml:"shared_drives" jsonschema:"description=patterns of names of shared drives; none: all"`
	Only         string       `yaml:"only" jsonschema:"enum=,enum=users,enum=shared_drives,description=leave the others out"`
	SharedWithMe bool         `yaml:"shared_with_me" jsonschema:"description=list what people outside share with users too"`
	Departments  string       `yaml:"departments_by" jsonschema:"enum=,enum=profile,enum=org_unit,description=where a user's department stands; empty: profile and then organizational unit"`
	Endpoint     string       `yaml:"endpoint" jsonschema:"description=address of the APIs; empty: Google's"`
	Quota        *GDriveQuota `yaml:"quota" jsonschema:"description=what Google grants the project; empty: the defaults"`
}

// GDriveQuota is what a project may spend.
type GDriveQuota struct {
	PerMinute   float64 `yaml:"units_per_minute" jsonschema:"minimum=0"`
	PerDay      float64 `yaml:"units_per_day" jsonschema:"minimum=0"`
	BytesPerDay int64   `yaml:"bytes_per_day" jsonschema:"minimum=0"`
}

var (
	mailAddress = regexp.MustCompile(`^[^@\s]+@[^@\s]+\.[^@\s]+$`)
	domainName  = regexp.MustCompile(`^[^@\s/]+\.[^@\s/]+$`)
)

func (g GDrive) check(at complain) {
	if g.Admin != "" && !mailAddress.MatchString(g.Admin) {
		at(".admin", "%q はメールアドレスではありません。kanri@example.ac.jp のように書いてください", "admin %q is no address; write kanri@example.ac.jp", g.Admin)
	}
	for i, d := range g.Domains {
		if !domainName.MatchString(d) {
			at(".domains["+strconv.Itoa(i)+"]", "%q はドメインではありません。example.ac.jp のように書いてください", "domain %q: write example.ac.jp", d)
		}
	}
	for key, patterns := range map[string][]string{".users": g.Users, ".exclude": g.Exclude, ".shared_drives": g.Drives} {
		for i, p := range patterns {
			if _, err := path.Match(p, ""); err != nil {
				at(key+"["+strconv.Itoa(i)+"]", "名前の型 %q が正しくありません。* と ? と [a-z] が使えます", "pattern %q: letters with * and ? and [a-z]", p)
			}
		}
	}
	switch g.Only {
	case "", "users", "shared_drives":
	default:
		at(".only", "%q は使えません。users か shared_drives を書くか、この行を消してください", "%q: write users or shared_drives, or leave it out", g.Only)
	}
	switch g.Departments {
	case "", "profile", "org_unit":
	default:
		at(".departments_by", "%q は使えません。profile か org_unit を書くか、この行を消してください", "%q: write profile or org_unit", g.Departments)
	}
	if u, err := url.Parse(g.Endpoint); g.Endpoint != "" && (err != nil || u.Host == "" || u.Scheme != "https" && !loopback(u)) {
		at(".endpoint", "%q は使えません。https://www.googleapis.com と書くか、この行を消してください", "endpoint %q: write https://www.googleapis.com, or leave it out", g.Endpoint)
	}
	if q := g.Quota; q != nil && (q.PerMinute < 0 || q.PerDay < 0 || q.BytesPerDay < 0) {
		at(".quota", notNegativeJa, notNegativeEn)
	}
}

// loopback reports whether an address does not leave this machine.
func loopback(u *url.URL) bool {
	host := u.Hostname()
	return u.Scheme == "http" && (host == "localhost" || host == "::1" || strings.HasPrefix(host, "127."))
}
