package secret

// alphabet is what a token may hold behind its beginning.
type alphabet uint8

const (
	word   alphabet = iota // letters, digits, '_' and '-'
	hex                    // digits, a to f in either case, and '-' between them
	upper                  // capital letters, digits and '-'
	base64                 // of RFC 4648 §4 and §5, with its padding
	dotted                 // word, '.' and '='
)

func (a alphabet) has(c byte) bool {
	switch {
	case c >= '0' && c <= '9', c == '-':
		return true
	case c >= 'A' && c <= 'F':
		return true
	case c >= 'A' && c <= 'Z':
		return a != hex
	case c >= 'a' && c <= 'f':
		return a != upper
	case c >= 'a' && c <= 'z', c == '_':
		return a != upper && a != hex
	case c == '=':
		return a == base64 || a == dotted
	case c == '+', c == '/':
		return a == base64
	case c == '.':
		return a == dotted
	}
	return false
}

// token is the beginning that a maker gives its keys, how many characters follow
// it, and which.
type token struct {
	prefix      string
	least, most int
	of          alphabet
}

// tokens are those whose beginning tells them from everything else. The list was
// compared with the rules of gitleaks 8.30.1 (config/gitleaks.toml, MIT), which
// names more where the name of the service must stand nearby.
var tokens = []token{
	// Clouds and hosts
	{"AKIA", 16, 16, upper}, {"ASIA", 16, 16, upper}, {"ABIA", 16, 16, upper}, {"ACCA", 16, 16, upper}, {"A3T", 17, 17, upper}, // AWS
	{"ABSK", 109, 269, base64}, {"bedrock-api-key-", 40, 3000, base64},
	{"LTAI", 12, 20, word},                                                       // Alibaba
	{"AIza", 35, 35, word},                                                       // Google
	{"AQVN", 35, 38, word},                                                       // Yandex
	{"dop_v1_", 64, 64, hex}, {"doo_v1_", 64, 64, hex}, {"dor_v1_", 64, 64, hex}, // DigitalOcean
	{"HRKU-AA", 58, 58, word},                                                                                       // Heroku
	{"fo1_", 43, 43, word}, {"fm1a_", 100, 3000, base64}, {"fm1r_", 100, 3000, base64}, {"fm2_", 100, 3000, base64}, // Fly
	{"tk-us-", 48, 48, word},                                                                           // Scalingo
	{"v1.0-", 171, 171, hex},                                                                           // Cloudflare, origin CA
	{"sha256~", 43, 43, word},                                                                          // OpenShift
	{"dnkey-", 79, 79, dotted},                                                                         // Defined Networking
	{"pscale_tkn_", 32, 64, dotted}, {"pscale_oauth_", 32, 64, dotted}, {"pscale_pw_", 32, 64, dotted}, // PlanetScale
	// Code, packages, deployment
	{"ghp_", 36, 36, word}, {"gho_", 36, 36, word}, {"ghu_", 36, 36, word}, {"ghs_", 36, 36, word}, {"ghr_", 36, 36, word}, {"github_pat_", 60, 90, word},
	{"glpat-", 20, 310, dotted}, {"glcbt-", 20, 310, dotted}, {"gldt-", 20, 310, dotted}, {"glffct-", 20, 310, dotted}, {"glft-", 20, 310, dotted}, {"glimt-", 25, 310, dotted},
	{"glagent-", 50, 310, dotted}, {"gloas-", 64, 310, dotted}, {"glptt-", 40, 40, hex}, {"glrt-", 20, 310, dotted}, {"glsoat-", 20, 310, dotted}, {"GR1348941", 20, 20, word}, // GitLab
	{"npm_", 36, 36, word}, {"pypi-AgEIcHlwaS5vcmc", 50, 1000, word}, {"rubygems_", 48, 48, hex}, {"CLOJARS_", 60, 60, word},
	{"AKCp", 69, 69, word}, {"cmVmd", 59, 59, word}, // Artifactory
	{"sgp_", 40, 62, word},                                                 // Sourcegraph
	{"squ_", 40, 40, word}, {"sqp_", 40, 40, word}, {"sqa_", 40, 40, word}, // SonarQube
	{"pul-", 40, 40, hex}, {"pnu_", 36, 36, word}, {"ico-", 32, 32, word}, {"dp.pt.", 43, 43, word}, // Pulumi, Prefect, Infracost, Doppler
	{"API-", 26, 26, upper},                            // Octopus Deploy
	{"pat.", 68, 68, dotted}, {"sat.", 68, 68, dotted}, // Harness
	{"hvs.", 90, 120, word}, {"hvb.", 138, 300, word}, // Vault
	{"PMAK-", 59, 59, hex},                                 // Postman
	{"rdme_", 70, 70, word},                                // ReadMe
	{"s-s4t2ud-", 64, 64, hex}, {"s-s4t2af-", 64, 64, hex}, // 42
	// Models
	{"sk-ant-api03-", 90, 110, word}, {"sk-ant-admin01-", 90, 110, word}, // Anthropic
	{"sk-proj-", 100, 180, word}, {"sk-svcacct-", 100, 180, word}, {"sk-admin-", 100, 180, word}, // OpenAI
	{"hf_", 34, 34, word}, {"api_org_", 34, 34, word}, {"pplx-", 48, 48, word}, {"dapi", 32, 34, hex}, // Hugging Face, Perplexity, Databricks
	// Messages and documents
	{"xoxb-", 20, 100, word}, {"xoxp-", 20, 100, word}, {"xoxa-", 8, 100, word}, {"xoxr-", 8, 100, word}, {"xoxs-", 20, 100, word}, {"xoxo-", 20, 100, word}, {"xoxe-", 28, 200, word}, {"xoxe.", 100, 200, dotted}, {"xapp-", 30, 200, word}, // Slack
	{"hooks.slack.com/services/", 43, 56, base64}, {"hooks.slack.com/workflows/", 43, 56, base64}, {"hooks.slack.com/triggers/", 43, 56, base64},
	{"SG.", 66, 66, dotted}, {"xkeysib-", 81, 81, word}, // SendGrid, Brevo
	{"ntn_", 46, 46, word}, {"lin_api_", 40, 40, word}, {"tfp_", 59, 59, dotted}, {"fio-u-", 64, 64, dotted}, // Notion, Linear, Typeform, Frame.io
	{"p8e-", 32, 32, word},                             // Adobe
	{"EAAM", 100, 400, word}, {"EAAC", 100, 400, word}, // Facebook
	{"ops_eyJ", 250, 3000, base64}, {"A3-", 36, 37, upper}, // 1Password
	{"sl.", 130, 200, dotted}, // Dropbox
	// Money and shops
	{"sk_live_", 10, 250, word}, {"sk_test_", 10, 250, word}, {"sk_prod_", 10, 250, word}, {"rk_live_", 10, 250, word}, {"rk_test_", 10, 250, word}, {"rk_prod_", 10, 250, word}, // Stripe
	{"sq0atp-", 22, 60, word}, {"EAAA", 60, 64, word}, // Square
	{"shpat_", 32, 32, hex}, {"shpca_", 32, 32, hex}, {"shppa_", 32, 32, hex}, {"shpss_", 32, 32, hex}, // Shopify
	{"shippo_live_", 40, 40, hex}, {"shippo_test_", 40, 40, hex}, {"EZAK", 54, 54, word}, {"EZTK", 54, 54, word}, // Shippo, EasyPost
	{"duffel_live_", 43, 43, dotted}, {"duffel_test_", 43, 43, dotted}, {"FLWSECK_TEST-", 12, 40, word}, {"FLWSECK-", 30, 50, word},
	{"access-sandbox-", 36, 36, hex}, {"access-development-", 36, 36, hex}, {"access-production-", 36, 36, hex}, // Plaid
	// Watching
	{"glc_", 32, 400, base64}, {"glsa_", 41, 41, word}, {"eyJrIjoi", 70, 400, base64}, // Grafana
	{"NRAK-", 27, 27, word}, {"NRJS-", 19, 19, hex}, {"NRII-", 32, 32, word}, // New Relic
	{"sntryu_", 64, 64, hex}, {"sntrys_eyJpYXQiO", 60, 500, base64}, {"dt0c01.", 89, 89, dotted}, // Sentry, Dynatrace
	{"sm_aat_", 16, 16, word}, {"sm_pat_", 16, 16, word}, {"sm_sat_", 16, 16, word}, // SettleMint
	// Keys themselves
	{"AGE-SECRET-KEY-1", 58, 58, upper},
	{"-----BEGIN RSA PRIVATE KEY-----", 0, 0, base64}, {"-----BEGIN PRIVATE KEY-----", 0, 0, base64}, {"-----BEGIN EC PRIVATE KEY-----", 0, 0, base64},
	{"-----BEGIN OPENSSH PRIVATE KEY-----", 0, 0, base64}, {"-----BEGIN DSA PRIVATE KEY-----", 0, 0, base64}, {"-----BEGIN ENCRYPTED PRIVATE KEY-----", 0, 0, base64},
	{"-----BEGIN PGP PRIVATE KEY BLOCK-----", 0, 0, base64}, {"PuTTY-User-Key-File-", 0, 0, base64},
}
