package zip

import (
	"archive/zip"
	"encoding/binary"
	"hash/crc32"
	"strings"
	"unicode/utf8"

	"tenken/internal/extract/charset"
)

// utf8Flag is the bit of a member's flags that says its name is UTF-8.
const utf8Flag = 1 << 11

// unicodePath is the extra field that holds the name in UTF-8, by
// APPNOTE.TXT 4.6.9.
const unicodePath = 0x7075

// decodeNames gives the members' names for people. Names without a statement of
// their encoding are in one, whatever it is, so they are looked at together.
func decodeNames(files []*zip.File) []string {
	names := make([]string, len(files))
	var unstated []byte
	for i, f := range files {
		name, ok := statedName(f.Name, f.Flags, f.Extra)
		if names[i] = slashes(name); !ok && len(unstated) < 64<<10 {
			unstated = append(append(unstated, f.Name...), '\n')
		}
	}
	e := charset.Detect(unstated)
	for i, f := range files {
		if names[i] == "" {
			names[i] = slashes(decodeIn(e, f.Name))
		}
	}
	return names
}

// decodeIn decodes a name in e, or by its own bytes where it is not in e.
func decodeIn(e *charset.Encoding, raw string) string {
	if e != nil {
		if name := e.Decode([]byte(raw)); !strings.Contains(name, "\uFFFD") {
			return name
		}
	}
	return charset.String([]byte(raw), nil)
}

// decodeName gives one member's name.
func decodeName(raw string, flags uint16, extra []byte) string {
	if name, ok := statedName(raw, flags, extra); ok {
		return slashes(name)
	}
	return slashes(decodeIn(nil, raw))
}

// statedName is the name where the archive says in which encoding it is.
func statedName(raw string, flags uint16, extra []byte) (string, bool) {
	if flags&utf8Flag != 0 && utf8.ValidString(raw) {
		return raw, true
	}
	return extraName(raw, extra)
}

// extraName is the name in the unicodePath field, if it belongs to raw.
func extraName(raw string, extra []byte) (string, bool) {
	for len(extra) >= 4 {
		id, size := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		if extra = extra[4:]; size > len(extra) {
			return "", false
		}
		field := extra[:size]
		extra = extra[size:]
		if id == unicodePath && size > 5 && field[0] == 1 &&
			binary.LittleEndian.Uint32(field[1:]) == crc32.ChecksumIEEE([]byte(raw)) && utf8.Valid(field[5:]) {
			return string(field[5:]), true
		}
	}
	return "", false
}

// slashes turns the separators of DOS programs.
func slashes(name string) string {
	if strings.Contains(name, "/") {
		return name
	}
	return strings.ReplaceAll(name, `\`, "/")
}
