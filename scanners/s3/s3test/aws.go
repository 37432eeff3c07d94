package s3test

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"
)

// AWS answers the questions about an account that no S3 server does: who am I
// (STS), the credential report and what a policy allows (IAM), and the
// account's public access block (S3 Control). It speaks the services' own
// protocols, so that the official SDK decodes its answers.
type AWS struct {
	Endpoint string
	server   *httptest.Server

	mu      sync.Mutex
	Number  string          // of the account
	Report  string          // the credential report; "": access is denied
	Made    time.Time       // of the report
	Roles   map[string]bool // that may be assumed; nil: all
	Pending int             // how often the report is said to be in the making
	Block   string          // XML of the public access block; "": none is set
	Allowed map[string]bool // what SimulatePrincipalPolicy allows, "s3:PutObject" or "s3:PutObject arn:aws:s3:::bucket/*"; nil: asking is denied
}

// NewAWS answers until Close.
func NewAWS() *AWS {
	a := &AWS{Number: "111122223333", Made: time.Date(2026, 7, 1, 9, 0, 0, 0, time.UTC)}
	a.server = httptest.NewServer(a)
	a.Endpoint = a.server.URL
	return a
}

// Close ends the server.
func (a *AWS) Close() { a.server.Close() }

// Set changes what is answered while others may be asking.
func (a *AWS) Set(f func(*AWS)) {
	a.mu.Lock()
	defer a.mu.Unlock()
	f(a)
}

// ServeHTTP answers one request.
func (a *AWS) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if r.URL.Path == "/v20180820/configuration/publicAccessBlock" {
		if a.Block == "" {
			refuse(w, http.StatusNotFound, "NoSuchPublicAccessBlockConfiguration")
			return
		}
		fmt.Fprintf(w, "<PublicAccessBlockConfiguration>%s</PublicAccessBlockConfiguration>", a.Block)
		return
	}
	switch action := r.FormValue("Action"); action {
	case "GetCallerIdentity":
		fmt.Fprintf(w, `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:sts::%s:assumed-role/tenken/tenken</Arn>`+
			`<UserId>AROAEXAMPLE:tenken</UserId><Account>%s</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`, a.Number, a.Number)
	case "AssumeRole":
		if a.Roles != nil && !a.Roles[r.FormValue("RoleArn")] {
			refuse(w, http.StatusForbidden, "AccessDenied")
			return
		}
		fmt.Fprintf(w, `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>tenken</AccessKeyId>`+
			`<SecretAccessKey>tenken-on-loopback</SecretAccessKey><SessionToken></SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>`+
			`</Credentials></AssumeRoleResult></AssumeRoleResponse>`)
	case "GenerateCredentialReport":
		fmt.Fprint(w, `<GenerateCredentialReportResponse><GenerateCredentialReportResult><State>STARTED</State></GenerateCredentialReportResult></GenerateCredentialReportResponse>`)
	case "GetCredentialReport":
		switch {
		case a.Report == "":
			refuse(w, http.StatusForbidden, "AccessDenied")
		case a.Pending > 0:
			a.Pending--
			refuse(w, http.StatusNotFound, "ReportNotPresent")
		default:
			fmt.Fprintf(w, `<GetCredentialReportResponse><GetCredentialReportResult><ReportFormat>text/csv</ReportFormat><Content>%s</Content>`+
				`<GeneratedTime>%s</GeneratedTime></GetCredentialReportResult></GetCredentialReportResponse>`,
				base64.StdEncoding.EncodeToString([]byte(a.Report)), a.Made.Format(time.RFC3339))
		}
	case "SimulatePrincipalPolicy":
		if a.Allowed == nil {
			refuse(w, http.StatusForbidden, "AccessDenied")
			return
		}
		fmt.Fprint(w, `<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><IsTruncated>false</IsTruncated><EvaluationResults>`)
		for i := 1; r.FormValue(fmt.Sprintf("ActionNames.member.%d", i)) != ""; i++ {
			name := r.FormValue(fmt.Sprintf("ActionNames.member.%d", i))
			decision := "implicitDeny"
			if a.Allowed[name] {
				decision = "allowed"
			}
			fmt.Fprintf(w, `<member><EvalActionName>%s</EvalActionName><EvalDecision>%s</EvalDecision><ResourceSpecificResults>`, name, decision)
			for k := 1; r.FormValue(fmt.Sprintf("ResourceArns.member.%d", k)) != ""; k++ {
				arn := r.FormValue(fmt.Sprintf("ResourceArns.member.%d", k))
				there := decision
				if a.Allowed[name+" "+arn] {
					there = "allowed"
				}
				fmt.Fprintf(w, `<member><EvalResourceName>%s</EvalResourceName><EvalResourceDecision>%s</EvalResourceDecision></member>`, arn, there)
			}
			fmt.Fprint(w, `</ResourceSpecificResults></member>`)
		}
		fmt.Fprint(w, `</EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>`)
	default:
		refuse(w, http.StatusBadRequest, "InvalidAction")
	}
}

// refuse answers with an error in the form of the query protocol, which S3
// Control's REST form is a part of.
func refuse(w http.ResponseWriter, status int, code string) {
	w.WriteHeader(status)
	fmt.Fprintf(w, "<ErrorResponse><Error><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>", code, code)
}
