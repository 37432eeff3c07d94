package gdrive

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"google.golang.org/api/drive/v3"
	"google.golang.org/api/googleapi"

	"tenken/scanners"
)

// Changes yields what changed in a root since a listing. Of a folder that was
// renamed, moved, shared or put into the trash, Drive tells nothing of what lies
// in it: then the root has to be listed whole, which costs a page for each
// thousand files, and reads none of them again.
func (s *Scanner) Changes(ctx context.Context, root, since string) iter.Seq2[scanners.Page, error] {
	return func(yield func(scanners.Page, error) bool) {
		at, err := parseFeed(since)
		if err != nil {
			yield(scanners.Page{}, err)
			return
		}
		if at.next.UnixMilli() == 0 {
			at.next = time.Now()
		}
		v, err := s.view(ctx, root)
		if err != nil {
			yield(scanners.Page{}, err)
			return
		}
		f := feed{v, at, newFolders(v)}
		for {
			page, err := f.page(ctx)
			if err != nil {
				yield(scanners.Page{}, fmt.Errorf("changes of %q: %w", root, err))
				return
			}
			if !yield(page, nil) || page.Next == "" {
				return
			}
		}
	}
}

// feed is a change feed that is being read.
type feed struct {
	*view
	at feedCursor
	in *folders
}

func (f *feed) page(ctx context.Context) (scanners.Page, error) {
	call := f.drive.Changes.List(f.at.token).PageSize(1000).Spaces("drive").IncludeRemoved(true).SupportsAllDrives(true).Context(ctx).
		Fields(googleapi.Field("nextPageToken,newStartPageToken,changes(changeType,removed,fileId,file(" + fileFields + "))"))
	if f.driveID != "" {
		call.DriveId(f.driveID).IncludeItemsFromAllDrives(true).IncludeCorpusRemovals(true)
	}
	out, err := call.Do()
	if err != nil {
		if err = outcome(err); errors.Is(err, errPageToken) {
			err = fmt.Errorf("%w: %w", scanners.ErrExpired, err)
		}
		return scanners.Page{}, err
	}
	var page scanners.Page
	for _, c := range out.Changes {
		if c.ChangeType == "file" {
			if err := f.tell(ctx, c, &page); err != nil {
				return scanners.Page{}, err
			}
		}
	}
	next := feedCursor{token: out.NextPageToken, begun: f.at.begun, next: f.at.next}
	if next.token != "" {
		page.Next = next.String()
	} else {
		page.Since = feedCursor{token: out.NewStartPageToken, begun: f.at.next}.String()
	}
	f.at = next
	return page, nil
}

// tell puts a change into the page.
func (f *feed) tell(ctx context.Context, c *drive.Change, page *scanners.Page) error {
	x := c.File
	here := x != nil && !c.Removed && !x.Trashed && f.holds(x)
	switch {
	case x != nil && x.MimeType == folderMedia:
		if f.holds(x) && !f.young(x) {
			return fmt.Errorf("%w: the folder %q changed", scanners.ErrExpired, x.Name)
		}
		if here {
			f.in.add(x.Id, x.Name, x.Parents)
		}
	case here:
		it, err := f.item(ctx, x, f.in)
		if err != nil {
			return err
		}
		page.Items = append(page.Items, it)
	default: // removed, in the trash, or given to somebody else
		page.Gone = append(page.Gone, c.FileId)
	}
	return nil
}

// holds reports whether a file belongs to the root.
func (f *feed) holds(x *drive.File) bool {
	if f.driveID != "" {
		return x.DriveId == f.driveID
	}
	return x.OwnedByMe
}

// mostSkew is how far this clock and Google's may be apart.
const mostSkew = 10 * time.Minute

// young reports whether a folder was made after the listing began.
func (f *feed) young(x *drive.File) bool {
	made, err := time.Parse(time.RFC3339Nano, x.CreatedTime)
	return err == nil && made.After(f.at.begun.Add(mostSkew))
}
