// Package all is the list of the built-in detectors.
package all

import (
	"tenken/detectors"
	"tenken/detectors/contact"
	"tenken/detectors/finance"
	"tenken/detectors/identity"
	"tenken/detectors/marking"
)

// Detectors lists every built-in detector, one a line. Where two of them find
// equal evidence at one place, the earlier wins.
func Detectors() []detectors.Detector {
	return []detectors.Detector{
		identity.MyNumber{},
		finance.CreditCard{},
		contact.PhoneMobile{},
		contact.PhoneFixed{},
		contact.PostalCode{},
		identity.BirthDate{},
		contact.Email{},
		contact.Address{},
		identity.StudentID{},
		identity.NameKana{},
		identity.Name{},
		marking.ClassificationMark{},
	}
}
