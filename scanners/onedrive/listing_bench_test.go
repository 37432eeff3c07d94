package onedrive_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	kiota "github.com/microsoft/kiota-abstractions-go"
	"github.com/microsoft/kiota-abstractions-go/serialization"
	azure "github.com/microsoft/kiota-authentication-azure-go"
	kjson "github.com/microsoft/kiota-serialization-json-go"
	core "github.com/microsoftgraph/msgraph-sdk-go-core"
	"github.com/microsoftgraph/msgraph-sdk-go/drives"

	"tenken/scanners/onedrive/onedrivetest"
)

// BenchmarkListing lists a drive of 20,000 files, by the connector and by the
// SDK's own models. The server's pages are made beforehand.
func BenchmarkListing(b *testing.B) {
	const files = 20_000
	c := onedrivetest.New("example.ac.jp")
	d := c.AddUser("taro", "佐藤 太郎", "医学部").OneDrive()
	for i := range files {
		d.Put("年度"+strconv.Itoa(i/1000)+"/資料"+strconv.Itoa(i/50%20)+"/名簿 "+strconv.Itoa(i)+".txt", "議事録")
	}
	srv, conf := serve(b, c)
	srv.KeepPages = true
	b.Setenv("AZURE_CLIENT_SECRET", srv.App.Secret)
	s := open(b, conf)
	root := roots(b, s)[0]
	ours := func() int {
		n := 0
		for p, err := range s.List(b.Context(), root, "") {
			if err != nil {
				b.Fatal(err)
			}
			n += len(p.Items)
		}
		return n
	}
	models := sdk(b, srv, conf.Graph.CA)
	theirs := func() int {
		n := 0
		builder := drives.NewDrivesRequestBuilderInternal(map[string]string{"baseurl": models.GetBaseUrl()}, models).ByDriveId(root).Items().ByDriveItemId("root").Delta()
		top := int32(1000)
		headers := kiota.NewRequestHeaders()
		headers.Add("Prefer", "hierarchicalsharing, deltashowsharingchanges, deltashowremovedasdeleted, deltatraversepermissiongaps")
		config := &drives.ItemItemsItemDeltaRequestBuilderGetRequestConfiguration{Headers: headers,
			QueryParameters: &drives.ItemItemsItemDeltaRequestBuilderGetQueryParameters{Top: &top, Select: []string{"id", "name", "eTag", "cTag", "size", "webUrl", "lastModifiedDateTime", "parentReference",
				"file", "folder", "package", "root", "deleted", "malware", "remoteItem", "shared"}}}
		for {
			page, err := builder.GetAsDeltaGetResponse(b.Context(), config)
			if err != nil {
				b.Fatal(err)
			}
			for _, it := range page.GetValue() {
				if it.GetFile() != nil {
					n++
				}
			}
			if page.GetOdataNextLink() == nil {
				return n
			}
			builder, config.QueryParameters = builder.WithUrl(*page.GetOdataNextLink()), nil
		}
	}
	for name, list := range map[string]func() int{"connector": ours, "models": theirs} {
		if n := list(); n != files {
			b.Fatalf("%s: %d files", name, n)
		}
	}
	for _, way := range []struct {
		name string
		list func() int
	}{{"connector", ours}, {"models", theirs}} {
		b.Run(way.name, func(b *testing.B) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			for b.Loop() {
				way.list()
			}
			runtime.ReadMemStats(&after)
			n := float64(b.N * files)
			b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/n, "B/item")
			b.ReportMetric(float64(after.Mallocs-before.Mallocs)/n, "allocs/item")
			b.ReportMetric(float64(b.Elapsed().Microseconds())/n, "µs/item")
		})
	}
}

// TestListingStaysSmall holds the connector to its bounds: 3 KB and 40
// allocations for every listed item.
func TestListingStaysSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("measures allocations")
	}
	const files = 5_000
	c := onedrivetest.New("example.ac.jp")
	d := c.AddUser("taro", "佐藤 太郎", "医学部").OneDrive()
	for i := range files {
		d.Put("資料"+strconv.Itoa(i/50)+"/名簿 "+strconv.Itoa(i)+".txt", "議事録")
	}
	srv, conf := serve(t, c)
	srv.KeepPages = true
	s := open(t, conf)
	root := roots(t, s)[0]
	list(t, s, root)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for _, err := range s.List(t.Context(), root, "") {
		if err != nil {
			t.Fatal(err)
		}
	}
	runtime.ReadMemStats(&after)
	size, allocs := (after.TotalAlloc-before.TotalAlloc)/files, (after.Mallocs-before.Mallocs)/files
	if t.Logf("%d bytes and %d allocations an item", size, allocs); size > 3<<10 || allocs > 40 {
		t.Errorf("%d bytes and %d allocations an item", size, allocs)
	}
}

// trusted is a credential that has its token already.
type trusted string

func (c trusted) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: string(c), ExpiresOn: time.Now().Add(time.Hour)}, nil
}

// sdk is the SDK's adapter as its users make it.
func sdk(b *testing.B, srv *onedrivetest.Server, ca string) *core.GraphRequestAdapterBase {
	b.Helper()
	kiota.RegisterDefaultDeserializer(func() serialization.ParseNodeFactory { return kjson.NewJsonParseNodeFactory() })
	auth, err := azure.NewAzureIdentityAuthenticationProviderWithScopesAndValidHosts(trusted(srv.Trust(nil)), []string{"x"}, []string{"127.0.0.1"})
	if err != nil {
		b.Fatal(err)
	}
	pem, err := os.ReadFile(ca)
	if err != nil {
		b.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(pem)
	hc := core.GetDefaultClient(&core.GraphClientOptions{})
	hc.Transport = &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}}
	adapter, err := core.NewGraphRequestAdapterBaseWithParseNodeFactoryAndSerializationWriterFactoryAndHttpClient(auth, core.GraphClientOptions{}, nil, nil, hc)
	if err != nil {
		b.Fatal(err)
	}
	adapter.SetBaseUrl(srv.URL + "/v1.0")
	return adapter
}
