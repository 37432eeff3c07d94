package s3_test

import (
	"encoding/json"
	"net/http"
	"os"
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
	dir, _, account := cloud(t)
	put(t, dir, "bkt/a.txt", []byte("x"))
	account.Report = reportHead
	write := func(conf s3.Config) scanners.Health {
		all := examined(t, conf)
		return all[len(all)-1].State
	}
	for want, allowed := range map[scanners.Health]map[string]bool{
		scanners.Healthy: {},
		scanners.Writing: {"s3:DeleteObject": true},
		scanners.Unsure:  nil, // the simulator may not be asked
	} {
		account.Allowed = allowed
		if got := write(s3.Config{Name: "s3"}); got != want {
			t.Errorf("allowed %v: %s; want %s", allowed, got, want)
		}
	}
	if got := write(s3.Config{Name: "s3", Endpoint: os.Getenv("AWS_ENDPOINT_URL_S3")}); got != scanners.Writing {
		t.Errorf("the owner of the buckets of a server: %s", got)
	}
	t.Setenv("AWS_SECRET_ACCESS_KEY", "wrong")
	if all := examined(t, s3.Config{Name: "s3"}); all[len(all)-1].State != scanners.Failing {
		t.Errorf("a wrong key: %+v", all)
	}
}
