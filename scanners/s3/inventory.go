package s3

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"tenken/scanners"
)

// freshInventory is how old a list may be: inventories are made daily or
// weekly and take up to 48 hours.
const freshInventory = 10 * 24 * time.Hour

// mostManifest bounds a manifest, in bytes: it names the files of a list, some
// 200 bytes for each million objects.
const mostManifest = 16 << 20

// errNoInventory says that a bucket has none of use, and is listed instead.
var errNoInventory = errors.New("no inventory of use")

// manifest names the files of one inventory list
// (https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html).
type manifest struct {
	SourceBucket      string
	DestinationBucket string // ARN
	CreationTimestamp string // milliseconds since 1970
	FileFormat        string
	FileSchema        string
	Files             []struct {
		Key  string
		Size int64
	}
	key string // its own
}

// listInventory yields what a bucket's newest inventory names. The cursor is
// the manifest, the file and the row.
func (s *Scanner) listInventory(ctx context.Context, root, from string) iter.Seq2[scanners.Page, error] {
	return func(yield func(scanners.Page, error) bool) {
		fail := func(err error) { yield(scanners.Page{}, fmt.Errorf("inventory of bucket %q: %w", root, err)) }
		a, c, bucket, err := s.within(ctx, root)
		if err != nil {
			fail(err)
			return
		}
		at, resumed := parseInventoryCursor(from)
		m, err := s.manifest(ctx, a, c, bucket, at.manifest)
		if resumed && errors.Is(err, scanners.ErrGone) { // superseded and expired: begin with a newer one
			at = inventoryCursor{}
			m, err = s.manifest(ctx, a, c, bucket, "")
		}
		if errors.Is(err, errNoInventory) {
			s.listKeys(ctx, root, "")(yield)
			return
		}
		if err != nil {
			fail(outcome(err))
			return
		}
		of, err := s.bucketTags(ctx, c, root, bucket)
		if err != nil {
			fail(err)
			return
		}
		s.readInventory(ctx, a, root, m, at, of, yield)
	}
}

func (s *Scanner) readInventory(ctx context.Context, a *account, root string, m manifest, at inventoryCursor, of attribution, yield func(scanners.Page, error) bool) {
	at.manifest = path.Base(m.DestinationBucket[strings.LastIndex(m.DestinationBucket, ":")+1:]) + "/" + m.key
	for ; at.file < len(m.Files); at.file, at.row = at.file+1, 0 {
		var page scanners.Page
		for row, err := range s.inventoryRows(ctx, a, m, at) {
			if err != nil {
				yield(page, fmt.Errorf("inventory of bucket %q: %s: %w", root, m.Files[at.file].Key, err))
				return
			}
			at.row++
			if it, ok := s.inventoryItem(root, row, of); ok {
				page.Items = append(page.Items, it)
			}
			if len(page.Items) == 1000 {
				page.Next = at.String()
				if !yield(page, nil) {
					return
				}
				page = scanners.Page{}
			}
		}
		if at.file+1 < len(m.Files) {
			page.Next = inventoryCursor{at.manifest, at.file + 1, 0}.String()
		}
		if !yield(page, nil) {
			return
		}
	}
}

// inventoryItem is the item of a row; ok is false for rows that a listing of
// current objects does not hold.
func (s *Scanner) inventoryItem(root string, r inventoryRow, of attribution) (scanners.Item, bool) {
	if (r.old || r.deleted) && !s.conf.Versions {
		return scanners.Item{}, false
	}
	o := types.Object{
		ETag: aws.String(r.etag), LastModified: &r.modified, Size: &r.size, StorageClass: types.ObjectStorageClass(r.class),
	}
	if !s.conf.Versions {
		return s.item(root, r.key, o, of), true
	}
	it := s.versionItem(root, r.key, types.ObjectVersion{
		ETag: o.ETag, LastModified: o.LastModified, Size: o.Size, StorageClass: types.ObjectVersionStorageClass(r.class),
		VersionId: aws.String(r.version), IsLatest: aws.Bool(!r.old),
	}, of)
	if r.deleted {
		it.Media = scanners.Deleted
	}
	return it, true
}

// manifest finds the newest list of a bucket, or the one that a cursor names
// as "bucket/key".
func (s *Scanner) manifest(ctx context.Context, a *account, c *s3.Client, bucket, named string) (manifest, error) {
	if to, key, ok := strings.Cut(named, "/"); ok {
		return s.readManifest(ctx, a, to, key)
	}
	out, err := c.ListBucketInventoryConfigurations(ctx, &s3.ListBucketInventoryConfigurationsInput{Bucket: &bucket})
	if err != nil {
		if err := outcome(err); !absent(err) && !errors.Is(err, scanners.ErrDenied) {
			return manifest{}, err
		}
		return manifest{}, errNoInventory
	}
	for _, conf := range out.InventoryConfigurationList {
		if !s.useful(conf) {
			continue
		}
		m, err := s.newest(ctx, a, bucket, conf)
		if err == nil || !errors.Is(err, errNoInventory) {
			return m, err
		}
	}
	return manifest{}, errNoInventory
}

