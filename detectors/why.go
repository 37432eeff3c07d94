package detectors

// Why is the evidence for and against a match, a set of bits.
type Why uint64

// Evidence for a match.
const (
	WhyLabel      Why = 1 << iota // its label stands directly before it
	WhyNear                       // its label stands near before it
	WhyHeader                     // the column's header announces it
	WhyColumn                     // the values of the whole column are of this type
	WhyCheckDigit                 // the check digit is right
	WhyForm                       // its form alone is distinctive
	WhyKnown                      // found in a register: postal codes, area codes, municipalities
	WhyDictionary                 // found in a dictionary
	WhyTitle                      // a title or honorific stands with it
	WhyRow                        // its row, or the text around it, holds other data of a person
	WhyRate                       // nearly all numbers of this form around it are valid
	WhyMarker                     // a sign of its own: 〒, +81, mailto:, 生まれ
	WhyAnalyser                   // a morphological analyser agrees
)

// Evidence against a match.
const (
	WhyBare         Why = 1 << (32 + iota) // nothing around it says what it is
	WhyOtherLabel                          // a label of something else stands before it
	WhyTest                                // a published test number
	WhyExample                             // an example or a blank form, by the words around it
	WhyDummy                               // a placeholder: 000-0000, xxx@example.com
	WhyTime                                // could be a date and time
	WhySequence                            // digits in sequence or all alike
	WhyUnknown                             // not found in the register
	WhyOrganisation                        // of an organisation rather than a person
	WhyBroken                              // it runs over a line break
	WhyLostZero                            // completed by a zero that a spreadsheet dropped
	WhyPublic                              // published by its nature
	WhyNobody                              // no person is named near it
)

var whyNames = map[Why]string{
	WhyLabel: "label", WhyNear: "label_near", WhyHeader: "header", WhyColumn: "column",
	WhyCheckDigit: "check_digit", WhyForm: "form", WhyKnown: "register", WhyDictionary: "dictionary",
	WhyTitle: "title", WhyRow: "row", WhyRate: "valid_rate", WhyMarker: "marker", WhyAnalyser: "analyser",
	WhyBare: "bare", WhyOtherLabel: "other_label", WhyTest: "test_number", WhyExample: "example",
	WhyDummy: "placeholder", WhyTime: "date_time", WhySequence: "sequence",
	WhyUnknown: "not_in_register", WhyOrganisation: "organisation", WhyBroken: "line_break",
	WhyLostZero: "lost_zero", WhyPublic: "public",
	WhyNobody: "nobody",
}

// Strings lists the evidence by name, in the order of the constants.
func (w Why) Strings() []string {
	var names []string
	for b := Why(1); b != 0; b <<= 1 {
		if n := whyNames[b]; w&b != 0 && n != "" {
			names = append(names, n)
		}
	}
	return names
}
