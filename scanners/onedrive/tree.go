package onedrive

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"tenken/scanners"
	"tenken/scanners/onedrive/graph"
)

// tree is what of a drive's folders a listing needs: where they lie, and where
// sharing begins. It grows while the listing goes on, and is gone with it.
type tree struct {
	drive drive
	of    map[string]*folder
	root  string // its ID, once it was seen
}

// folder is one of them.
type folder struct {
	name, parent, tag string
	shared            *graph.Shared

	known bool // path and share were derived
	path  string
	share share
}

// share is where the sharing of an item begins: the innermost item on the way
// to it that is shared on its own.
type share struct {
	id, tag string // of that item; empty: nothing on the way is shared
	depth   int    // levels of its path
}

func newTree(d drive) *tree { return &tree{drive: d, of: map[string]*folder{}} }

// isFolder reports whether an item has others below it.
func isFolder(it *graph.Item) bool { return it.Folder != nil || it.Root != nil || it.Package != nil }

// add enters a folder as it is now.
func (t *tree) add(it *graph.Item) {
	f := &folder{name: level(it.Name), parent: it.Parent.ID, tag: it.ETag, shared: it.Shared}
	if it.Root != nil {
		f.name, f.parent, t.root = "", "", it.ID
	}
	was := t.of[it.ID]
	if was != nil && (was.name != f.name || was.parent != f.parent || was.tag != f.tag) {
		for _, g := range t.of { // what was derived from it no longer holds
			g.known = false
		}
	}
	t.of[it.ID] = f
}

// climb has the folders above an item known, asking for those that the listing
// has not shown.
func (s *Scanner) climb(ctx context.Context, t *tree, id string) error {
	for range mostLevels {
		if id == "" || id == t.root {
			return nil
		}
		if f := t.of[id]; f != nil {
			if f.known {
				return nil
			}
			id = f.parent
			continue
		}
		it, err := s.graph.Item(ctx, t.drive.ID, id, "id", "name", "eTag", "parentReference", "folder", "package", "root", "shared")
		if errors.Is(err, scanners.ErrGone) || errors.Is(err, scanners.ErrDenied) {
			t.of[id] = &folder{name: "?"}
			return nil
		}
		if err != nil {
			return fmt.Errorf("ask for a folder: %w", err)
		}
		t.add(&it)
	}
	return nil
}

// mostLevels bounds the way up: SharePoint's addresses have at most 400
// characters.
const mostLevels = 400

// at is the path of a folder, and where its sharing begins.
func (t *tree) at(id string) (string, share) {
	f := t.of[id]
	if f == nil {
		return t.drive.label, share{}
	}
	if f.known {
		return f.path, f.share
	}
	f.known, f.path = true, t.drive.label // a circle would end here
	if f.parent != "" || f.name != "" {
		above, sh := t.at(f.parent)
		f.path, f.share = above+"/"+f.name, sh
	}
	f.share = f.share.within(id, f.tag, f.path, f.shared)
	return f.path, f.share
}

// within is where the sharing of an item begins that lies in s and says how it
// is shared itself. A facet without a scope says that its own sharing was taken
// away.
func (s share) within(id, tag, path string, own *graph.Shared) share {
	switch {
	case own == nil:
		return s
	case own.Scope == "":
		return share{}
	}
	return share{id: id, tag: tag, depth: strings.Count(path, "/") + 1}
}

// state is what of a folder decides about everything below it.
func (f *folder) state() string {
	scope := "-"
	if f.shared != nil {
		scope = f.shared.Scope + f.tag
	}
	return f.parent + "\n" + f.name + "\n" + scope
}
