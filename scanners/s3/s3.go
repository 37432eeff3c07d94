// Package s3 lists and opens the objects of S3 buckets: all buckets of all
// configured AWS accounts, or of a server that speaks S3. It issues read calls
// only. The SDK's own retries are off: scanners.Paced waits.
package s3

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"path"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"tenken/scanners"
)

// Config names the accounts and buckets of one source.
type Config struct {
	Name          string    // of the source
	Profile       string    // of the shared AWS configuration; empty: the SDK's default chain
	Region        string    // where nothing else says it; default us-east-1
	Endpoint      string    // of a server that speaks S3; empty: AWS
	Accounts      []Account // to assume a role in; none: the credential's own account
	Buckets       []string  // glob patterns of bucket names; none: all
	Exclude       []string  // glob patterns of bucket names
	Versions      bool      // inspect old versions, too
	OwnAccounts   []string  // account numbers of the institution; a grant to others is external
	Inventory     bool      // read the bucket's S3 Inventory, if it has one, instead of listing it
	RequesterPays bool      // accept the cost of buckets that charge their readers
	OwnerTags     []string  // keys of tags that name an owner; none: DefaultOwnerTags
	UnitTags      []string  // keys of tags that name a department; none: DefaultUnitTags
	ObjectTags    bool      // ask for the tags of objects with findings, one request each
}

// Account is one AWS account, reached by a read-only role or by a profile.
type Account struct {
	Name       string // for people, and the first level of paths
	Role       string // ARN; empty: no role is assumed
	ExternalID string // that the role asks for
	Profile    string // of the shared AWS configuration; empty: the source's
}

// Scanner is one S3 source.
type Scanner struct {
	conf     Config
	accounts []*account
	buckets  scanners.Once[access]
	tags     scanners.Once[attribution]
	payers   scanners.Once[types.Payer]
}

// account is one credential and its clients by region.
type account struct {
	Account
	aws aws.Config
	new func(region string) *s3.Client
	id  scanners.Once[string]                               // the account number, under ""
	all scanners.Once[types.PublicAccessBlockConfiguration] // of the whole account, under ""

	mu      sync.Mutex
	clients map[string]*s3.Client // by region
	regions map[string]string     // by bucket
}

// New resolves the credentials; it makes no request to S3.
func New(ctx context.Context, c Config) (*Scanner, error) {
	if c.Region == "" {
		c.Region = "us-east-1"
	}
	for _, p := range append(append([]string{}, c.Buckets...), c.Exclude...) {
		if _, err := path.Match(p, ""); err != nil {
			return nil, fmt.Errorf("bucket pattern %q: %w", p, err)
		}
	}
	if len(c.OwnerTags) == 0 {
		c.OwnerTags = DefaultOwnerTags
	}
	if len(c.UnitTags) == 0 {
		c.UnitTags = DefaultUnitTags
	}
	s := &Scanner{conf: c}
	accounts := c.Accounts
	if len(accounts) == 0 {
		accounts = []Account{{}}
	}
	for _, a := range accounts {
		cfg, err := load(ctx, c, a)
		if err != nil {
			return nil, err
		}
		s.accounts = append(s.accounts, newAccount(a, cfg, c))
	}
	return s, nil
}

// load finds the credential of an account.
func load(ctx context.Context, c Config, a Account) (aws.Config, error) {
	profile := a.Profile
	if profile == "" {
		profile = c.Profile
	}
	cfg, err := config.LoadDefaultConfig(ctx,
		config.WithRegion(c.Region),
		config.WithSharedConfigProfile(profile),
		config.WithHTTPClient(transport()),
		config.WithRetryer(func() aws.Retryer { return aws.NopRetryer{} }))
	if err != nil {
		return cfg, fmt.Errorf("aws configuration: %w", err)
	}
	if a.Role != "" {
		cfg.Credentials = aws.NewCredentialsCache(stscreds.NewAssumeRoleProvider(sts.NewFromConfig(cfg), a.Role,
			func(o *stscreds.AssumeRoleOptions) {
				o.RoleSessionName = "tenken"
				if a.ExternalID != "" {
					o.ExternalID = &a.ExternalID
				}
			}))
	}
	return cfg, nil
}

