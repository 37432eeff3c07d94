package s3_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tenken/scanners"
	"tenken/scanners/s3"
	"tenken/scanners/s3/s3test"
)

// TestTheReadmesPolicyIsWhatIsUsed keeps the page that administrators copy from
// equal to what the doctor tries, in both languages.
func TestTheReadmesPolicyIsWhatIsUsed(t *testing.T) {
	for _, page := range []string{"README.md", "README.ja.md"} {
		text, err := os.ReadFile("../../" + page)
		if err != nil {
			t.Fatal(err)
		}
		found := regexp.MustCompile("(?s)```json\n(.*?)```").FindSubmatch(text)
		if found == nil {
			t.Fatalf("%s shows no policy", page)
		}
		var policy struct {
			Statement []struct {
				Effect string
				Action []string
			}
		}
		if err := json.Unmarshal(found[1], &policy); err != nil {
			t.Fatalf("%s: %v", page, err)
		}
		if got := policy.Statement[0].Action; !slices.Equal(got, s3.Permissions()) {
			t.Errorf("%s shows %q; used are %q", page, got, s3.Permissions())
		}
	}
	for _, action := range s3.Permissions() {
		_, verb, _ := strings.Cut(action, ":")
		if !regexp.MustCompile("^(Get|List|Generate|Simulate)").MatchString(verb) {
			t.Errorf("%s does not only read", action)
		}
	}
}

func examined(t *testing.T, conf s3.Config) []scanners.Check {
	t.Helper()
	sc, err := s3.New(t.Context(), conf)
	if err != nil {
		t.Fatal(err)
	}
	var out []scanners.Check
	for c, err := range sc.Examine(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, c)
	}
	return out
}

func TestTheDoctorNamesWhatIsMissing(t *testing.T) {
	dir, proxy, account := cloud(t)
	put(t, dir, "bkt/a.txt", []byte("x"))
	account.Report, account.Allowed = reportHead, map[string]bool{}
	for _, c := range examined(t, s3.Config{Name: "s3", ObjectTags: true}) {
		if c.State != scanners.Healthy {
			t.Errorf("nothing is missing, but %+v", c)
		}
	}
	for query, want := range map[string]scanners.Check{
		"policyStatus":      {Needs: "s3:GetBucketPolicyStatus", State: scanners.Missing},
		"publicAccessBlock": {Needs: "s3:GetBucketPublicAccessBlock", State: scanners.Missing},
		"tagging":           {Needs: "s3:GetBucketTagging", State: scanners.Missing},
		"requestPayment":    {Needs: "s3:GetBucketRequestPayment", State: scanners.Missing},
		"list-type":         {Needs: "s3:ListBucket", State: scanners.Failing},
		"x-id":              {Needs: "s3:GetObject", State: scanners.Failing},
	} {
		proxy.Inject(func(r *http.Request) *s3test.Fault {
			if r.URL.Query().Has(query) && (query != "x-id" || isGet(r) && r.URL.Query().Get("x-id") == "GetObject") {
				return &s3test.Fault{Status: 403, Code: "AccessDenied"}
			}
			return nil
		})
		if !slices.ContainsFunc(examined(t, s3.Config{Name: "s3"}), func(c scanners.Check) bool {
			return c.Needs == want.Needs && c.State == want.State && strings.Contains(c.Next.Ja, want.Needs) && strings.Contains(c.Next.En, want.Needs)
		}) {
			t.Errorf("without %s nobody says so", want.Needs)
		}
	}
}

