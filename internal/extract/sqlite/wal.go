package sqlite

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"

	"tenken/internal/extract"
	"tenken/internal/extract/charset"
	"tenken/internal/extract/compose"
)

// Log reads write-ahead logs: the pages that are newer than those of the
// database beside which they lie (https://www.sqlite.org/fileformat2.html, 4).
type Log struct{}

// Info describes the format.
func (Log) Info() extract.Info {
	return extract.Info{
		ID: "sqlite-wal", Label: "SQLite 先行書き込みログ", Extensions: []string{"sqlite-wal", "db-wal"},
		Media:  "application/vnd.sqlite3-wal",
		Reads:  "rows that are not yet in the database, with the names of their columns where the log holds them",
		Tested: "logs that SQLite wrote, with and without the schema; fuzz",
	}
}

const (
	logMagic   = 0x377F0682 // the last bit says how checksums are counted
	logHead    = 32
	frameHead  = 24
	maxFrames  = 1 << 22
	saltAt     = 16 // in the head of the log
	frameSalt  = 8
	schemaPage = 1
)

// Claims looks at the number that begins a log, and at the size of its pages.
func (Log) Claims(_ extract.File, head []byte) bool {
	return len(head) >= logHead && binary.BigEndian.Uint32(head)&^1 == logMagic && pageSize(head) > 0
}

// pageSize is that of a log; 0 where it cannot be.
func pageSize(head []byte) int64 {
	if n := int64(binary.BigEndian.Uint32(head[8:])); n >= 512 && n <= 1<<16 && n&(n-1) == 0 {
		return n
	}
	return 0
}

// Read puts out the rows of every page in its last state: first by tables, as
// far as the log holds their trees, and then what stands in pages alone.
func (Log) Read(ctx context.Context, f extract.File, out extract.Out) error {
	var head [logHead]byte
	if _, err := f.ReadAt(head[:], 0); err != nil {
		return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
	}
	size := pageSize(head[:])
	d := &database{
		ctx: ctx, file: f, size: size, usable: int(size), encoding: charset.UTF8,
		seen: map[uint32]bool{}, frames: map[uint32]int64{},
	}
	at := int64(logHead)
	for n := 0; at+frameHead+size <= f.Size && n < maxFrames; n++ {
		var frame [frameHead]byte
		if _, err := f.ReadAt(frame[:], at); err != nil {
			break
		}
		if [8]byte(frame[frameSalt:]) != [8]byte(head[saltAt:]) {
			break // left from before the log was begun anew
		}
		if number := binary.BigEndian.Uint32(frame[:]); number > 0 {
			d.frames[number] = at + frameHead
		}
		at += frameHead + size
		if n&0xFFF == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
	}
	d.spare = int64(len(d.frames))
	b := compose.New(out.Text)
	if err := d.log(b); err != nil {
		return err
	}
	if err := b.Flush(); err != nil {
		return err
	}
	return d.damage
}

func (d *database) log(b *compose.Builder) error {
	if first := d.page(schemaPage); first != nil {
		d.header(first)
		tables, err := d.schema()
		if err != nil {
			return err
		}
		for _, t := range tables {
			if _, ok := d.frames[t.root]; ok && !d.seen[t.root] {
				if err := d.table(t, b); err != nil {
					return err
				}
			}
		}
	}
	var numbers []uint32
	for n := range d.frames {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	for _, n := range numbers {
		if p := d.page(n); n == schemaPage || d.seen[n] || p == nil || p[0] != tableLeaf {
			continue
		}
		if err := d.table(table{name: "page " + strconv.Itoa(int(n)), root: n, rowid: -1}, b); err != nil {
			return err
		}
	}
	return nil
}
