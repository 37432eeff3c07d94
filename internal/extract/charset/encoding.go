// Package charset finds out the character encoding of Japanese text and
// decodes it. Bytes that mean nothing become U+FFFD; nothing ever fails. It
// knows the encodings Japanese offices have used and windows-1252; it does not
// guess other languages' encodings, but decodes them when they are named.
package charset

import (
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// Encoding is a character encoding. Compare with ==.
type Encoding struct {
	name string
	enc  encoding.Encoding
	bom  string // byte order mark, dropped at the beginning
	step int    // bytes of a code unit
}

func (e *Encoding) String() string { return e.name }

// The encodings that Detect tells apart.
var (
	UTF8        = &Encoding{"utf-8", unicode.UTF8, "\xEF\xBB\xBF", 1}
	UTF16LE     = &Encoding{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "\xFF\xFE", 2}
	UTF16BE     = &Encoding{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "\xFE\xFF", 2}
	ShiftJIS    = &Encoding{"shift_jis", japanese.ShiftJIS, "", 1} // as Windows has it: CP932
	EUCJP       = &Encoding{"euc-jp", japanese.EUCJP, "", 1}
	ISO2022JP   = &Encoding{"iso-2022-jp", japanese.ISO2022JP, "", 1}
	Windows1252 = &Encoding{"windows-1252", charmap.Windows1252, "", 1}
)

// aliases are names that the WHATWG index does not know but mail and Japanese
// software write.
var aliases = map[string]*Encoding{
	"cp932": ShiftJIS, "ms932": ShiftJIS, "windows-932": ShiftJIS, "x-ms-cp932": ShiftJIS, "sjis-win": ShiftJIS, "mskanji": ShiftJIS,
	"cp50220": ISO2022JP, "cp50221": ISO2022JP, "cp50222": ISO2022JP, "iso-2022-jp-ms": ISO2022JP, "jis": ISO2022JP,
	"iso-2022-jp-1": ISO2022JP, "iso-2022-jp-2": ISO2022JP, "iso-2022-jp-3": ISO2022JP, "csiso2022jp": ISO2022JP,
	"cp51932": EUCJP, "eucjp": EUCJP, "eucjp-win": EUCJP, "eucjp-ms": EUCJP, "ujis": EUCJP,
	"utf8": UTF8, "utf8mb4": UTF8, "utf-16": UTF16LE, "cp1252": Windows1252,
}

// Lookup finds an encoding by the label a document or mail gives it; nil when
// the label is unknown. "us-ascii" is no statement: programs write it on
// anything.
func Lookup(label string) *Encoding {
	label = strings.ToLower(strings.Trim(label, " \t\r\n\"'"))
	label, _, _ = strings.Cut(label, "*") // RFC 2231: charset*language
	if e := aliases[label]; e != nil {
		return e
	}
	if label == "us-ascii" || label == "ascii" {
		return nil
	}
	enc, err := htmlindex.Get(label)
	if err != nil || enc == encoding.Replacement {
		return nil
	}
	name, _ := htmlindex.Name(enc)
	for _, e := range []*Encoding{UTF8, UTF16LE, UTF16BE, ShiftJIS, EUCJP, ISO2022JP, Windows1252} {
		if e.name == name {
			return e
		}
	}
	return &Encoding{name: name, enc: enc, step: 1}
}
