// Package tar opens tar archives of every dialect: ustar, PAX, GNU and the one
// before them.
package tar

import (
	"archive/tar"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"tenken/internal/extract"
	"tenken/internal/extract/charset"
)

// Format reads tar archives.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "tar", Label: "tar 書庫", Extensions: []string{"tar"},
		Media:  "application/x-tar",
		Reads:  "members, sparse ones too, and their names (UTF-8, CP932, EUC-JP); of damaged archives the members before the damage",
		Tested: "archives with names in CP932, EUC-JP and UTF-8; fuzz",
	}
}

const block = 512

// Claims checks the sum in the first header, which every dialect has.
func (Format) Claims(_ extract.File, head []byte) bool {
	if len(head) < block || head[0] == 0 {
		return false
	}
	field := strings.Trim(string(head[148:156]), " \x00")
	want, err := strconv.ParseInt(field, 8, 32)
	if err != nil {
		return false
	}
	unsigned, signed := int64(0), int64(0)
	for i, c := range head[:block] {
		if i >= 148 && i < 156 {
			c = ' '
		}
		unsigned += int64(c)
		signed += int64(int8(c)) //nolint:gosec // some programs sum signed bytes
	}
	return want == unsigned || want == signed
}

// Read puts out each member after its name.
func (Format) Read(_ context.Context, f extract.File, out extract.Out) error {
	r := tar.NewReader(f.Reader())
	for {
		h, err := r.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil && !errors.Is(err, tar.ErrInsecurePath):
			return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
		}
		name := charset.String([]byte(h.Name), nil)
		if h.Typeflag == tar.TypeDir || strings.HasPrefix(name, "._") || strings.Contains(name, "/._") {
			continue // directories, and what macOS adds for its own use
		}
		if err := out.Text(extract.Text{Body: name + "\n", Marks: []extract.Mark{{Place: "names"}}}); err != nil {
			return err
		}
		switch h.Typeflag { // others, unknown ones too, are files (POSIX.1-2017, pax)
		case tar.TypeLink, tar.TypeSymlink, tar.TypeChar, tar.TypeBlock, tar.TypeFifo:
			continue
		}
		if err := out.Member(name, h.Size, r); err != nil {
			return err
		}
	}
}
