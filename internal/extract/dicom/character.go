package dicom

import (
	"bytes"
	"strings"

	"tenken/internal/extract/charset"
)

// character is the set that the values are in; the zero one was not declared.
type character struct {
	declared bool
	one      *charset.Encoding // without escapes
}

// characterSet reads the declaration (PS3.3 C.12.1.1.2).
func characterSet(v string) character {
	v = strings.ToUpper(strings.TrimRight(v, " \x00"))
	first, _, _ := strings.Cut(v, `\`)
	c := character{declared: v != ""}
	switch {
	case strings.Contains(first, "IR 192"), strings.Contains(first, "IR_192"):
		c.one = charset.UTF8
	case strings.Contains(first, "GB18030"), strings.Contains(first, "GBK"):
		c.one = charset.CodePage(936)
	case strings.Contains(first, "IR 13"), strings.Contains(first, "IR_13"):
		c.one = charset.ShiftJIS // half-width kana in its place
	case strings.Contains(first, "IR 100"), strings.Contains(first, "IR_100"):
		c.one = charset.Windows1252
	}
	return c
}

// decode decodes a value. Old devices wrote Shift_JIS without saying so, and
// some say Latin and write Japanese.
func (c character) decode(v []byte) string {
	if bytes.IndexByte(v, 0x1B) >= 0 {
		return c.escaped(v)
	}
	if c.one == charset.ShiftJIS || c.one == charset.CodePage(936) && c.one != nil {
		return c.one.Decode(v)
	}
	return charset.String(v, nil)
}

// escaped decodes ISO 2022: two-byte characters between escapes, and around
// them single bytes, of which the upper half is kana.
func (c character) escaped(v []byte) string {
	var out strings.Builder
	two := false
	for len(v) > 0 {
		i := bytes.IndexByte(v, 0x1B)
		part := v
		if i >= 0 {
			part = v[:i]
		}
		switch {
		case len(part) == 0:
		case two && part[0] < 0x80:
			out.WriteString(charset.ISO2022JP.Decode(append([]byte("\x1B$B"), part...)))
		case two:
			out.WriteString(charset.EUCJP.Decode(part))
		default:
			out.WriteString(charset.ShiftJIS.Decode(part))
		}
		if i < 0 {
			break
		}
		v = v[i:]
		switch {
		case bytes.HasPrefix(v, []byte("\x1B$B")), bytes.HasPrefix(v, []byte("\x1B$@")):
			two, v = true, v[3:]
		case bytes.HasPrefix(v, []byte("\x1B$(")), bytes.HasPrefix(v, []byte("\x1B$)")):
			two, v = true, v[min(4, len(v)):]
		default: // ESC ( B, ESC ( J, ESC ) I
			two, v = false, v[min(3, len(v)):]
		}
	}
	return out.String()
}
