package scanners

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"
	"testing/iotest"
)

// object is an item in memory whose streams break after some bytes.
type object struct {
	data    []byte
	breakAt int // 0: never
	moved   int64
	calls   int
	err     error
}

func (o *object) OpenRange(_ context.Context, _ Item, off, n int64) (io.ReadCloser, error) {
	o.calls++
	if o.err != nil {
		return nil, o.err
	}
	part := o.data[off:min(off+n, int64(len(o.data)))]
	var r io.Reader = bytes.NewReader(part)
	if o.breakAt > 0 && len(part) > o.breakAt {
		r = io.MultiReader(bytes.NewReader(part[:o.breakAt]), iotest.ErrReader(errors.New("connection reset")))
	}
	return io.NopCloser(count{r, &o.moved}), nil
}

type count struct {
	io.Reader
	n *int64
}

func (c count) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	*c.n += int64(n)
	return n, err
}

func noise(n int) []byte {
	b := make([]byte, n)
	r := rand.New(rand.NewPCG(3, 4))
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

func TestRangedReadsEveryByteThoughStreamsBreak(t *testing.T) {
	for _, size := range []int{0, 1, firstWindow, firstWindow + 1, 20 << 20} {
		o := &object{data: noise(size), breakAt: 100_000}
		rc := Ranged(t.Context(), o, Item{Size: int64(size)})
		h := sha256.New()
		if _, err := io.Copy(h, rc); err != nil {
			t.Fatalf("%d bytes: %v", size, err)
		}
		if want := sha256.Sum256(o.data); !bytes.Equal(h.Sum(nil), want[:]) {
			t.Errorf("%d bytes: the contents differ", size)
		}
	}
}

func TestRangedIsAReaderAt(t *testing.T) {
	o := &object{data: noise(3 << 20)}
	f := Ranged(t.Context(), o, Item{Size: 3 << 20}).(io.ReaderAt)
	r := rand.New(rand.NewPCG(5, 6))
	for range 200 {
		off, n := r.IntN(3<<20), r.IntN(600_000)
		p := make([]byte, n)
		got, err := f.ReadAt(p, int64(off))
		want := o.data[off:min(off+n, len(o.data))]
		if !bytes.Equal(p[:got], want) || (got < n) != errors.Is(err, io.EOF) {
			t.Fatalf("%d bytes at %d: got %d, %v; want %d", n, off, got, err, len(want))
		}
	}
}

// A large archive with little text in it costs little more than the text.
func TestRangedArchiveCostsWhatIsRead(t *testing.T) {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for i := range 64 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("video%d.mp4", i), Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		w.Write(noise(1 << 20))
	}
	w, err := z.Create("読んでください.txt")
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(w, "装置の点検を行った。")
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	o := &object{data: buf.Bytes()}
	size := int64(buf.Len())
	zr, err := zip.NewReader(Ranged(t.Context(), o, Item{Size: size}).(io.ReaderAt), size)
	if err != nil {
		t.Fatal(err)
	}
	rc, err := zr.File[64].Open()
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(rc); err != nil || string(text) != "装置の点検を行った。" {
		t.Fatalf("got %q, %v", text, err)
	}
	if o.moved > size/20 {
		t.Errorf("moved %d of %d bytes", o.moved, size)
	}
}

func TestRangedGivesUp(t *testing.T) {
	for _, err := range []error{ErrChanged, ErrGone, ErrDenied, Busy{}} {
		o := &object{data: noise(10), err: err}
		if _, got := Ranged(t.Context(), o, Item{Size: 10}).Read(make([]byte, 4)); !errors.Is(got, err) || o.calls != 1 {
			t.Errorf("%v: got %v after %d calls", err, got, o.calls)
		}
	}
	o := &object{data: noise(10), err: errors.New("no route to host")}
	if _, err := Ranged(t.Context(), o, Item{Size: 10}).Read(make([]byte, 4)); err == nil || o.calls != brokenStreams {
		t.Errorf("got %v after %d calls; want it to give up after %d", err, o.calls, brokenStreams)
	}
}
