package gdrive

import (
	"context"
	"crypto/md5" //nolint:gosec // Drive's own checksum
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"strings"
	"time"

	"google.golang.org/api/drive/v3"
	"google.golang.org/api/googleapi"

	"tenken/scanners"
)

// Open returns the contents that were listed, in one stream: a part of a file
// costs as much as the whole.
func (s *Scanner) Open(ctx context.Context, it scanners.Item) (io.ReadCloser, error) {
	rc, err := s.open(ctx, it)
	if err != nil {
		return nil, fmt.Errorf("open %q: %w", it.Path, err)
	}
	return rc, nil
}

func (s *Scanner) open(ctx context.Context, it scanners.Item) (io.ReadCloser, error) {
	switch it.Media {
	case sealedMedia:
		return nil, scanners.ErrKey
	case heldMedia:
		return nil, scanners.ErrNoCopy
	}
	v, err := s.view(ctx, it.Root)
	if err != nil {
		return nil, err
	}
	if strings.HasPrefix(it.Media, native) {
		return v.export(ctx, it)
	}
	resp, err := v.drive.Files.Get(it.ID).SupportsAllDrives(true).Context(ctx).Download()
	if err != nil {
		return nil, outcome(err)
	}
	want, checked := strings.CutPrefix(it.Version, md5Version)
	if !checked {
		return resp.Body, nil
	}
	return &verified{ReadCloser: resp.Body, sum: md5.New(), want: want}, nil //nolint:gosec // Drive's own checksum
}

// verified compares what was read with the checksum that was listed.
type verified struct {
	io.ReadCloser
	sum  hash.Hash
	want string
}

func (v *verified) Read(p []byte) (int, error) {
	n, err := v.ReadCloser.Read(p)
	v.sum.Write(p[:n]) //nolint:errcheck // a hash does not fail
	if errors.Is(err, io.EOF) && hex.EncodeToString(v.sum.Sum(nil)) != v.want {
		return n, scanners.ErrChanged
	}
	return n, err
}

// OpenRange goes on with a stream that broke. It asks first whether the file
// is still the one that was listed.
func (s *Scanner) OpenRange(ctx context.Context, it scanners.Item, off, n int64) (io.ReadCloser, error) {
	if strings.HasPrefix(it.Media, native) {
		return nil, fmt.Errorf("a part of an export of %q: %w", it.Path, errors.ErrUnsupported)
	}
	v, err := s.view(ctx, it.Root)
	if err != nil {
		return nil, err
	}
	if err := v.same(ctx, it); err != nil {
		return nil, fmt.Errorf("open %q at byte %d: %w", it.Path, off, err)
	}
	call := v.drive.Files.Get(it.ID).SupportsAllDrives(true).Context(ctx)
	call.Header().Set("Range", fmt.Sprintf("bytes=%d-%d", off, off+n-1))
	resp, err := call.Download()
	if err != nil {
		return nil, fmt.Errorf("open %q at byte %d: %w", it.Path, off, outcome(err))
	}
	if resp.StatusCode != 206 {
		resp.Body.Close()
		return nil, fmt.Errorf("open %q at byte %d: %w", it.Path, off, errors.ErrUnsupported)
	}
	return resp.Body, nil
}

// Unchanged asks only for what has no checksum: the rest was compared while it
// was read.
func (s *Scanner) Unchanged(ctx context.Context, it scanners.Item) error {
	if strings.HasPrefix(it.Version, md5Version) {
		return nil
	}
	v, err := s.view(ctx, it.Root)
	if err != nil {
		return err
	}
	return v.same(ctx, it)
}

func (v *view) same(ctx context.Context, it scanners.Item) error {
	f, err := v.drive.Files.Get(it.ID).SupportsAllDrives(true).Fields("md5Checksum,headRevisionId,modifiedTime,trashed").Context(ctx).Do()
	if err != nil {
		return outcome(err)
	}
	if f.Trashed {
		return scanners.ErrGone
	}
	modified, err := time.Parse(time.RFC3339Nano, f.ModifiedTime)
	if err != nil || version(f, modified) != it.Version {
		return scanners.ErrChanged
	}
	return nil
}

// about is a file with a few fields.
func (v *view) about(ctx context.Context, id, fields string) (*drive.File, error) {
	f, err := v.drive.Files.Get(id).SupportsAllDrives(true).Fields(googleapi.Field(fields)).Context(ctx).Do()
	return f, outcome(err)
}
