package s3_test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"tenken/scanners"
	"tenken/scanners/s3"
	"tenken/scanners/s3/s3test"
)

// cloud is a real S3 server behind a proxy, and the services of an account
// beside it, reached as AWS itself would be.
func cloud(t *testing.T) (dir string, proxy *s3test.Proxy, account *s3test.AWS) {
	t.Helper()
	dir, conf := serve(t)
	proxy, err := s3test.NewProxy(conf.Endpoint)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(proxy.Close)
	account = s3test.NewAWS()
	t.Cleanup(account.Close)
	t.Setenv("AWS_ENDPOINT_URL_S3", proxy.Endpoint)
	for _, service := range []string{"IAM", "STS", "S3_CONTROL"} {
		t.Setenv("AWS_ENDPOINT_URL_"+service, account.Endpoint)
	}
	return dir, proxy, account
}

// answers makes the proxy answer questions about a bucket by their subresource.
func answers(to map[string]string) func(*http.Request) *s3test.Fault {
	return func(r *http.Request) *s3test.Fault {
		for _, sub := range []string{"publicAccessBlock", "policyStatus", "policy", "ownershipControls", "acl", "website", "requestPayment", "tagging"} {
			if !r.URL.Query().Has(sub) {
				continue
			}
			name := sub
			if sub == "acl" && strings.Count(strings.Trim(r.URL.Path, "/"), "/") > 0 {
				name = "object acl"
			}
			if body, ok := to[name]; ok {
				return &s3test.Fault{Status: http.StatusOK, Body: body}
			}
			return &s3test.Fault{Status: http.StatusNotFound, Code: map[string]string{
				"publicAccessBlock": "NoSuchPublicAccessBlockConfiguration", "policyStatus": "NoSuchBucketPolicy", "policy": "NoSuchBucketPolicy",
				"ownershipControls": "OwnershipControlsNotFoundError", "website": "NoSuchWebsiteConfiguration", "tagging": "NoSuchTagSet",
				"acl": "NotImplemented", "requestPayment": "NotImplemented",
			}[sub]}
		}
		return nil
	}
}

func acl(grantee string) string {
	return `<AccessControlPolicy><Owner><ID>owner</ID></Owner><AccessControlList><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ` +
		grantee + `</Grantee><Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>`
}

var (
	everybody = acl(`xsi:type="Group"><URI>http://acs.amazonaws.com/groups/global/AllUsers</URI>`)
	stranger  = acl(`xsi:type="CanonicalUser"><ID>stranger</ID>`)
	ownerOnly = acl(`xsi:type="CanonicalUser"><ID>owner</ID>`)
)

const (
	enforced  = `<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>`
	public    = `<PolicyStatus><IsPublic>TRUE</IsPublic></PolicyStatus>`
	notPublic = `<PolicyStatus><IsPublic>FALSE</IsPublic></PolicyStatus>`
	blockAll  = `<IgnorePublicAcls>true</IgnorePublicAcls><RestrictPublicBuckets>true</RestrictPublicBuckets>`
)

func statement(principal, resource, condition string) string {
	s := `{"Effect":"Allow","Principal":` + principal + `,"Action":["s3:GetObject"],"Resource":"` + resource + `"`
	if condition != "" {
		s += `,"Condition":` + condition
	}
	return `{"Version":"2012-10-17","Statement":[` + s + `}]}`
}

