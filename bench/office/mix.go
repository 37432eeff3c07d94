//go:build unix

package main

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/klauspost/compress/flate"

	"tenken/internal/extract"
	"tenken/internal/extract/ooxml"
	"tenken/internal/extract/xmlscan"
)

// document is a document in memory, as it is and with its parts not compressed.
type document struct {
	packed, stored []byte
	parts          [][]byte // of XML
	size           int      // of these
}

// load unpacks a document.
func load(file string) (d document, err error) {
	if d.packed, err = os.ReadFile(file); err != nil { //nolint:gosec // files that the caller names
		return d, err
	}
	z, err := zip.NewReader(bytes.NewReader(d.packed), int64(len(d.packed)))
	if err != nil {
		return d, err
	}
	z.RegisterDecompressor(zip.Deflate, flate.NewReader)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, p := range z.File {
		text, err := part(p)
		if err != nil {
			return d, err
		}
		to, err := w.CreateHeader(&zip.FileHeader{Name: p.Name})
		if err != nil {
			return d, err
		}
		if _, err := to.Write(text); err != nil {
			return d, err
		}
		if filepath.Ext(p.Name) == ".xml" {
			d.parts, d.size = append(d.parts, text), d.size+len(text)
		}
	}
	err = w.Close()
	d.stored = out.Bytes()
	return d, err
}

func part(p *zip.File) ([]byte, error) {
	r, err := p.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	text := make([]byte, p.UncompressedSize64)
	_, err = io.ReadFull(r, text)
	return text, err
}

// mix measures each document, and all of them.
func mix(files []string) error {
	var docs []document
	for _, file := range files {
		d, err := load(file)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		docs = append(docs, d)
		if err := measure(filepath.Base(file), []document{d}); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return measure("all of them", docs)
}

// measure prints a line of figures: the scanner alone; the reader, which puts
// text, places and cells together, of parts that are not compressed; and the
// reader with their inflating.
func measure(name string, docs []document) error {
	size := 0
	for _, d := range docs {
		size += d.size
	}
	fmt.Fprintf(os.Stdout, "%-24s %5.1f MB of XML:", name, float64(size)/1e6)
	for _, c := range []struct {
		name string
		read func(document) error
	}{
		{"scanner", scan},
		{"reader", func(d document) error { return read(d.stored) }},
		{"reader and inflate", func(d document) error { return read(d.packed) }},
	} {
		speed := 0.0
		for range passes {
			from := processor()
			n := 0
			for ; n == 0 || processor()-from < time.Second/5; n++ {
				for _, d := range docs {
					if err := c.read(d); err != nil {
						return err
					}
				}
			}
			speed = max(speed, float64(size)*float64(n)/1e6/(processor()-from).Seconds())
		}
		fmt.Fprintf(os.Stdout, " %s %.0f;", c.name, speed)
	}
	fmt.Fprintln(os.Stdout)
	return nil
}

const passes = 10 // the best counts

// processor is the time that the process has had of it, the collector's share included.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func scan(d document) error {
	for _, p := range d.parts {
		for s := xmlscan.New(bytes.NewReader(p)); ; {
			if _, err := s.Next(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return err
			}
		}
	}
	return nil
}

// read reads a document with everything that a scan asks for.
func read(data []byte) error {
	return readFrom(extract.File{Size: int64(len(data)), ReaderAt: bytes.NewReader(data)}, func(extract.Text) error { return nil })
}

func readFrom(f extract.File, put func(extract.Text) error) error {
	head := make([]byte, min(f.Size, 64<<10))
	if _, err := f.ReadAt(head, 0); err != nil {
		return err
	}
	var problem error
	out := extract.Out{
		Text: put, Asides: true,
		Problem: func(part string, err error) { problem = errors.Join(problem, fmt.Errorf("%s: %w", part, err)) },
		Member:  func(string, int64, io.Reader) error { return nil },
	}
	for _, format := range []extract.Format{ooxml.Excel{}, ooxml.Word{}} {
		if format.Claims(f, head) {
			return errors.Join(format.Read(context.Background(), f, out), problem)
		}
	}
	return errors.New("neither docx nor xlsx")
}

// rows reads a workbook once.
func rows(tool, file string) error {
	if tool == "excelize" {
		return countRows(file)
	}
	in, err := os.Open(file) //nolint:gosec // a file that the caller names
	if err != nil {
		return err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	cells := 0
	err = readFrom(extract.File{Size: info.Size(), ReaderAt: in}, func(t extract.Text) error {
		if t.Table != nil && !t.Aside {
			cells += len(t.Table.Cells)
		}
		return nil
	})
	fmt.Fprintln(os.Stdout, cells, "cells")
	return err
}
