package s3

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"

	"tenken/scanners"
)

// outcome gives an error of the SDK the meaning that scanners know.
func outcome(err error) error {
	var api smithy.APIError
	code, message := "", ""
	if errors.As(err, &api) {
		code, message = api.ErrorCode(), api.ErrorMessage()
	}
	status, after := 0, time.Duration(0)
	var resp *awshttp.ResponseError
	if errors.As(err, &resp) {
		status = resp.HTTPStatusCode()
		after = retryAfter(resp.Response.Header)
	}
	wrap := func(sentinel error) error { return fmt.Errorf("%w: %w", sentinel, err) }
	switch {
	case code == "SlowDown" || code == "Throttling" || code == "ThrottlingException" || code == "RequestLimitExceeded" ||
		code == "TooManyRequestsException" || status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable:
		return wrap(scanners.Busy{After: after})
	case status >= 500:
		return wrap(scanners.Busy{After: after})
	case code == "InvalidObjectState":
		return wrap(scanners.ErrFrozen)
	case status == http.StatusPreconditionFailed || status == http.StatusRequestedRangeNotSatisfiable:
		return wrap(scanners.ErrChanged)
	case status == http.StatusForbidden && strings.Contains(strings.ToLower(message), "kms"):
		return wrap(scanners.ErrKey)
	case status == http.StatusBadRequest && strings.Contains(strings.ToLower(message), "encrypt"):
		return wrap(scanners.ErrKey) // SSE-C: the customer's key is asked for
	case status == http.StatusForbidden:
		return wrap(scanners.ErrDenied)
	case status == http.StatusNotFound:
		return wrap(scanners.ErrGone)
	}
	return err
}

// retryAfter reads the header in seconds or as a date; 0 where there is none.
func retryAfter(h http.Header) time.Duration {
	v := h.Get("Retry-After")
	if n, err := strconv.Atoi(v); err == nil {
		return time.Duration(n) * time.Second
	}
	if t, err := http.ParseTime(v); err == nil {
		return max(0, time.Until(t))
	}
	return 0
}

// regionOf reads the bucket's region from a refusal, which carries it.
func regionOf(err error) string {
	var resp *awshttp.ResponseError
	if errors.As(err, &resp) {
		return resp.Response.Header.Get("X-Amz-Bucket-Region")
	}
	return ""
}
