// Package all is the list of the built-in detectors.
package all

import (
	"tenken/detectors"
	"tenken/detectors/contact"
	"tenken/detectors/identity"
)

// Detectors lists every built-in detector, one a line. Where two of them find
// equal evidence at one place, the earlier wins.
func Detectors() []detectors.Detector {
	return []detectors.Detector{
		identity.MyNumber{},
		contact.Email{},
	}
}
