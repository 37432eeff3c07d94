package main

import (
	"context"

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
	account := s3test.NewAWS()
	ts.Defer(account.Close)
	account.Report = "user,arn,password_enabled,mfa_active\n" +
		"lab,arn:aws:iam::111122223333:user/lab,true,false\n" +
		"kanri,arn:aws:iam::111122223333:user/kanri,true,true\n"
	account.Allowed = map[string]bool{}
	for _, may := range args[1:] { // what the credential may do besides
		account.Allowed[may] = true
	}
	for k, v := range map[string]string{
		"S3": srv.Endpoint, "AWS_ENDPOINT_URL_S3": srv.Endpoint,
		"AWS_ENDPOINT_URL_IAM": account.Endpoint, "AWS_ENDPOINT_URL_STS": account.Endpoint, "AWS_ENDPOINT_URL_S3_CONTROL": account.Endpoint,
		"AWS_ACCESS_KEY_ID": srv.AccessKey, "AWS_SECRET_ACCESS_KEY": srv.Secret, "AWS_EC2_METADATA_DISABLED": "true",
		"AWS_CONFIG_FILE": dir + "/none", "AWS_SHARED_CREDENTIALS_FILE": dir + "/none",
	} {
		ts.Setenv(k, v)
	}
}
