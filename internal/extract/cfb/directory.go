package cfb

import (
	"errors"
	"io"
)

// Kinds of entries.
const (
	storage = 1
	stream  = 2
	root    = 5
)

// readDirectory walks the tree of entries. Entries outside of it, as damaged
// files have them, are listed by name.
func (f *File) readDirectory(b []byte) error {
	var all []entry
	for ; len(b) >= entrySize; b = b[entrySize:] {
		all = append(all, f.entry(b))
	}
	if len(all) == 0 || all[0].kind != root {
		return damaged("no root entry")
	}
	f.root = f.chain(f.fat, all[0].start)
	paths := make([]string, len(all))
	seen := make([]bool, len(all))
	type node struct {
		id  uint32
		dir string
	}
	seen[0] = true
	for todo := []node{{all[0].child, ""}}; len(todo) > 0; {
		n := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if n.id == none || int64(n.id) >= int64(len(all)) || seen[n.id] {
			continue
		}
		seen[n.id] = true
		e := &all[n.id]
		paths[n.id] = n.dir + e.name
		todo = append(todo, node{e.left, n.dir}, node{e.right, n.dir})
		if e.kind == storage {
			todo = append(todo, node{e.child, paths[n.id] + "/"})
		}
	}
	for i, e := range all {
		if e.kind != stream {
			continue
		}
		if !seen[i] {
			paths[i] = e.name
		}
		f.Streams = append(f.Streams, Stream{Path: paths[i], Size: max(min(e.size, f.size), 0), file: f, start: e.start})
	}
	return nil
}

// Open reads a stream. Its end is an error where the file is cut.
func (s Stream) Open() *io.SectionReader {
	if s.file == nil {
		return io.NewSectionReader(nothing{}, 0, 0)
	}
	f := s.file
	r := &sectors{file: f, size: f.sector}
	if s.Size < f.cutoff {
		r.size, r.mini = miniSector, true
		r.chain = f.chain(f.mini, s.start)
	} else {
		r.chain = f.chain(f.fat, s.start)
	}
	return io.NewSectionReader(r, 0, min(s.Size, int64(len(r.chain))*r.size))
}

// Whole reports whether the chain of the stream is as long as its size says.
func (s Stream) Whole() bool { return s.Open().Size() == s.Size }

type nothing struct{}

func (nothing) ReadAt([]byte, int64) (int, error) { return 0, io.EOF }

// sectors is a stream in sectors of size bytes.
type sectors struct {
	file  *File
	chain []uint32
	size  int64
	mini  bool
}

func (s *sectors) ReadAt(p []byte, off int64) (int, error) {
	n := 0
	for n < len(p) {
		i := off / s.size
		if i >= int64(len(s.chain)) {
			return n, io.EOF
		}
		within := off % s.size
		want := p[n:min(int64(len(p)), int64(n)+s.size-within)]
		at, err := s.at(s.chain[i])
		if err != nil {
			return n, err
		}
		k, err := s.file.r.ReadAt(want, at+within)
		n += k
		off += int64(k)
		if k < len(want) {
			if err == nil || errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF
			}
			return n, err
		}
	}
	return n, nil
}

// at is where a sector stands in the file.
func (s *sectors) at(n uint32) (int64, error) {
	f := s.file
	if !s.mini {
		return (int64(n) + 1) * f.sector, nil
	}
	off := int64(n) * miniSector
	i := off / f.sector
	if i >= int64(len(f.root)) {
		return 0, damaged("small stream")
	}
	return (int64(f.root[i])+1)*f.sector + off%f.sector, nil
}
