package lzh

import (
	"bytes"
	"encoding/binary"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

// packer writes packed bits.
type packer struct {
	out  bytes.Buffer
	bits uint64
	n    uint
}

func (p *packer) put(v uint64, n uint) {
	p.bits = p.bits<<n | v
	for p.n += n; p.n >= 8; p.n -= 8 {
		p.out.WriteByte(byte(p.bits >> (p.n - 8)))
	}
}

// pack codes data in one block for method lh5: literals, and runs of the byte
// before.
func pack(data []byte) []byte {
	var codes []int
	for i := 0; i < len(data); {
		run := 0
		for i > 0 && i+run < len(data) && data[i+run] == data[i-1] && run < 256 {
			run++
		}
		if run >= copyLeast {
			codes = append(codes, 256+run-copyLeast)
			i += run
			continue
		}
		codes = append(codes, int(data[i]))
		i++
	}
	p := &packer{}
	p.put(uint64(len(codes)), 16)
	// The code lengths 8 and 9 (symbols 10 and 11) have one bit each.
	p.put(12, lenBits)
	for i := range 12 {
		if i == 3 {
			p.put(0, 2)
		}
		if i >= 10 {
			p.put(1, 3)
		} else {
			p.put(0, 3)
		}
	}
	p.put(charCodes, charBits) // the first two codes have eight bits, the others nine
	for i := range charCodes {
		p.put(uint64(min(i/2, 1)), 1)
	}
	p.put(0, 4) // distances: always the byte before
	p.put(0, 4)
	for _, c := range codes {
		if c < 2 {
			p.put(uint64(c), 8)
		} else {
			p.put(uint64(c+2), 9)
		}
	}
	p.put(0, 7)
	return p.out.Bytes()
}

func sjis(s string) []byte {
	b, err := japanese.ShiftJIS.NewEncoder().Bytes([]byte(s))
	if err != nil {
		panic(err)
	}
	return b
}

// member writes a member with a header of level 0, 1 or 2.
func member(level byte, method, dir, name string, data, packed []byte) []byte {
	var b []byte
	le16 := func(n int) { b = binary.LittleEndian.AppendUint16(b, uint16(n)) }
	le32 := func(n int) { b = binary.LittleEndian.AppendUint32(b, uint32(n)) }
	raw, sum := sjis(name), int(crc16(0, data))
	ext := func(kind byte, body []byte) []byte { return append([]byte{kind}, body...) }
	var exts [][]byte
	if level > 0 && dir != "" {
		exts = append(exts, ext(extDirectory, append(bytes.ReplaceAll(sjis(dir), []byte("/"), []byte{0xFF}), 0xFF)))
	}
	if level == 2 {
		exts = append(exts, ext(extName, raw))
	}
	more := 0
	for _, e := range exts {
		more += len(e) + 2
	}
	size := len(packed)
	if level == 1 {
		size += more
	}
	b = append(b, 0, 0)
	b = append(b, method...)
	le32(size)
	le32(len(data))
	le32(0)
	b = append(b, 0x20, level)
	if level < 2 {
		b = append(b, byte(len(raw)))
		b = append(b, raw...)
	}
	le16(sum)
	if level > 0 {
		b = append(b, 'M')
		next := 0
		if len(exts) > 0 {
			next = len(exts[0]) + 2
		}
		le16(next)
	}
	if level < 2 {
		b[0] = byte(len(b) - 2)
		for _, c := range b[2:] {
			b[1] += c
		}
	}
	for i, e := range exts {
		b = append(b, e...)
		next := 0
		if i+1 < len(exts) {
			next = len(exts[i+1]) + 2
		}
		le16(next)
	}
	if level == 2 {
		binary.LittleEndian.PutUint16(b, uint16(len(b)))
	}
	return append(b, packed...)
}

func sample(level byte) []byte {
	text := sjis("氏名,電話\r\n点検 一,000\r\n" + strings.Repeat("=", 300) + "\r\n")
	var b []byte
	b = append(b, member(level, "-lh5-", "名簿/2001", "一覧表.csv", text, pack(text))...)
	b = append(b, member(level, "-lh0-", "", "読んで.txt", text[:11], text[:11])...)
	return append(b, 0)
}

func TestLZH(t *testing.T) {
	whole := sample(2)
	wrong := bytes.Clone(whole)
	wrong[len(wrong)-3] ^= 1 // of the stored member
	unknown := append(member(2, "-lh2-", "", "古い.txt", []byte("abc"), []byte("abc")), 0)
	want := []string{"名簿/2001/一覧表.csv\n", "読んで.txt\n"}
	formattest.Run(t, Format{},
		formattest.Sample{Name: "level0.lzh", Data: sample(0), Want: []string{"一覧表.csv\n", "読んで.txt\n"}},
		formattest.Sample{Name: "level1.lzh", Data: sample(1), Want: want},
		formattest.Sample{Name: "level2.lzh", Data: whole, Want: want},
		formattest.Sample{Name: "sum.lzh", Data: wrong, Want: want, Partial: extract.ErrDamaged},
		formattest.Sample{Name: "method.lzh", Data: unknown, Want: []string{"古い.txt"}, Partial: extract.ErrUnsupported},
	)
}

// TestMembers reads the bytes themselves.
func TestMembers(t *testing.T) {
	text := sjis("氏名,電話\r\n点検 一,000\r\n" + strings.Repeat("=", 300) + "\r\n")
	for level := range byte(3) {
		var got [][]byte
		data := sample(level)
		err := Format{}.Read(t.Context(), extract.File{Size: int64(len(data)), ReaderAt: bytes.NewReader(data)}, extract.Out{
			Text: func(extract.Text) error { return nil },
			Member: func(_ string, _ int64, r io.Reader) error {
				var b bytes.Buffer
				_, err := b.ReadFrom(r)
				got = append(got, b.Bytes())
				return err
			},
		})
		if err != nil || len(got) != 2 || !bytes.Equal(got[0], text) || !bytes.Equal(got[1], text[:11]) {
			t.Errorf("level %d: %v, %q", level, err, got)
		}
	}
}

// TestLhasa lets another program unpack what the tests pack, so that both are
// of the same format.
func TestLhasa(t *testing.T) {
	lha, err := exec.LookPath("lha")
	if err != nil {
		t.Skip("lha (package lhasa) is not installed")
	}
	path := filepath.Join(t.TempDir(), "a.lzh")
	for level := range byte(3) {
		if err := os.WriteFile(path, sample(level), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(lha, "t", path).CombinedOutput(); err != nil {
			t.Errorf("level %d: %v\n%s", level, err, out)
		}
	}
}

func FuzzRead(f *testing.F) {
	for level := range byte(3) {
		f.Add(sample(level))
	}
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Expanded: 16 << 20, Members: 100}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.lzh", data) })
}
