package extract

// LowerASCII lowers A to Z and leaves every other byte where it stands, so that
// places found in the result are places in s. strings.ToLower does not promise
// that: an invalid byte becomes three, and İ grows.
func LowerASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
