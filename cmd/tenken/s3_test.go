package main

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tenken/scanners/s3/s3test"
)

// serveS3 serves the folders in a folder as buckets for the rest of the script,
// and answers for the account they belong to: s3 DIR. $S3 is the address of the
// store, and the AWS variables lead to both.
func serveS3(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	srv, err := s3test.Start(context.Background(), dir)
	ts.Check(err)
	ts.Defer(srv.Stop)
	proxy, err := s3test.NewProxy(srv.Endpoint)
	ts.Check(err)
	ts.Defer(proxy.Close)
	*ts.Value(storeKey{}).(*store) = store{proxy: proxy}
	account := s3test.NewAWS()
	ts.Defer(account.Close)
	account.Set(func(a *s3test.AWS) {
		a.Report = "user,arn,password_enabled,mfa_active\n" +
			"lab,arn:aws:iam::111122223333:user/lab,true,false\n" +
			"kanri,arn:aws:iam::111122223333:user/kanri,true,true\n"
		a.Allowed = map[string]bool{}
		for _, may := range args[1:] { // what the credential may do besides
			a.Allowed[may] = true
		}
	})
	for k, v := range map[string]string{
		"S3": proxy.Endpoint, "AWS_ENDPOINT_URL_S3": proxy.Endpoint,
		"AWS_ENDPOINT_URL_IAM": account.Endpoint, "AWS_ENDPOINT_URL_STS": account.Endpoint, "AWS_ENDPOINT_URL_S3_CONTROL": account.Endpoint,
		"AWS_ACCESS_KEY_ID": srv.AccessKey, "AWS_SECRET_ACCESS_KEY": srv.Secret, "AWS_EC2_METADATA_DISABLED": "true",
		"AWS_CONFIG_FILE": dir + "/none", "AWS_SHARED_CREDENTIALS_FILE": dir + "/none",
	} {
		ts.Setenv(k, v)
	}
}

// store is the server of a script, and a proxy before it that can be busy.
type store struct {
	proxy *s3test.Proxy
	busy  *atomic.Int64 // answers that said so
}

type storeKey struct{}

// reads reports whether a request asks for an object's contents.
func reads(request string) bool {
	return strings.HasPrefix(request, "GET ") && strings.Contains(request, "x-id=GetObject")
}

// letRead lets so many objects be read, then the store is busy until the next
// call: letread N, letread all. With letread N SECONDS it asks to be left alone
// for so long.
func letRead(ts *testscript.TestScript, _ bool, args []string) {
	s := ts.Value(storeKey{}).(*store)
	if args[0] == "all" {
		s.proxy.Inject(nil)
		return
	}
	n, err := strconv.ParseInt(args[0], 10, 64)
	ts.Check(err)
	busy := new(atomic.Int64)
	s.busy = busy
	s.proxy.Inject(func(r *http.Request) *s3test.Fault {
		if !reads(r.Method + " " + r.URL.String()) {
			return nil
		}
		if n--; n >= 0 {
			return nil
		}
		busy.Add(1)
		f := &s3test.Fault{Status: http.StatusServiceUnavailable, Code: "SlowDown"}
		if len(args) > 1 {
			f.Header = http.Header{"Retry-After": args[1:]}
		}
		return f
	})
}

// untilBusy waits until the store has said that it is busy.
func untilBusy(ts *testscript.TestScript, _ bool, _ []string) {
	s := ts.Value(storeKey{}).(*store)
	for range 300 {
		if s.busy.Load() > 0 {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	ts.Fatalf("the store was asked for too little to be busy")
}

// objectsRead checks how many objects were read since the store was started,
// answers that it is busy not counted: objectsread LEAST MOST.
func objectsRead(ts *testscript.TestScript, _ bool, args []string) {
	least, err := strconv.Atoi(args[0])
	ts.Check(err)
	most, err := strconv.Atoi(args[1])
	ts.Check(err)
	s := ts.Value(storeKey{}).(*store)
	n := -int(s.busy.Load())
	for _, r := range s.proxy.Asked() {
		if reads(r) {
			n++
		}
	}
	if ts.Logf("%d objects were read", n); n < least || n > most {
		ts.Fatalf("%d objects were read; want %d to %d", n, least, most)
	}
}
