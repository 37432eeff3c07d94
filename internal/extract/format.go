package extract

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"
)

func itoa(n int) string { return strconv.Itoa(n) }

// File is the bytes of one file or member of a container.
type File struct {
	Name string // base name, for people and as a weak hint; never trusted for the type
	Path string // member path so far; "" for the file itself
	Size int64
	io.ReaderAt
	Passwords []string // an institution's own, to be tried where the file is encrypted

	tmpdir string
}

// Reader reads the file from its beginning.
func (f File) Reader() *io.SectionReader { return io.NewSectionReader(f.ReaderAt, 0, f.Size) }

// Out is where a format puts what it finds. An error returned by any of its
// functions must be returned by Read at once: the caller wants to stop.
type Out struct {
	// Text takes one piece. Body, Marks and Table are read before Text returns
	// and may be reused afterwards. Path is filled in by the caller.
	Text func(Text) error
	// Member takes one file inside a container or an attachment. size is -1
	// when unknown. name is decoded for people ("b/c.csv"). The caller reads r
	// before Member returns. Where unpacking fails, r says so: what came before
	// is read, and the error noted at the member (see Unreadable).
	Member func(name string, size int64, r io.Reader) error
	// Picture takes a picture whose text is to be recognised, as a file of any
	// usual kind. It is nil where nobody recognises: say ErrImageOnly then.
	// What is wrong with it alone is noted at the place.
	Picture func(place string, picture *io.SectionReader) error
	// Asides says that pieces with other forms are wanted, too (see Text.Aside).
	Asides bool
	// Problem notes that a part named by place ("page 4", "") could
	// not be read, while the rest goes on.
	Problem func(place string, err error)
}

// Unlocked notes that a strong cipher protects the whole file, which one of its
// Passwords opened.
func (o Out) Unlocked() {
	if o.Problem != nil {
		o.Problem("", ErrUnlocked)
	}
}

// Format reads one family of files.
type Format interface {
	// Info describes the format for the documentation and `tenken list formats`.
	Info() Info
	// Claims reports whether the file is of this format, by its content. head
	// is the first 64 KiB at most; f allows a look further inside. name is a
	// hint for families without a signature (CSV) and never the only evidence.
	Claims(f File, head []byte) bool
	// Read puts out all text. It may return an error wrapping ErrEncrypted,
	// ErrDamaged or ErrLimit after having put out what could be read.
	Read(ctx context.Context, f File, out Out) error
}

// Silent is a format that tells by a file's first bytes that nothing of it would
// be read (sound, films, programs). Such a member is not unpacked any further.
type Silent interface {
	Silent(head []byte) bool
}

// Info describes a format.
type Info struct {
	ID         string   `json:"id"`         // "xlsx"
	Label      string   `json:"label"`      // Japanese, for people: "Excel ブック"
	Extensions []string `json:"extensions"` // usual ones, without dot
	Media      string   `json:"media"`      // MIME type written on records
	Reads      string   `json:"reads"`      // what is read of it, in English
	Tested     string   `json:"tested"`     // on what the tests try it, besides cut, mutated, nested and misnamed files
}

// Why a file, or a part of it, was not read. Formats wrap them.
var (
	ErrEncrypted   = errors.New("encrypted")
	ErrDamaged     = errors.New("damaged")
	ErrUnsupported = errors.New("format not supported")
	ErrLimit       = errors.New("limit reached")
	ErrImageOnly   = errors.New("pictures only, no text")

	// ErrRights says that a server opens the file for named people only; no
	// password would help. It is ErrEncrypted too.
	ErrRights = fmt.Errorf("rights-managed: %w", ErrEncrypted)

	// ErrUnlocked is no failure: a cipher that counts as strong (AES) protects
	// all of the file, and a password of the institution's opened it.
	ErrUnlocked = errors.New("opened with a password")

	// ErrCrashed says that the format's reader panicked; it is ErrDamaged too.
	ErrCrashed = fmt.Errorf("reader crashed: %w", ErrDamaged)
)

// MissingTool says that a program of another package would have to be
// installed. It goes with the error that says what was not read.
type MissingTool struct{ Package string } // of Debian

func (e *MissingTool) Error() string { return "needs the Debian package " + e.Package }

// Problem is a part that was not read, and why.
type Problem struct {
	Place string
	Err   error // wraps one of the errors above, or says what else happened
}

// Budget bounds the work on one top-level file, members included. A zero field
// means its default.
type Budget struct {
	Input    int64         // bytes of the file itself; 0: any size
	Expanded int64         // bytes of all members after decompression
	Ratio    int64         // expanded ÷ compressed of one member, once it passed 100 MiB
	Depth    int           // containers inside containers
	Members  int           // members, all levels together
	Output   int64         // bytes of text
	Memory   int64         // bytes of a member kept in memory before it is spooled to an unlinked temporary file
	Pictures int           // whose text is recognised
	Time     time.Duration // from first to last byte, what is done with the text included
}

// DefaultBudget is used where the configuration says nothing.
var DefaultBudget = Budget{
	Expanded: 4 << 30,
	Ratio:    200,
	Depth:    8,
	Members:  20000,
	Output:   4 << 30,
	Memory:   16 << 20,
	Pictures: 200,
	Time:     30 * time.Minute,
}
