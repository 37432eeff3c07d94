package folder

import (
	"fmt"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
)

// escape makes a path valid UTF-8 so that it survives JSON and a database; the
// bytes that are not UTF-8, and "%" itself, become %XX.
func escape(name string) string {
	if utf8.ValidString(name) && !strings.Contains(name, "%") {
		return name
	}
	var b strings.Builder
	for i := 0; i < len(name); {
		r, n := utf8.DecodeRuneInString(name[i:])
		if r == utf8.RuneError && n == 1 || r == '%' {
			fmt.Fprintf(&b, "%%%02X", name[i])
		} else {
			b.WriteString(name[i : i+n])
		}
		i += n
	}
	return b.String()
}

func unescape(id string) (string, error) {
	if !strings.Contains(id, "%") {
		return id, nil
	}
	var b strings.Builder
	for {
		before, after, found := strings.Cut(id, "%")
		b.WriteString(before)
		if !found {
			return b.String(), nil
		}
		if len(after) < 2 {
			return "", fmt.Errorf("identifier %q is cut", id)
		}
		c, err := strconv.ParseUint(after[:2], 16, 8)
		if err != nil {
			return "", fmt.Errorf("identifier %q: %w", id, err)
		}
		b.WriteByte(byte(c))
		id = after[2:]
	}
}

// forPeople decodes names that old systems wrote in Shift_JIS.
func forPeople(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	if s, err := japanese.ShiftJIS.NewDecoder().String(name); err == nil && !strings.ContainsRune(s, utf8.RuneError) {
		return s
	}
	return strings.ToValidUTF8(name, "\uFFFD")
}

// link opens the file in a file manager or its application.
func link(root, name string) string {
	p := filepath.ToSlash(filepath.Join(root, filepath.FromSlash(name)))
	if !strings.HasPrefix(p, "/") { // C:/…
		p = "/" + p
	}
	return (&url.URL{Scheme: "file", Path: p}).String()
}
