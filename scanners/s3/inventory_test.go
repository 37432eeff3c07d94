package s3_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"tenken/scanners"
	"tenken/scanners/s3"
	"tenken/scanners/s3/s3test"
)

// listedRow is a row of an inventory as AWS writes it in Parquet.
type listedRow struct {
	Bucket         string    `parquet:"bucket"`
	Key            string    `parquet:"key"`
	VersionID      *string   `parquet:"version_id,optional"`
	IsLatest       *bool     `parquet:"is_latest,optional"`
	IsDeleteMarker *bool     `parquet:"is_delete_marker,optional"`
	Size           *int64    `parquet:"size,optional"`
	Modified       time.Time `parquet:"last_modified_date,timestamp(millisecond)"`
	ETag           *string   `parquet:"e_tag,optional"`
	Class          *string   `parquet:"storage_class,optional"`
}

var listedAt = time.Date(2026, 7, 1, 9, 0, 0, 0, time.UTC)

func listed(key, version string, latest, marker bool, size int64) listedRow {
	etag, class := "0123456789abcdef0123456789abcdef", "STANDARD"
	r := listedRow{Bucket: "bkt", Key: key, Modified: listedAt, VersionID: &version, IsLatest: &latest, IsDeleteMarker: &marker}
	if !marker {
		r.Size, r.ETag, r.Class = &size, &etag, &class
	}
	return r
}

const csvSchema = "Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, LastModifiedDate, ETag, StorageClass"

