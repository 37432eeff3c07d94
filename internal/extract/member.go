package extract

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// member reads one file inside container f. What is wrong with it alone is a
// problem at its place; an error stops the container too.
func (rd *reading) member(f File, depth int, name string, size int64, r io.Reader) error {
	if rd.stopped() {
		return rd.halt
	}
	name = clean(name)
	m := File{Name: path.Base(name), Path: memberPath(f, name)}
	if rd.left.Members--; rd.left.Members < 0 {
		return rd.spent(f, "members")
	}
	if depth >= rd.budget.Depth {
		rd.problem(m, "", fmt.Errorf("nesting: %w", ErrLimit))
		return nil
	}
	allowed := rd.allowance(f, r)
	head, rest := rd.peek(r)
	if rd.silent(m, head) {
		rd.left.Expanded -= int64(len(head))
		rd.problem(m, "", ErrUnsupported)
		return nil
	}
	r = io.MultiReader(bytes.NewReader(head), rest)
	sp, err := spool(io.LimitReader(r, allowed+1), size, rd.budget.Memory, rd.tmpdir)
	defer sp.Close() //nolint:staticcheck // what was read before an error is held, too
	rd.left.Expanded -= sp.Size()
	if rd.stopped() {
		return rd.halt
	}
	switch {
	case errors.Is(err, errTemp):
		rd.halt = err
		return err
	case err != nil:
		rd.problem(m, "", rd.memberCause(f, err))
	case sp.Size() > allowed:
		rd.problem(m, "", fmt.Errorf("expanded size: %w", ErrLimit))
	}
	m.Size, m.ReaderAt = sp.Size(), sp
	if sp.Size() > 0 {
		rd.file(m, depth+1)
	}
	if !rd.stopped() && rd.left.Expanded < 0 {
		rd.halt = errSpent // noted at the member
	}
	if rd.stopped() {
		return rd.halt
	}
	return nil
}

// silentHead is how much of a member is unpacked to see whether it is worth it.
const silentHead = 512

// peek reads the beginning of a member. The rest ends with the error that
// reading the beginning met.
func (rd *reading) peek(r io.Reader) (head []byte, rest io.Reader) {
	head = make([]byte, 0, silentHead)
	for len(head) < silentHead {
		n, err := r.Read(head[len(head):silentHead])
		head = head[:len(head)+n]
		if err != nil {
			return head, Unreadable(err)
		}
	}
	return head, r
}

// silent reports whether a member that begins with head would be claimed by a
// format that reads nothing of it.
func (rd *reading) silent(m File, head []byte) bool {
	if len(head) < silentHead || !slices.ContainsFunc(rd.formats, func(f Format) bool {
		s, ok := f.(Silent)
		return ok && s.Silent(head)
	}) {
		return false
	}
	m.ReaderAt, m.Size = bytes.NewReader(head), int64(len(head))
	s, ok := rd.claim(m, head).(Silent)
	return ok && s.Silent(head)
}

// memberCause is why a member could not be unpacked.
func (rd *reading) memberCause(f File, err error) error {
	src, _ := f.ReaderAt.(*source)
	if src == nil {
		src = &source{}
	}
	return rd.cause(src, err)
}

// ratioFrom is the size up to which a member may be packed as well as it likes.
const ratioFrom = 100 << 20

// allowance is how many bytes a member may have. A member that knows its
// packed size says so with a method Packed; it cannot be more than the
// container has.
func (rd *reading) allowance(container File, r io.Reader) int64 {
	packed := container.Size
	if p, ok := r.(interface{ Packed() int64 }); ok {
		packed = min(packed, max(p.Packed(), 0))
	}
	return min(rd.left.Expanded, max(ratioFrom, packed*rd.budget.Ratio))
}

// Unreadable is the contents of a member that cannot be unpacked: every read
// fails with err, so that the member is named with its reason.
func Unreadable(err error) io.Reader { return unreadable{err} }

type unreadable struct{ err error }

func (u unreadable) Read([]byte) (int, error) { return 0, u.err }

// memberPath names a member of f for people.
func memberPath(f File, name string) string {
	if f.Path == "" {
		return clean(f.Name) + "!/" + name
	}
	return f.Path + "!/" + name
}

// maxName bounds a member's name, in bytes; a name is for people to find it.
const maxName = 1 << 10

// clean makes a name valid UTF-8, relative and of bearable length.
func clean(name string) string {
	name = strings.ToValidUTF8(name, "\uFFFD")
	name = strings.TrimLeft(name, "/")
	if len(name) > maxName {
		cut := maxName
		for !utf8.RuneStart(name[cut]) {
			cut--
		}
		name = name[:cut] + "…"
	}
	if name == "" {
		return "?"
	}
	return name
}
