package mdb

import (
	"context"

	"tenken/internal/extract"
)

// lines reads anything as text, in place of the format of tables.
type lines struct{}

func (lines) Info() extract.Info               { return extract.Info{ID: "lines"} }
func (lines) Claims(extract.File, []byte) bool { return true }
func (lines) Read(_ context.Context, f extract.File, out extract.Out) error {
	return extract.Pieces(f.Reader(), "", out.Text)
}
