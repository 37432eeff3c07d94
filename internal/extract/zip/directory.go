package zip

import (
	"archive/zip"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"

	"tenken/internal/extract"
)

// maxDirectory bounds the directory of an archive: some 100,000 members. The
// library holds it in memory.
const maxDirectory = 16 << 20

// open reads the directory of an archive.
func open(f extract.File) (*zip.Reader, error) {
	at := &allowance{r: f.ReaderAt, left: maxDirectory}
	r, err := zip.NewReader(at, f.Size)
	if at.left < 0 {
		return nil, fmt.Errorf("directory: %w", extract.ErrLimit)
	}
	if r == nil || err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, err
	}
	at.open = true
	register(r)
	return r, nil
}

// allowance lets only so many bytes be read until the directory is known.
type allowance struct {
	r    io.ReaderAt
	left int
	open bool
}

func (a *allowance) ReadAt(p []byte, off int64) (int, error) {
	if !a.open {
		if a.left -= len(p); a.left < 0 {
			return 0, extract.ErrLimit
		}
	}
	return a.r.ReadAt(p, off)
}

// overlaps tells which members share bytes with one before them in the
// archive. No program writes such archives but to make a small one expand
// without end.
func overlaps(files []*zip.File) []bool {
	type span struct {
		from, to int64
		index    int
	}
	var spans []span
	for i, f := range files {
		if from, err := f.DataOffset(); err == nil && f.CompressedSize64 > 0 {
			spans = append(spans, span{from, from + int64(min(f.CompressedSize64, 1<<62)), i})
		}
	}
	slices.SortStableFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	bad := make([]bool, len(files))
	var end int64
	for _, s := range spans {
		if s.from < end {
			bad[s.index] = true
			continue
		}
		end = s.to
	}
	return bad
}