// needed are the optional columns without which an item is not complete.
var needed = []types.InventoryOptionalField{
	types.InventoryOptionalFieldSize, types.InventoryOptionalFieldLastModifiedDate,
	types.InventoryOptionalFieldETag, types.InventoryOptionalFieldStorageClass,
}

// useful reports whether an inventory lists the whole bucket in a form that is
// read here: CSV or Parquet. ORC is not.
func (s *Scanner) useful(conf types.InventoryConfiguration) bool {
	d := conf.Destination
	switch {
	case !aws.ToBool(conf.IsEnabled), conf.Filter != nil, d == nil || d.S3BucketDestination == nil:
		return false
	case s.conf.Versions && conf.IncludedObjectVersions != types.InventoryIncludedObjectVersionsAll:
		return false
	}
	for _, f := range needed {
		if !slices.Contains(conf.OptionalFields, f) {
			return false
		}
	}
	format := d.S3BucketDestination.Format
	return format == types.InventoryFormatCsv || format == types.InventoryFormatParquet
}

// newest finds the newest complete list of an inventory: the folders are named
// by their time, and the manifest is written last.
func (s *Scanner) newest(ctx context.Context, a *account, bucket string, conf types.InventoryConfiguration) (manifest, error) {
	d := conf.Destination.S3BucketDestination
	to := aws.ToString(d.Bucket)
	to = to[strings.LastIndex(to, ":")+1:]
	prefix := path.Join(aws.ToString(d.Prefix), bucket, aws.ToString(conf.Id)) + "/"
	c, err := a.bucketClient(ctx, to)
	if err != nil {
		return manifest{}, err
	}
	var dates []string
	p := s3.NewListObjectsV2Paginator(c, &s3.ListObjectsV2Input{Bucket: &to, Prefix: &prefix, Delimiter: aws.String("/")})
	for p.HasMorePages() {
		out, err := p.NextPage(ctx)
		if err != nil {
			return manifest{}, outcome(err)
		}
		for _, f := range out.CommonPrefixes {
			name := path.Base(aws.ToString(f.Prefix))
			if t, err := time.Parse("2006-01-02T15-04Z", name); err == nil && time.Since(t) < freshInventory {
				dates = append(dates, name)
			}
		}
	}
	slices.Sort(dates)
	for _, date := range slices.Backward(dates) {
		m, err := s.readManifest(ctx, a, to, prefix+date+"/manifest.json")
		if err == nil || !errors.Is(err, scanners.ErrGone) {
			return m, err
		}
	}
	return manifest{}, errNoInventory
}

func (s *Scanner) readManifest(ctx context.Context, a *account, bucket, key string) (manifest, error) {
	m := manifest{key: key}
	c, err := a.bucketClient(ctx, bucket)
	if err != nil {
		return m, err
	}
	out, err := c.GetObject(ctx, &s3.GetObjectInput{Bucket: &bucket, Key: &key})
	if err != nil {
		return m, outcome(err)
	}
	defer out.Body.Close()
	if err := json.NewDecoder(io.LimitReader(out.Body, mostManifest)).Decode(&m); err != nil {
		return m, fmt.Errorf("manifest %q: %w", key, err)
	}
	if !strings.HasSuffix(m.DestinationBucket, bucket) {
		m.DestinationBucket = bucket
	}
	return m, nil
}

// inventoryCursor is how far a list was read.
type inventoryCursor struct {
	manifest  string // "bucket/key"
	file, row int
}

const inventoryMark = "\x02"

func (c inventoryCursor) String() string {
	return inventoryMark + strings.Join([]string{c.manifest, strconv.Itoa(c.file), strconv.Itoa(c.row)}, versionMark)
}

// parseInventoryCursor reads a cursor; ok is false for one of another listing.
func parseInventoryCursor(s string) (c inventoryCursor, ok bool) {
	rest, ok := strings.CutPrefix(s, inventoryMark)
	parts := strings.Split(rest, versionMark)
	if !ok || len(parts) != 3 {
		return c, false
	}
	file, err1 := strconv.Atoi(parts[1])
	row, err2 := strconv.Atoi(parts[2])
	if err1 != nil || err2 != nil || file < 0 || row < 0 {
		return c, false
	}
	return inventoryCursor{parts[0], file, row}, true
}
