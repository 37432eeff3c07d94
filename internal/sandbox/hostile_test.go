package sandbox

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"tenken/internal/extract"
	"tenken/internal/extract/all"
	"tenken/internal/extract/pdf"
)

func buildFormats(o Options) Reader {
	return extract.NewReader(all.Formats(), o.Budget, o.TmpDir)
}

// peak is the most memory that a process ever had, in bytes (proc(5), status).
func peak(pid int) int64 {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	var kib int64
	if _, after, ok := bytes.Cut(b, []byte("VmHWM:")); ok {
		fmt.Sscan(string(after), &kib) //nolint:errcheck // 0 then
	}
	return kib << 10
}

// repeated is n bytes of a pattern, which nobody has to keep.
func repeated(pattern string, n int) io.Reader {
	return io.LimitReader(&endless{block: bytes.Repeat([]byte(pattern), 64<<10/len(pattern))}, int64(n))
}

type endless struct {
	block []byte
	at    int
}

func (e *endless) Read(b []byte) (int, error) {
	n := copy(b, e.block[e.at:])
	e.at = (e.at + n) % len(e.block)
	return n, nil
}

type entry struct {
	name string
	r    io.Reader
}

func part(name, content string) entry { return entry{name, strings.NewReader(content)} }

func zipped(t *testing.T, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for _, e := range entries {
		w, err := z.Create(e.name)
		if err == nil {
			_, err = io.Copy(w, e.r)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const office = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.%s.main+xml"/></Types>`

func word(t *testing.T, body io.Reader) []byte {
	return zipped(t, part("[Content_Types].xml", fmt.Sprintf(office, "word/document.xml", "wordprocessingml.document")),
		part("_rels/.rels", `<Relationships><Relationship Id="r" Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>`),
		entry{"word/document.xml", body})
}

func excel(t *testing.T, sheet io.Reader, more ...entry) []byte {
	return zipped(t, append([]entry{
		part("[Content_Types].xml", fmt.Sprintf(office, "xl/workbook.xml", "spreadsheetml.sheet")),
		part("_rels/.rels", `<Relationships><Relationship Id="r" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
		part("xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`),
		part("xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>`),
		{"xl/worksheets/sheet1.xml", sheet},
	}, more...)...)
}

// overlapping names one member many times.
func overlapping(t *testing.T) []byte {
	whole := zipped(t, entry{"a.txt", repeated("0", 4<<20)})
	at := bytes.Index(whole, []byte("PK\x01\x02"))
	end := bytes.Index(whole, []byte("PK\x05\x06"))
	out := append([]byte(nil), whole[:at]...)
	const times = 5000
	for range times {
		out = append(out, whole[at:end]...)
	}
	tail := append([]byte(nil), whole[end:]...)
	binary.LittleEndian.PutUint16(tail[8:], times)
	binary.LittleEndian.PutUint16(tail[10:], times)
	binary.LittleEndian.PutUint32(tail[12:], uint32(times*(end-at)))
	return append(out, tail...)
}

// lying states sizes that are not those of its member.
func lying(t *testing.T, size uint32) []byte {
	b := zipped(t, entry{"a.txt", repeated("0", 120<<20)})
	at := bytes.Index(b, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(b[at+24:], size)
	return b
}

func nested(t *testing.T, depth, width int) []byte {
	b := []byte("底\n")
	for range depth {
		var entries []entry
		for i := range width {
			entries = append(entries, entry{fmt.Sprintf("%d.zip", i), bytes.NewReader(b)})
		}
		b = zipped(t, entries...)
	}
	return b
}

func gz(t *testing.T, r io.Reader) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.Copy(w, r); err != nil {
		t.Fatal(err)
	}
	w.Close()
	return b.Bytes()
}

// loops is a PDF whose pages are their own children, and whose form draws
// itself; bomb has a page of so many operators.
func loops(bomb int) []byte {
	var content bytes.Buffer
	w := zlib.NewWriter(&content)
	io.Copy(w, repeated("/F Do q ", bomb)) //nolint:errcheck // into memory
	w.Close()
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R/Outlines 2 0 R>>",
		"<</Type/Pages/Count 100000/Kids[3 0 R 2 0 R 3 0 R]/Parent 2 0 R>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources 6 0 R/Contents 4 0 R>>",
		fmt.Sprintf("<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream", content.Len(), content.String()),
		"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 6 0 R/Length 5>>\nstream\n/F Do\nendstream",
		"<</XObject<</F 5 0 R>>>>",
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	x := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, x)
	return b.Bytes()
}

// hugePicture says that it is 60,000 dots wide and high.
func hugePicture() []byte {
	header := append([]byte("IHDR"), 0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 0, 0, 0, 0)
	b := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), header...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(header))
}

// TestHostileFiles holds every hostile file to its reason, within its budget
// and less than 600 MB, and to harming none that comes after it.
func TestHostileFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("expands gigabytes")
	}
	laughs := "<!DOCTYPE l [<!ENTITY a0 \"ha\">"
	for i := range 30 {
		laughs += fmt.Sprintf("<!ENTITY a%d \"&a%d;&a%d;&a%d;\">", i+1, i, i, i)
	}
	const most = 600 << 20
	o := Options{TmpDir: t.TempDir(), Readable: []string{pdf.Cache()}, Budget: extract.Budget{Expanded: 1 << 30, Output: 128 << 20, Time: 20 * time.Second}}
	p := NewPool(func() *exec.Cmd { return exec.Command(os.Args[0], "formats") }, o, nil, slog.New(slog.DiscardHandler))
	t.Cleanup(p.Close)
	for _, c := range []struct {
		name string
		data []byte
		why  []error // one of these; none: it is read to its end
	}{
		{"overlapping.zip", overlapping(t), []error{extract.ErrDamaged}},
		{"small-lie.zip", lying(t, 1), []error{extract.ErrDamaged, extract.ErrLimit}},
		{"large-lie.zip", lying(t, 0xFFFFFFF0), []error{extract.ErrDamaged, extract.ErrLimit}},
		{"deep.zip", nested(t, 60, 1), []error{extract.ErrLimit}},
		{"wide.zip", nested(t, 5, 12), []error{extract.ErrLimit}},
		{"zeros.gz", gz(t, repeated("0", 200<<20)), []error{extract.ErrLimit}},
		{"attribute.docx", word(t, io.MultiReader(strings.NewReader(`<w:document><w:p a="`), repeated("x", 400<<20), strings.NewReader(`"><w:r><w:t>後</w:t></w:r></w:p></w:document>`))), nil},
		{"laughs.docx", word(t, strings.NewReader(laughs+"]><w:document><w:p><w:r><w:t>&a30;</w:t></w:r></w:p></w:document>")), nil},
		{"deep.docx", word(t, repeated("<w:p>", 5<<20)), nil},
		{"rows.xlsx", excel(t, io.MultiReader(strings.NewReader("<worksheet><sheetData>"), repeated("<row><c><v>1</v></c></row>", 3_000_000*26), strings.NewReader("</sheetData></worksheet>"))), nil},
		{"far.xlsx", excel(t, io.MultiReader(strings.NewReader("<worksheet><sheetData>"), repeated(`<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`, 200_000*53), strings.NewReader("</sheetData></worksheet>"))), nil},
		{"strings.xlsx", excel(t, io.MultiReader(strings.NewReader("<worksheet><sheetData>"), repeated(`<row><c t="s"><v>0</v></c></row>`, 20_000*32), strings.NewReader("</sheetData></worksheet>")),
			entry{"xl/sharedStrings.xml", io.MultiReader(strings.NewReader("<sst><si><t>"), repeated("x", 1<<20), strings.NewReader("</t></si></sst>"))}), []error{extract.ErrLimit}},
		{"loop.pdf", loops(80), []error{extract.ErrDamaged, extract.ErrLimit}},
		{"huge.png", hugePicture(), []error{extract.ErrLimit}},
		{"deep.json", bytes.Repeat([]byte("["), 2<<20), []error{nil, extract.ErrDamaged, extract.ErrLimit}},
		{"deep.html", bytes.Repeat([]byte("<div><table>"), 300_000), []error{nil, extract.ErrLimit}},
		{"deep.rtf", append([]byte(`{\rtf1 `), bytes.Repeat([]byte("{"), 3<<20)...), []error{nil, extract.ErrDamaged, extract.ErrLimit}},
	} {
		if len(p.idle) == 1 { // forget the peak of the files before (proc(5), clear_refs)
			os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", p.idle[0].cmd.Process.Pid), []byte("5"), 0o600) //nolint:errcheck // it is only higher then
		}
		began := time.Now()
		_, problems, err := p.Read(context.Background(), extract.File{Name: c.name, Size: int64(len(c.data)), ReaderAt: bytes.NewReader(c.data)}, func(extract.Text) error { return nil })
		took := time.Since(began)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		fits := slices.ContainsFunc(c.why, func(want error) bool {
			return want == nil && len(problems) == 0 || want != nil && slices.ContainsFunc(problems, func(q extract.Problem) bool { return errors.Is(q.Err, want) })
		})
		if !fits && (len(c.why) > 0 || len(problems) > 0) || slices.ContainsFunc(problems, func(q extract.Problem) bool { return errors.Is(q.Err, extract.ErrCrashed) }) {
			t.Errorf("%s: %v, want %v", c.name, problems, c.why)
		}
		if took > o.Budget.Time+2*grace {
			t.Errorf("%s took %s", c.name, took)
		}
		if len(p.idle) == 1 {
			if m := peak(p.idle[0].cmd.Process.Pid); m > most {
				t.Errorf("%s: its child had %d MB", c.name, m>>20)
			} else {
				t.Logf("%-16s %8d bytes %6d ms, peak %4d MB, %.80v", c.name, len(c.data), took.Milliseconds(), m>>20, problems)
			}
		}
	}
	good := "氏名\n青葉 一郎\n"
	if _, problems, err := p.Read(context.Background(), file(good), func(extract.Text) error { return nil }); err != nil || len(problems) > 0 {
		t.Errorf("a good file after all: %v %v", problems, err)
	}
	if m := peak(os.Getpid()); m > most {
		t.Logf("this process, with what it generated: %d MB", m>>20)
	}
}
