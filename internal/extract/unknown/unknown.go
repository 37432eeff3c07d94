// Package unknown finds text in files of no known format, as the program
// strings does, in ASCII, UTF-8, Shift_JIS and UTF-16. What it finds is a part
// of the file at best: a file that it reads is reported as not supported, too.
package unknown

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"tenken/internal/extract"
	"tenken/internal/extract/cfb"
	"tenken/internal/extract/compose"
)

// Format reads whatever no other format claims.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "unknown", Label: "その他のファイル", Extensions: []string{"pub", "vsd", "wps", "hwp", "sas7bdat", "dat", "bin"},
		Media:  "application/octet-stream",
		Reads:  "runs of text in ASCII, UTF-8, Shift_JIS and UTF-16, of all streams of compound files (Publisher, Visio, Works, Hangul); always reported as not supported besides; programs, fonts, sound and films not at all",
		Tested: "runs of every encoding between noise; fuzz",
	}
}

// Claims everything.
func (Format) Claims(extract.File, []byte) bool { return true }

// silent are signatures of files whose strings say nothing about people:
// programs, fonts, sound, films, and what is encrypted as a whole.
var silent = []string{
	"MZ", "\x7FELF", "\xCA\xFE\xBA\xBE", "\xFE\xED\xFA", "\xCF\xFA\xED\xFE", "\xCE\xFA\xED\xFE", "\x00asm", "!<arch>\n",
	"\x00\x01\x00\x00\x00", "OTTO", "ttcf", "true\x00", "wOFF", "wOF2",
	"ID3", "OggS", "fLaC", "\xFF\xFB", "\x1A\x45\xDF\xA3", "\x00\x00\x01\xBA", "FLV", "\x30\x26\xB2\x75\x8E\x66\xCF\x11",
}

// Silent implements extract.Silent.
func (Format) Silent(head []byte) bool {
	for _, s := range silent {
		if bytes.HasPrefix(head, []byte(s)) {
			return true
		}
	}
	return len(head) > 12 && (string(head[4:8]) == "ftyp" || string(head[:4]) == "RIFF" && string(head[8:12]) != "WEBP")
}

// most is how much of a file is looked through: what follows in larger ones is
// measurements or pictures.
const most = 64 << 20

// Read puts out the runs of text, each at its offset.
func (u Format) Read(ctx context.Context, f extract.File, out extract.Out) error {
	head := make([]byte, min(f.Size, 16))
	n, _ := f.ReadAt(head, 0)
	if u.Silent(head[:n]) {
		return extract.ErrUnsupported
	}
	b := compose.New(out.Text)
	var err error
	if c, cerr := cfb.Open(f, f.Size); cerr == nil {
		err = streams(ctx, c, b)
	} else {
		err = scan(ctx, f.Reader(), "", b)
	}
	if err == nil {
		err = b.Flush()
	}
	if err != nil {
		return err
	}
	return extract.ErrUnsupported
}

// Windows of the file: runs are no longer than the overlap.
const (
	window  = 1 << 20
	overlap = 64 << 10
)

// scan puts out the runs of r. place names it: "" for the file itself.
func scan(ctx context.Context, r io.Reader, place string, b *compose.Builder) error {
	r = io.LimitReader(r, most)
	buf := make([]byte, 0, 64<<10)
	at := int64(0) // of the beginning of buf
	for {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if cap(buf) < window && len(buf) == cap(buf) {
			buf = append(make([]byte, 0, min(2*cap(buf)+overlap, window)), buf...)
		}
		n, err := io.ReadFull(r, buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		last := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !last {
			return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
		}
		limit := len(buf)
		if !last {
			limit -= overlap
		}
		done := runs(buf, limit, func(offset int, text string) {
			b.Place(strings.TrimSpace(place+" byte "+strconv.FormatInt(at+int64(offset), 10)), 0)
			b.WriteString(text)
			b.Line()
		})
		if b.Err() != nil || last {
			return b.Err()
		}
		at += int64(done)
		buf = buf[:copy(buf, buf[done:])]
	}
}
