package onedrive_test

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tenken/scanners"
	"tenken/scanners/onedrive"
	"tenken/scanners/onedrive/graph"
	"tenken/scanners/onedrive/onedrivetest"
)

// keyFile writes a certificate with its key, and returns the public one.
func keyFile(t *testing.T) (string, *rsa.PublicKey) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "tenken"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	pk, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	pem.Encode(&b, &pem.Block{Type: "CERTIFICATE", Bytes: der})
	pem.Encode(&b, &pem.Block{Type: "PRIVATE KEY", Bytes: pk})
	file := filepath.Join(t.TempDir(), "tenken.pem")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file, &key.PublicKey
}

func TestWaysToSignIn(t *testing.T) {
	for method, prepare := range map[graph.Method]func(t *testing.T, srv *onedrivetest.Server, c *onedrive.Config){
		graph.Certificate: func(t *testing.T, srv *onedrivetest.Server, c *onedrive.Config) {
			c.Graph.SignIn.Certificate, srv.App.Key = keyFile(t)
		},
		graph.Secret: func(*testing.T, *onedrivetest.Server, *onedrive.Config) {},
		graph.ManagedIdentity: func(t *testing.T, srv *onedrivetest.Server, _ *onedrive.Config) {
			srv.App.Identity = "header"
			t.Setenv("IDENTITY_ENDPOINT", srv.URL+"/msi/token")
			t.Setenv("IDENTITY_HEADER", "header")
		},
		graph.WorkloadIdentity: func(t *testing.T, srv *onedrivetest.Server, _ *onedrive.Config) {
			srv.App.Federated = "of-another-provider"
			file := filepath.Join(t.TempDir(), "token")
			if err := os.WriteFile(file, []byte(srv.App.Federated), 0o600); err != nil {
				t.Fatal(err)
			}
			t.Setenv("AZURE_FEDERATED_TOKEN_FILE", file)
		},
	} {
		t.Run(string(method), func(t *testing.T) {
			c := onedrivetest.New("example.ac.jp")
			c.AddUser("taro", "佐藤 太郎", "").OneDrive().Put("x.txt", "x")
			srv, conf := serve(t, c)
			conf.Graph.SignIn.Method = method
			prepare(t, srv, &conf)
			right := srv.App
			srv.App.Key, srv.App.Secret, srv.App.Identity, srv.App.Federated = nil, "other", "other", "other"
			if _, err := open(t, conf).Roots(t.Context()); !errors.Is(err, scanners.ErrDenied) {
				t.Errorf("a wrong credential: %v", err)
			}
			srv.App = right
			if rs := roots(t, open(t, conf)); len(rs) != 1 {
				t.Errorf("%q", rs)
			}
		})
	}
}

func TestOnePersonInspectsTheOwnOneDrive(t *testing.T) {
	c := onedrivetest.New("example.ac.jp")
	taro := c.AddUser("taro", "佐藤 太郎", "医学部")
	taro.OneDrive().Put("x.txt", "x")
	c.AddUser("jiro", "鈴木 次郎", "").OneDrive().Put("y.txt", "y")
	srv, conf := serve(t, c)
	srv.SignInAs(taro)
	var told []string
	conf.Graph.SignIn.Method = graph.DeviceCode
	conf.Graph.SignIn.Prompt = func(m string) { told = append(told, m) }
	s := open(t, conf)
	rs := roots(t, s)
	if len(rs) != 1 || len(told) != 1 || !strings.Contains(told[0], "TENKEN123") {
		t.Fatalf("%q, told %q", rs, told)
	}
	items, _ := list(t, s, rs[0])
	if p := paths(items); len(p) != 1 || p[0] != "taro@example.ac.jp/x.txt" {
		t.Errorf("%q", p)
	}
	for _, it := range items {
		if it.Owner != "taro@example.ac.jp" || it.Unit != "医学部" {
			t.Errorf("%+v", it)
		}
		if got, err := read(t.Context(), s, it); err != nil || got != "x" {
			t.Errorf("%q, %v", got, err)
		}
	}
	for c, err := range s.Examine(t.Context()) {
		if err != nil || c.State != scanners.Healthy {
			t.Errorf("%+v, %v", c, err)
		}
	}
	if len(told) != 1 {
		t.Errorf("asked to sign in %d times", len(told))
	}
}

func TestASignInThatLacksSomethingStartsNothing(t *testing.T) {
	for _, v := range []string{"AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_FEDERATED_TOKEN_FILE"} {
		t.Setenv(v, "")
	}
	for _, s := range []graph.SignIn{
		{Method: graph.Secret},
		{Method: graph.Secret, Tenant: "t", Client: "c"},
		{Method: graph.Certificate, Tenant: "t", Client: "c"},
		{Method: graph.Certificate, Tenant: "t", Client: "c", Certificate: "nowhere.pem"},
		{Method: graph.WorkloadIdentity, Tenant: "t", Client: "c"},
		{Method: "guess", Tenant: "t", Client: "c"},
	} {
		if _, err := onedrive.New(onedrive.Config{Graph: graph.Config{SignIn: s}}); !errors.Is(err, graph.ErrSignIn) {
			t.Errorf("%+v: %v", s, err)
		}
	}
}