func TestExposureInTheOrderOfS3(t *testing.T) {
	dir, proxy, account := cloud(t)
	put(t, dir, "bkt/public/名簿.csv", []byte("x"))
	const all = "arn:aws:s3:::bkt/*"
	for _, c := range []struct {
		name    string
		set     map[string]string
		account string // public access block
		own     []string
		want    scanners.Exposure
		because string
	}{
		{name: "nothing set", want: scanners.Private, because: "nobody but"},
		{name: "owner's ACLs", set: map[string]string{"acl": ownerOnly, "object acl": ownerOnly}, want: scanners.Private},
		{name: "object ACL", set: map[string]string{"object acl": everybody}, want: scanners.Anyone, because: "object ACL"},
		{name: "object ACL for a stranger", set: map[string]string{"object acl": stranger}, want: scanners.External, because: "object ACL"},
		{name: "bucket ACL", set: map[string]string{"acl": everybody}, want: scanners.Anyone, because: "bucket ACL"},
		{name: "ACLs are void", set: map[string]string{"acl": everybody, "object acl": everybody, "ownershipControls": enforced}, want: scanners.Private},
		{name: "ACLs blocked by the bucket", set: map[string]string{"acl": everybody, "object acl": everybody,
			"publicAccessBlock": "<PublicAccessBlockConfiguration>" + blockAll + "</PublicAccessBlockConfiguration>"}, want: scanners.Private},
		{name: "ACLs blocked by the account", set: map[string]string{"acl": everybody, "object acl": everybody}, account: blockAll, want: scanners.Private},
		{name: "public policy", set: map[string]string{"policy": statement(`"*"`, all, ""), "policyStatus": public}, want: scanners.Anyone, because: "bucket policy: everybody"},
		{name: "public website", set: map[string]string{"policy": statement(`{"AWS":"*"}`, all, ""), "policyStatus": public,
			"website": "<WebsiteConfiguration/>"}, want: scanners.Anyone, because: "served as a website"},
		{name: "public policy of another folder", set: map[string]string{"policy": statement(`"*"`, "arn:aws:s3:::bkt/www/*", ""), "policyStatus": public,
			"ownershipControls": enforced}, want: scanners.Private},
		{name: "public policy of this folder", set: map[string]string{"policy": statement(`"*"`, "arn:aws:s3:::bkt/pub?ic/*", ""), "policyStatus": public}, want: scanners.Anyone},
		{name: "public policy, blocked by the account", set: map[string]string{"policy": statement(`"*"`, all, ""), "policyStatus": public}, account: blockAll,
			want: scanners.Private},
		{name: "our network", set: map[string]string{"policy": statement(`"*"`, all, `{"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}}`), "policyStatus": notPublic},
			want: scanners.Organization, because: "condition"},
		{name: "another account", set: map[string]string{"policy": statement(`{"AWS":"arn:aws:iam::999988887777:root"}`, all, ""), "policyStatus": notPublic},
			want: scanners.External, because: "account 999988887777"},
		{name: "another account of ours", own: []string{"999988887777"}, set: map[string]string{"policy": statement(`{"AWS":["999988887777"]}`, all, ""), "policyStatus": notPublic},
			want: scanners.People, because: "account 999988887777"},
		{name: "the account itself", set: map[string]string{"policy": statement(`{"AWS":"arn:aws:iam::111122223333:role/lab"}`, all, ""), "policyStatus": notPublic},
			want: scanners.People, because: "account 111122223333"},
		{name: "a service", set: map[string]string{"policy": statement(`{"Service":"logging.s3.amazonaws.com"}`, all, ""), "policyStatus": notPublic}, want: scanners.Private},
		{name: "a policy nobody can read", set: map[string]string{"policy": "{", "policyStatus": public}, want: scanners.Anyone, because: "cannot be read"},
	} {
		t.Run(c.name, func(t *testing.T) {
			proxy.Inject(answers(c.set))
			account.Block = c.account
			sc, err := s3.New(t.Context(), s3.Config{Name: "s3", OwnAccounts: c.own})
			if err != nil {
				t.Fatal(err)
			}
			items, _ := list(t, sc, "bkt", "")
			e, because, err := sc.Exposure(t.Context(), items[0])
			if err != nil || e != c.want || !strings.Contains(because, c.because) {
				t.Errorf("%s because %q, %v; want %s because %q", e, because, err, c.want, c.because)
			}
		})
	}
}

