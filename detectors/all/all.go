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
		identity.ResidentCode(),
		identity.PensionNumber(),
		identity.EmploymentInsurance(),
		identity.NewCareInsurance(),
		identity.NewHealthInsurance(),
		identity.PublicExpense(),
		identity.NewDriverLicense(),
		identity.NewPassport(),
		identity.ResidenceCard(),
		finance.CreditCard{},
		finance.BankAccount(),
		finance.YuchoAccount{},
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
		identity.NameRomaji(),
		identity.Age(),
		identity.Sex(),
		identity.Nationality(),
		identity.EmergencyContact(),
		education.Grade(),
		education.EntranceExam(),
		education.StudentAid(),
		finance.Salary(),
		specialcare.HealthCheck(),
		specialcare.Disability(),
		specialcare.Harassment(),
		specialcare.Counseling(),
		specialcare.Infection(),
		specialcare.Creed(),
		specialcare.CriminalRecord(),
		medical.PatientID(),
		medical.PatientList{},
		medical.Chart(),
		medical.Diagnosis(),
		medical.Medication(),
		medical.LabValue(),
		medical.HL7{},
		medical.SSMIX2{},
		medical.FHIR{},
		medical.DICOM{},
		medical.Genome{},
		medical.UKE{},
		research.LinkageTable(),
		research.ConsentForm(),
		research.EthicsReview(),
		research.TrialID{},
		research.NewResearcherNumber(),
		research.GrantNumber(),
		research.PeerReview(),
		research.PatentDraft{},
		research.ExportControl(),
		research.NDA{},
		research.ExamPaper{},
		secret.PasswordList(),
		secret.KeyFile{},
		secret.SecretKey{},
		marking.ClassificationMark{},
	}
}
