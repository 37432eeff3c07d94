package numfmt

import (
	"bytes"
	"unicode/utf8"
)

// Margin is what a header or footer of a sheet reads (ECMA-376 part 1,
// 18.3.1.46): without the codes for fonts, sizes, colours, pages and dates, its
// left, middle and right part with a tab between.
func Margin(code []byte) []byte {
	var out []byte
	for len(code) > 0 {
		i := bytes.IndexByte(code, '&')
		if i < 0 {
			out = append(out, code...)
			break
		}
		out, code = append(out, code[:i]...), code[i+1:]
		if len(code) == 0 {
			break
		}
		switch c := code[0]; {
		case c == '&':
			out, code = append(out, '&'), code[1:]
		case c == '"':
			_, code, _ = bytes.Cut(code[1:], []byte{'"'})
		case c >= '0' && c <= '9':
			code = bytes.TrimLeft(code, "0123456789")
		case c == 'K':
			code = code[min(len(code), len("K000000")):] // RRGGBB, or theme and tint
		case c == 'L' || c == 'C' || c == 'R':
			if code = code[1:]; len(out) > 0 {
				out = append(out, '\t')
			}
		default:
			_, n := utf8.DecodeRune(code)
			code = code[n:]
		}
	}
	return bytes.TrimSpace(out)
}
