package gdrive

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"google.golang.org/api/drive/v3"
	"google.golang.org/api/googleapi"

	"tenken/scanners"
)

// errIncomplete says that Drive searched only a part of what was asked.
var errIncomplete = errors.New("drive did not search everything (incompleteSearch)")

// List yields the files of a root in the order of their modification, so that a
// listing whose page token has died goes on where it was. Folders come first,
// because paths are made of them; their pages are empty.
func (s *Scanner) List(ctx context.Context, root, from string) iter.Seq2[scanners.Page, error] {
	return func(yield func(scanners.Page, error) bool) {
		l, err := s.listing(ctx, root, from)
		if err != nil {
			yield(scanners.Page{}, err)
			return
		}
		for more, err := range l.folders(ctx) {
			if err != nil {
				yield(scanners.Page{}, err)
				return
			}
			if more && !yield(scanners.Page{Next: l.at.String()}, nil) {
				return
			}
		}
		for {
			page, err := l.page(ctx)
			if err != nil {
				yield(page, fmt.Errorf("list %q: %w", root, err))
				return
			}
			if !yield(page, nil) || page.Next == "" {
				return
			}
		}
	}
}

// listing is one that is under way.
type listing struct {
	*view
	at cursor
	in *folders
}

func (s *Scanner) listing(ctx context.Context, root, from string) (*listing, error) {
	at, err := parseCursor(from)
	if err != nil {
		return nil, err
	}
	v, err := s.view(ctx, root)
	if err != nil {
		return nil, err
	}
	if from == "" {
		if at.Since, err = v.begin(ctx); err != nil {
			return nil, err
		}
	}
	return &listing{v, at, newFolders(v)}, nil
}

// begin takes the cursor of the change feed. It comes before the first page, so
// that nothing falls between the two. What people outside share has no feed.
func (v *view) begin(ctx context.Context) (string, error) {
	if v.outside {
		return "", nil
	}
	now := time.Now()
	call := v.drive.Changes.GetStartPageToken().SupportsAllDrives(true).Context(ctx)
	if v.driveID != "" {
		call.DriveId(v.driveID)
	}
	out, err := call.Do()
	if err != nil {
		return "", fmt.Errorf("changes of %q: %w", v.root, outcome(err))
	}
	return feedCursor{token: out.StartPageToken, begun: now}.String(), nil
}

// files is a query on the root.
func (v *view) files(q string) *drive.FilesListCall {
	call := v.drive.Files.List().Spaces("drive").PageSize(1000)
	switch {
	case v.driveID != "":
		call.Corpora("drive").DriveId(v.driveID).IncludeItemsFromAllDrives(true).SupportsAllDrives(true)
	case v.outside:
		call.Corpora("user")
		q += " and not 'me' in owners"
	default:
		call.Corpora("user")
		q += " and 'me' in owners"
	}
	return call.Q(q + " and trashed = false")
}

// folders reads the folders of the root; it yields once for each page, and
// whether something is to come.
func (l *listing) folders(ctx context.Context) iter.Seq2[bool, error] {
	return func(yield func(bool, error) bool) {
		call := l.files("mimeType = '" + folderMedia + "'").Context(ctx).Fields("nextPageToken,incompleteSearch,files(id,name,parents)")
		for {
			out, err := call.Do()
			if err == nil && out.IncompleteSearch {
				err = errIncomplete
			}
			if err != nil {
				yield(false, fmt.Errorf("folders of %q: %w", l.root, outcome(err)))
				return
			}
			for _, f := range out.Files {
				l.in.add(f.Id, f.Name, f.Parents)
			}
			if !yield(true, nil) || out.NextPageToken == "" {
				return
			}
			call.PageToken(out.NextPageToken)
		}
	}
}

// page lists the next page.
func (l *listing) page(ctx context.Context) (scanners.Page, error) {
	out, err := l.ask(ctx)
	if errors.Is(err, errPageToken) && l.at.Page != "" { // it has died: begin a new query where this one was
		l.at.Page, l.at.From = "", l.at.At
		out, err = l.ask(ctx)
	}
	if err != nil {
		return scanners.Page{}, err
	}
	page := scanners.Page{Items: make([]scanners.Item, 0, len(out.Files))}
	for _, f := range out.Files {
		if slices.Contains(l.at.Told, f.Id) || l.outside && !l.foreign(f) {
			continue
		}
		it, err := l.item(ctx, f, l.in)
		if err != nil {
			return scanners.Page{}, err
		}
		page.Items = append(page.Items, it)
		if !it.Modified.Equal(l.at.At) {
			l.at.At, l.at.Told = it.Modified, nil
		}
		if len(l.at.Told) < mostTold {
			l.at.Told = append(l.at.Told, it.ID)
		}
	}
	if l.at.Page = out.NextPageToken; l.at.Page != "" {
		page.Next = l.at.String()
		return page, nil
	}
	page.Since = l.at.Since
	return page, l.visible(ctx, len(page.Items) > 0 || !l.at.At.IsZero())
}

func (l *listing) ask(ctx context.Context) (*drive.FileList, error) {
	q := "mimeType != '" + folderMedia + "'"
	if !l.at.From.IsZero() {
		q += " and modifiedTime >= '" + l.at.From.Format(time.RFC3339Nano) + "'"
	}
	call := l.files(q).OrderBy("modifiedTime").Context(ctx).
		Fields(googleapi.Field("nextPageToken,incompleteSearch,files(" + fileFields + ")"))
	if l.at.Page != "" {
		call.PageToken(l.at.Page)
	}
	out, err := call.Do()
	if err != nil {
		return nil, outcome(err)
	}
	if out.IncompleteSearch {
		return nil, errIncomplete
	}
	return out, nil
}

// foreign reports whether a file belongs to somebody outside.
func (v *view) foreign(f *drive.File) bool {
	return f.DriveId == "" && !slices.ContainsFunc(f.Owners, func(u *drive.User) bool { return v.people.own(u.EmailAddress) })
}

// visible makes sure of a shared drive that shows nothing: it may be empty, or
// not be open to the member through whom it is read.
func (l *listing) visible(ctx context.Context, something bool) error {
	if something || l.driveID == "" {
		return nil
	}
	if _, err := l.drive.Drives.Get(l.driveID).Fields("id").Context(ctx).Do(); err != nil {
		return outcome(err)
	}
	return nil
}
