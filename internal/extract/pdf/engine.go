package pdf

import (
	"embed"
	"io"
	"io/fs"
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
	if Warm() == nil {
		if pool, e, err := startShell(warmed()); err == nil {
			e.wait()
			return pool, nil
		}
	}
	if pool, err := startIn(Cache(), nil); err == nil {
		return pool, nil // or else the cache is empty and may not be written
	}
	return startIn("", nil)
})

// startIn makes the sandbox of a module, PDFium's own where that is nil, with a
// folder for its machine code.
func startIn(cache string, module []byte) (pdfium.Pool, error) {
	files, err := fs.Sub(root, "root")
	if err != nil {
		return nil, err
	}
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(maxPages)
	if cache != "" {
		c, err := wazero.NewCompilationCacheWithDir(cache)
		if err != nil {
			return nil, err
		}
		config = config.WithCompilationCache(c)
	}
	return webassembly.Init(webassembly.Config{
		MaxTotal:      -1, // as many as there are readers
		WASM:          module,
		FSConfig:      wazero.NewFSConfig().WithFSMount(files, "/"),
		RuntimeConfig: config,
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
}
