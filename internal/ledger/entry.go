package ledger

import (
	"path"
	"strconv"

	"tenken/scanners"
)

// Entry is what a page of a listing holds: an item with the department it
// belongs to, or a folder that would not list.
type Entry struct {
	scanners.Item
	Department string
	Refused    error // why the folder would not list; nil for items
}

// refusedMark sets the keys of folders that would not list apart from items'.
const refusedMark = "\x01refused:"

// normal completes the entry of a folder that would not list. Its version is
// the run's, so that every run records it anew.
func (e Entry) normal(li *Listing) Entry {
	if e.Refused == nil {
		return e
	}
	e.Source, e.Root, e.ID, e.Media, e.Version = li.Of.Source, li.Of.Root, refusedMark+e.ID, scanners.Folder, strconv.FormatInt(li.run, 10)
	if e.Path == "" {
		e.Path = li.Of.Root
	}
	return e
}

// modified is the time in the ledger: the zero time is 0.
func (e Entry) modified() int64 {
	if e.Modified.IsZero() {
		return 0
	}
	return e.Modified.UnixNano()
}

// fingerprint is equal for the same item under the same rules; never 0. It is
// FNV-1a with 64 bits: two states of one item collide with a chance of 2⁻⁶³.
func (e Entry) fingerprint(ruleset string) int64 {
	return newPrint().strings(e.Version, e.Revision, e.Path, e.Link, e.Owner, e.Media, e.ExposedBy, e.Department, ruleset).
		numbers(e.Size, e.modified(), int64(e.Exposure)).sum()
}

// contents is equal for items in which the same would be found under the same
// rules of reading; never 0. Bytes are known by their hash where the listing
// gave one, whosever they are. The name of a file counts: it tells things, too.
func contents(it scanners.Item, reading string) int64 {
	bytes := "version " + it.Version
	if it.Hash != "" {
		bytes = "hash " + it.Hash
	}
	return newPrint().strings(bytes, path.Base(it.Path), reading).numbers(it.Size).sum()
}

// fnv64 is FNV-1a.
type fnv64 uint64

const fnvPrime = 1099511628211

func newPrint() fnv64 { return 14695981039346656037 }

func (h fnv64) strings(all ...string) fnv64 {
	for _, s := range all {
		for i := range len(s) {
			h = (h ^ fnv64(s[i])) * fnvPrime
		}
		h *= fnvPrime // a zero byte ends the string
	}
	return h
}

func (h fnv64) numbers(all ...int64) fnv64 {
	for _, n := range all {
		for u := uint64(n); ; u >>= 8 {
			h = (h ^ fnv64(u&0xff)) * fnvPrime
			if u < 0x100 {
				break
			}
		}
		h *= fnvPrime
	}
	return h
}

func (h fnv64) sum() int64 { return int64(h | 1) }
