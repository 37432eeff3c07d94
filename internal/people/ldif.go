package people

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// isLDIF tells LDIF (RFC 2849) by its first line that is no comment.
func isLDIF(s string) bool {
	for line := range strings.Lines(s) {
		line = strings.ToLower(strings.TrimRight(line, "\r\n"))
		if line == "" || line[0] == '#' {
			continue
		}
		return strings.HasPrefix(line, "dn:") || strings.HasPrefix(line, "version:")
	}
	return false
}

// Attributes of directories, in lower case: inetOrgPerson (RFC 2798), eduPerson,
// posixAccount (RFC 2307) and Active Directory.
var (
	idAttributes   = []string{"uid", "mail", "mailalternateaddress", "rfc822mailbox", "samaccountname", "userprincipalname", "edupersonprincipalname", "proxyaddresses", "employeenumber"}
	nameAttributes = []string{"displayname", "cn", "name"}
	unitAttributes = []string{"department", "departmentnumber", "ou"}
)

// parseLDIF reads the people of an export; entries without an account, such as
// organizational units, are left out.
func parseLDIF(s string) ([]Person, error) {
	var out []Person
	e := entry{}
	flush := func() error {
		if e.line == 0 {
			return nil
		}
		p, err := e.person()
		if err != nil {
			return err
		}
		if usable(p) {
			out = append(out, p)
		}
		e = entry{}
		return nil
	}
	for line, n := range unfolded(s) {
		switch {
		case line == "":
			if err := flush(); err != nil {
				return nil, err
			}
			continue
		case line[0] == '#':
			continue
		}
		name, value, err := attribute(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		switch {
		case e.line == 0 && name == "version":
			continue
		case e.line == 0 && name != "dn":
			return nil, fmt.Errorf("line %d: an entry begins with %q instead of dn", n, name)
		case name == "dn" && e.line > 0:
			return nil, fmt.Errorf("line %d: a second dn; entries are set apart by an empty line", n)
		case name == "dn":
			e = entry{dn: value, line: n, values: map[string][]string{}}
		default:
			e.values[name] = append(e.values[name], value)
		}
	}
	return out, flush()
}

// unfolded yields the lines of LDIF with those that were folded put together,
// each with the number of its first.
func unfolded(s string) func(func(string, int) bool) {
	return func(yield func(string, int) bool) {
		var b strings.Builder
		at, n := 1, 0
		started := false
		for line := range strings.Lines(s) {
			n++
			line = strings.TrimRight(line, "\r\n")
			if started && strings.HasPrefix(line, " ") && b.Len() > 0 {
				b.WriteString(line[1:])
				continue
			}
			if started && !yield(b.String(), at) {
				return
			}
			b.Reset()
			b.WriteString(line)
			at, started = n, true
		}
		if started {
			yield(b.String(), at)
		}
	}
}

// attribute reads "name;option: value" or "name:: base64". Values that lie in
// other files are not looked for.
func attribute(line string) (name, value string, err error) {
	name, value, ok := strings.Cut(line, ":")
	if !ok || name == "" || strings.ContainsAny(name, " \t") {
		return "", "", fmt.Errorf("%q is no attribute and value", cut(line))
	}
	name, _, _ = strings.Cut(strings.ToLower(name), ";")
	switch {
	case strings.HasPrefix(value, ":"):
		b, err := base64.StdEncoding.DecodeString(strings.TrimSpace(value[1:]))
		if err != nil {
			return "", "", fmt.Errorf("%s: not base64", name)
		}
		return name, string(b), nil
	case strings.HasPrefix(value, "<"):
		return name, "", nil
	}
	return name, strings.TrimLeft(value, " "), nil
}

// cut keeps an error from quoting a whole line of a stranger's directory.
func cut(s string) string {
	if r := []rune(s); len(r) > 20 {
		return string(r[:20]) + "…"
	}
	return s
}

// entry is one entry of a directory.
type entry struct {
	dn     string
	line   int
	values map[string][]string
}

func (e entry) person() (Person, error) {
	p := Person{Line: e.line}
	for _, a := range idAttributes {
		for _, v := range e.values[a] {
			if kind, address, ok := strings.Cut(v, ":"); ok && strings.EqualFold(kind, "smtp") { // proxyAddresses
				v = address
			}
			p.IDs = add(p.IDs, v)
		}
	}
	for _, a := range nameAttributes {
		p.Name = first(p.Name, e.one(a))
	}
	for _, a := range unitAttributes {
		p.Department = first(p.Department, e.one(a))
	}
	names, err := split(e.dn)
	if err != nil {
		return p, fmt.Errorf("line %d: dn: %w", e.line, err)
	}
	slices.Reverse(names)
	for _, rdn := range names[:max(0, len(names)-1)] { // the last one is the person
		if key, value, _ := strings.Cut(rdn, "="); !strings.EqualFold(strings.TrimSpace(key), "dc") {
			p.Unit = append(p.Unit, strings.TrimSpace(value))
		}
	}
	p.Retired = e.disabled()
	return p, nil
}

func (e entry) one(name string) string {
	for _, v := range e.values[name] {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}

// disabled reports whether nobody can sign in any more: ACCOUNTDISABLE of
// Active Directory (MS-ADTS 2.2.16), nsAccountLock of 389 Directory Server, a
// lock for good of OpenLDAP's password policy.
func (e entry) disabled() bool {
	control, err := strconv.ParseInt(e.one("useraccountcontrol"), 10, 64)
	return err == nil && control&2 != 0 || strings.EqualFold(e.one("nsaccountlock"), "true") || e.one("pwdaccountlockedtime") == "000001010000Z"
}

// split takes a distinguished name (RFC 4514) apart, from the person upwards.
func split(dn string) ([]string, error) {
	var out []string
	var b []byte
	for i := 0; i < len(dn); i++ {
		switch c := dn[i]; {
		case c == ',':
			out, b = append(out, strings.TrimSpace(string(b))), nil
		case c != '\\':
			b = append(b, c)
		case i+2 < len(dn) && isHex(dn[i+1]) && isHex(dn[i+2]):
			n, _ := strconv.ParseUint(dn[i+1:i+3], 16, 8) //nolint:errcheck // two hexadecimal digits
			b, i = append(b, byte(n)), i+2
		case i+1 < len(dn):
			b, i = append(b, dn[i+1]), i+1
		default:
			return nil, fmt.Errorf("%q ends in a backslash", cut(dn))
		}
	}
	return append(out, strings.TrimSpace(string(b))), nil
}

func isHex(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }
