package onedrivetest

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"
)

// lifetime is how long tokens are good for.
const lifetime = time.Hour

// ReadRoles are the application permissions that a read-only scanner needs.
var ReadRoles = []string{"Files.Read.All", "Sites.Read.All", "User.Read.All", "GroupMember.Read.All", "AuditLog.Read.All"}

// App is a registered application.
type App struct {
	ID, Name  string
	Secret    string         // empty: it has none
	Key       *rsa.PublicKey // of its certificate; nil: it has none
	Federated string         // token of another provider that stands for it
	Identity  string         // header by which a managed identity is asked for
	Roles     []string       // application permissions that were granted
	Scopes    []string       // that people may give it; none: what it asks for
}

// grant is what a token stands for.
type grant struct {
	allowed []string
	user    *User // nil: the application itself
	until   time.Time
}

func (g grant) any(allowed []string) bool {
	return slices.ContainsFunc(allowed, func(p string) bool { return slices.Contains(g.allowed, p) })
}

// device is a sign-in by a code that a person types elsewhere.
type device struct {
	scopes []string
	polls  int
}

// SignInAs says who types device codes.
func (s *Server) SignInAs(u *User) {
	s.state.Lock()
	defer s.state.Unlock()
	s.person = u
}

// Revoke makes all tokens that were given invalid.
func (s *Server) Revoke() {
	s.state.Lock()
	defer s.state.Unlock()
	clear(s.tokens)
}

// Allow changes what the application was granted and makes every token void.
func (s *Server) Allow(roles ...string) {
	s.state.Lock()
	defer s.state.Unlock()
	s.App.Roles = roles
	clear(s.tokens)
}

// granted is what the application was granted.
func (s *Server) granted() []string {
	s.state.Lock()
	defer s.state.Unlock()
	return s.App.Roles
}

// Trust is a token that a client may use without signing in, as a second client
// of tests does: the application's own, or that of a person.
func (s *Server) Trust(person *User) string {
	if person != nil {
		return s.token(grant{allowed: []string{"Files.Read", "User.Read"}, user: person}, nil)
	}
	return s.token(grant{allowed: s.granted()}, nil)
}

// identityPath is where a managed identity is asked for, as in App Service.
const identityPath = "/msi/token"

func (s *Server) bearer(r *http.Request) (grant, bool) {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	s.state.Lock()
	defer s.state.Unlock()
	g, known := s.tokens[token]
	return g, ok && known && time.Now().Before(g.until)
}

// token makes a token and remembers what it stands for.
func (s *Server) token(g grant, claims object) string {
	var b [16]byte
	rand.Read(b[:]) //nolint:errcheck // never fails
	g.until = time.Now().Add(lifetime)
	all := object{"tid": s.ID, "appid": s.App.ID, "app_displayname": s.App.Name, "jti": hex.EncodeToString(b[:]), "exp": g.until.Unix()}
	for k, v := range claims {
		all[k] = v
	}
	t := jwt(all)
	s.state.Lock()
	defer s.state.Unlock()
	s.tokens[t] = g
	return t
}

// jwt is a token in the usual form. Nobody but this server has to believe it.
func jwt(claims object) string {
	part := func(o object) string {
		b, err := json.Marshal(o)
		if err != nil {
			panic(err)
		}
		return base64.RawURLEncoding.EncodeToString(b)
	}
	return part(object{"typ": "JWT", "alg": "RS256"}) + "." + part(claims) + "." + base64.RawURLEncoding.EncodeToString([]byte("signed"))
}

func (s *Server) application() string {
	roles := s.granted()
	return s.token(grant{allowed: roles}, object{"roles": roles, "idtyp": "app"})
}

// signIn answers as the identity platform does.
func (s *Server) signIn(w http.ResponseWriter, r *http.Request) {
	base := s.URL + "/" + s.ID
	deny := func(status int, code, why string) {
		s.answer(w, status, object{"error": code, "error_description": why, "error_codes": []int{70000}})
	}
	if r.URL.Path == identityPath {
		if s.App.Identity == "" || r.Header.Get("X-IDENTITY-HEADER") != s.App.Identity || r.URL.Query().Get("resource") != s.URL {
			deny(http.StatusUnauthorized, "invalid_client", "not this identity")
			return
		}
		s.answer(w, http.StatusOK, object{"access_token": s.application(), "expires_on": time.Now().Add(lifetime).Unix(), "resource": s.URL, "token_type": "Bearer", "client_id": s.App.ID})
		return
	}
	if !strings.HasPrefix(r.URL.Path, "/"+s.ID+"/") {
		deny(http.StatusBadRequest, "invalid_tenant", "AADSTS90002: Tenant not found.")
		return
	}
	if strings.HasSuffix(r.URL.Path, "openid-configuration") {
		s.answer(w, http.StatusOK, object{
			"issuer": base + "/v2.0", "authorization_endpoint": base + "/oauth2/v2.0/authorize", "token_endpoint": base + "/oauth2/v2.0/token",
			"device_authorization_endpoint": base + "/oauth2/v2.0/devicecode", "jwks_uri": base + "/discovery/v2.0/keys"})
		return
	}
	if err := r.ParseForm(); err != nil || r.PostForm.Get("client_id") != s.App.ID {
		deny(http.StatusBadRequest, "unauthorized_client", "AADSTS700016: Application was not found in the directory.")
		return
	}
	switch {
	case strings.HasSuffix(r.URL.Path, "/devicecode"):
		s.deviceCode(w, r)
	case r.PostForm.Get("grant_type") == "client_credentials":
		if why := s.credential(r); why != "" {
			deny(http.StatusUnauthorized, "invalid_client", why)
			return
		}
		if r.PostForm.Get("scope") != s.URL+"/.default" && !strings.HasPrefix(r.PostForm.Get("scope"), s.URL+"/.default ") {
			deny(http.StatusBadRequest, "invalid_scope", "AADSTS1002012: scope "+r.PostForm.Get("scope"))
			return
		}
		s.answer(w, http.StatusOK, object{"token_type": "Bearer", "expires_in": 3599, "ext_expires_in": 3599, "access_token": s.application()})
	case strings.Contains(r.PostForm.Get("grant_type"), "device_code"):
		s.deviceToken(w, r, deny)
	default:
		deny(http.StatusBadRequest, "unsupported_grant_type", r.PostForm.Get("grant_type"))
	}
}

