package onedrive

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"slices"

	"tenken/scanners"
)

// cursor is where a listing goes on.
type cursor struct {
	Link string `json:"link"` // next page, or the changes from a point in time on

	// Folders are the marks of all folders of the drive, which the next
	// Changes needs; see marks. A listing that was taken up in the middle has
	// not seen all, and says so.
	Folders string `json:"folders,omitempty"`
	Partly  bool   `json:"partly,omitempty"`
}

func (c cursor) String() string {
	b, err := json.Marshal(c)
	if err != nil { // strings and a bool
		panic(err)
	}
	return string(b)
}

// parse reads a cursor; ErrExpired where it is none.
func parse(text string) (cursor, error) {
	var c cursor
	if err := json.Unmarshal([]byte(text), &c); err != nil || c.Link == "" {
		return c, fmt.Errorf("not a cursor: %w", scanners.ErrExpired)
	}
	return c, nil
}

// marks tell of every folder whether it is still as it was: its ID and its
// state, hashed to four bytes each. A change feed mentions a folder whenever
// something below it changed, and does not mention what lies below one that was
// renamed, moved or shared; only who knows the state before can tell these
// apart.
type marks map[uint32]uint32

// mark tells what became of a folder.
type mark int

const (
	fresh mark = iota
	same
	other
)

func (m marks) of(id, state string) mark {
	was, known := m[hash(id)]
	switch {
	case !known:
		return fresh
	case was == hash(state):
		return same
	}
	return other
}

func (m marks) has(id string) bool { _, ok := m[hash(id)]; return ok }

func hash(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32()
}

// pack writes the marks in the order of their hashes.
func (m marks) pack() string {
	ids := make([]uint32, 0, len(m))
	for id := range m {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	b := make([]byte, 0, 8*len(ids))
	for _, id := range ids {
		b = append(b, byte(id>>24), byte(id>>16), byte(id>>8), byte(id))
		s := m[id]
		b = append(b, byte(s>>24), byte(s>>16), byte(s>>8), byte(s))
	}
	return base64.RawStdEncoding.EncodeToString(b)
}

func unpack(text string) (marks, error) {
	b, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil || len(b)%8 != 0 {
		return nil, fmt.Errorf("not a cursor: %w", scanners.ErrExpired)
	}
	m := make(marks, len(b)/8)
	for ; len(b) > 0; b = b[8:] {
		id := uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
		m[id] = uint32(b[4])<<24 | uint32(b[5])<<16 | uint32(b[6])<<8 | uint32(b[7])
	}
	return m, nil
}
