// Package inspect turns one item into one record. It is the only place where
// the text of a file exists: what leaves it is counts, places, masked samples
// and keyed digests.
package inspect

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"time"

	"tenken/detectors"
	"tenken/internal/extract"
	"tenken/internal/policy"
	"tenken/internal/record"
	"tenken/scanners"
)

// Reader turns a file into text: extract.Reader in this process, sandbox.Pool
// in others.
type Reader interface {
	Read(ctx context.Context, f extract.File, emit func(extract.Text) error) (media string, problems []extract.Problem, err error)
}

// Inspector holds what every inspection needs. It may be used concurrently.
type Inspector struct {
	Reader Reader
	Set    *detectors.Set
	Policy *policy.Policy
	Key    []byte // keys the digests; the same values under another key look different
	TmpDir string // for files that must be spooled; removed before Item returns
	Means  string // what else decides how far files can be read: programs, passwords; "" for none

	// Storage tells where the sources keep their files, by their names; what it
	// does not name is unknown.
	Storage map[string]record.Storage

	// Parsers bounds the files that are parsed at the same time, so that many
	// can wait for a network while few use the processors; nil: no bound.
	Parsers chan struct{}
}

// readers versions how text is extracted and counted; raise it when records of
// unchanged files would come out differently.
const readers = "3"

// Ruleset is the fingerprint of everything that decides a record. Records of
// another ruleset are out of date.
func (in *Inspector) Ruleset() string {
	return digest(fmt.Sprintf("%s\x00%s\x00%v", in.Reading(), in.Policy.Fingerprint(), in.Storage))
}

// Reading is the fingerprint of what decides which contents are found: all of
// the ruleset but policy and storage.
func (in *Inspector) Reading() string {
	return digest(readers + "\x00" + in.Set.Ruleset() + "\x00" + in.Means)
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}

// Item inspects one item. A file that cannot be read is an outcome and gives a
// record; an error means that a later try may differ: ctx is done, or the
// provider asks to wait (scanners.Busy).
func (in *Inspector) Item(ctx context.Context, sc scanners.Scanner, it scanners.Item) (record.File, error) {
	return in.Matches(ctx, sc, it, nil)
}

// Matches is Item that also tells each match to its caller, who then is
// responsible for the places and offsets.
func (in *Inspector) Matches(ctx context.Context, sc scanners.Scanner, it scanners.Item, each func(MatchAt)) (record.File, error) {
	f := record.File{Item: it, Ruleset: in.Ruleset(), Inspected: time.Now().UTC()}
	if r, skip := in.Policy.Skip(it); skip {
		f.Status, f.Reasons = record.Skipped, []record.Reason{r}
		in.Policy.Judge(&f)
		return f, nil
	}
	t := newTally(in.Set, in.Key, each)
	defer t.close()
	t.name(path.Base(it.Path))
	reasons, err := in.read(ctx, sc, &f, t)
	if err != nil {
		return record.File{}, err
	}
	if slices.ContainsFunc(reasons, func(r record.Reason) bool { return r.Code == record.Encrypted }) {
		f.Protection = record.Unprotected // not by a password that is known
	}
	f.Reasons = condense(reasons)
	f.Findings, f.Persons = t.findings()
	f.Status, f.Labels = status(f.Reasons, t.texts > 0), t.labels
	return f, in.judge(ctx, sc, &f)
}

// Again is Item for contents that were read before under the same Reading:
// known holds what was found. ok is false where they have to be read after all.
func (in *Inspector) Again(ctx context.Context, sc scanners.Scanner, it scanners.Item, known record.File) (f record.File, ok bool, err error) {
	if _, skip := in.Policy.Skip(it); skip || known.Status == record.Skipped {
		return f, false, nil
	}
	f = record.File{Item: it, Ruleset: in.Ruleset(), Inspected: time.Now().UTC(), Status: known.Status, Reasons: known.Reasons,
		Findings: known.Findings, Persons: known.Persons, Facts: record.Facts{Labels: known.Labels, Protection: known.Protection}}
	return f, true, in.judge(ctx, sc, &f)
}

// judge says what the findings of a record mean where the item is.
func (in *Inspector) judge(ctx context.Context, sc scanners.Scanner, f *record.File) error {
	if len(f.Findings) > 0 {
		f.Storage = in.Storage[f.Source]
		for _, ask := range []func(context.Context, scanners.Scanner, *record.File) error{in.expose, in.attribute, in.share} {
			if err := ask(ctx, sc, f); err != nil {
				return err
			}
		}
	}
	in.Policy.Judge(f)
	return nil
}

// read puts the text of the item into the tally. Its error is one that a later
// try may not meet; everything else is a reason.
func (in *Inspector) read(ctx context.Context, sc scanners.Scanner, f *record.File, t *tally) ([]record.Reason, error) {
	rc, err := sc.Open(ctx, f.Item)
	if err != nil {
		return outcome(ctx, err)
	}
	defer rc.Close()
	file := extract.File{Name: path.Base(f.Path), Size: f.Size}
	if ra, ok := rc.(io.ReaderAt); ok {
		file.ReaderAt = ra
	} else {
		ra, size, release, err := extract.Spool(rc, f.Size, extract.DefaultBudget.Memory, in.TmpDir)
		if err != nil {
			return outcome(ctx, err)
		}
		defer release()
		file.ReaderAt, file.Size = ra, size
	}
	media, problems, err := in.parse(ctx, file, t)
	if f.Media == "" {
		f.Media = media
	}
	if err != nil {
		return outcome(ctx, err)
	}
	var reasons []record.Reason
	for _, p := range problems {
		if errors.Is(p.Err, extract.ErrUnlocked) {
			if p.Place == "" { // members of a container are as open as it is
				f.Protection = record.WithPassword
			}
			continue
		}
		reasons = append(reasons, reasonOf(p.Place, p.Err))
	}
	if c, ok := sc.(scanners.Checker); ok {
		if err := c.Unchanged(ctx, f.Item); err != nil {
			more, err := outcome(ctx, err)
			return append(reasons, more...), err
		}
	}
	return reasons, nil
}

// parse reads the text of a file when its turn has come.
func (in *Inspector) parse(ctx context.Context, file extract.File, t *tally) (string, []extract.Problem, error) {
	if in.Parsers != nil {
		select {
		case in.Parsers <- struct{}{}:
			defer func() { <-in.Parsers }()
		case <-ctx.Done():
			return "", nil, ctx.Err()
		}
	}
	return in.Reader.Read(ctx, file, t.text)
}
