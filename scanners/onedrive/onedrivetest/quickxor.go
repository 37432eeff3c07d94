package onedrivetest

import (
	"encoding/base64"
	"encoding/binary"
)

// quickXor is the hash that OneDrive and SharePoint tell of every file: each
// byte is XORed into a ring of 160 bits, 11 bits further on each time, and the
// length into its last 64
// (https://learn.microsoft.com/onedrive/developer/code-snippets/quickxorhash).
func quickXor(content string) string {
	const width, shift = 160, 11
	var ring [width / 8]byte
	for i := range len(content) {
		at := i * shift % width
		b := uint16(content[i]) << (at % 8)
		ring[at/8] ^= byte(b)
		ring[(at/8+1)%len(ring)] ^= byte(b >> 8)
	}
	var n [8]byte
	binary.LittleEndian.PutUint64(n[:], uint64(len(content)))
	for i, b := range n {
		ring[len(ring)-8+i] ^= b
	}
	return base64.StdEncoding.EncodeToString(ring[:])
}
