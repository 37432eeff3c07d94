package cms

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/pem"
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

// tlv is an element of definite length.
func tlv(tag byte, parts ...string) string {
	body := ""
	for _, p := range parts {
		body += p
	}
	n := len(body)
	switch {
	case n < 0x80:
		return string([]byte{tag, byte(n)}) + body
	case n < 0x100:
		return string([]byte{tag, 0x81, byte(n)}) + body
	}
	return string([]byte{tag, 0x82, byte(n >> 8), byte(n)}) + body
}

// open is an element whose end is marked.
func open(tag byte, parts ...string) string {
	body := string([]byte{tag, 0x80})
	for _, p := range parts {
		body += p
	}
	return body + "\x00\x00"
}

const mime = "Content-Type: text/plain; charset=utf-8\r\n\r\n会議の出席者は次のとおり。\r\n"

func message1(kind, content string) []byte {
	return []byte(tlv(0x30, tlv(6, kind), tlv(0xA0, tlv(0x30, tlv(2, "\x01"), tlv(0x31), tlv(0x30, tlv(6, pkcs7+"\x01"), tlv(0xA0, tlv(4, content))), tlv(0x31)))))
}

func TestCMS(t *testing.T) {
	der := message1(signed, mime)
	ber := []byte(open(0x30, tlv(6, signed), open(0xA0, open(0x30, tlv(2, "\x01"), tlv(0x31),
		open(0x30, tlv(6, pkcs7+"\x01"), open(0xA0, open(0x24, tlv(4, mime[:30]), tlv(4, mime[30:50]), tlv(4, mime[50:])))), tlv(0x31)))))
	var z bytes.Buffer
	zw := zlib.NewWriter(&z)
	zw.Write([]byte(mime)) //nolint:errcheck // a buffer
	zw.Close()
	want := []string{"会議の出席者は次のとおり。", "MIME-Version: 1.0\r\nContent-Type"}
	formattest.Run(t, Format{},
		formattest.Sample{Name: "smime.p7m", Data: der, Want: want},
		formattest.Sample{Name: "ber.p7m", Data: ber, Want: want},
		formattest.Sample{Name: "base64.p7m", Data: []byte(base64.StdEncoding.EncodeToString(der)), Want: want},
		formattest.Sample{Name: "pem.p7m", Data: pem.EncodeToMemory(&pem.Block{Type: "PKCS7", Bytes: der}), Want: want},
		formattest.Sample{Name: "compressed.p7m", Data: message1(compressed, z.String()), Want: want},
		formattest.Sample{Name: "enveloped.p7m", Data: message1(enveloped, mime), Partial: extract.ErrEncrypted},
		formattest.Sample{Name: "mail.p7s", Data: []byte(tlv(0x30, tlv(6, signed), tlv(0xA0, tlv(0x30, tlv(2, "\x01"), tlv(0x31), tlv(0x30, tlv(6, pkcs7+"\x01")), tlv(0xA0, tlv(0x30, tlv(2, "a certificate"))), tlv(0x31)))))},
		formattest.Sample{Name: "detached.p7s", Data: []byte(tlv(0x30, tlv(6, signed), tlv(0xA0, tlv(0x30, tlv(2, "\x01"), tlv(0x31), tlv(0x30, tlv(6, pkcs7+"\x01")), tlv(0x31)))))},
	)
}

func FuzzRead(f *testing.F) {
	f.Add(message1(signed, mime))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20, Members: 50}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.p7m", data) })
}
