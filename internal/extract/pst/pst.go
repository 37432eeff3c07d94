// Package pst reads mailboxes of Outlook by readpst, a program of its own.
package pst

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"tenken/internal/extract"
	"tenken/internal/extract/tool"
)

// Package is the Debian package of the program.
const Package = "pst-utils"

// Format reads mailboxes.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "pst", Label: "Outlook データファイル", Extensions: []string{"pst", "ost"},
		Media:  "application/vnd.ms-outlook-pst",
		Reads:  "messages of every folder, deleted ones, contacts and appointments, with attachments, where pst-utils are installed",
		Tested: "stand-ins for the program",
	}
}

// Claims looks at the signature.
func (Format) Claims(_ extract.File, head []byte) bool {
	return len(head) > 10 && bytes.HasPrefix(head, []byte("!BDN")) && (string(head[8:10]) == "SM" || string(head[8:10]) == "SO")
}

// maxSize is the largest mailbox that is unpacked: that takes as much of the
// disk again.
const maxSize = 8 << 30

// Read puts out each message as a member.
func (Format) Read(ctx context.Context, f extract.File, out extract.Out) error {
	if err := tool.Find("readpst", Package); err != nil {
		return fmt.Errorf("%w: %w", extract.ErrUnsupported, err)
	}
	if f.Size > maxSize {
		return fmt.Errorf("size: %w", extract.ErrLimit)
	}
	disk, release, err := f.OnDisk()
	if err != nil {
		return err
	}
	defer release()
	dir, remove, err := f.Folder()
	if err != nil {
		return err
	}
	defer remove()
	cmd := tool.Command(ctx, "readpst", "-e", "-D", "-q", "-j", "0", "-o", dir, tool.Third)
	cmd.ExtraFiles = []*os.File{disk}
	failed := tool.Failed(ctx, cmd.Run())
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return errors.Join(members(dir, out), failed)
}

// members puts out what was unpacked, and removes it file by file.
func members(dir string, out extract.Out) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		r, err := os.Open(path)
		if err != nil {
			return err
		}
		defer os.Remove(path)
		defer r.Close()
		return out.Member(filepath.ToSlash(name), -1, r)
	})
}
