// Package uuencode undoes the encoding in which files stood in mail before MIME
// (POSIX.1-2017, uuencode, its historical algorithm).
package uuencode

import (
	"bytes"
	"fmt"
	"io"

	"tenken/internal/extract"
)

// Finder passes text on and keeps the files that stand in it between "begin 644
// name" and "end".
type Finder struct {
	in    io.Reader
	line  []byte // the open one, where it may matter
	state state
	file  File
	files []File
	size  int
	cut   bool // there was more than is kept
}

// File is one that was found.
type File struct {
	Name  string
	Data  []byte
	whole bool
}

type state int

const (
	atLine state = iota // the next byte begins a line
	inLine              // of no interest
	begins              // that may begin a file
	inFile              // lines of a file
	atEnd               // behind its last line
)

const (
	maxLine  = 1 << 10 // bytes
	maxKept  = 32 << 20
	fewBytes = 45 // of a file that does not end: one line
)

// Find returns a Finder of the files in UTF-8 text.
func Find(text io.Reader) *Finder { return &Finder{in: text} }

// Read implements io.Reader.
func (f *Finder) Read(p []byte) (int, error) {
	n, err := f.in.Read(p)
	f.feed(p[:n])
	if err != nil {
		if f.state == atEnd {
			f.take(bytes.TrimSuffix(f.line, []byte("\r")))
		}
		f.finish()
	}
	return n, err
}

// Members hands the files on, once the text is read. A file that breaks off is
// noted as damaged.
func (f *Finder) Members(out extract.Out, within string) error {
	for _, file := range f.files {
		var r io.Reader = bytes.NewReader(file.Data)
		size := int64(len(file.Data))
		if !file.whole {
			r, size = io.MultiReader(r, extract.Unreadable(errBroken)), -1
		}
		if err := out.Member(within+file.Name, size, r); err != nil {
			return err
		}
	}
	if f.cut {
		out.Problem("", fmt.Errorf("uuencoded files: %w", extract.ErrLimit))
	}
	return nil
}

var begin = []byte("begin ")

func (f *Finder) feed(text []byte) {
	for len(text) > 0 {
		if f.state == atLine || f.state == inLine {
			text = f.seek(text)
			continue
		}
		i := bytes.IndexByte(text, '\n')
		part := text
		if i >= 0 {
			part = text[:i]
		}
		if len(f.line)+len(part) <= maxLine {
			f.line = append(f.line, part...)
		}
		switch {
		case i >= 0:
			f.take(bytes.TrimSuffix(f.line, []byte("\r")))
			f.line = f.line[:0]
			text = text[i+1:]
		case f.state == begins && !bytes.HasPrefix(f.line, begin[:min(len(begin), len(f.line))]):
			f.state, f.line, text = inLine, f.line[:0], nil
		default:
			return
		}
	}
}

// seek returns text from the next line on that may begin a file.
func (f *Finder) seek(text []byte) []byte {
	if f.state == atLine && bytes.HasPrefix(text, begin) {
		f.state = begins
		return text
	}
	if i := bytes.Index(text, []byte("\nbegin ")); i >= 0 {
		f.state = begins
		return text[i+1:]
	}
	last := text
	if i := bytes.LastIndexByte(text, '\n'); i >= 0 {
		f.state, last = atLine, text[i+1:]
	}
	switch {
	case len(last) == 0:
	case f.state == atLine && bytes.HasPrefix(begin, last):
		f.state = begins
		return last
	default:
		f.state = inLine
	}
	return nil
}

// take takes a whole line.
func (f *Finder) take(line []byte) {
	switch f.state {
	case begins:
		f.state = atLine
		if name, ok := beginning(line); ok {
			f.file, f.state = File{Name: name}, inFile
		}
	case inFile:
		data, n, ok := decode(f.file.Data, line)
		f.file.Data = data
		switch {
		case !ok || f.size+len(data) > maxKept:
			f.cut = f.cut || ok
			f.finish()
			if f.state = atLine; bytes.HasPrefix(line, begin) {
				f.state = begins
				f.take(line)
			}
		case n == 0:
			f.state = atEnd
		}
	case atEnd:
		if len(line) == 0 {
			return
		}
		f.file.whole = bytes.HasPrefix(line, []byte("end"))
		f.finish()
		f.state = atLine
	}
}

// finish keeps the open file, if it is one.
func (f *Finder) finish() {
	if f.state != inFile && f.state != atEnd {
		return
	}
	if f.file.whole && len(f.file.Data) > 0 || len(f.file.Data) >= fewBytes {
		f.size += len(f.file.Data)
		f.files = append(f.files, f.file)
	}
	f.file, f.state = File{}, atLine
}

// beginning reads "begin mode name".
func beginning(line []byte) (name string, ok bool) {
	line, ok = bytes.CutPrefix(line, begin)
	mode, rest, spaced := bytes.Cut(line, []byte(" "))
	if !ok || !spaced || len(mode) < 3 || len(mode) > 6 || len(bytes.Trim(mode, "01234567")) > 0 {
		return "", false
	}
	rest = bytes.TrimSpace(rest)
	return string(rest), len(rest) > 0
}

// decode appends what a line stands for, n bytes. Blanks at its end may have
// got lost.
func decode(to, line []byte) (data []byte, n int, ok bool) {
	if len(line) == 0 {
		return to, 0, true
	}
	n = int(line[0]-' ') & 0x3F
	chars := line[1:]
	need := (n + 2) / 3 * 4
	if line[0] < ' ' || line[0] > '`' || len(chars) > need+2 { // a checksum and a blank may stand behind
		return to, 0, false
	}
	var four [4]byte
	for i := 0; i < need; i += 4 {
		for j := range four {
			c := byte(' ')
			if i+j < len(chars) {
				c = chars[i+j]
			}
			if c < ' ' || c > '`' {
				return to, 0, false
			}
			four[j] = (c - ' ') & 0x3F
		}
		three := [3]byte{four[0]<<2 | four[1]>>4, four[1]<<4 | four[2]>>2, four[2]<<6 | four[3]}
		to = append(to, three[:min(3, n-i/4*3)]...)
	}
	return to, n, true
}
