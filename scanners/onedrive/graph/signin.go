package graph

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

// Method is a way to sign in.
type Method string

// The ways to sign in. All but DeviceCode are of an application that sees the
// whole tenant; DeviceCode is a person who sees the own OneDrive.
const (
	Certificate      Method = "certificate"
	ManagedIdentity  Method = "managed_identity"
	WorkloadIdentity Method = "workload_identity"
	Secret           Method = "secret"
	DeviceCode       Method = "device_code"
)

// SignIn is who asks. Secrets come from the environment, by the names that
// Azure's own tools use: AZURE_CLIENT_SECRET, AZURE_CLIENT_CERTIFICATE_PASSWORD,
// AZURE_FEDERATED_TOKEN_FILE.
type SignIn struct {
	Method      Method
	Tenant      string // directory (tenant) ID or domain; default AZURE_TENANT_ID
	Client      string // application (client) ID; default AZURE_CLIENT_ID
	Certificate string // file with certificate and private key, PEM or PKCS#12; default AZURE_CLIENT_CERTIFICATE_PATH
	Prompt      func(message string)
}

// ErrSignIn says that a way to sign in lacks something.
var ErrSignIn = errors.New("cannot sign in")

func (s SignIn) credential(c Config, hc *http.Client) (azcore.TokenCredential, []string, error) {
	opts := azcore.ClientOptions{
		Cloud:     cloud.Configuration{ActiveDirectoryAuthorityHost: strings.TrimSuffix(c.Authority, "/") + "/"},
		Transport: hc,
		Retry:     policy.RetryOptions{MaxRetries: -1}, // scanners.Paced waits
	}
	elsewhere := c.Authority != DefaultAuthority // its directory is not the one that knows all
	endpoint := strings.TrimSuffix(c.Endpoint, "/")
	scopes := []string{endpoint + "/.default"}
	tenant, client := or(s.Tenant, "AZURE_TENANT_ID"), or(s.Client, "AZURE_CLIENT_ID")
	if s.Method != ManagedIdentity && (tenant == "" || client == "") {
		return nil, nil, fmt.Errorf("%w: tenant or client is missing, here and in AZURE_TENANT_ID and AZURE_CLIENT_ID", ErrSignIn)
	}
	var cred azcore.TokenCredential
	var err error
	switch s.Method {
	case Certificate:
		file := or(s.Certificate, "AZURE_CLIENT_CERTIFICATE_PATH")
		var pem []byte
		if pem, err = os.ReadFile(file); err != nil {
			return nil, nil, fmt.Errorf("%w: certificate: %w", ErrSignIn, err)
		}
		certs, key, bad := azidentity.ParseCertificates(pem, []byte(os.Getenv("AZURE_CLIENT_CERTIFICATE_PASSWORD")))
		if bad != nil {
			return nil, nil, fmt.Errorf("%w: certificate %q: %w", ErrSignIn, file, bad)
		}
		cred, err = azidentity.NewClientCertificateCredential(tenant, client, certs, key, &azidentity.ClientCertificateCredentialOptions{
			ClientOptions: opts, DisableInstanceDiscovery: elsewhere, SendCertificateChain: true})
	case ManagedIdentity:
		o := &azidentity.ManagedIdentityCredentialOptions{ClientOptions: opts}
		if client != "" {
			o.ID = azidentity.ClientID(client)
		}
		cred, err = azidentity.NewManagedIdentityCredential(o)
	case WorkloadIdentity:
		if os.Getenv("AZURE_FEDERATED_TOKEN_FILE") == "" {
			return nil, nil, fmt.Errorf("%w: AZURE_FEDERATED_TOKEN_FILE is not set", ErrSignIn)
		}
		cred, err = azidentity.NewWorkloadIdentityCredential(&azidentity.WorkloadIdentityCredentialOptions{
			ClientOptions: opts, DisableInstanceDiscovery: elsewhere, TenantID: tenant, ClientID: client})
	case Secret:
		secret := os.Getenv("AZURE_CLIENT_SECRET")
		if secret == "" {
			return nil, nil, fmt.Errorf("%w: AZURE_CLIENT_SECRET is not set", ErrSignIn)
		}
		cred, err = azidentity.NewClientSecretCredential(tenant, client, secret, &azidentity.ClientSecretCredentialOptions{
			ClientOptions: opts, DisableInstanceDiscovery: elsewhere})
	case DeviceCode:
		scopes = []string{endpoint + "/Files.Read", endpoint + "/User.Read"}
		cred, err = azidentity.NewDeviceCodeCredential(&azidentity.DeviceCodeCredentialOptions{
			ClientOptions: opts, DisableInstanceDiscovery: elsewhere, TenantID: tenant, ClientID: client,
			UserPrompt: func(_ context.Context, m azidentity.DeviceCodeMessage) error {
				if s.Prompt != nil {
					s.Prompt(m.Message)
				}
				return nil
			}})
	default:
		return nil, nil, fmt.Errorf("%w: method %q is not known", ErrSignIn, s.Method)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrSignIn, err)
	}
	return cred, scopes, nil
}

func or(value, variable string) string {
	if value != "" {
		return value
	}
	return os.Getenv(variable)
}

// Granted is what a token says of its bearer.
type Granted struct {
	App         string // name of the application
	Tenant      string
	User        string   // signed-in person; empty for applications
	Permissions []string // application roles, or scopes that the person gave
}

// Granted signs in and reads the claims of the token. Microsoft calls tokens
// opaque to clients, so an empty answer is possible, and means nothing.
func (c *Client) Granted(ctx context.Context) (Granted, error) {
	t, err := c.cred.GetToken(ctx, policy.TokenRequestOptions{Scopes: c.scopes, EnableCAE: true})
	if err != nil {
		return Granted{}, outcome(err)
	}
	var claims struct {
		App    string   `json:"app_displayname"`
		Tenant string   `json:"tid"`
		User   string   `json:"upn"`
		Roles  []string `json:"roles"`
		Scopes string   `json:"scp"`
	}
	if parts := strings.Split(t.Token, "."); len(parts) == 3 {
		if text, err := base64.RawURLEncoding.DecodeString(parts[1]); err == nil {
			_ = json.Unmarshal(text, &claims) // an opaque token says nothing
		}
	}
	return Granted{claims.App, claims.Tenant, claims.User, append(claims.Roles, strings.Fields(claims.Scopes)...)}, nil
}