// transport speaks HTTP/1.1: many connections carry large bodies faster than
// the streams of one.
func transport() aws.HTTPClient {
	return awshttp.NewBuildableClient().WithTransportOptions(func(t *http.Transport) {
		t.MaxIdleConnsPerHost = 256
		t.ForceAttemptHTTP2 = false
		t.TLSNextProto = map[string]func(string, *tls.Conn) http.RoundTripper{}
	})
}

func newAccount(a Account, cfg aws.Config, c Config) *account {
	return &account{
		Account: a,
		aws:     cfg,
		clients: map[string]*s3.Client{},
		regions: map[string]string{},
		new: func(region string) *s3.Client {
			return s3.NewFromConfig(cfg, func(o *s3.Options) {
				o.Region = region
				o.DisableLogOutputChecksumValidationSkipped = true
				if c.Endpoint != "" {
					o.BaseEndpoint = &c.Endpoint
					o.UsePathStyle = true
					o.RequestChecksumCalculation = aws.RequestChecksumCalculationWhenRequired
					o.ResponseChecksumValidation = aws.ResponseChecksumValidationWhenRequired
				}
			})
		},
	}
}

// signIn has the credential found before it is needed, so that one that is not
// there, has lapsed or may not assume its role is told from a refused call.
func (a *account) signIn(ctx context.Context) error {
	_, err := a.aws.Credentials.Retrieve(ctx)
	if err == nil || ctx.Err() != nil {
		return ctx.Err()
	}
	err = fmt.Errorf("sign in to account %q: %w", a.Name, outcome(err))
	var busy scanners.Busy
	var op *smithy.OperationError
	var unsent *smithyhttp.RequestSendError
	if errors.As(err, &busy) || errors.As(err, &op) && op.ServiceID == sts.ServiceID && errors.As(err, &unsent) {
		return err // the service could not be asked
	}
	return fmt.Errorf("%w: %w", scanners.ErrDenied, err)
}

// client is the one for a region; "" is the configured one.
func (a *account) client(region string) *s3.Client {
	if region == "" {
		region = a.aws.Region
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.clients[region] == nil {
		a.clients[region] = a.new(region)
	}
	return a.clients[region]
}

// at finds the account and bucket of a root.
func (s *Scanner) at(root string) (*account, string, error) {
	name, bucket := path.Split(root)
	for _, a := range s.accounts {
		if a.Name == path.Clean(name) || a.Name == "" && name == "" {
			return a, bucket, nil
		}
	}
	return nil, "", fmt.Errorf("bucket %q: no such account: %w", root, scanners.ErrGone)
}

// within finds the account of a root, the client for its bucket and the bucket.
func (s *Scanner) within(ctx context.Context, root string) (*account, *s3.Client, string, error) {
	a, bucket, err := s.at(root)
	if err != nil {
		return nil, nil, "", err
	}
	c, err := a.bucketClient(ctx, bucket)
	return a, c, bucket, err
}

// bucketClient is the client for the region in which the bucket lies.
func (a *account) bucketClient(ctx context.Context, bucket string) (*s3.Client, error) {
	a.mu.Lock()
	region, known := a.regions[bucket]
	a.mu.Unlock()
	if !known {
		out, err := a.client("").HeadBucket(ctx, &s3.HeadBucketInput{Bucket: &bucket})
		if err != nil {
			if region = regionOf(err); region == "" {
				return nil, fmt.Errorf("find bucket %q: %w", bucket, outcome(err))
			}
		} else {
			region = aws.ToString(out.BucketRegion)
		}
		a.remember(bucket, region)
	}
	return a.client(region), nil
}

func (a *account) remember(bucket, region string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.regions[bucket] = region
}
