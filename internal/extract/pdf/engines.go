package pdf

import (
	"fmt"
	"sync"

	"github.com/klippa-app/go-pdfium"

	"tenken/internal/extract"
)

const (
	// mostServed is how many documents one PDFium reads. Making one costs as much
	// as reading a short document; what a document leaves behind goes with it.
	mostServed = 16
	// mostIdle are kept for the next documents.
	mostIdle = 2
)

// engine is a PDFium in its sandbox. It reads one document at a time.
type engine struct {
	pdfium.Pdfium
	served int
}

var (
	idleLock sync.Mutex
	idle     []*engine
)

// borrow gives an idle engine, or a new one.
func borrow() (*engine, error) {
	if e := waiting(); e != nil {
		return e, nil
	}
	pool, err := start()
	if err != nil {
		return nil, fmt.Errorf("%w: PDFium does not start: %w", extract.ErrUnsupported, err)
	}
	if e := waiting(); e != nil { // that of the start
		return e, nil
	}
	p, err := pool.GetInstance(instanceWait)
	if err != nil {
		return nil, fmt.Errorf("%w: PDFium does not start: %w", extract.ErrUnsupported, err)
	}
	return &engine{Pdfium: p}, nil
}

// waiting takes an idle engine; nil where there is none.
func waiting() *engine {
	idleLock.Lock()
	defer idleLock.Unlock()
	n := len(idle)
	if n == 0 {
		return nil
	}
	e := idle[n-1]
	idle = idle[:n-1]
	return e
}

// wait keeps the engine for the next document; false where enough are kept.
func (e *engine) wait() bool {
	idleLock.Lock()
	defer idleLock.Unlock()
	if len(idle) >= mostIdle {
		return false
	}
	idle = append(idle, e)
	return true
}

// giveBack keeps an engine for another document. One whose document was not
// sound in every way is not used again.
func (e *engine) giveBack(sound bool) {
	if e.served++; !sound || e.served >= mostServed || !e.wait() {
		e.Close() //nolint:errcheck // nothing of it is left
	}
}
