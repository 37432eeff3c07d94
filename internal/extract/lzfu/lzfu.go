// Package lzfu undoes the compression of bodies in RTF ([MS-OXRTFCP]), which
// Outlook keeps in its messages.
package lzfu

import (
	"encoding/binary"
	"errors"
)

// window is what the dictionary of a compressed body begins with
// ([MS-OXRTFCP] 2.1.2.1).
const window = `{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0` + "\r\n" + `\par \pard\plain\f0\fs20\b\i\u\tab\tx`

const (
	compressed   = 0x75465A4C // "LZFu"
	uncompressed = 0x414C454D // "MELA"
	dictionary   = 4096
	maxBody      = 64 << 20 // bytes
)

var errRTF = errors.New("the body is cut")

// Unpack undoes the compression of a body in RTF. With an error it gives what
// came before.
func Unpack(b []byte) ([]byte, error) {
	if len(b) < 16 {
		return nil, errRTF
	}
	size := int(min(binary.LittleEndian.Uint32(b[4:]), maxBody))
	kind := binary.LittleEndian.Uint32(b[8:])
	b = b[16:]
	if kind == uncompressed {
		return b[:min(size, len(b))], nil
	}
	if kind != compressed {
		return nil, errRTF
	}
	var dict [dictionary]byte
	at := copy(dict[:], window)
	var out []byte
	put := func(c byte) {
		out = append(out, c)
		dict[at] = c
		at = (at + 1) % dictionary
	}
	for len(out) <= size {
		if len(b) == 0 {
			return out, errRTF
		}
		flags := b[0]
		b = b[1:]
		for bit := range 8 {
			if flags>>bit&1 == 0 {
				if len(b) < 1 {
					return out, errRTF
				}
				put(b[0])
				b = b[1:]
				continue
			}
			if len(b) < 2 {
				return out, errRTF
			}
			ref := int(binary.BigEndian.Uint16(b))
			b = b[2:]
			from, n := ref>>4, ref&0xF+2
			if from == at {
				return out, nil // the end
			}
			for range n {
				put(dict[from])
				from = (from + 1) % dictionary
			}
		}
	}
	return out, nil
}
