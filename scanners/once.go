package scanners

import "sync"

// Once remembers an answer for each key; an error is not an answer. Callers
// that ask the same at the same time wait for one of them. The zero Once is
// ready.
type Once[T any] struct {
	mu sync.Mutex
	of map[string]*answer[T]
}

type answer[T any] struct {
	mu    sync.Mutex
	known bool
	value T
}

// Get returns the answer under a key, and asks where there is none yet.
func (o *Once[T]) Get(key string, ask func() (T, error)) (T, error) {
	o.mu.Lock()
	if o.of == nil {
		o.of = map[string]*answer[T]{}
	}
	a := o.of[key]
	if a == nil {
		a = &answer[T]{}
		o.of[key] = a
	}
	o.mu.Unlock()
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.known {
		return a.value, nil
	}
	v, err := ask()
	if err == nil {
		a.value, a.known = v, true
	}
	return v, err
}
