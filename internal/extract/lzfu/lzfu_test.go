package lzfu

import "testing"

// TestUnpack undoes the example of [MS-OXRTFCP] 3.1.1 and one that repeats.
func TestUnpack(t *testing.T) {
	packed := []byte{
		0x2d, 0, 0, 0, 0x2b, 0, 0, 0, 0x4c, 0x5a, 0x46, 0x75, 0xf1, 0xc5, 0xc7, 0xa7, 0x03, 0x00, 0x0a, 0x00, 0x72, 0x63, 0x70, 0x67, 0x31, 0x32, 0x35, 0x42, 0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65,
		0x6c, 0x09, 0x00, 0x20, 0x62, 0x77, 0x05, 0xb0, 0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0,
	}
	got, err := Unpack(packed)
	if want := "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"; string(got) != want || err != nil {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
	if _, err := Unpack(packed[:30]); err == nil {
		t.Error("a cut body is no error")
	}
}

func FuzzUnpack(f *testing.F) {
	f.Add([]byte("\x2d\x00\x00\x00\x2b\x00\x00\x00LZFu\xf1\xc5\xc7\xa7\x03\x00\x0a\x00rcpg"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if out, _ := Unpack(b); len(out) > maxBody+dictionary {
			t.Errorf("%d bytes", len(out))
		}
	})
}
