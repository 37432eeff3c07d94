// Package scanners is the contract between tenken and the places where files
// are kept. A connector lists objects and opens them. It never writes,
// retries, skips or judges: waiting belongs to the wrappers in this package,
// skipping and judging to internal/policy.
package scanners

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"
)

// Item is one listed object. It survives JSON, so a queue may carry it.
type Item struct {
	// Source names the configured connection ("folder", "onedrive"), Root the
	// folder, bucket or drive inside it, ID the provider's own identifier (not
	// the path). Together they are the key of the object across runs.
	Source string `json:"source"`
	Root   string `json:"root"`
	ID     string `json:"id"`

	// Version changes when the contents do: ETag, cTag, versionId, or size and
	// modification time where a store has nothing better.
	Version string `json:"version"`

	// Revision changes when anything about the item does, its sharing included
	// (eTag). The same Version under a new Revision is judged anew, not read
	// anew. Empty where the listing cannot tell.
	Revision string `json:"revision,omitempty"`

	// Hash is a content hash the listing gave for free, prefixed by its kind
	// ("sha256:…", "md5:…", "quickxor:…"); empty otherwise.
	Hash string `json:"hash,omitempty"`

	Path     string    `json:"path"`           // for people: valid UTF-8, "/" between levels, no root
	Link     string    `json:"link,omitempty"` // opens the object in a browser or file manager
	Owner    string    `json:"owner,omitempty"`
	Unit     string    `json:"unit,omitempty"`  // department by the source's own word, such as a tag; rules may say otherwise
	Media    string    `json:"media,omitempty"` // MIME type if the listing knows it
	Size     int64     `json:"size"`            // bytes
	Modified time.Time `json:"modified,omitzero"`

	// Exposure is what the listing already knows; Unknown otherwise.
	Exposure  Exposure `json:"exposure,omitempty"`
	ExposedBy string   `json:"exposed_by,omitempty"` // what makes it so, in English
}

// Page is one step of a listing, small enough to commit in one transaction.
type Page struct {
	Items   []Item
	Gone    []string  // IDs confirmed removed; change feeds only
	Refused []Refusal // folders that would not list: never silence
	Next    string    // cursor to resume after this page; "" after the last page

	// Since, on the last page, is where the next run's Changes goes on from;
	// empty where the source has no change feed.
	Since string
}

// Refusal is a part of a root that could not be listed.
type Refusal struct {
	ID   string // the folder's identifier, as an Item's ID would be
	Path string // for people
	Err  error  // wraps ErrDenied, ErrGone or the provider's error
}

// Scanner is one connected source. Its methods may be called concurrently.
type Scanner interface {
	// Roots names what can be listed independently: folders, buckets, drives.
	Roots(ctx context.Context) ([]string, error)

	// List yields the pages of root after cursor from ("" is the beginning).
	// The order is the same on every call. A non-nil error ends the sequence;
	// what was yielded before it stays valid and resumable.
	List(ctx context.Context, root, from string) iter.Seq2[Page, error]

	// Open returns the contents as listed. A reader that also implements
	// io.ReaderAt saves the caller a copy. Errors wrap ErrGone, ErrDenied,
	// ErrFrozen, ErrChanged or Busy where one of them is the cause.
	Open(ctx context.Context, it Item) (io.ReadCloser, error)
}

// Feed is a source that tells what has changed since an earlier listing. What
// Changes does not mention is as it was, and is not listed again.
type Feed interface {
	// Changes yields what happened in root after since, which is the Since of a
	// complete List or Changes, or the Next of one of its own pages. An item is
	// yielded as it is now; of several states the last counts. An error that
	// wraps ErrExpired says that root has to be listed whole.
	Changes(ctx context.Context, root, since string) iter.Seq2[Page, error]
}

// Exposer answers who can reach an item, and what makes it so ("bucket policy
// allows everybody"). It is asked only for items with findings, because it
// costs quota.
type Exposer interface {
	Exposure(ctx context.Context, it Item) (e Exposure, because string, err error)
}

// Attributor knows more of an item's owner and department than its listing. It
// is asked only for items with findings, because it costs quota; "" leaves
// what the listing said.
type Attributor interface {
	Owner(ctx context.Context, it Item) (owner, unit string, err error)
}

// Sharer names the accounts, by Account.ID, with which an item is shared one by
// one or through their groups, as far as the provider tells; the owner is not
// among them. It is asked only for items with findings, because it costs quota.
type Sharer interface {
	SharedWith(ctx context.Context, it Item) ([]string, error)
}

// Checker tells whether an item is still what was listed. The inspector asks
// after reading, so that a file that changed meanwhile is recorded as such.
type Checker interface {
	Unchanged(ctx context.Context, it Item) error // ErrChanged, ErrGone or nil
}

// Directory knows the accounts behind the owners.
type Directory interface {
	Accounts(ctx context.Context) iter.Seq2[Account, error]
}

// Account is one owner: who it is, where it belongs, how it signs in.
type Account struct {
	ID, Name, Department string
	MFA                  MFA
	MFASource            string    // where the MFA state was read
	AsOf                 time.Time // when it was read
}

// MFA is the multi-factor authentication state of an account.
type MFA string

// The states of MFA. Unknown is a value of its own: a report must say it.
const (
	MFAUnknown  MFA = "unknown"
	MFAEnforced MFA = "enforced"
	MFAEnrolled MFA = "enrolled"
	MFANone     MFA = "none"
)

// Outcomes of opening or listing that are facts about the object, not faults.
var (
	ErrGone    = errors.New("no longer there")
	ErrDenied  = errors.New("permission denied")
	ErrFrozen  = errors.New("archived: not readable without restoring it")
	ErrChanged = errors.New("changed since it was listed")
	ErrExpired = errors.New("the cursor is too old: list everything again")
	ErrKey     = fmt.Errorf("encrypted with a key that is not granted: %w", ErrDenied)
	ErrPayer   = fmt.Errorf("its readers pay for it, and that was not agreed to: %w", ErrDenied)
	ErrAbusive = fmt.Errorf("the provider holds it for malware or abuse: %w", ErrDenied)
	ErrNoCopy  = fmt.Errorf("its owner forbids copies of it: %w", ErrDenied)
	ErrOnline  = errors.New("it exists in the provider's own editor alone: there is no file to download")
)

// Media types of listed items that hold nothing to read.
const (
	Folder  = "inode/directory"
	Deleted = "inode/deleted" // a mark that an object was deleted; older versions are items of their own
)

// Busy says the provider asks to wait; the zero After leaves the wait to the caller.
type Busy struct{ After time.Duration }

func (b Busy) Error() string { return fmt.Sprintf("busy: try again after %s", b.After) }
