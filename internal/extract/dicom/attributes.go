package dicom

const (
	tagCharacterSet = 0x00080005
	tagDocument     = 0x00420011
)

// attribute is the keyword of an attribute, and its kind for files that do not
// say it (PS3.6).
type attribute struct{ keyword, vr string }

// attributes are those that say something about people, and those by which a
// header is known.
var attributes = map[uint32]attribute{
	0x00080016: {"SOPClassUID", "UI"},
	0x00080020: {"StudyDate", "DA"},
	0x00080050: {"AccessionNumber", "SH"},
	0x00080060: {"Modality", "CS"},
	0x00080080: {"InstitutionName", "LO"},
	0x00080081: {"InstitutionAddress", "ST"},
	0x00080090: {"ReferringPhysicianName", "PN"},
	0x00080092: {"ReferringPhysicianAddress", "ST"},
	0x00080094: {"ReferringPhysicianTelephoneNumbers", "SH"},
	0x00081010: {"StationName", "SH"},
	0x00081030: {"StudyDescription", "LO"},
	0x0008103E: {"SeriesDescription", "LO"},
	0x00081040: {"InstitutionalDepartmentName", "LO"},
	0x00081048: {"PhysiciansOfRecord", "PN"},
	0x00081050: {"PerformingPhysicianName", "PN"},
	0x00081060: {"NameOfPhysiciansReadingStudy", "PN"},
	0x00081070: {"OperatorsName", "PN"},
	0x00081080: {"AdmittingDiagnosesDescription", "LO"},
	0x00100010: {"PatientName", "PN"},
	0x00100020: {"PatientID", "LO"},
	0x00100021: {"IssuerOfPatientID", "LO"},
	0x00100030: {"PatientBirthDate", "DA"},
	0x00100032: {"PatientBirthTime", "TM"},
	0x00100040: {"PatientSex", "CS"},
	0x00100050: {"PatientInsurancePlanCodeSequence", "SQ"},
	0x00101000: {"OtherPatientIDs", "LO"},
	0x00101001: {"OtherPatientNames", "PN"},
	0x00101002: {"OtherPatientIDsSequence", "SQ"},
	0x00101005: {"PatientBirthName", "PN"},
	0x00101010: {"PatientAge", "AS"},
	0x00101020: {"PatientSize", "DS"},
	0x00101030: {"PatientWeight", "DS"},
	0x00101040: {"PatientAddress", "LO"},
	0x00101060: {"PatientMotherBirthName", "PN"},
	0x00102000: {"MedicalAlerts", "LO"},
	0x00102110: {"Allergies", "LO"},
	0x00102150: {"CountryOfResidence", "LO"},
	0x00102152: {"RegionOfResidence", "LO"},
	0x00102154: {"PatientTelephoneNumbers", "SH"},
	0x00102155: {"PatientTelecomInformation", "LT"},
	0x00102160: {"EthnicGroup", "SH"},
	0x00102180: {"Occupation", "SH"},
	0x001021A0: {"SmokingStatus", "CS"},
	0x001021B0: {"AdditionalPatientHistory", "LT"},
	0x001021C0: {"PregnancyStatus", "US"},
	0x001021F0: {"PatientReligiousPreference", "LO"},
	0x00102297: {"ResponsiblePerson", "PN"},
	0x00104000: {"PatientComments", "LT"},
	0x00120010: {"ClinicalTrialSponsorName", "LO"},
	0x00120020: {"ClinicalTrialProtocolID", "LO"},
	0x00120040: {"ClinicalTrialSubjectID", "LO"},
	0x00120062: {"PatientIdentityRemoved", "CS"},
	0x00120063: {"DeidentificationMethod", "LO"},
	0x00180015: {"BodyPartExamined", "CS"},
	0x00181030: {"ProtocolName", "LO"},
	0x0020000D: {"StudyInstanceUID", "UI"},
	0x00200010: {"StudyID", "SH"},
	0x00204000: {"ImageComments", "LT"},
	0x00321032: {"RequestingPhysician", "PN"},
	0x00321033: {"RequestingService", "LO"},
	0x00321060: {"RequestedProcedureDescription", "LO"},
	0x00324000: {"StudyComments", "LT"},
	0x00380010: {"AdmissionID", "LO"},
	0x00380300: {"CurrentPatientLocation", "LO"},
	0x00380500: {"PatientState", "LO"},
	0x00400006: {"ScheduledPerformingPhysicianName", "PN"},
	0x00400007: {"ScheduledProcedureStepDescription", "LO"},
	0x00400254: {"PerformedProcedureStepDescription", "LO"},
	0x00400275: {"RequestAttributesSequence", "SQ"},
	0x00401001: {"RequestedProcedureID", "SH"},
	0x00402016: {"PlacerOrderNumberImagingServiceRequest", "LO"},
	0x0040A075: {"VerifyingObserverName", "PN"},
	0x0040A123: {"PersonName", "PN"},
	0x0040A160: {"TextValue", "UT"},
	0x00420010: {"DocumentTitle", "ST"},
}

// isSequence reports attributes that hold others, for files that do not say it.
// Others with a length are passed over as values.
func isSequence(e element) bool {
	return attributes[uint32(e.group)<<16|uint32(e.number)].vr == "SQ"
}
