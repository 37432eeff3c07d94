package gdrive

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"golang.org/x/oauth2"
	"google.golang.org/api/googleapi"

	"tenken/scanners"
)

// errPageToken says that a page token is not, or no longer, understood.
var errPageToken = errors.New("the page token has expired")

// errTooLarge says that an export would be larger than Drive exports.
var errTooLarge = errors.New("too large to be exported")

// reasons are those by which Drive tells causes apart that have the same status
// (https://developers.google.com/workspace/drive/api/guides/handle-errors).
var reasons = map[string]error{
	"userRateLimitExceeded":         scanners.Busy{},
	"rateLimitExceeded":             scanners.Busy{},
	"quotaExceeded":                 scanners.Busy{},
	"cannotDownloadAbusiveFile":     scanners.ErrAbusive,
	"cannotDownloadFile":            scanners.ErrNoCopy,
	"cannotExportFile":              scanners.ErrNoCopy,
	"cannotExportEncryptedFile":     scanners.ErrKey,
	"fileNotDownloadable":           scanners.ErrOnline,
	"fileNotExportable":             scanners.ErrOnline,
	"exportSizeLimitExceeded":       errTooLarge,
	"insufficientParentPermissions": scanners.ErrDenied,
}

// ofFile are refusals that concern one file, which the next run may read.
const ofFile = "downloadQuotaExceeded"

// outcome gives an error of the SDK the meaning that scanners know.
func outcome(err error) error {
	if err == nil {
		return nil
	}
	wrap := func(sentinel error) error { return fmt.Errorf("%w: %w", sentinel, err) }
	var refused *oauth2.RetrieveError
	if errors.As(err, &refused) {
		switch status := refused.Response.StatusCode; {
		case status == http.StatusTooManyRequests || status >= 500:
			return wrap(scanners.Busy{After: retryAfter(refused.Response.Header)})
		default:
			return fmt.Errorf("%w: sign in: %s", scanners.ErrDenied, tokenError(refused))
		}
	}
	var api *googleapi.Error
	if !errors.As(err, &api) {
		return err
	}
	reason, location := "", ""
	if len(api.Errors) > 0 {
		reason = api.Errors[0].Reason
	}
	var body struct {
		Error struct{ Errors []struct{ Location string } }
	}
	if json.Unmarshal([]byte(api.Body), &body) == nil && len(body.Error.Errors) > 0 {
		location = body.Error.Errors[0].Location
	}
	known := reasons[reason]
	var busy scanners.Busy
	switch {
	case reason == "dailyLimitExceeded":
		return wrap(scanners.Busy{After: untilMidnight(time.Now())})
	case errors.As(known, &busy), api.Code == http.StatusTooManyRequests, api.Code >= 500:
		return wrap(scanners.Busy{After: retryAfter(api.Header)})
	case reason == ofFile:
		return err
	case known != nil:
		return wrap(known)
	case api.Code == http.StatusBadRequest && location == "pageToken":
		return wrap(errPageToken)
	case api.Code == http.StatusUnauthorized, api.Code == http.StatusForbidden:
		return wrap(scanners.ErrDenied)
	case api.Code == http.StatusNotFound, api.Code == http.StatusGone:
		return wrap(scanners.ErrGone)
	case api.Code == http.StatusRequestedRangeNotSatisfiable, api.Code == http.StatusPreconditionFailed:
		return wrap(scanners.ErrChanged)
	}
	return err
}

// tokenError says why a token was refused, without the request.
func tokenError(err *oauth2.RetrieveError) string {
	var body struct {
		Code string `json:"error"`
		Text string `json:"error_description"`
	}
	if json.Unmarshal(err.Body, &body) == nil && body.Code != "" {
		return body.Code + ": " + body.Text
	}
	return err.Response.Status
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

// untilMidnight is how long daily limits still hold: they end at midnight in
// California, which summer time brings an hour earlier than is said here.
func untilMidnight(now time.Time) time.Duration {
	pacific := now.In(time.FixedZone("PST", -8*3600))
	y, m, d := pacific.Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, pacific.Location()).Sub(now)
}
