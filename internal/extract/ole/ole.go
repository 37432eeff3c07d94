// Package ole opens objects that newer documents embed as compound files of
// their own ([MS-OLEDS]): a package, with the name that it had, or what a
// program left of its document.
package ole

import (
	"context"

	"tenken/internal/extract"
	"tenken/internal/extract/cfb"
)

// Format reads embedded objects.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "ole", Label: "埋め込みオブジェクト", Extensions: []string{"bin", "ole"},
		Media:  "application/x-ole-storage",
		Reads:  "the file inside, by what it is, under the name that it had",
		Tested: "packages and whole documents as objects; fuzz",
	}
}

// Claims looks for the streams that hold a file.
func (Format) Claims(f extract.File, head []byte) bool {
	c := cfb.Sniff(f, head)
	return c != nil && cfb.HoldsFile(c)
}

// Read hands on the file.
func (Format) Read(_ context.Context, f extract.File, out extract.Out) error {
	c, err := cfb.Open(f, f.Size)
	if err != nil {
		return err
	}
	return cfb.Embedded(c, "", out.Member)
}
