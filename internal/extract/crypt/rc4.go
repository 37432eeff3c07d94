// Package crypt opens what is encrypted with a password that is known:
// the RC4 of old Office documents ([MS-OFFCRYPTO] 2.3.5 and 2.3.6).
package crypt

import (
	"bytes"
	"crypto/md5"  //nolint:gosec // what the documents use
	"crypto/rc4"  //nolint:gosec // as above
	"crypto/sha1" //nolint:gosec // as above
	"encoding/binary"
	"io"
	"unicode/utf16"

	"tenken/internal/extract"
)

// Default is the password of workbooks that Excel encrypts without asking for
// one, and opens so ([MS-XLS] 2.4.191).
const Default = "VelvetSweatshop"

// Unlock tries the passwords of f, and Default, until open does not say that
// the password is wrong (ErrEncrypted).
func Unlock(f extract.File, open func(password string) error) error {
	err := open(Default)
	for _, p := range f.Passwords {
		if err == nil || !wrong(err) {
			return err
		}
		err = open(p)
	}
	return err
}

func wrong(err error) bool { return err == extract.ErrEncrypted } //nolint:errorlint // said plainly, or not at all

// RC4 is the key of a document. Its streams are encrypted in blocks, each with
// a key of its own.
type RC4 struct {
	key func(block uint32) []byte
}

// NewRC4 makes the key of an encryption header, if the password is right.
func NewRC4(header []byte, password string) (*RC4, error) {
	if len(header) < 4 {
		return nil, extract.ErrDamaged
	}
	switch major, minor := u16(header), u16(header[2:]); {
	case major == 1 && minor == 1:
		return standard(header[4:], password)
	case major >= 2 && major <= 4 && minor == 2:
		return cryptoAPI(header[4:], password)
	}
	return nil, extract.ErrEncrypted
}

// standard is Office 97's: 40 bits.
func standard(h []byte, password string) (*RC4, error) {
	if len(h) < 48 {
		return nil, extract.ErrDamaged
	}
	first := md5.Sum(wide(password)) //nolint:gosec // see the import
	mixed := md5.New()               //nolint:gosec // see the import
	for range 16 {
		mixed.Write(first[:5])
		mixed.Write(h[:16]) // salt
	}
	base := mixed.Sum(nil)[:5]
	k := &RC4{key: func(block uint32) []byte {
		sum := md5.Sum(binary.LittleEndian.AppendUint32(bytes.Clone(base), block)) //nolint:gosec // see the import
		return sum[:]
	}}
	plain := k.verifier(h[16:48])
	sum := md5.Sum(plain[:16]) //nolint:gosec // see the import
	if !bytes.Equal(sum[:], plain[16:]) {
		return nil, extract.ErrEncrypted
	}
	return k, nil
}

// cryptoAPI is Office 2002's: 40 to 128 bits.
func cryptoAPI(h []byte, password string) (*RC4, error) {
	if len(h) < 8 {
		return nil, extract.ErrDamaged
	}
	size := int(binary.LittleEndian.Uint32(h[4:]))
	if size < 32 || len(h) < 8+size+60 {
		return nil, extract.ErrDamaged
	}
	bits := int(binary.LittleEndian.Uint32(h[8+16:]))
	if bits == 0 {
		bits = 40
	}
	if bits < 40 || bits > 128 || bits%8 != 0 {
		return nil, extract.ErrDamaged
	}
	v := h[8+size:]
	base := sha1.Sum(append(bytes.Clone(v[4:20]), wide(password)...)) //nolint:gosec // see the import
	k := &RC4{key: func(block uint32) []byte {
		sum := sha1.Sum(binary.LittleEndian.AppendUint32(bytes.Clone(base[:]), block)) //nolint:gosec // see the import
		key := sum[:bits/8]
		if bits == 40 {
			key = append(bytes.Clone(key), make([]byte, 11)...)
		}
		return key
	}}
	plain := k.verifier(append(bytes.Clone(v[20:36]), v[40:60]...))
	sum := sha1.Sum(plain[:16]) //nolint:gosec // see the import
	if !bytes.Equal(sum[:], plain[16:36]) {
		return nil, extract.ErrEncrypted
	}
	return k, nil
}

func (k *RC4) verifier(b []byte) []byte {
	out := make([]byte, len(b))
	k.cipher(0).XORKeyStream(out, b)
	return out
}

func (k *RC4) cipher(block uint32) *rc4.Cipher {
	c, err := rc4.NewCipher(k.key(block)) //nolint:gosec // see the import
	if err != nil {
		panic(err) // keys have 5 to 16 bytes
	}
	return c
}

// Decrypt decrypts b, which stands at an offset of a stream of blocks of a
// size, in place.
func (k *RC4) Decrypt(b []byte, at int64, block int64) {
	for len(b) > 0 {
		c := k.cipher(uint32(at / block)) //nolint:gosec // streams are below 4 GiB
		skip := at % block
		n := min(block-skip, int64(len(b)))
		c.XORKeyStream(make([]byte, skip), make([]byte, skip))
		c.XORKeyStream(b[:n], b[:n])
		b, at = b[n:], at+n
	}
}

// Stream is a stream that is decrypted while it is read. Its first clear bytes
// are not encrypted.
func (k *RC4) Stream(r io.ReaderAt, clear, block int64) io.ReaderAt {
	return &stream{k, r, clear, block}
}

type stream struct {
	key          *RC4
	r            io.ReaderAt
	clear, block int64
}

func (s *stream) ReadAt(p []byte, off int64) (int, error) {
	n, err := s.r.ReadAt(p, off)
	from := min(max(s.clear-off, 0), int64(n))
	s.key.Decrypt(p[from:n], off+from, s.block)
	return n, err
}

func u16(b []byte) int { return int(binary.LittleEndian.Uint16(b)) }

// wide is UTF-16, as passwords are hashed.
func wide(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}
