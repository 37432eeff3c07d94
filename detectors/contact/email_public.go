package contact

import "strings"

// role reports whether a local part is that of an office rather than a person;
// its mailbox has a mail address all the same.
func role(s string) bool {
	switch s {
	case "info", "admin", "administrator", "webmaster", "postmaster", "hostmaster", "support", "contact", "inquiry", "inquiries", "office", "jimu", "somu", "soumu", "koho", "kouhou", "kyomu", "nyushi", "noreply", "no-reply", "donotreply", "do-not-reply", "mailer-daemon", "root", "sales", "help", "helpdesk", "news", "press", "recruit", "saiyo", "abuse", "security", "bugs", "bug", "owner", "submit", "maintainer", "maintainers", "service", "services", "licensing", "copyright", "feedback", "team", "opendata", "editor", "jinji", "keiri", "kaikei", "keiyaku", "library", "toiawase", "madoguchi", "marketing", "privacy", "legal":
		return true
	}
	return false
}

// placeholder reports whether a local part stands for anybody's mailbox.
func placeholder(s string) bool {
	switch s {
	case "xxx", "xxxx", "xxxxx", "xx", "aaa", "abc", "foo", "bar", "hoge", "fuga", "test", "user", "username", "name", "yourname", "your.name", "your-name", "your_name", "you", "your", "someone", "somebody", "example", "sample", "dummy", "mail", "email", "address", "account", "local-part", "firstname.lastname":
		return true
	}
	return false
}

// anybody reports whether a local part is a placeholder, numbered or not.
func anybody(local string) bool {
	l := strings.TrimRight(local, "0123456789")
	return len(local)-len(l) <= 2 && placeholder(l)
}

// placeholderHost reports whether the first label of a host stands for any.
func placeholderHost(s string) bool {
	switch s {
	case "xxx", "xxxx", "xxxxx", "xx", "aaa", "bbb", "abc", "foo", "bar", "hoge", "fuga", "test", "domain", "yourdomain", "company", "yourcompany", "sample", "dummy":
		return true
	}
	return false
}

// projectHost reports whether a host gives addresses to those who take part in
// the making of free software and standards: they are in all that is published.
func projectHost(host string) bool {
	for strings.Count(host, ".") > 1 {
		if host == "linux.or.jp" {
			return true
		}
		_, host, _ = strings.Cut(host, ".")
	}
	switch host {
	case "debian.org", "gnu.org", "kernel.org", "sourceforge.net", "gnome.org", "kde.org", "apache.org", "python.org", "freebsd.org", "netbsd.org", "openbsd.org", "mozilla.org", "fedoraproject.org", "ubuntu.com", "gentoo.org", "archlinux.org", "opensuse.org", "github.com", "gitlab.com", "ietf.org", "w3.org", "unicode.org", "documentfoundation.org", "tug.org", "vim.org", "perl.org", "cpan.org", "samba.org", "postgresql.org":
		return true
	}
	return false
}

// mailingList reports whether an address passes mail on to many readers:
// foo-devel, bug-foo, whatever is at lists.
func mailingList(local, host string) bool {
	if listHost(firstLabel(host)) || host == "googlegroups.com" {
		return true
	}
	first, _, ok := strings.Cut(local, "-")
	if !ok {
		return local == "users" || local == "devel" || local == "discuss" || local == "announce"
	}
	switch last := local[strings.LastIndexByte(local, '-')+1:]; last {
	case "devel", "dev", "users", "user", "bugs", "bug", "list", "announce", "discuss", "ml", "maint", "maintainers", "security", "help", "team":
		return true
	}
	return first == "bug" || first == "bugs"
}

// listHost reports whether the first label of a host is one that passes mail on
// to lists of readers.
func listHost(s string) bool {
	switch s {
	case "lists", "list", "bugs", "listserv", "lists2":
		return true
	}
	return false
}

// trimNumber is a local part without what numbers it: info-2.
func trimNumber(local string) string {
	n := len(local)
	for n > 0 && (local[n-1]-'0' <= 9 || local[n-1] == '-' || local[n-1] == '_' || local[n-1] == '.') {
		n--
	}
	return local[:n]
}

// messageID reports whether a local part is that of an identifier of a message or
// an event: one that begins with the time, 199709051808.LAA01780, or a hash.
func messageID(local string) bool {
	if len(local) >= 16 && strings.Trim(local, "0123456789abcdef-") == "" && strings.ContainsAny(local, "0123456789") && strings.ContainsAny(local, "abcdef") {
		return true
	}
	if local[0]-'0' > 9 {
		return false
	}
	rest := strings.TrimLeft(local, "0123456789")
	return len(local)-len(rest) >= 8 && strings.HasPrefix(rest, ".")
}

func firstLabel(host string) string {
	l, _, _ := strings.Cut(host, ".")
	return l
}

// reserved reports whether the host is set aside for documentation (RFC 2606,
// and the example.*.jp of JPRS).
func reserved(host string) bool {
	for rest := host; rest != ""; {
		var l string
		if l, rest, _ = strings.Cut(rest, "."); l == "example" {
			return true
		}
	}
	return strings.HasSuffix(host, ".test") || strings.HasSuffix(host, ".invalid")
}
