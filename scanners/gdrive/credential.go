package gdrive

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/jwt"
)

// credential is a file that Google's tools understand: the key of a service
// account, or the consent of one user.
type credential struct {
	file    string
	service bool
	project string // to which quotas belong
	id      string // of the service account's client, as the delegation names it
	key     jwt.Config
	oauth   oauth2.Config
	refresh string
}

// credentialFile is the JSON of both kinds.
type credentialFile struct {
	Type         string `json:"type"`
	ProjectID    string `json:"project_id"`
	QuotaProject string `json:"quota_project_id"`
	ClientEmail  string `json:"client_email"`
	ClientID     string `json:"client_id"`
	ClientSecret string `json:"client_secret"`
	PrivateKey   string `json:"private_key"`
	PrivateKeyID string `json:"private_key_id"`
	RefreshToken string `json:"refresh_token"`
	TokenURI     string `json:"token_uri"`
}

// errCredential says that a file is no credential.
var errCredential = errors.New("neither the key of a service account (type service_account) nor the consent of a user (type authorized_user)")

// findCredential reads the file, or the one that the environment or gcloud
// names.
func findCredential(file string) (credential, error) {
	if file = cmp.Or(file, os.Getenv("GOOGLE_APPLICATION_CREDENTIALS"), gcloudFile()); file == "" {
		return credential{}, errors.New("no credential: name its file (credentials) or set GOOGLE_APPLICATION_CREDENTIALS")
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return credential{}, fmt.Errorf("credential: %w", err)
	}
	var f credentialFile
	if err := json.Unmarshal(b, &f); err != nil {
		return credential{}, fmt.Errorf("credential %s: no JSON: %w", file, errCredential) // the parser's words could quote the key
	}
	c := credential{file: file, id: f.ClientID, refresh: f.RefreshToken}
	uri := cmp.Or(f.TokenURI, "https://oauth2.googleapis.com/token")
	switch {
	case f.Type == "service_account" && f.PrivateKey != "" && f.ClientEmail != "":
		c.service, c.project = true, cmp.Or(f.ProjectID, f.ClientEmail)
		c.key = jwt.Config{Email: f.ClientEmail, PrivateKey: []byte(f.PrivateKey), PrivateKeyID: f.PrivateKeyID, TokenURL: uri}
	case f.Type == "authorized_user" && f.RefreshToken != "":
		c.project = cmp.Or(f.QuotaProject, f.ClientID)
		c.oauth = oauth2.Config{ClientID: f.ClientID, ClientSecret: f.ClientSecret, Endpoint: oauth2.Endpoint{TokenURL: uri, AuthStyle: oauth2.AuthStyleInParams}}
	default:
		return credential{}, fmt.Errorf("credential %s: %w", file, errCredential)
	}
	return c, nil
}

// gcloudFile is where `gcloud auth application-default login` puts a consent;
// "" where it did not.
func gcloudFile() string {
	dir := os.Getenv("CLOUDSDK_CONFIG")
	if dir == "" && runtime.GOOS == "windows" {
		dir = filepath.Join(os.Getenv("APPDATA"), "gcloud")
	} else if dir == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return ""
		}
		dir = filepath.Join(home, ".config", "gcloud")
	}
	file := filepath.Join(dir, "application_default_credentials.json")
	if _, err := os.Stat(file); err != nil {
		return ""
	}
	return file
}

// tokens are those to act for a user with. Of one user's consent, the scopes
// were decided when it was given.
func (c credential) tokens(ctx context.Context, subject string, scopes ...string) oauth2.TokenSource {
	if !c.service {
		return c.oauth.TokenSource(ctx, &oauth2.Token{RefreshToken: c.refresh})
	}
	k := c.key
	k.Subject, k.Scopes = subject, scopes
	return k.TokenSource(ctx)
}

// mostAnswer bounds the wait for a token, and for the first bytes of an answer.
const mostAnswer = 2 * time.Minute

// client calls Google's APIs for a user.
func (s *Scanner) client(subject, scope string) *http.Client {
	ctx := context.WithValue(context.Background(), oauth2.HTTPClient, &http.Client{Transport: s.transport, Timeout: mostAnswer})
	return &http.Client{Transport: &oauth2.Transport{Source: s.cred.tokens(ctx, subject, scope), Base: s.transport}}
}

// token asks for a token once, and says which scopes it has.
func (s *Scanner) token(ctx context.Context, subject string, scopes ...string) (granted []string, err error) {
	ctx = context.WithValue(ctx, oauth2.HTTPClient, &http.Client{Transport: s.transport, Timeout: mostAnswer})
	tok, err := s.cred.tokens(ctx, subject, scopes...).Token()
	if err != nil {
		return nil, outcome(err)
	}
	told, _ := tok.Extra("scope").(string)
	return strings.Fields(told), nil
}
