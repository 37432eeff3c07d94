// Package graph asks Microsoft Graph what the connector needs to know. It is the
// only package that imports the SDK, and it imports that by sub-packages: the
// root package takes twice the time and memory to build. URLs come from the
// SDK's request builders and requests go through its adapter; answers are
// decoded here, because the SDK's models cost 33 KB for every item of a listing.
package graph

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	kiota "github.com/microsoft/kiota-abstractions-go"
	azure "github.com/microsoft/kiota-authentication-azure-go"
	khttp "github.com/microsoft/kiota-http-go"
	core "github.com/microsoftgraph/msgraph-sdk-go-core"

	"tenken/scanners"
)

// The public cloud. National clouds have addresses of their own.
const (
	DefaultEndpoint  = "https://graph.microsoft.com"
	DefaultAuthority = "https://login.microsoftonline.com"
)

// patience bounds one request, its answer's body included; contents are not
// bounded by it.
const patience = 100 * time.Second

// Config says whom to ask, and as whom.
type Config struct {
	Endpoint  string // of Graph; default the public cloud's
	Authority string // that signs in; default the public cloud's
	CA        string // PEM file of authorities to trust besides the system's, such as a proxy's
	Agent     string // User-Agent, by which the provider tells a scanner from an attack
	SignIn    SignIn
}

// Client asks one tenant. Its methods may be called concurrently; none of them
// tries anything twice.
type Client struct {
	adapter *core.GraphRequestAdapterBase
	base    map[string]string // path parameters of every request
	cred    azcore.TokenCredential
	scopes  []string
	bodies  *http.Client // of contents, from pre-authenticated addresses
	limits  limits
}

// New makes a client. It sends nothing.
func New(c Config) (*Client, error) {
	if c.Endpoint == "" {
		c.Endpoint = DefaultEndpoint
	}
	if c.Authority == "" {
		c.Authority = DefaultAuthority
	}
	at, err := url.Parse(c.Endpoint)
	if err != nil || at.Host == "" {
		return nil, fmt.Errorf("endpoint %q is no address", c.Endpoint)
	}
	roots, err := trusted(c.CA)
	if err != nil {
		return nil, err
	}
	questions := agent{c.Agent, transport(roots, true)}
	cred, scopes, err := c.SignIn.credential(c, &http.Client{Transport: questions, Timeout: patience})
	if err != nil {
		return nil, err
	}
	auth, err := azure.NewAzureIdentityAuthenticationProviderWithScopesAndValidHosts(cred, scopes, []string{at.Hostname()})
	if err != nil {
		return nil, err
	}
	// The SDK's own middleware would sleep and try again inside each call; of it
	// only the decoding of "$" in names of parameters is wanted.
	asking := &http.Client{
		Transport:     khttp.NewCustomTransportWithParentTransport(questions, khttp.NewParametersNameDecodingHandler()),
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	adapter, err := core.NewGraphRequestAdapterBaseWithParseNodeFactoryAndSerializationWriterFactoryAndHttpClient(
		auth, core.GraphClientOptions{}, nil, nil, asking)
	if err != nil {
		return nil, err
	}
	adapter.SetBaseUrl(strings.TrimSuffix(c.Endpoint, "/") + "/v1.0")
	return &Client{
		adapter: adapter,
		base:    map[string]string{"baseurl": adapter.GetBaseUrl()},
		cred:    cred,
		scopes:  scopes,
		bodies:  &http.Client{Transport: agent{c.Agent, transport(roots, false)}},
	}, nil
}

// trusted are the certificate authorities of the system and of a file; nil
// where the system's are enough.
func trusted(file string) (*x509.CertPool, error) {
	if file == "" {
		return nil, nil
	}
	pem, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("%s holds no certificate in PEM", file)
	}
	return pool, nil
}

// transport speaks HTTP/2 for questions and HTTP/1.1 for contents: many
// connections carry large bodies faster than the streams of one.
func transport(roots *x509.CertPool, h2 bool) *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.TLSClientConfig = &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}
	t.MaxIdleConnsPerHost = 256
	t.ForceAttemptHTTP2 = h2
	if !h2 {
		t.TLSNextProto = map[string]func(string, *tls.Conn) http.RoundTripper{}
	}
	return t
}

// agent names the program in every request.
type agent struct {
	name string
	next http.RoundTripper
}

func (a agent) RoundTrip(r *http.Request) (*http.Response, error) {
	if a.name != "" {
		r = r.Clone(r.Context())
		r.Header.Set("User-Agent", a.name)
	}
	return a.next.RoundTrip(r)
}

// send makes one request and has its answer read.
func (c *Client) send(ctx context.Context, ri *kiota.RequestInformation, read func(io.Reader) error) error {
	if err := c.limits.held(); err != nil {
		return err
	}
	asking, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	handler := kiota.NewRequestHandlerOption()
	handler.SetResponseHandler(func(response any, _ kiota.ErrorMappings) (any, error) {
		resp := response.(*http.Response) //nolint:bodyclose // drained below
		defer drain(resp.Body)
		c.limits.note(resp.Header)
		if resp.StatusCode >= http.StatusMultipleChoices {
			return nil, failure(resp)
		}
		return nil, read(resp.Body)
	})
	ri.AddRequestOptions([]kiota.RequestOption{handler})
	_, err := c.adapter.Send(asking, ri, nil, nil)
	if err != nil && ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%w: no answer in %s", scanners.Busy{}, patience)
	}
	return outcome(err)
}

// get decodes the answer to a request whose building may have failed.
func (c *Client) get(ctx context.Context, ri *kiota.RequestInformation, err error, into any) error {
	if err != nil {
		return err
	}
	return c.send(ctx, ri, func(r io.Reader) error { return json.NewDecoder(r).Decode(into) })
}

// path builds a request that the imported sub-packages have no builder for.
func (c *Client) path(template string, parameters map[string]any) *kiota.RequestInformation {
	base := map[string]string{"baseurl": c.base["baseurl"]}
	ri := kiota.NewRequestInformationWithMethodAndUrlTemplateAndPathParameters(kiota.GET, "{+baseurl}"+template, base)
	for k, v := range parameters {
		ri.PathParametersAny[k] = v
	}
	ri.Headers.TryAdd("Accept", "application/json")
	return ri
}

// drain reads an answer to its end, so that its connection can be used again.
func drain(body io.ReadCloser) {
	io.Copy(io.Discard, io.LimitReader(body, 64<<10)) //nolint:errcheck // only to save the connection
	body.Close()
}
