package onedrive

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"iter"
	"strconv"
	"strings"

	"tenken/scanners"
	"tenken/scanners/onedrive/graph"
)

// List yields the items of a drive by its change feed from the beginning, which
// alone is complete while others write. Of an item that comes twice, the last
// counts. A feed that the provider lets lapse in the middle begins anew.
func (s *Scanner) List(ctx context.Context, root, from string) iter.Seq2[scanners.Page, error] {
	return func(yield func(scanners.Page, error) bool) {
		var c cursor
		var err error
		if from != "" {
			if c, err = s.parse(from); err != nil {
				yield(scanners.Page{}, err)
				return
			}
			c.Partly = true
		}
		f, err := s.feed(ctx, root, c)
		if err != nil {
			yield(scanners.Page{}, err)
			return
		}
		for f.more() {
			page, err := f.page(ctx)
			if errors.Is(err, scanners.ErrExpired) && f.at.Link != "" && !f.anew {
				f.begin(cursor{})
				f.anew = true
				continue
			}
			if err != nil {
				yield(scanners.Page{}, fmt.Errorf("list %s: %w", f.tree.drive.label, err))
				return
			}
			if !yield(page, nil) {
				return
			}
		}
	}
}

// Changes yields what happened since. It ends with ErrExpired where the
// provider no longer knows, and where a folder was renamed, moved, shared or
// deleted: what lies below it is concerned, and the feed does not name it.
func (s *Scanner) Changes(ctx context.Context, root, since string) iter.Seq2[scanners.Page, error] {
	return func(yield func(scanners.Page, error) bool) {
		c, err := s.parse(since)
		if err == nil && c.Partly {
			err = fmt.Errorf("the listing before was interrupted: %w", scanners.ErrExpired)
		}
		if err != nil {
			yield(scanners.Page{}, err)
			return
		}
		f, err := s.feed(ctx, root, c)
		if err == nil {
			f.before, err = unpack(c.Folders)
		}
		if err != nil {
			yield(scanners.Page{}, err)
			return
		}
		for f.more() {
			page, err := f.page(ctx)
			if err != nil {
				yield(scanners.Page{}, fmt.Errorf("changes of %s: %w", f.tree.drive.label, s.stalled.judge(root, err)))
				return
			}
			s.stalled.moved(root)
			if !yield(page, nil) {
				return
			}
		}
	}
}

// parse reads a cursor. One of another cloud, or of none, has expired here.
func (s *Scanner) parse(text string) (cursor, error) {
	c, err := parse(text)
	if err == nil && !s.graph.Leads(c.Link) {
		err = fmt.Errorf("a cursor of another service: %w", scanners.ErrExpired)
	}
	return c, err
}

// feed is the change feed of a drive, page by page.
type feed struct {
	s     *Scanner
	tree  *tree
	at    cursor
	begun bool
	ended bool
	anew  bool // it lapsed once and was begun again

	before marks // of the listing before; nil: everything is listed
	marks  marks // of the folders seen

	items []graph.Item // of one page; their memory is used again
	place map[string]int
}

func (s *Scanner) feed(ctx context.Context, root string, c cursor) (*feed, error) {
	d, err := s.drive(ctx, root)
	if err != nil {
		return nil, err
	}
	f := &feed{s: s, tree: newTree(d), place: map[string]int{}}
	f.begin(c)
	return f, nil
}

func (f *feed) begin(c cursor) {
	f.at, f.begun, f.tree, f.marks = c, false, newTree(f.tree.drive), marks{}
}

func (f *feed) more() bool { return !f.ended }

