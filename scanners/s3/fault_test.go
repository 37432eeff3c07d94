package s3_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tenken/scanners"
	"tenken/scanners/s3"
	"tenken/scanners/s3/s3test"
)

// patient waits little, so that a test does not.
var patient = scanners.Pace{Patience: scanners.Patience{First: time.Millisecond, Longest: 10 * time.Millisecond}}

func isGet(r *http.Request) bool {
	return r.Method == http.MethodGet && strings.Count(strings.Trim(r.URL.Path, "/"), "/") > 0
}

func TestRefusalsHaveTheirReasons(t *testing.T) {
	dir, proxy, _ := cloud(t)
	put(t, dir, "bkt/a.txt", []byte("x"))
	sc, err := s3.New(t.Context(), s3.Config{Name: "s3"})
	if err != nil {
		t.Fatal(err)
	}
	items, _ := list(t, sc, "bkt", "")
	for _, c := range []struct {
		name  string
		fault s3test.Fault
		want  error
	}{
		{"archived", s3test.Fault{Status: 403, Code: "InvalidObjectState"}, scanners.ErrFrozen},
		{"KMS key", s3test.Fault{Status: 403, Code: "AccessDenied", Body: "User is not authorized to perform: kms:Decrypt on the resource"}, scanners.ErrKey},
		{"SSE-C", s3test.Fault{Status: 400, Code: "InvalidRequest", Body: "The object was stored using a form of Server Side Encryption."}, scanners.ErrKey},
		{"denied", s3test.Fault{Status: 403, Code: "AccessDenied"}, scanners.ErrDenied},
		{"vanished", s3test.Fault{Status: 404, Code: "NoSuchKey"}, scanners.ErrGone},
		{"delete marker", s3test.Fault{Status: 404, Code: "NoSuchKey", Header: http.Header{"X-Amz-Delete-Marker": {"true"}}}, scanners.ErrGone},
		{"changed", s3test.Fault{Status: 412, Code: "PreconditionFailed"}, scanners.ErrChanged},
		{"throttled", s3test.Fault{Status: 503, Code: "SlowDown"}, scanners.Busy{}},
		{"asked to wait", s3test.Fault{Status: 503, Code: "SlowDown", Header: http.Header{"Retry-After": {"7"}}}, scanners.Busy{After: 7 * time.Second}},
		{"broken server", s3test.Fault{Status: 500, Code: "InternalError"}, scanners.Busy{}},
	} {
		proxy.Inject(func(r *http.Request) *s3test.Fault {
			if isGet(r) {
				return &c.fault
			}
			return nil
		})
		_, err := sc.Open(t.Context(), items[0])
		var busy scanners.Busy
		if want, ok := c.want.(scanners.Busy); ok {
			if !errors.As(err, &busy) || busy != want {
				t.Errorf("%s: %v", c.name, err)
			}
		} else if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// Some stores answer with pages that hold only keys deleted meanwhile.
func TestEmptyPagesDoNotEndAListing(t *testing.T) {
	dir, proxy, _ := cloud(t)
	put(t, dir, "bkt/a", []byte("x"))
	sc, err := s3.New(t.Context(), s3.Config{Name: "s3"})
	if err != nil {
		t.Fatal(err)
	}
	next := "<NextContinuationToken>t</NextContinuationToken>"
	proxy.Inject(func(r *http.Request) *s3test.Fault {
		switch q := r.URL.Query(); {
		case q.Get("continuation-token") == "t":
			return &s3test.Fault{Status: 200, Body: "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>a</Key><Size>1</Size></Contents></ListBucketResult>"}
		case q.Has("list-type"):
			return &s3test.Fault{Status: 200, Body: "<ListBucketResult><IsTruncated>true</IsTruncated>" + next + "</ListBucketResult>"}
		}
		return nil
	})
	if items, _ := list(t, sc, "bkt", ""); len(items) != 1 || items[0].ID != "a" {
		t.Errorf("after an empty page: %v", items)
	}
	next = ""
	for _, err := range sc.List(t.Context(), "bkt", "") {
		if err == nil {
			t.Error("a listing that breaks off ends as if it were whole")
		}
	}
}

func TestBucketsWhoseReadersPay(t *testing.T) {
	dir, proxy, _ := cloud(t)
	put(t, dir, "bkt/a.txt", []byte("x"))
	proxy.Inject(func(r *http.Request) *s3test.Fault {
		switch {
		case r.URL.Query().Has("requestPayment"):
			return &s3test.Fault{Status: 200, Body: "<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>"}
		case r.URL.Query().Has("list-type") && r.Header.Get("X-Amz-Request-Payer") != "requester":
			return &s3test.Fault{Status: 403, Code: "AccessDenied"}
		}
		return nil
	})
	for _, agreed := range []bool{false, true} {
		sc, err := s3.New(t.Context(), s3.Config{Name: "s3", RequesterPays: agreed})
		if err != nil {
			t.Fatal(err)
		}
		for page, err := range sc.List(t.Context(), "bkt", "") {
			if agreed && (err != nil || len(page.Items) != 1) || !agreed && !errors.Is(err, scanners.ErrPayer) {
				t.Errorf("agreed %v: %d items, %v", agreed, len(page.Items), err)
			}
		}
	}
}

func TestStorms(t *testing.T) {
	dir, proxy, _ := cloud(t)
	large := strings.Repeat("装置の点検を行い、異常はなかった。\n", 400_000)
	put(t, dir, "bkt/large.txt", []byte(large))
	put(t, dir, "bkt/small.txt", []byte(large[:1_000_002]))
	raw, err := s3.New(t.Context(), s3.Config{Name: "s3"})
	if err != nil {
		t.Fatal(err)
	}
	var n atomic.Int64
	for name, fault := range map[string]func(*http.Request) *s3test.Fault{
		"throttled": func(*http.Request) *s3test.Fault {
			if n.Add(1)%3 != 0 {
				return &s3test.Fault{Status: 503, Code: "SlowDown"}
			}
			return nil
		},
		"cut short": func(r *http.Request) *s3test.Fault {
			if isGet(r) {
				return &s3test.Fault{Cut: 300_000}
			}
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			proxy.Inject(fault)
			sc := scanners.Paced(raw, patient)
			items, _ := list(t, sc, "bkt", "")
			if len(items) != 2 {
				t.Fatalf("%d objects", len(items))
			}
			for _, it := range items {
				rc, err := sc.Open(t.Context(), it)
				if err != nil {
					t.Fatal(err)
				}
				got, err := io.ReadAll(rc)
				if rc.Close(); err != nil || string(got) != large[:it.Size] {
					t.Errorf("%s: %d of %d bytes, %v", it.ID, len(got), it.Size, err)
				}
			}
		})
	}
}

func TestOnlyReadCalls(t *testing.T) {
	dir, proxy, account := cloud(t)
	account.Report = reportHead
	put(t, dir, "bkt/a.txt", []byte("x"))
	raw, err := s3.New(t.Context(), s3.Config{Name: "s3", ObjectTags: true})
	if err != nil {
		t.Fatal(err)
	}
	sc := scanners.Paced(raw, patient)
	if _, err := sc.Roots(t.Context()); err != nil {
		t.Fatal(err)
	}
	items, _ := list(t, sc, "bkt", "")
	ctx := context.WithoutCancel(t.Context())
	rc, err := sc.Open(ctx, items[0])
	if err != nil {
		t.Fatal(err)
	}
	rc.Close()
	if _, _, err := sc.(scanners.Exposer).Exposure(ctx, items[0]); err != nil {
		t.Fatal(err)
	}
	if _, _, err := sc.(scanners.Attributor).Owner(ctx, items[0]); err != nil {
		t.Fatal(err)
	}
	for _, err := range sc.(scanners.Directory).Accounts(ctx) {
		if err != nil {
			t.Fatal(err)
		}
	}
	asked := proxy.Asked()
	if len(asked) < 8 {
		t.Errorf("only %q", asked)
	}
	for _, a := range asked {
		if !strings.HasPrefix(a, "GET ") && !strings.HasPrefix(a, "HEAD ") {
			t.Errorf("%s does not only read", a)
		}
	}
}

func TestCompressedObjectsComeAsTheyAreStored(t *testing.T) {
	dir, proxy, _ := cloud(t)
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	io.WriteString(w, "氏名,電話\n") //nolint:errcheck // a buffer
	w.Close()
	put(t, dir, "bkt/a.csv", z.Bytes())
	proxy.Inject(func(r *http.Request) *s3test.Fault {
		if isGet(r) {
			return &s3test.Fault{Status: 200, Body: z.String(), Header: http.Header{"Content-Encoding": {"gzip"}}}
		}
		return nil
	})
	sc, err := s3.New(t.Context(), s3.Config{Name: "s3"})
	if err != nil {
		t.Fatal(err)
	}
	items, _ := list(t, sc, "bkt", "")
	rc, err := sc.Open(t.Context(), items[0])
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(rc)
	if rc.Close(); err != nil || !bytes.Equal(got, z.Bytes()) {
		t.Errorf("%q, %v", got, err)
	}
}
