package rights

import (
	"bytes"
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/cfb"
	"tenken/internal/extract/formattest"
)

func document() []byte {
	return cfb.Build(cfb.Part{Path: "EncryptedPackage", Data: []byte("x")}, cfb.Part{Path: "\x06DataSpaces/TransformInfo/DRMEncryptedTransform/\x06Primary", Data: []byte("x")})
}

func TestRights(t *testing.T) {
	old := cfb.Build(cfb.Part{Path: "\x09DRMContent", Data: []byte("x")}, cfb.Part{Path: "WordDocument", Data: []byte("x")})
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.docx", Data: document(), Partial: extract.ErrRights},
		formattest.Sample{Name: "a.doc", Data: old, Partial: extract.ErrRights},
		formattest.Sample{Name: "message.rpmsg", Data: []byte("\x76\xE8\x04\x60\xC4\x11\xE3\x86\x00\x00"), Partial: extract.ErrRights},
		formattest.Sample{Name: "a.txt.pfile", Data: []byte(".pfile\x03\x00\x00\x00"), Partial: extract.ErrRights},
	)
	if b := cfb.Build(cfb.Part{Path: "EncryptedPackage", Data: []byte("x")}); (Format{}).Claims(extract.File{Size: int64(len(b)), ReaderAt: bytes.NewReader(b)}, b) {
		t.Error("claims a document with a password")
	}
}

func FuzzRead(f *testing.F) {
	f.Add(document())
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.doc", data) })
}