func TestTheDoctorFindsWritingCredentials(t *testing.T) {
	const (
		role      = "arn:aws:iam::111122223333:role/tenken"
		everybody = `{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}}`
	)
	dir, proxy, account := cloud(t)
	put(t, dir, "bkt/a.txt", []byte("x"))
	account.Report = reportHead
	write := func(conf s3.Config) scanners.Check {
		all := examined(t, conf)
		return all[len(all)-1]
	}
	nothing := map[string]bool{}
	for name, c := range map[string]struct {
		allowed map[string]bool // nil: the simulator may not be asked
		policy  string          // of the bucket
		want    scanners.Health
	}{
		"reads alone":             {allowed: nothing, want: scanners.Healthy},
		"an action":               {allowed: map[string]bool{"s3:DeleteObject": true}, want: scanners.Writing},
		"an action on one bucket": {allowed: map[string]bool{"s3:PutObject arn:aws:s3:::bkt/*": true}, want: scanners.Writing},
		"the bucket itself":       {allowed: map[string]bool{"s3:PutBucketPolicy arn:aws:s3:::bkt": true}, want: scanners.Writing},
		"nobody says":             {want: scanners.Unsure},
		"everybody writes":        {policy: everybody, allowed: nothing, want: scanners.Writing},
		"everybody, unasked":      {policy: everybody, want: scanners.Writing},
		"everybody reads":         {policy: strings.Replace(everybody, "s3:*", "s3:Get*", 1), allowed: nothing, want: scanners.Healthy},
		"all but reading": {
			policy: strings.Replace(everybody, `"Action":"s3:*"`, `"NotAction":"s3:Get*"`, 1), allowed: nothing, want: scanners.Writing,
		},
		"the role": {
			policy:  strings.Replace(everybody, `"*"`, `{"AWS":["`+role+`"]}`, 1),
			allowed: nothing, want: scanners.Writing,
		},
		"another role": {
			policy:  strings.Replace(everybody, `"*"`, `{"AWS":"`+role+`-2"}`, 1),
			allowed: nothing, want: scanners.Healthy,
		},
		"everybody under a condition": {
			policy:  strings.Replace(everybody, `"Effect"`, `"Condition":{"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}},"Effect"`, 1),
			allowed: nothing, want: scanners.Unsure,
		},
		"denied": {policy: strings.Replace(everybody, "Allow", "Deny", 1), allowed: nothing, want: scanners.Healthy},
	} {
		account.Allowed = c.allowed
		proxy.Inject(answers(map[string]string{"policy": c.policy}))
		if c.policy == "" {
			proxy.Inject(nil)
		}
		if got := write(s3.Config{Name: "s3"}); got.State != c.want {
			t.Errorf("%s: %+v; want %s", name, got, c.want)
		}
		sc, err := s3.New(t.Context(), s3.Config{Name: "s3"})
		if err != nil {
			t.Fatal(err)
		}
		for got, err := range sc.Writes(t.Context()) {
			if err != nil || got.State != c.want {
				t.Errorf("%s: a scan is told %+v, %v; want %s", name, got, err, c.want)
			}
		}
	}
	account.Allowed = nothing
	proxy.Inject(func(r *http.Request) *s3test.Fault {
		if r.URL.Query().Has("policy") {
			return &s3test.Fault{Status: 403, Code: "AccessDenied"}
		}
		return nil
	})
	if got := write(s3.Config{Name: "s3"}); got.State != scanners.Unsure || got.Needs != "s3:GetBucketPolicy" {
		t.Errorf("a bucket that hides its policy: %+v", got)
	}
	proxy.Inject(nil)
	server := s3.Config{Name: "s3", Endpoint: os.Getenv("AWS_ENDPOINT_URL_S3")}
	if got := write(server); got.State != scanners.Writing {
		t.Errorf("the owner of the buckets of a server: %+v", got)
	}
	sc, err := s3.New(t.Context(), server)
	if err != nil {
		t.Fatal(err)
	}
	for got := range sc.Writes(t.Context()) {
		t.Errorf("a scan of another server is stopped by a guess: %+v", got)
	}
	t.Setenv("AWS_SECRET_ACCESS_KEY", "wrong")
	if all := examined(t, s3.Config{Name: "s3"}); all[len(all)-1].State != scanners.Failing {
		t.Errorf("a wrong key: %+v", all)
	}
}

// actions are the permissions that AWS asks for each operation, by the tables of
// its Service Authorization Reference. An operation that reads a version asks
// for the second one.
var actions = map[string][]string{
	"s3.ListBuckets":                       {"s3:ListAllMyBuckets"},
	"s3.HeadBucket":                        {"s3:ListBucket"},
	"s3.ListObjectsV2":                     {"s3:ListBucket"},
	"s3.ListObjectVersions":                {"s3:ListBucketVersions"},
	"s3.ListBucketInventoryConfigurations": {"s3:GetInventoryConfiguration"},
	"s3.GetObject":                         {"s3:GetObject", "s3:GetObjectVersion"},
	"s3.HeadObject":                        {"s3:GetObject", "s3:GetObjectVersion"},
	"s3.GetObjectAcl":                      {"s3:GetObjectAcl", "s3:GetObjectVersionAcl"},
	"s3.GetObjectTagging":                  {"s3:GetObjectTagging", "s3:GetObjectVersionTagging"},
	"s3.GetPublicAccessBlock":              {"s3:GetBucketPublicAccessBlock"},
	"s3.GetBucketPolicyStatus":             {"s3:GetBucketPolicyStatus"},
	"s3.GetBucketPolicy":                   {"s3:GetBucketPolicy"},
	"s3.GetBucketOwnershipControls":        {"s3:GetBucketOwnershipControls"},
	"s3.GetBucketAcl":                      {"s3:GetBucketAcl"},
	"s3.GetBucketWebsite":                  {"s3:GetBucketWebsite"},
	"s3.GetBucketTagging":                  {"s3:GetBucketTagging"},
	"s3.GetBucketRequestPayment":           {"s3:GetBucketRequestPayment"},
	"s3control.GetPublicAccessBlock":       {"s3:GetAccountPublicAccessBlock"},
	"iam.GenerateCredentialReport":         {"iam:GenerateCredentialReport"},
	"iam.GetCredentialReport":              {"iam:GetCredentialReport"},
	"iam.SimulatePrincipalPolicy":          {"iam:SimulatePrincipalPolicy"},
	"sts.GetCallerIdentity":                {}, // nobody can be denied it
}

// TestThePolicyIsWhatIsCalled reads the connector's own source for the
// operations that it calls: the policy grants what they ask for, and no more.
func TestThePolicyIsWhatIsCalled(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	needed := map[string]bool{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			service, ok := sel.X.(*ast.Ident)
			operation, input := strings.CutSuffix(sel.Sel.Name, "Input")
			if !ok || !input {
				return true
			}
			asks, known := actions[service.Name+"."+operation]
			if !known {
				t.Errorf("%s calls %s.%s: enter what it asks for here and among the permissions", name, service.Name, operation)
			}
			for _, a := range asks {
				needed[a] = true
			}
			return true
		})
	}
	if got, want := slices.Sorted(maps.Keys(needed)), slices.Sorted(slices.Values(s3.Permissions())); !slices.Equal(got, want) {
		t.Errorf("the connector's calls need %q; the policy grants %q", got, want)
	}
}
