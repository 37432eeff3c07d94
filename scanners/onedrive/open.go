package onedrive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"tenken/scanners"
	"tenken/scanners/onedrive/graph"
)

// Media types of items for whose contents no request is spent.
const (
	link     = "inode/symlink"
	notebook = "application/onenote"
	infected = "inode/infected"
)

// Open returns the contents that were listed. Asking for their address says of
// which version they are, so no other request has to check that.
func (s *Scanner) Open(ctx context.Context, it scanners.Item) (io.ReadCloser, error) {
	return s.read(ctx, it, 0, -1)
}

// OpenRange returns n bytes from off of the contents that were listed.
func (s *Scanner) OpenRange(ctx context.Context, it scanners.Item, off, n int64) (io.ReadCloser, error) {
	return s.read(ctx, it, off, n)
}

func (s *Scanner) read(ctx context.Context, it scanners.Item, off, n int64) (io.ReadCloser, error) {
	rc, err := s.body(ctx, it, off, n)
	if err != nil {
		return nil, fmt.Errorf("open %q: %w", it.Path, err)
	}
	return rc, nil
}

func (s *Scanner) body(ctx context.Context, it scanners.Item, off, n int64) (io.ReadCloser, error) {
	switch it.Media {
	case notebook:
		return nil, scanners.ErrOnline
	case infected:
		return nil, scanners.ErrAbusive
	}
	key := it.Root + "/" + it.ID + "/" + it.Version
	a, known := s.addresses.get(key)
	for {
		if !known {
			var err error
			if a, err = s.address(ctx, it); err != nil {
				return nil, err
			}
		}
		rc, tag, err := s.graph.Contents(ctx, a.url, off, n)
		switch {
		case errors.Is(err, graph.ErrLapsed) && known: // it is good for minutes, and it was used before
			known = false
			continue
		case errors.Is(err, graph.ErrLapsed):
			return nil, fmt.Errorf("%w: %w", scanners.ErrDenied, err)
		case err != nil:
			return nil, err
		case a.tag != "" && tag != "" && a.tag != tag:
			rc.Close()
			return nil, scanners.ErrChanged
		}
		if a.tag == "" {
			a.tag = tag
		}
		if it.Size > keptFrom {
			s.addresses.put(key, a)
		}
		return rc, nil
	}
}

// address asks where the contents can be read; ErrChanged where they are no
// longer those that were listed.
func (s *Scanner) address(ctx context.Context, it scanners.Item) (address, error) {
	now, err := s.graph.Item(ctx, it.Root, it.ID, "id", "cTag", "eTag", "file", "@microsoft.graph.downloadUrl")
	switch {
	case err != nil:
		return address{}, err
	case version(&now) != it.Version:
		return address{}, scanners.ErrChanged
	case now.Contents == "":
		return address{}, fmt.Errorf("no contents are offered: %w", scanners.ErrDenied)
	}
	return address{url: now.Contents, from: time.Now()}, nil
}

// address is where contents can be read for some minutes.
type address struct {
	url, tag string
	from     time.Time
}

// Addresses are kept of items large enough to be read in several pieces.
const (
	keptFrom      = 1 << 20
	keptFor       = 5 * time.Minute
	keptAddresses = 1024
)

// addresses remembers those that are in use.
type addresses struct {
	mu sync.Mutex
	of map[string]address
}

func (k *addresses) get(key string) (address, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	a, ok := k.of[key]
	return a, ok && time.Since(a.from) < keptFor
}

func (k *addresses) put(key string, a address) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.of == nil || len(k.of) >= keptAddresses {
		k.of = map[string]address{} // who still needs one asks again
	}
	k.of[key] = a
}