// page reads one page. One without items is no end; only the last link is.
func (f *feed) page(ctx context.Context) (scanners.Page, error) {
	f.items = f.items[:0]
	clear(f.place)
	links, err := f.s.graph.Delta(ctx, f.tree.drive.ID, f.at.Link, func(it *graph.Item) error {
		if i, twice := f.place[it.ID]; twice {
			f.items[i] = *it
			return nil
		}
		f.place[it.ID] = len(f.items)
		f.items = append(f.items, *it)
		return nil
	})
	if err != nil {
		return scanners.Page{}, err
	}
	var out scanners.Page
	if err := f.folders(&out); err != nil {
		return out, err
	}
	out.Items = make([]scanners.Item, 0, len(f.items))
	for i := range f.items {
		it := &f.items[i]
		if it.Deleted != nil || isFolder(it) && it.Package == nil {
			continue
		}
		if err := f.s.climb(ctx, f.tree, it.Parent.ID); err != nil {
			return out, err
		}
		out.Items = append(out.Items, f.item(it))
	}
	switch {
	case links.Next != "":
		f.at = cursor{Link: links.Next, Partly: f.at.Partly}
		next := f.at
		if f.before != nil { // few pages: each can hold what the last one needs
			next.Folders = f.all().pack()
		}
		out.Next = next.String()
	case links.Delta != "":
		f.ended = true
		out.Since = cursor{Link: links.Delta, Folders: f.all().pack(), Partly: f.at.Partly}.String()
	default:
		return out, errors.New("the page leads nowhere")
	}
	return out, nil
}

// all are the marks of every folder that is known.
func (f *feed) all() marks {
	if f.before == nil {
		return f.marks
	}
	for id, state := range f.marks {
		f.before[id] = state
	}
	f.marks = marks{}
	return f.before
}

// folders enters the folders of the page and tells what is gone.
func (f *feed) folders(out *scanners.Page) error {
	for i := range f.items {
		it := &f.items[i]
		switch {
		case it.Deleted != nil && f.before.has(it.ID):
			return fmt.Errorf("a folder was deleted: %w", scanners.ErrExpired)
		case it.Deleted != nil:
			out.Gone = append(out.Gone, it.ID)
		case isFolder(it):
			f.tree.add(it)
			state := f.tree.of[it.ID].state()
			if f.before.of(it.ID, state) == other {
				return fmt.Errorf("a folder was renamed, moved or shared: %w", scanners.ErrExpired)
			}
			f.marks[hash(it.ID)] = hash(state)
		}
	}
	return nil
}

func (f *feed) item(in *graph.Item) scanners.Item {
	d := f.tree.drive
	above, sh := f.tree.at(in.Parent.ID)
	path := above + "/" + level(in.Name)
	sh = sh.within(in.ID, in.ETag, path, in.Shared)
	it := scanners.Item{
		Source: f.s.conf.Name, Root: d.ID, ID: in.ID,
		Version:  version(in),
		Revision: revision(in.ETag, sh, path),
		Path:     path,
		Link:     in.Link,
		Owner:    d.owner,
		Unit:     d.unit,
		Size:     in.Size,
		Modified: in.Modified.UTC(),
	}
	switch {
	case in.Malware != nil:
		it.Media = infected
	case in.Remote != nil:
		it.Media, it.Size = link, 0
	case in.Package != nil:
		it.Media = notebook
	case in.File != nil:
		it.Media = in.File.Media
		if h := in.File.Hashes.QuickXor; h != "" {
			it.Hash = "quickxor:" + h
		}
	}
	if d.personal && sh.id == "" { // of what is shared, the permissions tell more
		it.Exposure, it.ExposedBy = scanners.Private, ownerAlone
	}
	return it
}

// version changes with the contents alone.
func version(it *graph.Item) string {
	if it.CTag != "" {
		return it.CTag
	}
	return it.ETag
}

// revision changes with the item's own properties, with its place, and with
// the sharing that it inherits. It carries where that begins, so that whoever
// asks for the permissions later need not look for it.
func revision(tag string, sh share, path string) string {
	h := fnv.New64a()
	h.Write([]byte(path))
	return strings.Join([]string{tag, sh.id, sh.tag, strconv.Itoa(sh.depth), strconv.FormatUint(h.Sum64(), 36)}, "|")
}

// sharing is where the sharing of a listed item begins.
func sharing(it scanners.Item) share {
	parts := strings.Split(it.Revision, "|")
	if len(parts) != 5 {
		return share{}
	}
	depth, err := strconv.Atoi(parts[3])
	if err != nil {
		return share{}
	}
	return share{id: parts[1], tag: parts[2], depth: depth}
}
