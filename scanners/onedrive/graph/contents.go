package graph

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// ErrLapsed says that a pre-authenticated address is no longer taken.
var ErrLapsed = errors.New("the address of the contents has lapsed")

// Contents reads bytes from off on, at most n of them (n < 0: to the end), from
// a pre-authenticated address. The request carries no credential: the server
// would refuse it. It returns the server's tag of the contents, and "" where it
// has none. An error is io.EOF where off is at the end or behind it.
func (c *Client) Contents(ctx context.Context, address string, off, n int64) (io.ReadCloser, string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, "", fmt.Errorf("address of the contents: %w", withoutAddress(err))
	}
	whole := off == 0 && n < 0
	if !whole {
		span := fmt.Sprintf("bytes=%d-", off)
		if n >= 0 {
			span = fmt.Sprintf("bytes=%d-%d", off, off+n-1)
		}
		req.Header.Set("Range", span)
	}
	req.Header.Set("Accept-Encoding", "identity")
	resp, err := c.bodies.Do(req)
	if err != nil {
		return nil, "", withoutAddress(err)
	}
	tag := resp.Header.Get("ETag")
	switch resp.StatusCode {
	case http.StatusPartialContent:
		return resp.Body, tag, nil
	case http.StatusOK: // asked for whole, or a server that ignores ranges
		if _, err := io.CopyN(io.Discard, resp.Body, off); err != nil {
			resp.Body.Close()
			if errors.Is(err, io.EOF) {
				return nil, tag, io.EOF
			}
			return nil, tag, err
		}
		if n < 0 {
			return resp.Body, tag, nil
		}
		return limited{io.LimitReader(resp.Body, n), resp.Body}, tag, nil
	}
	defer drain(resp.Body)
	switch resp.StatusCode {
	case http.StatusRequestedRangeNotSatisfiable:
		return nil, tag, io.EOF
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound:
		err := failure(resp)
		var e *Error
		if errors.As(err, &e) && e.Code == "malwareDetected" {
			return nil, tag, err
		}
		return nil, tag, ErrLapsed
	}
	return nil, tag, failure(resp)
}

type limited struct {
	io.Reader
	io.Closer
}

// withoutAddress takes the address out of an error: whoever has it can read
// the contents.
func withoutAddress(err error) error {
	for {
		next := errors.Unwrap(err)
		if next == nil || !strings.Contains(err.Error(), "://") {
			return err
		}
		err = next
	}
}
