package scanners

import "fmt"

// Exposure says who can reach an object, from narrow to wide.
type Exposure int

// The exposures. Organization at a university includes its students.
const (
	Unknown      Exposure = iota
	Private               // the owner alone
	People                // named people inside the institution
	Organization          // everybody in the institution
	External              // named people outside
	Anyone                // everybody who has the link, or the world
)

var exposureNames = [...]string{"unknown", "private", "people", "organization", "external", "anyone"}

func (e Exposure) String() string {
	if e < 0 || int(e) >= len(exposureNames) {
		return fmt.Sprintf("exposure(%d)", int(e))
	}
	return exposureNames[e]
}

// MarshalText writes the name used in JSON and configuration.
func (e Exposure) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// UnmarshalText reads a name written by MarshalText.
func (e *Exposure) UnmarshalText(b []byte) error {
	for i, n := range exposureNames {
		if n == string(b) {
			*e = Exposure(i)
			return nil
		}
	}
	return fmt.Errorf("exposure %q: want one of %v", b, exposureNames[1:])
}
