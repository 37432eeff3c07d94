package graph_test

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/microsoft/kiota-abstractions-go/serialization"
	kjson "github.com/microsoft/kiota-serialization-json-go"
	"github.com/microsoftgraph/msgraph-sdk-go/drives"
	"github.com/microsoftgraph/msgraph-sdk-go/models"
	"github.com/microsoftgraph/msgraph-sdk-go/models/odataerrors"

	"tenken/scanners/onedrive/onedrivetest"
)

// rich is a tenant with one of everything.
func rich() (*onedrivetest.Tenant, *onedrivetest.User, *onedrivetest.Drive, *onedrivetest.Group) {
	c := onedrivetest.New("example.ac.jp")
	taro, jiro := c.AddUser("taro", "佐藤 太郎", "医学部"), c.AddUser("jiro", "鈴木 次郎", "")
	taro.MFA = &onedrivetest.MFA{Registered: true, Capable: true, Methods: []string{"microsoftAuthenticatorPush"}}
	jiro.MFA = &onedrivetest.MFA{}
	guest := c.AddGuest("guest@partner.example")
	team := c.AddGroup("教務", []*onedrivetest.User{taro}, []*onedrivetest.User{taro, jiro, guest})
	d, lib := taro.OneDrive(), c.AddSite("教務", "kyomu", team).Library("ドキュメント")
	for _, d := range []*onedrivetest.Drive{d, lib} {
		d.Put("a/b.txt", "b")
		d.Notebook("会議")
		d.Shortcut("資料")
		d.Put("怪しい.docm", "x").Infect()
		d.Put("gone.txt", "x").Remove()
		for i, g := range []onedrivetest.Grant{
			{Scope: "anonymous", Type: "view", Expires: time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC), Password: true},
			{Scope: "organization", Type: "edit"}, {Scope: "users", Type: "view", Users: []*onedrivetest.User{jiro, guest}},
			{Users: []*onedrivetest.User{jiro}}, {Group: team}, {Mail: "someone@mail.example"},
			{Login: onedrivetest.EveryoneInside + "x", Claim: "外部ユーザー以外のすべてのユーザー"},
		} {
			d.Put(fmt.Sprintf("共有/%d.txt", i), "x").Share(g)
			d.Folder("共有").Share(g)
		}
		d.At("共有/0.txt").Unshare(true)
	}
	return c, taro, lib, team
}

// TestOfficialModelsKnowAllThatTheTenantAnswers decodes every kind of answer by
// the SDK's models. A property that these do not know is one that Graph does
// not have.
func TestOfficialModelsKnowAllThatTheTenantAnswers(t *testing.T) {
	c, taro, lib, team := rich()
	d := taro.OneDrive()
	srv, err := onedrivetest.Serve(c)
	if err != nil {
		t.Fatal(err)
	}
	defer srv.Stop()
	get, mine := client(t, srv, srv.Trust(nil)), client(t, srv, srv.Trust(taro))
	type kind struct {
		path  string
		model serialization.ParsableFactory
	}
	feed := drives.CreateItemItemsItemDeltaGetResponseFromDiscriminatorValue
	sample := map[string]string{"file": d.At("a/b.txt").ID(), "shared": d.At("共有/3.txt").ID(), "book": d.At("会議").ID()}
	kinds := []kind{
		{"/users", models.CreateUserCollectionResponseFromDiscriminatorValue},
		{"/users?$top=1&$select=id,department", models.CreateUserCollectionResponseFromDiscriminatorValue},
		{"/users/taro@example.ac.jp/drive", models.CreateDriveFromDiscriminatorValue},
		{"/sites/getAllSites()", models.CreateSiteCollectionResponseFromDiscriminatorValue},
		{"/sites/" + srv.SiteID(lib), models.CreateSiteFromDiscriminatorValue},
		{"/sites/" + srv.SiteID(lib) + "/sites", models.CreateSiteCollectionResponseFromDiscriminatorValue},
		{"/sites/" + srv.SiteID(lib) + "/drives", models.CreateDriveCollectionResponseFromDiscriminatorValue},
		{"/groups/" + team.ID + "/owners", models.CreateDirectoryObjectCollectionResponseFromDiscriminatorValue},
		{"/groups/" + team.ID + "/transitiveMembers", models.CreateDirectoryObjectCollectionResponseFromDiscriminatorValue},
		{"/reports/authenticationMethods/userRegistrationDetails", models.CreateUserRegistrationDetailsCollectionResponseFromDiscriminatorValue},
	}
	for _, d := range []*onedrivetest.Drive{d, lib} {
		at := "/drives/" + d.ID
		kinds = append(kinds,
			kind{at, models.CreateDriveFromDiscriminatorValue},
			kind{at + "/root", models.CreateDriveItemFromDiscriminatorValue},
			kind{at + "/root:/a/b.txt", models.CreateDriveItemFromDiscriminatorValue},
			kind{at + "/items/root/children", models.CreateDriveItemCollectionResponseFromDiscriminatorValue},
			kind{at + "/root/delta", feed},
			kind{at + "/items/root/delta()", feed},
			kind{at + "/items/root/delta()?$top=2&$select=id,shared", feed},
			kind{at + "/items/root/delta()?token=c.0", feed},
			kind{at + "/items/root/permissions", models.CreatePermissionCollectionResponseFromDiscriminatorValue},
			kind{at + "/items/" + d.At("共有").ID() + "/permissions", models.CreatePermissionCollectionResponseFromDiscriminatorValue},
		)
	}
	for _, id := range sample {
		kinds = append(kinds, kind{"/drives/" + d.ID + "/items/" + id, models.CreateDriveItemFromDiscriminatorValue},
			kind{"/drives/" + d.ID + "/items/" + id + "/permissions", models.CreatePermissionCollectionResponseFromDiscriminatorValue})
	}
	tried := map[string]bool{}
	for _, k := range kinds {
		for _, body := range get(k.path, http.StatusOK) {
			decode(t, k.path, body, k.model)
		}
		tried[srv.RouteOf(strings.Split(k.path, "?")[0])] = true
	}
	for path, model := range map[string]serialization.ParsableFactory{"/me": models.CreateUserFromDiscriminatorValue, "/me/drive": models.CreateDriveFromDiscriminatorValue} {
		decode(t, path, mine(path, http.StatusOK)[0], model)
		tried[srv.RouteOf(path)] = true
	}
	for path, status := range map[string]int{
		"/users/nobody/drive":                                              http.StatusNotFound,
		"/drives/" + d.ID + "/items/root/delta()?token=c.-1":               http.StatusGone,
		"/drives/" + d.ID + "/items/" + d.At("怪しい.docm").ID() + "/content": http.StatusForbidden,
	} {
		for _, body := range get(path, status) {
			decode(t, path, body, odataerrors.CreateODataErrorFromDiscriminatorValue)
		}
		tried[srv.RouteOf(strings.Split(path, "?")[0])] = true
	}
	for _, r := range srv.Routes() {
		if !tried[r] {
			t.Errorf("no answer of %s was decoded", r)
		}
	}
}

