package zip_test

import (
	stdzip "archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/ulikunitz/xz/lzma"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
	"tenken/internal/extract/zip"
)

// bitWriter writes a stream of Deflate64 in a block of the fixed code.
type bitWriter struct {
	b    []byte
	n    uint
	open byte
}

func (w *bitWriter) bits(v, n int) {
	for ; n > 0; n-- {
		w.open |= byte(v&1) << w.n
		if w.n++; w.n == 8 {
			w.b, w.open, w.n = append(w.b, w.open), 0, 0
		}
		v >>= 1
	}
}

// code writes the bits of a Huffman code, the highest first.
func (w *bitWriter) code(v, n int) {
	for i := n - 1; i >= 0; i-- {
		w.bits(v>>i, 1)
	}
}

func (w *bitWriter) literals(text string) {
	for _, c := range []byte(text) {
		if c < 144 {
			w.code(0x30+int(c), 8)
		} else {
			w.code(0x190+int(c)-144, 9)
		}
	}
}

// stored writes a block that is not compressed.
func (w *bitWriter) stored(text string) {
	w.bits(0, 3)
	w.bits(0, int(8-w.n)%8)
	w.bits(len(text), 16)
	w.bits(len(text)^0xFFFF, 16)
	for _, c := range []byte(text) {
		w.bits(int(c), 8)
	}
}

// deflate64 is a stream that only Deflate64 can say: a copy of 60,000 bytes from
// 60,000 before, and what it stands for.
func deflate64() (packed, plain string) {
	const n = 60000
	rnd := rand.New(rand.NewPCG(1, 1))
	var b strings.Builder
	for b.Len() < n-len(text) {
		b.WriteByte(byte('a' + rnd.IntN(26)))
	}
	first := text + b.String()[:n-len(text)]
	w := &bitWriter{}
	w.stored(first)
	w.bits(1|1<<1, 3) // the last block, with the fixed code
	w.literals("前")
	w.code(0xC0+285-280, 8)
	w.bits(n-3, 16)
	w.code(31, 5)
	w.bits(n+len("前")-49153, 14) // where the last distances begin
	w.literals("おわり\n")
	w.code(0, 7)
	w.bits(0, 7)
	return string(w.b), first + "前" + first + "おわり\n"
}

func packedMember(method uint16, packed, plain string) member {
	return member{stdzip.FileHeader{
		Name: "a.txt", Method: method, CRC32: crc32.ChecksumIEEE([]byte(plain)),
		CompressedSize64: uint64(len(packed)), UncompressedSize64: uint64(len(plain)),
	}, packed}
}

func lzmaMember(t testing.TB, plain string) member {
	t.Helper()
	var b bytes.Buffer
	w, err := lzma.WriterConfig{EOSMarker: true, DictCap: 1 << 16}.NewWriter(&b)
	if err == nil {
		_, err = io.WriteString(w, plain)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	alone := b.String()
	return packedMember(14, "\x09\x14\x05\x00"+alone[:5]+alone[13:], plain)
}

// TestMethods reads what Windows and 7-Zip write besides Deflate.
func TestMethods(t *testing.T) {
	packed, plain := deflate64()
	rnd := rand.New(rand.NewPCG(2, 2))
	var words strings.Builder
	for range 20000 {
		words.WriteString([]string{"青葉", "若葉", "もみじ", "a", "bc\n"}[rnd.IntN(5)])
	}
	var b bytes.Buffer // of copies short enough to mean the same in both
	w, err := flate.NewWriter(&b, 9)
	if err == nil {
		_, err = io.WriteString(w, words.String())
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat(text, 4000)
	greedy := lzmaMember(t, text)
	greedy.data = greedy.data[:5] + "\xFF\xFF\xFF\xFF" + greedy.data[9:]
	formattest.Run(t, zip.Format{},
		formattest.Sample{Name: "deflate64", Data: archive(t, packedMember(9, packed, plain)), Want: []string{plain}},
		formattest.Sample{Name: "deflate64 dynamic", Data: archive(t, packedMember(9, b.String(), words.String())), Want: []string{words.String()}},
		formattest.Sample{Name: "lzma", Data: archive(t, lzmaMember(t, long)), Want: []string{long}},
		formattest.Sample{Name: "greedy", Data: archive(t, greedy, deflated("b", text)), Want: []string{text}, Partial: extract.ErrLimit},
		formattest.Sample{Name: "half", Data: archive(t, packedMember(9, packed[:len(packed)/2], plain)), Want: []string{text}, Partial: extract.ErrDamaged},
	)
}

func FuzzMethods(f *testing.F) {
	packed, plain := deflate64()
	f.Add([]byte(packed), uint16(9))
	f.Add([]byte(lzmaMember(f, plain[:1000]).data), uint16(14))
	r := reader(f, extract.Budget{Expanded: 4 << 20, Members: 10})
	f.Fuzz(func(t *testing.T, data []byte, method uint16) {
		if len(data) > 0 {
			formattest.Read(t, r, "x.zip", archive(t, packedMember(method, string(data), "x")))
		}
	})
}