func TestOwnerAndDepartmentFromTags(t *testing.T) {
	dir, proxy, _ := cloud(t)
	put(t, dir, "bkt/a.csv", []byte("x"))
	tags := func(pairs ...string) string {
		s := "<Tagging><TagSet>"
		for i := 0; i < len(pairs); i += 2 {
			s += "<Tag><Key>" + pairs[i] + "</Key><Value>" + pairs[i+1] + "</Value></Tag>"
		}
		return s + "</TagSet></Tagging>"
	}
	proxy.Inject(func(r *http.Request) *s3test.Fault {
		switch {
		case !r.URL.Query().Has("tagging"):
			return nil
		case strings.HasSuffix(r.URL.Path, "a.csv"):
			return &s3test.Fault{Status: http.StatusOK, Body: tags("研究室", "情報基盤研究室", "Owner", "b@example.ac.jp")}
		}
		return &s3test.Fault{Status: http.StatusOK, Body: tags("Owner", "a@example.ac.jp", "部局", " 医学部 ", "cost", "42")}
	})
	sc, err := s3.New(t.Context(), s3.Config{Name: "s3", ObjectTags: true, UnitTags: []string{"研究室", "部局"}})
	if err != nil {
		t.Fatal(err)
	}
	items, _ := list(t, sc, "bkt", "")
	if it := items[0]; it.Owner != "a@example.ac.jp" || it.Unit != "医学部" {
		t.Errorf("by the bucket: %q of %q", it.Owner, it.Unit)
	}
	owner, unit, err := sc.Owner(t.Context(), items[0])
	if err != nil || owner != "b@example.ac.jp" || unit != "情報基盤研究室" {
		t.Errorf("by the object: %q of %q, %v", owner, unit, err)
	}
}

// The columns of a credential report, as AWS documents them.
const reportHead = "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active\n"

