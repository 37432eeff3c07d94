package gdrive

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"google.golang.org/api/googleapi"

	"tenken/scanners"
)

// formats are what documents of the editors are exported as: the format that
// has all of a document, with every sheet of a spreadsheet, notes and comments.
// What is not here exists in the editor alone: forms, maps, sites, jamboards.
var formats = map[string]string{
	native + "document":     "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	native + "spreadsheet":  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	native + "presentation": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	native + "drawing":      "application/pdf",
	native + "script":       "application/vnd.google-apps.script+json",
}

// export reads a document of an editor as a file. Above ten megabytes Drive
// does not export; then the document's own link does, or else an operation that
// makes the file.
func (v *view) export(ctx context.Context, it scanners.Item) (io.ReadCloser, error) {
	format, ok := formats[it.Media]
	if !ok {
		return nil, scanners.ErrOnline
	}
	resp, err := v.drive.Files.Export(it.ID, format).Context(ctx).Download()
	if err == nil {
		return resp.Body, nil
	}
	if err = outcome(err); !errors.Is(err, errTooLarge) {
		return nil, err
	}
	rc, linked := v.byLink(ctx, it.ID, format)
	if linked == nil {
		return rc, nil
	}
	if ctx.Err() != nil || errors.Is(linked, scanners.ErrGone) || throttled(linked) {
		return nil, linked
	}
	return v.byOperation(ctx, it.ID, format)
}

// throttled reports whether an error asks to come more slowly; a link that
// fails in another way may fail for ever.
func throttled(err error) bool {
	var api *googleapi.Error
	var busy scanners.Busy
	return errors.As(err, &busy) && (!errors.As(err, &api) || api.Code < 500)
}

// byLink exports by the link that Drive shows for a format. It leads to another
// host, to which the token goes only if it is Google's, or the configured one.
func (v *view) byLink(ctx context.Context, id, format string) (io.ReadCloser, error) {
	f, err := v.about(ctx, id, "exportLinks")
	if err != nil {
		return nil, err
	}
	link, ok := f.ExportLinks[format]
	if !ok {
		return nil, fmt.Errorf("no export link for %s", format)
	}
	return v.fetch(ctx, link)
}

// Waits for an operation.
const (
	firstLook   = time.Second
	longestLook = 15 * time.Second
	mostLooks   = 60
)

// byOperation has Drive make a file, and waits for it.
func (v *view) byOperation(ctx context.Context, id, format string) (io.ReadCloser, error) {
	op, err := v.drive.Files.Download(id).MimeType(format).Context(ctx).Do()
	if err != nil {
		return nil, outcome(err)
	}
	wait := firstLook
	for n := 0; !op.Done; n++ {
		if n == mostLooks {
			return nil, fmt.Errorf("%w: Drive did not make the file in time", scanners.Busy{})
		}
		t := time.NewTimer(wait)
		select {
		case <-ctx.Done():
			t.Stop()
			return nil, ctx.Err()
		case <-t.C:
		}
		wait = min(2*wait, longestLook)
		if op, err = v.drive.Operations.Get(path.Base(op.Name)).Context(ctx).Do(); err != nil {
			return nil, outcome(err)
		}
	}
	if op.Error != nil {
		return nil, fmt.Errorf("export: %s (%d)", op.Error.Message, op.Error.Code)
	}
	var made struct{ DownloadURI string }
	if err := json.Unmarshal(op.Response, &made); err != nil || made.DownloadURI == "" {
		return nil, fmt.Errorf("export: the operation told no address: %w", err)
	}
	return v.fetch(ctx, made.DownloadURI)
}

// fetch reads from an address that Drive told.
func (v *view) fetch(ctx context.Context, link string) (io.ReadCloser, error) {
	u, err := url.Parse(link)
	if err != nil || !v.trusted(u) {
		return nil, fmt.Errorf("export: Drive told an address that is not Google's: %q", link)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, link, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", userAgent)
	resp, err := v.http.Do(req)
	if err != nil {
		return nil, outcome(err)
	}
	if err := googleapi.CheckResponse(resp); err != nil {
		resp.Body.Close()
		return nil, outcome(err)
	}
	return resp.Body, nil
}

func (v *view) trusted(u *url.URL) bool {
	if own, err := url.Parse(v.scanner.conf.Endpoint); err == nil && own.Host != "" && own.Host == u.Host && own.Scheme == u.Scheme {
		return true
	}
	host := u.Hostname()
	return u.Scheme == "https" && (strings.HasSuffix(host, ".google.com") || strings.HasSuffix(host, ".googleapis.com") || strings.HasSuffix(host, ".googleusercontent.com"))
}