// credential says why an application's credential is refused, or "".
func (s *Server) credential(r *http.Request) string {
	f := r.PostForm
	assertion := f.Get("client_assertion")
	switch {
	case assertion != "" && s.App.Federated != "" && assertion == s.App.Federated:
		return ""
	case assertion != "" && s.App.Key != nil:
		if !s.signed(assertion) {
			return "AADSTS700027: the assertion is not signed by a certificate of the application."
		}
		return ""
	case f.Get("client_secret") != "" && f.Get("client_secret") == s.App.Secret:
		return ""
	}
	return "AADSTS7000215: Invalid client secret provided."
}

// signed reports whether an assertion is of the application's certificate and
// meant for here.
func (s *Server) signed(assertion string) bool {
	parts := strings.Split(assertion, ".")
	if len(parts) != 3 {
		return false
	}
	var head struct {
		Alg string `json:"alg"`
	}
	var claims struct {
		Aud string  `json:"aud"`
		Iss string  `json:"iss"`
		Exp float64 `json:"exp"`
	}
	for i, into := range []any{&head, &claims} {
		b, err := base64.RawURLEncoding.DecodeString(parts[i])
		if err != nil || json.Unmarshal(b, into) != nil {
			return false
		}
	}
	sig, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil || claims.Iss != s.App.ID || !strings.HasPrefix(claims.Aud, s.URL+"/"+s.ID+"/") || time.Now().After(time.Unix(int64(claims.Exp), 0)) {
		return false
	}
	sum := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	if head.Alg == "PS256" {
		return rsa.VerifyPSS(s.App.Key, crypto.SHA256, sum[:], sig, nil) == nil
	}
	return head.Alg == "RS256" && rsa.VerifyPKCS1v15(s.App.Key, crypto.SHA256, sum[:], sig) == nil
}

func (s *Server) deviceCode(w http.ResponseWriter, r *http.Request) {
	var scopes []string
	for _, sc := range strings.Fields(r.PostForm.Get("scope")) {
		if name, ok := strings.CutPrefix(sc, s.URL+"/"); ok {
			scopes = append(scopes, name)
		}
	}
	var b [8]byte
	rand.Read(b[:]) //nolint:errcheck // never fails
	code := hex.EncodeToString(b[:])
	s.state.Lock()
	s.devices[code] = &device{scopes: scopes}
	s.state.Unlock()
	s.answer(w, http.StatusOK, object{"device_code": code, "user_code": "TENKEN123", "verification_uri": s.URL + "/devicelogin", "expires_in": 900, "interval": 1,
		"message": "To sign in, open " + s.URL + "/devicelogin and enter the code TENKEN123."})
}

// deviceToken answers the first poll that nobody has typed the code yet.
func (s *Server) deviceToken(w http.ResponseWriter, r *http.Request, deny func(int, string, string)) {
	s.state.Lock()
	d := s.devices[r.PostForm.Get("device_code")]
	u := s.person
	if d != nil {
		d.polls++
	}
	s.state.Unlock()
	switch {
	case d == nil:
		deny(http.StatusBadRequest, "bad_verification_code", "unknown")
		return
	case d.polls == 1 || u == nil:
		deny(http.StatusBadRequest, "authorization_pending", "AADSTS70016: the person has not signed in yet.")
		return
	}
	access := s.token(grant{allowed: d.scopes, user: u}, object{"scp": strings.Join(d.scopes, " "), "upn": u.Principal, "idtyp": "user"})
	id := jwt(object{"iss": s.URL + "/" + s.ID + "/v2.0", "aud": s.App.ID, "sub": u.ID, "oid": u.ID, "tid": s.ID, "preferred_username": u.Principal,
		"name": u.Name, "exp": time.Now().Add(lifetime).Unix(), "iat": time.Now().Unix(), "ver": "2.0"})
	info := base64.RawURLEncoding.EncodeToString([]byte(`{"uid":"` + u.ID + `","utid":"` + s.ID + `"}`))
	scopes := make([]string, len(d.scopes))
	for i := range d.scopes {
		scopes[i] = s.URL + "/" + d.scopes[i]
	}
	s.answer(w, http.StatusOK, object{"token_type": "Bearer", "scope": strings.Join(scopes, " "), "expires_in": 3599, "ext_expires_in": 3599,
		"access_token": access, "refresh_token": "r", "id_token": id, "client_info": info})
}
