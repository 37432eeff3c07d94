package graph

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"

	"tenken/scanners"
)

// Error is an answer that is none. It unwraps to what scanners call it.
type Error struct {
	Status  int
	Code    string // the innermost, which is the most precise one
	Message string
	After   time.Duration // to be left alone; 0 where the answer does not say
}

func (e *Error) Error() string {
	return fmt.Sprintf("%d %s: %s", e.Status, e.Code, e.Message)
}

// Unwrap gives the error the meaning that scanners know; codes as in
// https://learn.microsoft.com/graph/errors.
func (e *Error) Unwrap() error {
	switch {
	case e.Status == http.StatusTooManyRequests, e.Status == http.StatusServiceUnavailable, e.Code == "activityLimitReached":
		return scanners.Busy{After: e.After}
	case e.Code == "malwareDetected":
		return scanners.ErrAbusive
	case e.Status >= 500, e.Status == 509:
		return scanners.Busy{After: e.After}
	case e.Status == http.StatusGone, strings.HasPrefix(e.Code, "resync"):
		return scanners.ErrExpired
	case e.Status == http.StatusNotFound:
		return scanners.ErrGone
	case e.Status == http.StatusUnauthorized, e.Status == http.StatusForbidden, e.Status == http.StatusLocked:
		return scanners.ErrDenied
	case e.Status == http.StatusPreconditionFailed, e.Status == http.StatusRequestedRangeNotSatisfiable:
		return scanners.ErrChanged
	}
	return nil
}

// mostError bounds what is read of an error's body, in bytes.
const mostError = 64 << 10

// failure reads an answer that tells an error.
func failure(resp *http.Response) error {
	type inner struct {
		Code  string `json:"code"`
		Inner *inner `json:"innerError"`
	}
	var body struct {
		Error struct {
			inner
			Message string `json:"message"`
		} `json:"error"`
	}
	e := &Error{Status: resp.StatusCode, After: max(retryAfter(resp.Header), reset(resp.Header))}
	if json.NewDecoder(io.LimitReader(resp.Body, mostError)).Decode(&body) == nil {
		e.Code, e.Message = body.Error.Code, body.Error.Message
		for in := body.Error.Inner; in != nil; in = in.Inner {
			if in.Code != "" {
				e.Code = in.Code
			}
		}
	}
	if e.Code == "" {
		e.Code = http.StatusText(e.Status)
	}
	if resp.Header.Get("X-Virus-Infected") != "" {
		e.Code = "malwareDetected"
	}
	return e
}

// outcome tells a credential that was refused from a request that was.
func outcome(err error) error {
	var refused *azidentity.AuthenticationFailedError
	var answer *azcore.ResponseError
	var status int
	var after time.Duration
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refused):
		if refused.RawResponse == nil {
			return denied(err)
		}
		status, after = refused.RawResponse.StatusCode, retryAfter(refused.RawResponse.Header)
	case errors.As(err, &answer):
		status = answer.StatusCode
	default:
		return err
	}
	if status == http.StatusTooManyRequests || status >= 500 {
		return fmt.Errorf("sign in: %w: %w", scanners.Busy{After: after}, err)
	}
	return denied(err)
}

func denied(err error) error { return fmt.Errorf("sign in: %w: %w", scanners.ErrDenied, err) }

// retryAfter reads the header in seconds or as a date; 0 where there is none.
func retryAfter(h http.Header) time.Duration {
	v := h.Get("Retry-After")
	if s, err := strconv.ParseFloat(v, 64); err == nil && s > 0 {
		return time.Duration(s * float64(time.Second))
	}
	if t, err := http.ParseTime(v); err == nil {
		return max(0, time.Until(t))
	}
	return 0
}
