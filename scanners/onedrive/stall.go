package onedrive

import (
	"errors"
	"fmt"
	"net/http"
	"sync"

	"tenken/scanners"
	"tenken/scanners/onedrive/graph"
)

// mostStalls is how often a change feed may run out of time before everything
// is listed instead: a backlog that is too large stays so.
const mostStalls = 3

// stalls count how often feeds ran out of time in a row, by root.
type stalls struct {
	mu sync.Mutex
	of map[string]int
}

// judge turns the last of too many time-outs into ErrExpired, and the refusal of
// a cursor that the provider no longer understands.
func (s *stalls) judge(root string, err error) error {
	var e *graph.Error
	switch {
	case !errors.As(err, &e):
		return err
	case e.Status == http.StatusBadRequest:
		return fmt.Errorf("%w: %w", scanners.ErrExpired, err)
	case e.Status != http.StatusGatewayTimeout:
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.of == nil {
		s.of = map[string]int{}
	}
	if s.of[root]++; s.of[root] < mostStalls {
		return err
	}
	delete(s.of, root)
	return fmt.Errorf("%w: the provider ran out of time %d times: %s", scanners.ErrExpired, mostStalls, e.Message)
}

func (s *stalls) moved(root string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.of, root)
}
