package s3_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/config"
	aws3 "github.com/aws/aws-sdk-go-v2/service/s3"

	"tenken/scanners"
	"tenken/scanners/s3"
	"tenken/scanners/s3/s3test"
)

// serve starts a real S3 server over a folder of buckets.
func serve(t testing.TB) (dir string, conf s3.Config) {
	t.Helper()
	dir = t.TempDir()
	srv, err := s3test.Start(t.Context(), dir)
	if errors.Is(err, s3test.ErrMissing) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(srv.Stop)
	t.Setenv("AWS_ACCESS_KEY_ID", srv.AccessKey)
	t.Setenv("AWS_SECRET_ACCESS_KEY", srv.Secret)
	t.Setenv("AWS_CONFIG_FILE", filepath.Join(dir, "none"))
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", filepath.Join(dir, "none"))
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	return dir, s3.Config{Name: "s3", Endpoint: srv.Endpoint}
}

func put(t testing.TB, dir, key string, data []byte) {
	t.Helper()
	p := filepath.Join(dir, key)
	if err := os.MkdirAll(filepath.Dir(p), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// upload writes through the server, which then knows an ETag.
func upload(t *testing.T, conf s3.Config, bucket, key, data string) {
	t.Helper()
	cfg, err := config.LoadDefaultConfig(t.Context(), config.WithRegion("us-east-1"))
	if err != nil {
		t.Fatal(err)
	}
	c := aws3.NewFromConfig(cfg, func(o *aws3.Options) { o.BaseEndpoint, o.UsePathStyle = &conf.Endpoint, true })
	if _, err := c.PutObject(t.Context(), &aws3.PutObjectInput{Bucket: &bucket, Key: &key, Body: strings.NewReader(data)}); err != nil {
		t.Fatal(err)
	}
}

func list(t *testing.T, sc scanners.Scanner, root, from string) (items []scanners.Item, cursors []string) {
	t.Helper()
	for p, err := range sc.List(t.Context(), root, from) {
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, p.Items...)
		cursors = append(cursors, p.Next)
	}
	return items, cursors
}

func TestEveryObjectOfEveryBucket(t *testing.T) {
	dir, conf := serve(t)
	var want []string
	for i := range 2500 {
		key := fmt.Sprintf("名簿/%04d 件目+&=.txt", i)
		put(t, dir, filepath.Join("gakumu", key), []byte("x"))
		want = append(want, key)
	}
	put(t, dir, "kenkyu/a.txt", []byte("y"))
	put(t, dir, "kenkyu-old/a.txt", []byte("z"))
	conf.Exclude = []string{"*-old"}
	sc, err := s3.New(t.Context(), conf)
	if err != nil {
		t.Fatal(err)
	}
	roots, err := sc.Roots(t.Context())
	if err != nil || !slices.Equal(roots, []string{"gakumu", "kenkyu"}) {
		t.Fatalf("roots %v, %v", roots, err)
	}
	items, cursors := list(t, sc, "gakumu", "")
	var got []string
	for _, it := range items {
		got = append(got, it.ID)
	}
	if !slices.Equal(got, want) {
		t.Fatalf("listed %d objects; want %d", len(got), len(want))
	}
	if len(cursors) != 3 || cursors[2] != "" {
		t.Errorf("cursors %q; want three pages", cursors)
	}
	rest, _ := list(t, sc, "gakumu", cursors[0])
	if len(rest) != 1500 || rest[0].ID != want[1000] {
		t.Errorf("resumed after %q with %d objects", cursors[0], len(rest))
	}
}

func TestContents(t *testing.T) {
	dir, conf := serve(t)
	large := bytes.Repeat([]byte("装置の点検を行い、異常はなかった。\n"), 400_000) // 20 MB: by ranges
	put(t, dir, "bkt/small.txt", []byte("小"))
	put(t, dir, "bkt/none.txt", nil)
	upload(t, conf, "bkt", "large.txt", string(large))
	sc, err := s3.New(t.Context(), conf)
	if err != nil {
		t.Fatal(err)
	}
	items, _ := list(t, sc, "bkt", "")
	for _, it := range items {
		want := map[string][]byte{"small.txt": []byte("小"), "large.txt": large, "none.txt": {}}[it.ID]
		rc, err := sc.Open(t.Context(), it)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(rc)
		if rc.Close(); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes, %v; want %d", it.ID, len(got), err, len(want))
		}
	}
	upload(t, conf, "bkt", "large.txt", strings.Repeat("changed", 2_000_000))
	for _, it := range items {
		if it.ID != "large.txt" {
			continue
		}
		rc, err := sc.Open(t.Context(), it)
		if err == nil {
			_, err = rc.Read(make([]byte, 10))
		}
		if !errors.Is(err, scanners.ErrChanged) {
			t.Errorf("an object that changed after it was listed gave %v", err)
		}
	}
	if err := os.Remove(filepath.Join(dir, "bkt/small.txt")); err != nil {
		t.Fatal(err)
	}
	if _, err := sc.Open(t.Context(), scanners.Item{Root: "bkt", ID: "small.txt"}); !errors.Is(err, scanners.ErrGone) {
		t.Errorf("a deleted object gave %v", err)
	}
}

func TestWrongCredential(t *testing.T) {
	dir, conf := serve(t)
	put(t, dir, "bkt/a.txt", []byte("x"))
	t.Setenv("AWS_SECRET_ACCESS_KEY", "wrong")
	sc, err := s3.New(t.Context(), conf)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sc.Roots(t.Context()); !errors.Is(err, scanners.ErrDenied) {
		t.Errorf("got %v; want it denied", err)
	}
}