func TestMFAFromTheCredentialReport(t *testing.T) {
	_, _, account := cloud(t)
	account.Pending = 1
	account.Report = reportHead +
		"<root_account>,arn:aws:iam::111122223333:root,2020-01-01T00:00:00+00:00,not_supported,N/A,not_supported,not_supported,false\n" +
		"with,arn:aws:iam::111122223333:user/with,2020-01-01T00:00:00+00:00,true,N/A,N/A,N/A,true\n" +
		"without,arn:aws:iam::111122223333:user/without,2020-01-01T00:00:00+00:00,true,N/A,N/A,N/A,false\n" +
		"keysonly,arn:aws:iam::111122223333:user/keysonly,2020-01-01T00:00:00+00:00,false,N/A,N/A,N/A,false\n"
	sc, err := s3.New(t.Context(), s3.Config{Name: "s3", Accounts: []s3.Account{{Name: "医学部", Role: "arn:aws:iam::111122223333:role/tenken"}}})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]scanners.MFA{}
	for a, err := range sc.Accounts(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if !a.AsOf.Equal(time.Date(2026, 7, 1, 9, 0, 0, 0, time.UTC)) || a.MFASource == "" || !strings.HasPrefix(a.ID, "arn:") {
			t.Errorf("%+v", a)
		}
		got[a.Name] = a.MFA
	}
	for name, want := range map[string]scanners.MFA{
		"医学部/<root_account>": scanners.MFANone, "医学部/with": scanners.MFAEnrolled,
		"医学部/without": scanners.MFANone, "医学部/keysonly": scanners.MFAUnknown,
	} {
		if got[name] != want {
			t.Errorf("%s: %s; want %s", name, got[name], want)
		}
	}
	for name, report := range map[string]string{"denied": "", "foreign": "a,b\n1,2\n", "cut": reportHead + "x,y\n"} {
		account.Report = report
		var last error
		for _, err := range sc.Accounts(t.Context()) {
			last = err
		}
		if last == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestOneAccountsRefusalLeavesTheOthers(t *testing.T) {
	_, _, account := cloud(t)
	account.Report = reportHead + "with,arn:aws:iam::111122223333:user/with,2020-01-01T00:00:00+00:00,true,N/A,N/A,N/A,true\n"
	account.Roles = map[string]bool{"arn:aws:iam::111122223333:role/tenken": true}
	sc, err := s3.New(t.Context(), s3.Config{Name: "s3", Accounts: []s3.Account{
		{Name: "医学部", Role: "arn:aws:iam::444455556666:role/tenken"}, {Name: "理学部", Role: "arn:aws:iam::111122223333:role/tenken"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	var last error
	for a, err := range sc.Accounts(t.Context()) {
		if last = err; err == nil {
			names = append(names, a.Name)
		}
	}
	if !slices.Equal(names, []string{"理学部/with"}) || last == nil || !strings.Contains(last.Error(), "医学部") {
		t.Errorf("told are %q, and at last %v", names, last)
	}
	if _, err := sc.Roots(t.Context()); !errors.Is(err, scanners.ErrDenied) || !strings.Contains(err.Error(), "医学部") {
		t.Errorf("a role that may not be assumed: %v", err)
	}
}

func TestMarksAreListedAsSuch(t *testing.T) {
	dir, proxy, _ := cloud(t)
	put(t, dir, "bkt/a.txt", []byte("x"))
	proxy.Inject(func(r *http.Request) *s3test.Fault {
		switch q := r.URL.Query(); {
		case q.Has("versions"):
			return &s3test.Fault{Status: http.StatusOK, Body: `<ListVersionsResult><IsTruncated>false</IsTruncated>` +
				`<Version><Key>a.txt</Key><VersionId>v1</VersionId><IsLatest>false</IsLatest><ETag>"e"</ETag><Size>1</Size><LastModified>2026-07-01T00:00:00Z</LastModified></Version>` +
				`<DeleteMarker><Key>a.txt</Key><VersionId>v2</VersionId><IsLatest>true</IsLatest><LastModified>2026-07-02T00:00:00Z</LastModified></DeleteMarker>` +
				`</ListVersionsResult>`}
		case q.Has("list-type"):
			return &s3test.Fault{Status: http.StatusOK, Body: `<ListBucketResult><IsTruncated>false</IsTruncated>` +
				`<Contents><Key>folder/</Key><ETag>"e"</ETag><Size>0</Size><LastModified>2026-07-01T00:00:00Z</LastModified></Contents>` +
				`<Contents><Key>old.csv</Key><ETag>"e"</ETag><Size>9</Size><StorageClass>DEEP_ARCHIVE</StorageClass><LastModified>2026-07-01T00:00:00Z</LastModified></Contents>` +
				`<Contents><Key>thawed.csv</Key><ETag>"e"</ETag><Size>9</Size><StorageClass>GLACIER</StorageClass><LastModified>2026-07-01T00:00:00Z</LastModified>` +
				`<RestoreStatus><IsRestoreInProgress>false</IsRestoreInProgress><RestoreExpiryDate>2026-12-01T00:00:00Z</RestoreExpiryDate></RestoreStatus></Contents>` +
				`</ListBucketResult>`}
		}
		return nil
	})
	for _, c := range []struct {
		versions bool
		want     []string // ID and media
	}{
		{false, []string{"folder/ " + scanners.Folder, "old.csv inode/frozen", "thawed.csv "}},
		{true, []string{"a.txt\x00v1 ", "a.txt\x00v2 " + scanners.Deleted}},
	} {
		sc, err := s3.New(t.Context(), s3.Config{Name: "s3", Versions: c.versions})
		if err != nil {
			t.Fatal(err)
		}
		items, _ := list(t, sc, "bkt", "")
		var got []string
		for _, it := range items {
			got = append(got, it.ID+" "+it.Media)
			if it.Media == "inode/frozen" {
				if _, err := sc.Open(t.Context(), it); !errors.Is(err, scanners.ErrFrozen) {
					t.Errorf("an archived object opened with %v", err)
				}
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("versions %v: %q; want %q", c.versions, got, c.want)
		}
	}
}
