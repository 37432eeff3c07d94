// Package all is the list of the built-in detectors.
package all

import (
	"tenken/detectors"
	"tenken/detectors/contact"
	"tenken/detectors/education"
	"tenken/detectors/finance"
	"tenken/detectors/identity"
	"tenken/detectors/marking"
	"tenken/detectors/medical"
	"tenken/detectors/research"
	"tenken/detectors/secret"
	"tenken/detectors/specialcare"
)

// Detectors lists every built-in detector, one a line. Where two of them find
// equal evidence at one place, the earlier wins.
func Detectors() []detectors.Detector {
	return []detectors.Detector{
		identity.MyNumber{},
		finance.CreditCard{},
		finance.BankAccount(),
		contact.PhoneMobile{},
		contact.PhoneFixed{},
		contact.PostalCode{},
		identity.BirthDate{},
		contact.Email{},
		contact.Address{},
		identity.StudentID{},
		identity.StaffID(),
		identity.NameKana{},
		identity.Name{},
		education.Grade(),
		education.EntranceExam(),
		finance.Salary(),
		specialcare.HealthCheck(),
		specialcare.Disability(),
		medical.PatientID(),
		medical.Diagnosis(),
		medical.Medication(),
		medical.LabValue(),
		medical.HL7{},
		medical.UKE{},
		research.LinkageTable(),
		secret.PasswordList(),
		secret.SecretKey{},
		marking.ClassificationMark{},
	}
}
