package gdrive

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"tenken/scanners"
)

// folder is one level of a path; the top of a drive has no name.
type folder struct{ name, parent string }

// folders are those of a root, by ID. Drive's listing has IDs of parents only.
type folders struct {
	v  *view
	of map[string]folder
}

func newFolders(v *view) *folders {
	f := &folders{v: v, of: map[string]folder{}}
	if v.driveID != "" {
		f.of[v.driveID] = folder{}
	}
	return f
}

func (f *folders) add(id, name string, parents []string) {
	parent := ""
	if len(parents) > 0 {
		parent = parents[0] // old items may have several; one path is enough
	}
	f.of[id] = folder{name, parent}
}

// mostDepth ends what would be an endless path.
const mostDepth = 200

// path is the path of an item below its root, whose folders are asked for where
// they are not known: those of other users, or of a change. What lies in no
// folder that may be seen, lies at the top.
func (f *folders) path(ctx context.Context, name string, parents []string) (string, error) {
	levels := []string{segment(name)}
	id := ""
	if len(parents) > 0 {
		id = parents[0]
	}
	for range mostDepth {
		if id == "" {
			break
		}
		at, known := f.of[id]
		if !known {
			var err error
			if at, err = f.ask(ctx, id); err != nil {
				return "", err
			}
			f.of[id] = at
		}
		if at.name != "" {
			levels = append(levels, segment(at.name))
		}
		id = at.parent
	}
	levels = append(levels, f.v.name)
	for i, j := 0, len(levels)-1; i < j; i, j = i+1, j-1 {
		levels[i], levels[j] = levels[j], levels[i]
	}
	return strings.Join(levels, "/"), nil
}

// ask looks a folder up. One that may not be seen is as good as none. A folder
// in no other is the top of somebody's drive, unless it is somebody else's and
// shared.
func (f *folders) ask(ctx context.Context, id string) (folder, error) {
	out, err := f.v.drive.Files.Get(id).SupportsAllDrives(true).Fields("name,parents,ownedByMe").Context(ctx).Do()
	if err != nil {
		if err = outcome(err); errors.Is(err, scanners.ErrGone) || errors.Is(err, scanners.ErrDenied) {
			return folder{}, nil
		}
		return folder{}, fmt.Errorf("folder %q of %q: %w", id, f.v.root, err)
	}
	switch {
	case len(out.Parents) > 0:
		return folder{out.Name, out.Parents[0]}, nil
	case out.OwnedByMe && f.v.driveID == "":
		return folder{}, nil
	}
	return folder{out.Name, ""}, nil
}

// segment makes a level of a path of a name, which may hold anything.
func segment(name string) string {
	name = strings.ReplaceAll(strings.ToValidUTF8(name, "\uFFFD"), "/", "／")
	if name == "" || name == "." || name == ".." {
		return "_" + name
	}
	return name
}
