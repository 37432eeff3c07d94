package rar

import (
	"encoding/binary"
	"hash/crc32"
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

const text = "これは試験用の文です。\n"

// member is a file stored without compression.
type member struct {
	name, text string
}

// rar5 writes an archive by the RAR 5.0 technical note: headers of variable
// length integers, each with its CRC-32.
func rar5(members ...member) []byte {
	out := []byte("Rar!\x1A\x07\x01\x00")
	header := func(body, data []byte) {
		sized := append(binary.AppendUvarint(nil, uint64(len(body))), body...)
		out = binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE(sized))
		out = append(append(out, sized...), data...)
	}
	vints := func(vs ...uint64) (b []byte) {
		for _, v := range vs {
			b = binary.AppendUvarint(b, v)
		}
		return b
	}
	header(vints(1, 0, 0), nil) // main header
	for _, m := range members {
		b := vints(2, 2, uint64(len(m.text)), 4, uint64(len(m.text)), 0x20) // file, with data; CRC present
		b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE([]byte(m.text)))
		b = append(b, vints(0, 1, uint64(len(m.name)))...) // stored; made on Unix
		header(append(b, m.name...), []byte(m.text))
	}
	header(vints(5, 0, 0), nil) // end
	return out
}

// locked is an archive whose headers are encrypted.
func locked() []byte {
	out := []byte("Rar!\x1A\x07\x01\x00")
	body := append([]byte{4, 0, 0, 0, 15}, make([]byte, 16)...) // AES-256, no check value, 2^15 rounds, salt
	sized := append([]byte{byte(len(body))}, body...)
	out = binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE(sized))
	out = append(out, sized...)
	return append(out, make([]byte, 64)...)
}

func TestRAR(t *testing.T) {
	whole := rar5(member{name: "名簿/一覧.csv", text: text}, member{name: "b.txt", text: "二つ目\n"})
	wrong := append([]byte(nil), whole...)
	wrong[len(wrong)-9] ^= 1 // in the last member
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.rar", Data: whole, Want: []string{"名簿/一覧.csv\n", text, "b.txt\n", "二つ目"}},
		formattest.Sample{Name: "wrong.rar", Data: wrong, Want: []string{"名簿/一覧.csv\n", text}, Partial: extract.ErrDamaged},
		formattest.Sample{Name: "locked.rar", Data: locked(), Partial: extract.ErrEncrypted},
	)
}

func FuzzRead(f *testing.F) {
	f.Add(rar5(member{name: "a", text: text}))
	f.Add(locked())
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Expanded: 16 << 20, Members: 100}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.rar", data) })
}
