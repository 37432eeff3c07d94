package write

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
)

// Member is one file of an archive.
type Member struct {
	Name string
	Data []byte
}

// Zip writes an archive. enc is the encoding of the names: old Windows tools
// write cp932 and do not say so. With a password the members are encrypted by
// the traditional method (PKWARE APPNOTE 6.3.10, §6.1), which is weak and is
// what offices use.
func Zip(enc, password string, members ...Member) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range members {
		name, err := Text(m.Name, enc)
		if err != nil {
			return nil, err
		}
		h := &zip.FileHeader{Name: string(name), NonUTF8: enc != "utf-8", Method: zip.Deflate, Modified: made}
		if password == "" {
			w, err := z.CreateHeader(h)
			if err != nil {
				return nil, err
			}
			if _, err := w.Write(m.Data); err != nil {
				return nil, err
			}
			continue
		}
		h.Method, h.Flags = zip.Store, 1
		h.CRC32 = crc32.ChecksumIEEE(m.Data)
		data := encrypt(password, h.CRC32, m.Data)
		h.UncompressedSize64, h.CompressedSize64 = uint64(len(m.Data)), uint64(len(data))
		w, err := z.CreateRaw(h)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(data); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// encrypt is the traditional PKWARE encryption with a constant random header.
func encrypt(password string, crc uint32, data []byte) []byte {
	k := zipKeys{0x12345678, 0x23456789, 0x34567890}
	for _, c := range []byte(password) {
		k.update(c)
	}
	header := append(bytes.Repeat([]byte{0x5a}, 11), byte(crc>>24))
	out := make([]byte, 0, len(data)+len(header))
	for _, c := range append(header, data...) {
		t := uint16(k[2]) | 2
		out = append(out, c^byte((t*(t^1))>>8))
		k.update(c)
	}
	return out
}

type zipKeys [3]uint32

func (k *zipKeys) update(c byte) {
	step := func(key uint32, c byte) uint32 { return crc32.IEEETable[byte(key)^c] ^ key>>8 }
	k[0] = step(k[0], c)
	k[1] = (k[1]+k[0]&0xff)*134775813 + 1
	k[2] = step(k[2], byte(k[1]>>24))
}
