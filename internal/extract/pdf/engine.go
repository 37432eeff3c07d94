package pdf

import (
	"embed"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// root is all that PDFium sees of a file system: one Japanese font, without
// which it drops vertical text in fonts that are not embedded.
//
//go:embed root
var root embed.FS

// maxPages bounds the memory of one PDFium: 512 MiB, in pages of 64 KiB.
const maxPages = 8192

// start makes the sandbox in which PDFium runs. It is compiled to machine code
// at the first PDF, which takes seconds, unless the user's cache has it.
var start = sync.OnceValues(func() (pdfium.Pool, error) {
	files, err := fs.Sub(root, "root")
	if err != nil {
		return nil, err
	}
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(maxPages)
	start := func(config wazero.RuntimeConfig) (pdfium.Pool, error) {
		return webassembly.Init(webassembly.Config{
			MaxTotal:      -1, // as many as there are readers
			FSConfig:      wazero.NewFSConfig().WithFSMount(files, "/"),
			RuntimeConfig: config,
			Stdout:        io.Discard,
			Stderr:        io.Discard,
		})
	}
	if cache, err := wazero.NewCompilationCacheWithDir(Cache()); err == nil {
		if pool, err := start(config.WithCompilationCache(cache)); err == nil {
			return pool, nil // or else the cache is empty, and may not be written
		}
	}
	return start(config)
})

// Cache is the folder in which PDFium's machine code is kept.
func Cache() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	return filepath.Join(dir, "tenken", "wasm")
}

// Warm fills the cache, unless this build did so before. A process that may
// not write to the cache then starts in a tenth of a second.
func Warm() error {
	if Warmed() {
		return nil
	}
	if _, err := start(); err != nil {
		return err
	}
	return os.WriteFile(mark(), nil, 0o600)
}

// Warmed reports whether Warm has nothing to do.
func Warmed() bool {
	_, err := os.Stat(mark())
	return err == nil
}

// mark is the file that says so for the versions of PDFium and of its compiler
// in this build.
func mark() string {
	name := runtime.GOARCH
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == "github.com/klippa-app/go-pdfium" || m.Path == "github.com/tetratelabs/wazero" {
				name += "-" + m.Version
			}
		}
	}
	return filepath.Join(Cache(), name+".ready")
}
