package ledger

import (
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
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset)
	for _, s := range [...]string{e.Version, e.Path, e.Link, e.Owner, e.Media, e.ExposedBy, e.Department, ruleset} {
		for i := range len(s) {
			h = (h ^ uint64(s[i])) * prime
		}
		h *= prime // a zero byte ends the string
	}
	for _, n := range [...]uint64{uint64(e.Size), uint64(e.modified()), uint64(e.Exposure)} {
		for range 8 {
			h = (h ^ n&0xff) * prime
			n >>= 8
		}
	}
	return int64(h | 1)
}
