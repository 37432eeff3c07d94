package zip

import (
	"archive/zip"
	"bytes"
	"compress/bzip2"
	"crypto/aes"
	"crypto/cipher"
	"crypto/pbkdf2"
	"crypto/sha1" //nolint:gosec // what the archives use
	"encoding/binary"
	"hash/crc32"
	"io"

	"github.com/klauspost/compress/flate"

	"tenken/internal/extract"
)

// methodAES is the method of members encrypted by AES; the true one stands in
// their extra field (APPNOTE.TXT, appendix E is PKWARE's own; this is WinZip's
// "AES encryption information", AE-1 and AE-2).
const (
	methodAES = 99
	extraAES  = 0x9901
)

// decrypted is what an encrypted member holds, by the first password that
// fits; the check bytes let one in 256 (ZipCrypto) or 65,536 (AES) wrong ones
// pass, which the checksum or the decompressor then finds out.
func decrypted(m *zip.File, passwords []string) io.Reader {
	for _, p := range passwords {
		raw, err := m.OpenRaw()
		if err != nil {
			break
		}
		r, method, ok := unlock(m, raw, p)
		if !ok {
			continue
		}
		var plain io.Reader
		switch method {
		case zip.Store:
			plain = r
		case zip.Deflate:
			plain = flate.NewReader(r)
		case methodBzip2:
			plain = bzip2.NewReader(r)
		default:
			return extract.Unreadable(extract.ErrUnsupported)
		}
		return packed{&checked{r: plain, want: m.CRC32, left: int64(m.UncompressedSize64)}, int64(m.CompressedSize64)} //nolint:gosec // sizes the reader bounds
	}
	return extract.Unreadable(extract.ErrEncrypted)
}

// unlock begins to decrypt a member; ok says that the password may be right.
func unlock(m *zip.File, raw io.Reader, password string) (r io.Reader, method uint16, ok bool) {
	if m.Method != methodAES {
		k := newKeys(password)
		head := make([]byte, 12)
		if _, err := io.ReadFull(raw, head); err != nil {
			return nil, 0, false
		}
		k.decrypt(head)
		// The last byte repeats one of the checksum, or of the time where the
		// checksum follows the member.
		return decrypter{raw, k.decrypt}, m.Method, head[11] == byte(m.CRC32>>24) || head[11] == byte(m.ModifiedTime>>8) //nolint:staticcheck // the raw field is what was encrypted
	}
	strength, method := aesExtra(m.Extra)
	if strength < 1 || strength > 3 {
		return nil, 0, false
	}
	size := 8 * (strength + 1) // of the key, in bytes
	head := make([]byte, size/2+2)
	if _, err := io.ReadFull(raw, head); err != nil {
		return nil, 0, false
	}
	key, err := pbkdf2.Key(sha1.New, password, head[:size/2], 1000, 2*size+2)
	if err != nil || !bytes.Equal(key[2*size:], head[size/2:]) {
		return nil, 0, false
	}
	block, err := aes.NewCipher(key[:size])
	if err != nil {
		return nil, 0, false
	}
	body := int64(m.CompressedSize64) - int64(len(head)) - 10 //nolint:gosec // the last bytes authenticate
	return decrypter{io.LimitReader(raw, body), (&counter{block: block}).decrypt}, method, true
}

// aesExtra is the strength and the true method of a member.
func aesExtra(extra []byte) (strength int, method uint16) {
	for len(extra) >= 4 {
		id, n := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		if n > len(extra)-4 {
			break
		}
		if id == extraAES && n >= 7 {
			return int(extra[8]), binary.LittleEndian.Uint16(extra[9:])
		}
		extra = extra[4+n:]
	}
	return 0, 0
}

type decrypter struct {
	r       io.Reader
	decrypt func([]byte)
}

func (d decrypter) Read(p []byte) (int, error) {
	n, err := d.r.Read(p)
	d.decrypt(p[:n])
	return n, err
}

// keys are the state of the traditional encryption (APPNOTE.TXT 6.1).
type keys [3]uint32

func newKeys(password string) *keys {
	k := &keys{0x12345678, 0x23456789, 0x34567890}
	for i := range len(password) {
		k.update(password[i])
	}
	return k
}

func (k *keys) update(b byte) {
	k[0] = crc32.IEEETable[byte(k[0])^b] ^ k[0]>>8
	k[1] = (k[1]+k[0]&0xFF)*134775813 + 1
	k[2] = crc32.IEEETable[byte(k[2])^byte(k[1]>>24)] ^ k[2]>>8
}

func (k *keys) stream() byte {
	t := k[2] | 2
	return byte((t * (t ^ 1) & 0xFFFF) >> 8)
}

func (k *keys) decrypt(b []byte) {
	for i := range b {
		b[i] ^= k.stream()
		k.update(b[i])
	}
}

// counter is AES in counter mode with a counter that grows from its first byte.
type counter struct {
	block cipher.Block
	n     uint64
	pad   [aes.BlockSize]byte
	used  int
}

func (c *counter) decrypt(b []byte) {
	for i := range b {
		if c.used%aes.BlockSize == 0 {
			c.n++
			var in [aes.BlockSize]byte
			binary.LittleEndian.PutUint64(in[:], c.n)
			c.block.Encrypt(c.pad[:], in[:])
			c.used = 0
		}
		b[i] ^= c.pad[c.used]
		c.used++
	}
}

// checked notices a wrong password at the end of the member: AE-2 has no
// checksum, and none to check.
type checked struct {
	r    io.Reader
	sum  uint32
	want uint32
	left int64
}

func (c *checked) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.sum = crc32.Update(c.sum, crc32.IEEETable, p[:n])
	c.left -= int64(n)
	if err == io.EOF && (c.left != 0 || c.want != 0 && c.sum != c.want) { //nolint:errorlint // readers return it plainly
		err = extract.ErrEncrypted
	}
	return n, err
}
