package gdrive

import (
	"container/list"
	"sync"
)

// mostSessions is how many users' tokens are kept. Roots are listed one after
// the other, and items read in the order of their listing, so that few are in
// use at the same time.
const mostSessions = 256

// sessions keeps those that were used last.
type sessions struct {
	open func(email string) (*session, error)

	mu    sync.Mutex
	of    map[string]*list.Element
	order list.List // of *session, used last in front
}

func (s *sessions) get(email string) (*session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e := s.of[email]; e != nil {
		s.order.MoveToFront(e)
		return e.Value.(*session), nil
	}
	n, err := s.open(email)
	if err != nil {
		return nil, err
	}
	if s.of == nil {
		s.of = map[string]*list.Element{}
	}
	s.of[email] = s.order.PushFront(n)
	if s.order.Len() > mostSessions {
		old := s.order.Remove(s.order.Back()).(*session)
		delete(s.of, old.email)
	}
	return n, nil
}
