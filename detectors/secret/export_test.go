package secret

import "math/rand/v2"

// Key is a token drawn by chance.
type Key struct {
	Text          string
	Prefix, Least int // bytes of its beginning, and of what must follow
}

// Drawn is a token of each beginning that is listed, as short as it may be.
func Drawn(r *rand.Rand) (out []Key) {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	for _, t := range tokens {
		if t.most == 0 {
			continue
		}
		b := []byte(t.prefix)
		for len(b) < len(t.prefix)+t.least {
			if c := letters[r.IntN(len(letters))]; t.of.has(c) {
				b = append(b, c)
			}
		}
		b[len(b)-1] = '7'
		out = append(out, Key{string(b), len(t.prefix), t.least})
	}
	return out
}
