package pdf

import (
	"encoding/binary"
	"errors"
	_ "unsafe" // for go:linkname

	_ "github.com/klippa-app/go-pdfium/webassembly" // has the module
)

// whole is the module as the library embeds it, and keeps it to itself. Where a
// new version calls it otherwise, it is empty, Warm says so, and PDFium starts
// as slowly as it would without a shell.
//
//go:linkname whole github.com/klippa-app/go-pdfium/webassembly.pdfiumWasm
var whole []byte

// Of the binary format of WebAssembly (Core Specification 2.0, 5.5).
const (
	moduleHeader = 8
	codeSection  = 10
)

var errNoModule = errors.New("no WebAssembly module")

// hollowed is a module with functions whose bodies do nothing but fail.
func hollowed(module []byte) ([]byte, error) {
	if len(module) < moduleHeader {
		return nil, errNoModule
	}
	out := append(make([]byte, 0, len(module)/2), module[:moduleHeader]...)
	for rest := module[moduleHeader:]; len(rest) > 0; {
		size, n := binary.Uvarint(rest[1:])
		if n <= 0 || size > uint64(len(rest)-1-n) {
			return nil, errNoModule
		}
		end := 1 + n + int(size) //nolint:gosec // within rest
		if rest[0] != codeSection {
			out, rest = append(out, rest[:end]...), rest[end:]
			continue
		}
		count, k := binary.Uvarint(rest[1+n : end])
		if k <= 0 {
			return nil, errNoModule
		}
		out, rest = append(out, hollowCode(count)...), rest[end:]
	}
	return out, nil
}

// hollowCode is a section of so many bodies without locals, each of which ends
// in the instruction unreachable, which stands for results of any type.
func hollowCode(count uint64) []byte {
	body := []byte{3, 0, 0x00, 0x0B} // size, locals, unreachable, end
	bodies := binary.AppendUvarint(nil, count)
	for range count {
		bodies = append(bodies, body...)
	}
	return append(binary.AppendUvarint([]byte{codeSection}, uint64(len(bodies))), bodies...)
}
