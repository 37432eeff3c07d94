// Package mdb reads databases of Microsoft Access by mdbtools, programs of
// their own.
package mdb

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"strings"

	"tenken/internal/extract"
	"tenken/internal/extract/tool"
)

// Package is the Debian package of the programs.
const Package = "mdbtools"

// Format reads databases.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "mdb", Label: "Access データベース", Extensions: []string{"mdb", "accdb"},
		Media:  "application/x-msaccess",
		Reads:  "rows of every table, where mdbtools are installed; those that a password encrypts are reported",
		Tested: "stand-ins for the programs, whose answers are read line by line",
	}
}

// Claims looks at the signatures of Jet and of its successor.
func (Format) Claims(_ extract.File, head []byte) bool {
	return bytes.HasPrefix(head, []byte("\x00\x01\x00\x00Standard Jet DB\x00")) || bytes.HasPrefix(head, []byte("\x00\x01\x00\x00Standard ACE DB\x00"))
}

// infoAt is where the databases of Access 2007 and later say how they are
// encrypted, in the forms of [MS-OFFCRYPTO] 2.3.4.5, 2.3.4.10, 2.3.5.1 and
// 2.3.6.1: a length, and two numbers of a version. It is zeros in others.
const infoAt = 0x299

// locked reports whether a password encrypts the database. Those before Access
// 2007 only ask for it, and mdbtools do not.
func locked(f extract.File) bool {
	var b [6]byte
	if n, _ := f.ReadAt(b[:], infoAt); n < len(b) {
		return false
	}
	size, major, minor := binary.LittleEndian.Uint16(b[:]), binary.LittleEndian.Uint16(b[2:]), binary.LittleEndian.Uint16(b[4:])
	return size > 4 && size < 4<<10 && (major == 4 && minor == 4 || major == 1 && minor == 1 || major >= 2 && major <= 4 && (minor == 2 || minor == 3))
}

// maxNames bounds the list of tables, in bytes.
const maxNames = 1 << 20

// Read puts out each table as a member in CSV.
func (Format) Read(ctx context.Context, f extract.File, out extract.Out) error {
	if locked(f) {
		return extract.ErrEncrypted
	}
	if err := tool.Find("mdb-export", Package); err != nil {
		return fmt.Errorf("%w: %w", extract.ErrUnsupported, err)
	}
	disk, release, err := f.OnDisk()
	if err != nil {
		return err
	}
	defer release()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	r, wait, err := export(ctx, disk, "mdb-tables", "-1", tool.Third)
	if err != nil {
		return err
	}
	var list strings.Builder
	if _, err := io.Copy(&list, io.LimitReader(r, maxNames)); err != nil {
		return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
	}
	if err := wait(); err != nil {
		return err
	}
	for name := range strings.Lines(list.String()) {
		if name = strings.TrimRight(name, "\n"); name == "" {
			continue
		}
		r, wait, err := export(ctx, disk, "mdb-export", "-b", "strip", "-D", "%Y-%m-%d", "-T", "%Y-%m-%d %H:%M:%S", tool.Third, name)
		if err != nil {
			return err
		}
		if err := out.Member(name+".csv", -1, &table{r, wait}); err != nil {
			return err
		}
	}
	return nil
}

// export runs one of the programs on the file.
func export(ctx context.Context, disk *os.File, program string, args ...string) (io.Reader, func() error, error) {
	cmd := tool.Command(ctx, program, args...)
	cmd.ExtraFiles = []*os.File{disk}
	cmd.Env = append(cmd.Env, "MDB_JET3_CHARSET=cp932")
	r, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", extract.ErrUnsupported, err)
	}
	return r, func() error { return tool.Failed(ctx, cmd.Wait()) }, nil
}

// table is a program's output, which ends with what its end means.
type table struct {
	r    io.Reader
	wait func() error
}

func (t *table) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	if err == io.EOF && t.wait != nil { //nolint:errorlint // a pipe returns it plainly
		if failed := t.wait(); failed != nil {
			err = failed
		}
		t.wait = nil
	}
	return n, err
}
