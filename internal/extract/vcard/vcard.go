// Package vcard reads address cards and calendars (RFC 6350, RFC 5545, and
// vCard 2.1 of old telephones), whose lines are folded, escaped and encoded.
package vcard

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"mime/quotedprintable"
	"strings"

	"tenken/internal/extract"
	"tenken/internal/extract/charset"
	"tenken/internal/extract/compose"
)

// Format reads cards and calendars.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "vcard", Label: "連絡先・予定表", Extensions: []string{"vcf", "ics", "vcs", "ifb"},
		Media:  "text/vcard",
		Reads:  "one property a line, unfolded, with quoted-printable, Base64, Shift_JIS and escapes undone; names and addresses in the order in which people write them; photographs left out",
		Tested: "cards of version 2.1 in Shift_JIS quoted-printable, 3.0 and 4.0, calendars, folded lines; fuzz",
	}
}

// Claims looks for the beginning of a card or calendar.
func (Format) Claims(_ extract.File, head []byte) bool {
	for _, e := range []*charset.Encoding{charset.UTF16LE, charset.UTF16BE} {
		if len(head) > 2 && charset.Detect(head[:min(len(head), 64)&^1]) == e {
			head = []byte(e.Decode(head[:min(len(head), 64)&^1]))
		}
	}
	head = bytes.ToUpper(bytes.TrimLeft(head[:min(len(head), 64)], "\xEF\xBB\xBF\uFEFF \t\r\n"))
	return bytes.HasPrefix(head, []byte("BEGIN:VCARD")) || bytes.HasPrefix(head, []byte("BEGIN:VCALENDAR"))
}

// maxLine bounds a property, in bytes; longer ones are photographs.
const maxLine = 1 << 20

// Read puts out the properties.
func (Format) Read(ctx context.Context, f extract.File, out extract.Out) error {
	l := &lines{r: bufio.NewReaderSize(charset.NewReader(f.Reader(), nil), 64<<10)}
	b := compose.New(out.Text)
	for {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		line, number, err := l.next()
		if line != "" {
			b.Place("", number)
			b.WriteString(property(line))
			b.Line()
		}
		switch {
		case b.Err() != nil:
			return b.Err()
		case errors.Is(err, io.EOF):
			return b.Flush()
		case err != nil:
			return err
		}
	}
}

// lines joins the lines of a property.
type lines struct {
	r      *bufio.Reader
	number int // of lines read
	ahead  string
	end    error
}

// next gives a property and the number of its first line.
func (l *lines) next() (line string, number int, err error) {
	if l.number == 0 {
		l.read()
	}
	line, number = l.ahead, l.number
	if err = l.end; err != nil {
		return line, number, err
	}
	for {
		l.read()
		quoted := strings.HasSuffix(line, "=") && quotedPrintable(line)
		switch {
		case quoted:
			line = line[:len(line)-1] + strings.TrimPrefix(l.ahead, " ")
		case l.ahead != "" && (l.ahead[0] == ' ' || l.ahead[0] == '\t'):
			line += l.ahead[1:]
		default:
			return line, number, nil
		}
		if len(line) > maxLine {
			line = line[:strings.IndexByte(line+":", ':')]
		}
		if l.end != nil {
			l.ahead = ""
			return line, number, l.end
		}
	}
}

func (l *lines) read() {
	l.number++
	var b []byte
	for {
		part, err := l.r.ReadSlice('\n')
		if len(b) < maxLine {
			b = append(b, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			l.end = err
			break
		}
	}
	l.ahead = strings.TrimRight(string(b), "\r\n")
}

func quotedPrintable(line string) bool {
	head, _, _ := strings.Cut(line, ":")
	return strings.Contains(strings.ToUpper(head), "QUOTED-PRINTABLE")
}

// property is a line for people: its name and its value. One that needs no
// decoding stays as it is.
func property(line string) string {
	head, value, ok := cutValue(line)
	if !ok {
		return line
	}
	parts := strings.Split(head, ";")
	name := strings.ToUpper(parts[0])
	name = name[strings.LastIndexByte(name, '.')+1:]
	decoded := value
	var page *charset.Encoding
	person := ""
	for _, p := range parts[1:] {
		key, v, _ := strings.Cut(p, "=")
		switch k := strings.ToUpper(key); {
		case k == "CHARSET":
			page = charset.Lookup(v)
		case k == "CN":
			person = strings.Trim(v, `"`)
		case k == "BASE64", k == "ENCODING" && (strings.EqualFold(v, "b") || strings.EqualFold(v, "base64")):
			return name
		}
	}
	if quotedPrintable(line) {
		b, _ := io.ReadAll(quotedprintable.NewReader(strings.NewReader(value))) //nolint:forbidigo // a line; what came before an error
		decoded = charset.String(b, page)
	}
	if strings.HasPrefix(decoded, "data:") {
		return name
	}
	decoded = strings.NewReplacer(`\n`, "\n", `\N`, "\n", `\,`, ",", `\;`, "；", `\\`, `\`).Replace(decoded)
	if (name == "N" || name == "ADR") && strings.IndexFunc(decoded, func(r rune) bool { return r > 0x7F }) >= 0 {
		decoded = inOrder(name, strings.Split(decoded, ";"))
	}
	if person != "" {
		decoded = person + " " + strings.TrimPrefix(strings.TrimPrefix(decoded, "mailto:"), "MAILTO:")
	}
	if decoded == value {
		return line
	}
	return name + ": " + strings.ReplaceAll(decoded, "\r\n", "\n")
}

// cutValue divides a property at the first colon that is not in quotes.
func cutValue(line string) (head, value string, ok bool) {
	quoted := false
	for i := range len(line) {
		switch {
		case line[i] == '"':
			quoted = !quoted
		case line[i] == ':' && !quoted:
			return line[:i], line[i+1:], true
		}
	}
	return line, "", false
}

// order of the components of a name and an address, in Japanese.
var order = map[string][]int{
	"N":   {3, 0, 1, 2, 4},
	"ADR": {5, 4, 3, 2, 1, 0, 6},
}

func inOrder(name string, parts []string) string {
	var out []string
	for _, i := range order[name] {
		if i < len(parts) && strings.TrimSpace(parts[i]) != "" {
			out = append(out, strings.TrimSpace(parts[i]))
		}
	}
	return strings.Join(out, " ")
}
