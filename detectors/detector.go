// Package detectors is the contract of everything that recognises sensitive
// data in text. A detector is a pure function of text: it knows no file, no
// owner and no policy, and returns offsets only, so it cannot leak a value.
package detectors

// Info describes one detector: what `tenken list detectors` prints and what
// reports call it.
type Info struct {
	ID       string   `json:"id"`       // as in records: "my_number"
	Label    string   `json:"label"`    // Japanese, for people: "個人番号(マイナンバー)"
	English  string   `json:"english"`  // English, for people: "My Number"
	Category Category `json:"category"` // what kind of data
	Severity int      `json:"severity"` // 1 gravest … 4 indicator only (T1–T4)
	Persons  Persons  `json:"persons"`  // what a match says about the number of people
	Validate string   `json:"validate"` // what validates a value, in English
	Source   string   `json:"source"`   // law, specification or paper of the rule
}

// Category groups detectors as the law and departments do.
type Category string

// The categories of the contract.
const (
	Personal    Category = "personal"
	SpecialCare Category = "special_care" // 要配慮個人情報
	Medical     Category = "medical"
	Research    Category = "research"
	Credential  Category = "credential"
	Marking     Category = "marking"
)

// Persons says how matches of a type count people.
type Persons string

// Contributions to the number of persons of a file: its estimate is the
// largest of the distinct values of any Key, the rows of any Row, and, if
// there is no Key, the distinct values of any Weak.
const (
	Key  Persons = "key"  // a distinct value is a person
	Row  Persons = "row"  // a row or record is a person
	Weak Persons = "weak" // a distinct value is a person when nothing better is there
	None Persons = "none"
)

// Match is one place where a type was recognised: text[Start:End], in bytes.
type Match struct {
	Type       string
	Start, End int
	Confidence float64 // 0 to 1; see Low, Medium, High
	Why        Why     // evidence, for --explain
}

// Confidence bands. A bare check digit is never above Low.
const (
	Low    = 0.3
	Medium = 0.6
	High   = 0.85
)

// Table is the cells of a tabular text, as internal/extract gives them.
type Table struct {
	Name  string // pieces of one long table share it
	Cells []Cell // in order of Start
}

// Cell is text[Start:End] at Row and Col, counted from 0.
type Cell struct{ Start, End, Row, Col int }

// Column is a whole column judged on its own, as `tenken detect` receives it.
type Column struct {
	Header string
	Values []string
}
