package config

import (
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
)

// OneDrive is what a source of kind onedrive connects to. It holds no secret:
// secrets come from the environment, by the names that Azure's tools use.
type OneDrive struct {
	Tenant      string   `yaml:"tenant" jsonschema:"description=directory (tenant) ID or domain; empty: AZURE_TENANT_ID"`
	Client      string   `yaml:"client" jsonschema:"description=application (client) ID; empty: AZURE_CLIENT_ID"`
	SignIn      string   `yaml:"sign_in" jsonschema:"enum=,enum=certificate,enum=managed_identity,enum=workload_identity,enum=secret,enum=device_code,description=way to sign in; empty: certificate. device_code is one person's own OneDrive"`
	Certificate string   `yaml:"certificate" jsonschema:"description=file with certificate and private key; empty: AZURE_CLIENT_CERTIFICATE_PATH"`
	Licences    int      `yaml:"licences" jsonschema:"minimum=0,description=number of licences of the tenant; its quota follows from it; 0: the smallest"`
	Domains     []string `yaml:"domains" jsonschema:"description=mail domains of the institution; none: those of its members"`
	Users       []string `yaml:"users" jsonschema:"description=patterns of principal names whose OneDrive is scanned; none: all"`
	Sites       []string `yaml:"sites" jsonschema:"description=patterns of names of SharePoint sites; none: all"`
	Exclude     []string `yaml:"exclude" jsonschema:"description=patterns of principal names and sites to leave out"`
	Endpoint    string   `yaml:"endpoint" jsonschema:"description=address of Microsoft Graph; empty: the public cloud's"`
	Authority   string   `yaml:"authority" jsonschema:"description=address that signs in; empty: the public cloud's"`
	CA          string   `yaml:"ca" jsonschema:"description=PEM file of certificate authorities to trust besides the system's, such as a proxy's"`
}

// signIns are the ways to sign in.
var signIns = []string{"certificate", "managed_identity", "workload_identity", "secret", "device_code"}

func (o OneDrive) check(at complain) {
	if o.SignIn != "" && !slices.Contains(signIns, o.SignIn) {
		at(".sign_in", "%q は使えません。次のどれかを書いてください: %s", "%q: write one of %s", o.SignIn, strings.Join(signIns, ", "))
	}
	if o.Certificate != "" && o.SignIn != "" && o.SignIn != "certificate" {
		at(".certificate", "certificate は sign_in: certificate の項目です", "certificate belongs to sign_in: certificate")
	}
	if o.Licences < 0 {
		at(".licences", notNegativeJa, notNegativeEn)
	}
	for i, d := range o.Domains {
		if !domainName.MatchString(d) {
			at(".domains["+strconv.Itoa(i)+"]", "%q はドメインではありません。example.ac.jp のように書いてください", "domain %q: write example.ac.jp", d)
		}
	}
	for key, patterns := range map[string][]string{".users": o.Users, ".sites": o.Sites, ".exclude": o.Exclude} {
		for i, p := range patterns {
			if _, err := path.Match(p, ""); err != nil {
				at(key+"["+strconv.Itoa(i)+"]", "名前の型 %q が正しくありません。* と ? と [a-z] が使えます", "pattern %q: letters with * and ? and [a-z]", p)
			}
		}
	}
	for key, address := range map[string]string{".endpoint": o.Endpoint, ".authority": o.Authority} {
		if u, err := url.Parse(address); address != "" && (err != nil || u.Host == "" || u.Scheme != "https") {
			at(key, "%q はアドレスではありません。https://… と書くか、この行を消してください", "%q is no address; write https://…, or leave it out", address)
		}
	}
}