// client returns the pages at a path.
func client(t *testing.T, srv *onedrivetest.Server, token string) func(path string, status int) []string {
	t.Helper()
	pool := x509.NewCertPool()
	file, err := srv.WriteCA(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	pem, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	pool.AppendCertsFromPEM(pem)
	hc := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}
	return func(path string, status int) []string {
		t.Helper()
		var out []string
		address := srv.URL + "/v1.0" + path
		if u, err := url.Parse(address); err == nil {
			u.RawQuery = u.Query().Encode()
			address = u.String()
		}
		for address != "" {
			req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Authorization", "Bearer "+token)
			req.Header.Set("Prefer", "hierarchicalsharing")
			resp, err := hc.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			b, err := io.ReadAll(resp.Body)
			resp.Body.Close()
			if err != nil || resp.StatusCode != status {
				t.Fatalf("%s: %d, %v: %s", address, resp.StatusCode, err, b)
			}
			out = append(out, string(b))
			_, next, _ := strings.Cut(string(b), `"@odata.nextLink":"`)
			next, _, _ = strings.Cut(next, `"`)
			address = strings.ReplaceAll(next, `\u0026`, "&")
		}
		return out
	}
}

// decode has a model read an answer, and looks for what it did not know.
func decode(t *testing.T, path, body string, model serialization.ParsableFactory) {
	t.Helper()
	node, err := kjson.NewJsonParseNodeFactory().GetRootParseNode("application/json", []byte(body))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	v, err := node.GetObjectValue(model)
	if err != nil {
		t.Errorf("%s: %v", path, err)
		return
	}
	for _, u := range unknown(reflect.ValueOf(v), "") {
		if slices.Contains(untyped, u) {
			continue
		}
		t.Errorf("%s: Graph has no %s", path, u)
	}
}

// annotation reports whether a name has a meaning of OData's own.
func annotation(name string) bool { return strings.Contains(name, "@") }

// untyped is what real answers hold and the metadata leave out: libraries of
// Microsoft 365 groups name the group as their owner.
var untyped = []string{"Owner.group", "Value.Owner.group"}

// unknown walks the getters of a model and lists the additional data of every
// part of it.
func unknown(v reflect.Value, at string) []string {
	if !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil() {
		return nil
	}
	var out []string
	if h, ok := v.Interface().(serialization.AdditionalDataHolder); ok {
		for name := range h.GetAdditionalData() {
			if !annotation(name) {
				out = append(out, strings.TrimPrefix(at+"."+name, "."))
			}
		}
	}
	typ := v.Type()
	for i := range typ.NumMethod() {
		m := typ.Method(i)
		if !strings.HasPrefix(m.Name, "Get") || m.Type.NumIn() != 1 || m.Type.NumOut() != 1 ||
			slices.Contains([]string{"GetAdditionalData", "GetBackingStore", "GetFieldDeserializers"}, m.Name) {
			continue
		}
		name := at + "." + strings.TrimPrefix(m.Name, "Get")
		got := v.Method(i).Call(nil)[0]
		switch got.Kind() {
		case reflect.Slice:
			for j := range got.Len() {
				if e := got.Index(j); e.Kind() == reflect.Interface && !e.IsNil() {
					out = append(out, unknown(e.Elem(), name)...)
				}
			}
		case reflect.Interface:
			if !got.IsNil() {
				if _, ok := got.Interface().(serialization.Parsable); ok {
					out = append(out, unknown(got.Elem(), name)...)
				}
			}
		}
	}
	return out
}

// A test that could not fail would be worth nothing.
func TestTheModelsSeeMistakes(t *testing.T) {
	for _, body := range []string{
		`{"id":"1","title":"x"}`, `{"id":"1","file":{"hashes":{"quickXor":"x"}}}`, `{"id":"1","shared":{"scop":"users"}}`,
	} {
		node, err := kjson.NewJsonParseNodeFactory().GetRootParseNode("application/json", []byte(body))
		if err != nil {
			t.Fatal(err)
		}
		v, err := node.GetObjectValue(models.CreateDriveItemFromDiscriminatorValue)
		if err == nil && len(unknown(reflect.ValueOf(v), "")) == 0 {
			t.Errorf("nothing wrong was seen in %s", body)
		}
	}
}
