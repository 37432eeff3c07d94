// Package rights knows files under rights management (IRM, RMS, Azure
// Information Protection): a server opens them for named people, so no password
// would help.
package rights

import (
	"bytes"
	"context"
	"strings"

	"tenken/internal/extract"
	"tenken/internal/extract/cfb"
)

// Format reports files under rights management.
type Format struct{}

// Info describes the format.
func (Format) Info() extract.Info {
	return extract.Info{
		ID: "rights", Label: "権利管理されたファイル", Extensions: []string{"rpmsg", "pfile", "ppdf", "ptxt"},
		Media:  "application/x-rights-managed",
		Reads:  "nothing: Office documents, messages and other files under rights management are told apart from those with a password",
		Tested: "documents of both generations, messages and wrapped files, by hand; fuzz",
	}
}

// signatures begin protected messages ([MS-OXORMMS] 2.1.4) and wrapped files.
var signatures = []string{"\x76\xE8\x04\x60\xC4\x11\xE3\x86", ".pfile"}

// Claims looks for the signatures, and for the streams that protect a document
// ([MS-OFFCRYPTO] 2.2).
func (Format) Claims(f extract.File, head []byte) bool {
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s)) {
			return true
		}
	}
	c := cfb.Sniff(f, head)
	if c == nil {
		return false
	}
	for _, s := range c.Streams {
		if s.Path == "\x09DRMContent" || strings.Contains(s.Path, "/DRMEncryptedTransform/") || strings.Contains(s.Path, "\x09DRMTransform/") {
			return true
		}
	}
	return false
}

// Read says why nothing is read.
func (Format) Read(context.Context, extract.File, extract.Out) error { return extract.ErrRights }
