package pdf

import (
	"os"
	"path/filepath"
)

// Cache is the folder in which PDFium's machine code is kept: the user's own.
// Who has none, such as a service without a home, gets one among the temporary
// files. It is empty where that is somebody else's, who could have put code
// there: then nothing is kept, and PDFium is compiled at each start.
func Cache() string {
	if dir, err := os.UserCacheDir(); err == nil {
		return filepath.Join(dir, "tenken", "wasm")
	}
	dir := filepath.Join(os.TempDir(), "tenken-cache")
	if err := os.MkdirAll(dir, 0o700); err != nil || !own(dir) {
		return ""
	}
	return filepath.Join(dir, "wasm")
}
