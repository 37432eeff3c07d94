package zip_test

import (
	stdzip "archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
	"tenken/internal/extract/plain"
	"tenken/internal/extract/zip"
)

func encode(t testing.TB, e encoding.Encoding, s string) string {
	t.Helper()
	b, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

type member struct {
	header stdzip.FileHeader
	data   string
}

// archive writes a zip archive; members whose size the header gives already are
// written raw.
func archive(t testing.TB, members ...member) []byte {
	t.Helper()
	var b bytes.Buffer
	z := stdzip.NewWriter(&b)
	z.RegisterCompressor(93, func(w io.Writer) (io.WriteCloser, error) { return zstd.NewWriter(w) })
	for _, m := range members {
		create := z.CreateHeader
		if m.header.CompressedSize64 > 0 {
			create = z.CreateRaw
		}
		w, err := create(&m.header)
		if err == nil {
			_, err = io.WriteString(w, m.data)
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

func deflated(name, data string) member {
	return member{stdzip.FileHeader{Name: name, Method: stdzip.Deflate}, data}
}

func legacy(name, data string) member {
	return member{stdzip.FileHeader{Name: name, NonUTF8: true, Method: stdzip.Deflate}, data}
}

func raw(name string, flags uint16, method uint16, data string) member {
	return member{stdzip.FileHeader{
		Name: name, Flags: flags, Method: method, CRC32: crc32.ChecksumIEEE([]byte(data)),
		CompressedSize64: uint64(len(data)), UncompressedSize64: uint64(len(data)),
	}, data}
}

const text = "書庫の中の文書です。\n"

func TestFormat(t *testing.T) {
	formattest.Run(t, zip.Format{},
		formattest.Sample{Name: "utf-8", Data: archive(t, deflated("資料/一.txt", text), deflated("資料/二.txt", "二つ目\n")), Want: []string{"資料/一.txt\n資料/二.txt\n", text, "二つ目"}},
		formattest.Sample{Name: "nested", Data: archive(t, deflated("a.zip", string(archive(t, deflated("b.txt", text))))), Want: []string{"a.zip\n", "b.txt\n", text}},
		formattest.Sample{Name: "stored", Data: archive(t, member{stdzip.FileHeader{Name: "a"}, text}), Want: []string{text}},
		formattest.Sample{Name: "zstd", Data: archive(t, member{stdzip.FileHeader{Name: "a", Method: 93}, text}), Want: []string{text}},
		formattest.Sample{Name: "encrypted", Data: archive(t, raw("給与 青葉.xlsx", 1, 8, "unreadable"), deflated("b", text)), Want: []string{"給与 青葉.xlsx", text}, Partial: extract.ErrEncrypted},
		formattest.Sample{Name: "method", Data: archive(t, raw("a", 0, 97, "packed by other means"), deflated("b", text)), Want: []string{text}, Partial: extract.ErrUnsupported},
	)
}

// reader reads zip archives and text.
func reader(t testing.TB, b extract.Budget) *extract.Reader {
	return extract.NewReader([]extract.Format{zip.Format{}, plain.Format{}}, b, t.TempDir())
}

func TestNames(t *testing.T) {
	sjis, euc := japanese.ShiftJIS, japanese.EUCJP
	unicodePath := func(raw, name string) []byte {
		b := binary.LittleEndian.AppendUint16(nil, 0x7075)
		b = binary.LittleEndian.AppendUint16(b, uint16(5+len(name)))
		b = binary.LittleEndian.AppendUint32(append(b, 1), crc32.ChecksumIEEE([]byte(raw)))
		return append(b, name...)
	}
	tests := []struct {
		name    string
		members []member
		want    []string
	}{
		{"utf-8", []member{deflated("成績/一覧.txt", text)}, []string{"成績/一覧.txt"}},
		{"utf-8 without flag", []member{legacy("成績/一覧.txt", text)}, []string{"成績/一覧.txt"}},
		{"cp932", []member{legacy(encode(t, sjis, "表/ソ能.txt"), text)}, []string{"表/ソ能.txt"}},
		{"cp932 with backslashes", []member{legacy(encode(t, sjis, "表")+`\`+encode(t, sjis, "ソ能.txt"), text)}, []string{"表/ソ能.txt"}},
		{"euc-jp", []member{legacy(encode(t, euc, "会議/議事録.txt"), text), legacy(encode(t, euc, "峠.txt"), text)}, []string{"会議/議事録.txt", "峠.txt"}},
		{"unicode path", []member{{stdzip.FileHeader{Name: "????.txt", NonUTF8: true, Extra: unicodePath("????.txt", "名簿.txt")}, text}}, []string{"名簿.txt"}},
		{"unicode path of another name", []member{{stdzip.FileHeader{Name: "a.txt", NonUTF8: true, Extra: unicodePath("b.txt", "名簿.txt")}, text}}, []string{"a.txt"}},
		{"directories", []member{{stdzip.FileHeader{Name: "d/"}, ""}, deflated("d/a.txt", text), deflated("__MACOSX/d/._a.txt", "\x00\x05\x16\x07")}, []string{"d/a.txt"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res := formattest.Read(t, reader(t, extract.Budget{}), "x.zip", archive(t, tt.members...))
			if len(res.Problems) > 0 || len(res.Texts) != len(tt.want)+1 {
				t.Fatalf("%d pieces, problems %v", len(res.Texts), res.Problems)
			}
			if got, want := res.Texts[0].Body, strings.Join(tt.want, "\n")+"\n"; got != want || res.Texts[0].Place(0) != "names" {
				t.Errorf("names %q at %q, want %q", got, res.Texts[0].Place(0), want)
			}
			for i, name := range tt.want {
				if got := res.Texts[i+1].Path; got != "x.zip!/"+name {
					t.Errorf("path %q, want %q", got, "x.zip!/"+name)
				}
			}
		})
	}
}

func TestEncryptedMemberIsNamed(t *testing.T) {
	res := formattest.Read(t, reader(t, extract.Budget{}), "x.zip", archive(t, raw("a/給与.xlsx", 1, 8, "unreadable")))
	if len(res.Problems) != 1 || res.Problems[0].Place != "x.zip!/a/給与.xlsx" {
		t.Errorf("problems %v", res.Problems)
	}
}

// TestDamage breaks archives and expects what is left of them, and a problem.
func TestDamage(t *testing.T) {
	long := strings.Repeat(text, 1000)
	whole := archive(t, deflated("一.txt", text), deflated("二.txt", long))
	stored := archive(t, raw("一.txt", 0, 0, text), raw("二.txt", 0, 0, long))
	broken := bytes.Clone(stored)
	broken[bytes.Index(broken, []byte(text))] = 'x' // the checksum no longer fits
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"directory lost", whole[:bytes.Index(whole, []byte("PK\x01\x02"))], text + long},
		{"directory of known sizes lost", stored[:bytes.Index(stored, []byte("PK\x01\x02"))], text + long},
		{"cut in a member", stored[:len(stored)/2], text + text},
		{"checksum", broken, text[3:]},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res := formattest.Read(t, reader(t, extract.Budget{}), "x.zip", tt.data)
			var got strings.Builder
			for _, x := range res.Texts {
				if x.Place(0) != "names" {
					got.WriteString(x.Body)
				}
			}
			if !strings.Contains(got.String(), tt.want) {
				t.Errorf("text %.200q", got.String())
			}
			if len(res.Problems) == 0 {
				t.Error("no problem")
			}
			for _, p := range res.Problems {
				if !strings.Contains(p.Err.Error(), extract.ErrDamaged.Error()) {
					t.Errorf("problem %v", p)
				}
			}
		})
	}
}

// zeros is a member of n bytes that packs to nearly nothing.
func zeros(name string, n int) member { return deflated(name, strings.Repeat("0", n)) }

// overlapped is an archive whose directory names one member many times.
func overlapped(t *testing.T, times int) []byte {
	data := archive(t, zeros("a", 1<<20))
	i := bytes.Index(data, []byte("PK\x01\x02"))
	j := bytes.Index(data, []byte("PK\x05\x06"))
	entry := data[i:j]
	b := append(bytes.Clone(data[:i]), bytes.Repeat(entry, times)...)
	end := bytes.Clone(data[j:])
	binary.LittleEndian.PutUint16(end[8:], uint16(times))
	binary.LittleEndian.PutUint16(end[10:], uint16(times))
	binary.LittleEndian.PutUint32(end[12:], uint32(len(entry)*times))
	return append(b, end...)
}

// hugeDirectory is an archive of nothing but a directory of 20 MB.
func hugeDirectory() []byte {
	entry := make([]byte, 47)
	copy(entry, "PK\x01\x02")
	entry[28], entry[46] = 1, 'a'
	b := bytes.Repeat(entry, 20<<20/47)
	end := make([]byte, 22)
	copy(end, "PK\x05\x06")
	binary.LittleEndian.PutUint16(end[8:], uint16(len(b)/47))
	binary.LittleEndian.PutUint16(end[10:], uint16(len(b)/47))
	binary.LittleEndian.PutUint32(end[12:], uint32(len(b)))
	local := []byte(localOnly)
	binary.LittleEndian.PutUint32(end[16:], uint32(len(local)))
	return slices.Concat(local, b, end)
}

// TestHostile reads archives made to exhaust whoever opens them.
func TestHostile(t *testing.T) {
	deep := archive(t, deflated("a.txt", text))
	for range 50 {
		deep = archive(t, deflated("x.zip", string(deep)))
	}
	wide := []byte(text)
	for range 4 {
		var members []member
		for i := range 16 {
			members = append(members, deflated(fmt.Sprint(i, ".zip"), string(wide)))
		}
		wide = archive(t, members...)
	}
	lying := archive(t, raw("a", 0, 0, text))
	for i := range lying { // sizes in both headers
		if bytes.HasPrefix(lying[i:], []byte("PK\x01\x02")) {
			binary.LittleEndian.PutUint32(lying[i+20:], 0x7FFFFFFF)
			binary.LittleEndian.PutUint32(lying[i+24:], 0x7FFFFFFF)
		}
	}
	var many bytes.Buffer
	z := stdzip.NewWriter(&many)
	for i := range 30000 {
		if _, err := z.CreateHeader(&stdzip.FileHeader{Name: fmt.Sprint(i)}); err != nil {
			t.Fatal(err)
		}
	}
	z.Close()
	tests := []struct {
		name   string
		data   []byte
		budget extract.Budget
		want   error
	}{
		{"deep", deep, extract.Budget{}, extract.ErrLimit},
		{"wide", wide, extract.Budget{Members: 500}, extract.ErrLimit},
		{"bomb", archive(t, zeros("a", 150<<20)), extract.Budget{Ratio: 10, Output: 1 << 20}, extract.ErrLimit},
		{"expanded", archive(t, zeros("a", 5<<20), zeros("b", 5<<20)), extract.Budget{Expanded: 1 << 20}, extract.ErrLimit},
		{"overlapping", overlapped(t, 2000), extract.Budget{Expanded: 50 << 20}, extract.ErrDamaged},
		{"lying size", lying, extract.Budget{}, extract.ErrDamaged},
		{"members", many.Bytes(), extract.Budget{}, extract.ErrLimit},
		{"directory", hugeDirectory(), extract.Budget{}, extract.ErrLimit},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res := formattest.Read(t, reader(t, tt.budget), "x.zip", tt.data)
			found := false
			for _, p := range res.Problems {
				found = found || strings.Contains(p.Err.Error(), tt.want.Error())
			}
			if !found {
				t.Errorf("problems %v, want %v", res.Problems, tt.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(archive(f, deflated("資料/一.txt", text), raw("b", 1, 8, "x"), member{stdzip.FileHeader{Name: "c"}, text}))
	f.Add(archive(f, legacy(encode(f, japanese.ShiftJIS, "表.txt"), text)))
	f.Add([]byte(localOnly))
	f.Fuzz(func(t *testing.T, b []byte) {
		formattest.Read(t, reader(t, extract.Budget{Expanded: 16 << 20, Members: 100}), "x.zip", b)
	})
}

const localOnly = "PK\x03\x04\x14\x00\x08\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00a\x4b\x04\x00"

// TestPasswords opens archives that 7-Zip encrypted.
func TestPasswords(t *testing.T) {
	for _, name := range []string{"aes.zip", "traditional.zip"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		formattest.Unlocks(t, zip.Format{}, name, data, "secret", "a.csv", "青葉 一郎,090-1111-2222")
	}
}
