package compose

import (
	"hash/maphash"
	"net/url"
	"strings"

	"tenken/internal/extract"
)

// Links are the mail addresses that a document links to, behind words that may
// say something else. Those that its text shows as well are not put out again.
type Links struct {
	added []string
	known map[string]bool     // added
	shown map[uint64]struct{} // what they hash to: they may be many
	seed  maphash.Seed
}

// maxLinks bounds the addresses that are kept, of either kind.
const maxLinks = 100_000

// Add takes the target of a link, of which addresses are kept (RFC 6068).
func (l *Links) Add(target string) {
	const scheme = "mailto:"
	if len(target) < len(scheme) || !strings.EqualFold(target[:len(scheme)], scheme) || len(target) > maxTarget {
		return
	}
	target, _, _ = strings.Cut(target[len(scheme):], "?")
	if plain, err := url.PathUnescape(target); err == nil {
		target = strings.ToValidUTF8(plain, "")
	}
	for address := range strings.FieldsFuncSeq(target, func(r rune) bool { return r == ',' || r == ';' || r <= ' ' }) {
		key := strings.ToLower(address)
		if !strings.Contains(address, "@") || l.known[key] || len(l.added) >= maxLinks {
			continue
		}
		if l.known == nil {
			l.known = map[string]bool{}
		}
		l.known[key] = true
		l.added = append(l.added, address)
	}
}

const maxTarget = 4 << 10 // bytes

// Watch returns put, noting the addresses that the text shows.
func (l *Links) Watch(put func(extract.Text) error) func(extract.Text) error {
	return func(t extract.Text) error {
		l.Note(t.Body)
		return put(t)
	}
}

// Note notes the addresses that text shows.
func (l *Links) Note(text string) {
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '@')
		if i < 0 {
			return
		}
		from, to := at+i, at+i+1
		for from > at && inAddress[text[from-1]] {
			from--
		}
		for to < len(text) && inAddress[text[to]] {
			to++
		}
		if len(l.shown) < maxLinks && to-from < 320 {
			if l.shown == nil {
				l.shown, l.seed = map[uint64]struct{}{}, maphash.MakeSeed()
			}
			l.shown[l.hash(strings.Trim(text[from:to], "."))] = struct{}{}
		}
		at = to
	}
}

func (l *Links) hash(address string) uint64 {
	return maphash.String(l.seed, strings.ToLower(address))
}

// inAddress is which bytes may stand in an address without quotes (RFC 5322,
// 3.2.3).
var inAddress = func() (in [256]bool) {
	for _, c := range []byte("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.!#$%&'*+-/=?^_`{|}~") {
		in[c] = true
	}
	return in
}()

// Put puts out the addresses that the text did not show, one a line.
func (l *Links) Put(b *Builder) {
	b.Place("links", 0)
	for _, address := range l.added {
		if l.shown != nil {
			if _, ok := l.shown[l.hash(address)]; ok {
				continue
			}
		}
		b.WriteString(address)
		b.Line()
	}
	l.added = nil
}
