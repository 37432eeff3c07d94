package gdrivetest

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
)

// Scopes that matter here.
const (
	ScopeDrive    = "https://www.googleapis.com/auth/drive.readonly"
	ScopeUsers    = "https://www.googleapis.com/auth/admin.directory.user.readonly"
	ScopeMembers  = "https://www.googleapis.com/auth/admin.directory.group.member.readonly"
	scopeAll      = "https://www.googleapis.com/auth/drive"
	scopeUsersAll = "https://www.googleapis.com/auth/admin.directory.user"
)

const clientEmail = "tenken@tenken-test.iam.gserviceaccount.com"

// key is the service account's. Making one takes longer than most tests, and
// all servers of a process can do with the same.
type key struct {
	private *rsa.PrivateKey
	pem     string
}

var newKey = sync.OnceValues(func() (key, error) {
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return key{}, fmt.Errorf("key of the service account: %w", err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return key{}, fmt.Errorf("key of the service account: %w", err)
	}
	return key{private, string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))}, nil
})

// KeyFile writes the service account's key as Google's console hands it out.
func (s *Server) KeyFile(path string) error { return s.keyFile(path, s.URL+"/token") }

// KeyFileFor is KeyFile with the address where tokens are asked for.
func (s *Server) KeyFileFor(path, tokenURI string) error { return s.keyFile(path, tokenURI) }

func (s *Server) keyFile(path, tokenURI string) error {
	b, err := json.MarshalIndent(object{
		"type": "service_account", "project_id": "tenken-test", "private_key_id": "1", "private_key": s.key.pem,
		"client_email": clientEmail, "client_id": "100000000000000000001", "token_uri": tokenURI,
	}, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, b, 0o600)
}

// OAuthFile writes the credential of one user who agreed to scopes, as gcloud
// keeps it.
func (s *Server) OAuthFile(path string, u *User, scopes ...string) error {
	tok := s.random()
	s.state.Lock()
	s.refresh[tok] = grant{user: u, scopes: scopes}
	s.state.Unlock()
	b, err := json.MarshalIndent(object{
		"type": "authorized_user", "client_id": "1.apps.googleusercontent.com", "client_secret": "of the test", "refresh_token": tok,
		"token_uri": s.URL + "/token",
	}, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, b, 0o600)
}

// grant is what a token is good for.
type grant struct {
	user   *User
	scopes []string
	until  time.Time // by the client's clock, which Pass does not move
}

func (s *Server) random() string {
	var b [16]byte
	rand.Read(b[:]) //nolint:errcheck // it cannot fail
	return hex.EncodeToString(b[:])
}

// token is the endpoint of RFC 7523 and of RFC 6749, section 6.
func (s *Server) token(w http.ResponseWriter, r *http.Request) {
	refuse := func(status int, code, text string) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		json.NewEncoder(w).Encode(object{"error": code, "error_description": text}) //nolint:errcheck // the client is gone
	}
	if err := r.ParseForm(); err != nil {
		refuse(400, "invalid_request", err.Error())
		return
	}
	c := &call{s: s, w: w, r: r}
	if p := c.injected(); p != nil {
		refuse(p.status, "temporarily_unavailable", p.reason)
		return
	}
	var g grant
	switch r.PostForm.Get("grant_type") {
	case "urn:ietf:params:oauth:grant-type:jwt-bearer":
		var code string
		var err error
		if g, code, err = s.assertion(r.PostForm.Get("assertion"), r.Host); err != nil {
			status := http.StatusBadRequest
			if code == "unauthorized_client" {
				status = http.StatusUnauthorized
			}
			refuse(status, code, err.Error())
			return
		}
	case "refresh_token":
		s.state.Lock()
		g = s.refresh[r.PostForm.Get("refresh_token")]
		s.state.Unlock()
		if g.user == nil {
			refuse(400, "invalid_grant", "Token has been expired or revoked.")
			return
		}
	default:
		refuse(400, "unsupported_grant_type", "")
		return
	}
	tok := "ya29." + s.random()
	g.until = time.Now().Add(time.Hour)
	s.state.Lock()
	s.tokens[tok] = g
	s.state.Unlock()
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(object{ //nolint:errcheck // the client is gone
		"access_token": tok, "expires_in": 3599, "token_type": "Bearer", "scope": strings.Join(g.scopes, " "),
	})
}

// claims are those of an assertion.
type claims struct {
	Iss   string `json:"iss"`
	Sub   string `json:"sub"`
	Aud   string `json:"aud"`
	Scope string `json:"scope"`
	Iat   int64  `json:"iat"`
	Exp   int64  `json:"exp"`
}

// assertion checks a signed claim to act for a user.
func (s *Server) assertion(jwt, host string) (grant, string, error) {
	parts := strings.Split(jwt, ".")
	if len(parts) != 3 {
		return grant{}, "invalid_grant", errors.New("Invalid JWT") //nolint:staticcheck // Google's words
	}
	sig, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		return grant{}, "invalid_grant", err
	}
	hash := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	if err := rsa.VerifyPKCS1v15(&s.key.private.PublicKey, crypto.SHA256, hash[:], sig); err != nil {
		return grant{}, "invalid_grant", errors.New("Invalid JWT Signature.") //nolint:staticcheck,revive // Google's words
	}
	var c claims
	b, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	now := time.Now().Unix() // the client's clock is not moved
	switch {
	case err != nil:
		return grant{}, "invalid_grant", err
	case c.Iss != clientEmail || !strings.HasSuffix(c.Aud, "://"+host+"/token"):
		return grant{}, "invalid_grant", errors.New("Invalid JWT: Failed audience check.") //nolint:staticcheck,revive // Google's words
	case c.Iat > now+300 || c.Exp < now-300 || c.Exp-c.Iat > 3700:
		return grant{}, "invalid_grant", errors.New("Invalid JWT: Token must be a short-lived token and in a reasonable timeframe.") //nolint:staticcheck,revive // Google's words
	}
	g := grant{scopes: strings.Fields(c.Scope)}
	for _, want := range g.scopes {
		if c.Sub != "" && !slices.Contains(s.Scopes, want) {
			return grant{}, "unauthorized_client", errors.New("Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.") //nolint:staticcheck,revive // Google's words
		}
	}
	s.mu.RLock()
	g.user = s.byMail[c.Sub]
	s.mu.RUnlock()
	if c.Sub == "" || g.user == nil || g.user.foreign {
		return grant{}, "invalid_grant", errors.New("Invalid email or User ID") //nolint:staticcheck // Google's words
	}
	return g, "", nil
}

// signedIn finds the user whose token the request carries.
func (s *Server) signedIn(c *call, rt route) *problem {
	tok, ok := strings.CutPrefix(c.r.Header.Get("Authorization"), "Bearer ")
	s.state.Lock()
	g, known := s.tokens[tok]
	s.state.Unlock()
	switch {
	case !ok || !known || g.until.Before(time.Now()):
		return &problem{401, "authError", "Authorization", "Invalid Credentials"}
	case !slices.ContainsFunc(g.scopes, func(x string) bool { return slices.Contains(rt.scopes, x) }):
		return &problem{403, "insufficientPermissions", "", "Request had insufficient authentication scopes."}
	case rt.admin && !g.user.Admin:
		return &problem{403, "forbidden", "", "Not Authorized to access this resource/api"}
	}
	c.user = g.user
	return nil
}
