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
	idleLock.Lock()
	if n := len(idle); n > 0 {
		e := idle[n-1]
		idle = idle[:n-1]
		idleLock.Unlock()
		return e, nil
	}
	idleLock.Unlock()
	pool, err := start()
	if err != nil {
		return nil, fmt.Errorf("%w: PDFium does not start: %w", extract.ErrUnsupported, err)
	}
	p, err := pool.GetInstance(instanceWait)
	if err != nil {
		return nil, fmt.Errorf("%w: PDFium does not start: %w", extract.ErrUnsupported, err)
	}
	return &engine{Pdfium: p}, nil
}

// giveBack keeps an engine for another document. One whose document was not
// sound in every way is not used again.
func (e *engine) giveBack(sound bool) {
	if e.served++; sound && e.served < mostServed {
		idleLock.Lock()
		if len(idle) < mostIdle {
			idle = append(idle, e)
			idleLock.Unlock()
			return
		}
		idleLock.Unlock()
	}
	e.Close() //nolint:errcheck // nothing of it is left
}