func asCSV(t *testing.T, rows []listedRow) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	for _, r := range rows {
		size, etag, class := "", "", ""
		if r.Size != nil {
			size, etag, class = fmt.Sprint(*r.Size), *r.ETag, *r.Class
		}
		fmt.Fprintf(z, "%q,%q,%q,\"%v\",\"%v\",%q,%q,%q,%q\n", r.Bucket, url.QueryEscape(r.Key), *r.VersionID, *r.IsLatest, *r.IsDeleteMarker,
			size, r.Modified.Format("2006-01-02T15:04:05.000Z"), etag, class)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asParquet(t *testing.T, rows []listedRow) []byte {
	t.Helper()
	var b bytes.Buffer
	w := parquet.NewGenericWriter[listedRow](&b, parquet.Compression(&parquet.Snappy))
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// inventory puts a list of two files into the bucket "lists".
func inventory(t *testing.T, dir, format string, made time.Time, files [][]listedRow) {
	t.Helper()
	m := map[string]any{
		"sourceBucket": "bkt", "destinationBucket": "arn:aws:s3:::lists", "fileFormat": format, "fileSchema": csvSchema,
		"creationTimestamp": fmt.Sprint(made.UnixMilli()),
	}
	var list []map[string]any
	for i, rows := range files {
		data := asParquet(t, rows)
		if format == "CSV" {
			data = asCSV(t, rows)
		}
		key := fmt.Sprintf("inv/bkt/all/data/%d", i)
		put(t, dir, "lists/"+key, data)
		list = append(list, map[string]any{"key": key, "size": len(data)})
	}
	m["files"] = list
	b, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, "lists/inv/bkt/all/"+made.Format("2006-01-02T15-04Z")+"/manifest.json", b)
}

func configured(format, versions, more string) func(*http.Request) *s3test.Fault {
	return func(r *http.Request) *s3test.Fault {
		if !r.URL.Query().Has("inventory") {
			return nil
		}
		return &s3test.Fault{Status: 200, Body: `<ListInventoryConfigurationsResult><InventoryConfiguration><Id>all</Id><IsEnabled>true</IsEnabled>` +
			`<Destination><S3BucketDestination><Format>` + format + `</Format><Bucket>arn:aws:s3:::lists</Bucket><Prefix>inv</Prefix></S3BucketDestination></Destination>` +
			`<IncludedObjectVersions>` + versions + `</IncludedObjectVersions><OptionalFields><Field>Size</Field><Field>LastModifiedDate</Field>` +
			`<Field>ETag</Field><Field>StorageClass</Field></OptionalFields>` + more + `</InventoryConfiguration></ListInventoryConfigurationsResult>`}
	}
}

func TestInventoryInsteadOfListing(t *testing.T) {
	dir, proxy, _ := cloud(t)
	put(t, dir, "bkt/not-in-the-inventory.txt", []byte("x"))
	var first, second []listedRow
	for i := range 1500 {
		first = append(first, listed(fmt.Sprintf("名簿/%04d +&%%.csv", i), "v", true, false, int64(i)))
	}
	second = append(second, listed("a.csv", "v1", false, false, 7), listed("a.csv", "v2", true, true, 0), listed("z.csv", "v", true, false, 8))
	for _, format := range []string{"CSV", "Parquet"} {
		t.Run(format, func(t *testing.T) {
			inventory(t, dir, format, time.Now().UTC().Add(-24*time.Hour), [][]listedRow{first, second})
			proxy.Inject(configured(format, "All", ""))
			sc, err := s3.New(t.Context(), s3.Config{Name: "s3", Inventory: true})
			if err != nil {
				t.Fatal(err)
			}
			all, cursors := list(t, sc, "bkt", "")
			if len(all) != 1501 || all[1500].ID != "z.csv" || all[7].ID != "名簿/0007 +&%.csv" || all[7].Size != 7 || !all[7].Modified.Equal(listedAt) ||
				all[7].Hash != "etag:0123456789abcdef0123456789abcdef" {
				t.Fatalf("%d items, %+v", len(all), all[min(7, len(all)-1)])
			}
			done := 0
			for i, cursor := range cursors[:len(cursors)-1] {
				done += []int{1000, 500}[i]
				if rest, _ := list(t, sc, "bkt", cursor); !reflect.DeepEqual(rest, all[done:]) {
					t.Errorf("after page %d: %d items, want %d", i+1, len(rest), len(all)-done)
				}
			}
			sc, err = s3.New(t.Context(), s3.Config{Name: "s3", Inventory: true, Versions: true})
			if err != nil {
				t.Fatal(err)
			}
			all, _ = list(t, sc, "bkt", "")
			if len(all) != 1503 || all[1500].ID != "a.csv\x00v1" || all[1501].Media != scanners.Deleted {
				t.Errorf("with versions: %d items, %+v", len(all), all[len(all)-3:])
			}
		})
	}
}

func TestInventoriesOfNoUse(t *testing.T) {
	rows := [][]listedRow{{listed("from-the-inventory.csv", "v", true, false, 1)}}
	for name, c := range map[string]struct {
		age    time.Duration
		faults func(*http.Request) *s3test.Fault
	}{
		"none":        {0, nil},
		"old":         {20 * 24 * time.Hour, configured("CSV", "Current", "")},
		"ORC":         {time.Hour, configured("ORC", "Current", "")},
		"of a folder": {time.Hour, configured("CSV", "Current", "<Filter><Prefix>x/</Prefix></Filter>")},
		"may not be read": {time.Hour, func(r *http.Request) *s3test.Fault {
			if r.URL.Query().Has("inventory") {
				return &s3test.Fault{Status: 403, Code: "AccessDenied"}
			}
			return nil
		}},
	} {
		dir, proxy, _ := cloud(t)
		put(t, dir, "bkt/a.txt", []byte("x"))
		inventory(t, dir, "CSV", time.Now().UTC().Add(-c.age), rows)
		proxy.Inject(c.faults)
		sc, err := s3.New(t.Context(), s3.Config{Name: "s3", Inventory: true})
		if err != nil {
			t.Fatal(err)
		}
		if all, _ := list(t, sc, "bkt", ""); len(all) != 1 || all[0].ID != "a.txt" {
			t.Errorf("%s: %+v", name, all)
		}
	}
}

func TestDamagedInventoriesAreErrors(t *testing.T) {
	dir, proxy, _ := cloud(t)
	put(t, dir, "bkt/a.txt", []byte("x"))
	for _, format := range []string{"CSV", "Parquet"} {
		inventory(t, dir, format, time.Now().UTC(), [][]listedRow{{listed("a.csv", "v", true, false, 1)}})
		put(t, dir, "lists/inv/bkt/all/data/0", []byte(strings.Repeat("damaged ", 10)))
		proxy.Inject(configured(format, "Current", ""))
		sc, err := s3.New(t.Context(), s3.Config{Name: "s3", Inventory: true})
		if err != nil {
			t.Fatal(err)
		}
		var last error
		for _, err := range sc.List(t.Context(), "bkt", "") {
			last = err
		}
		if last == nil {
			t.Errorf("%s: a damaged list was taken for an empty one", format)
		}
	}
}
