// Package detectors is the contract of everything that recognises sensitive
// data in text, and the Set that runs all of it in one pass. A detector is a
// pure function of text: it knows no file, no owner and no policy, and returns
// offsets only, so it cannot leak a value.
//
// The Set reads the text once and looks for candidates: numbers, '@', terms,
// cells of a column. It asks a detector only about the candidates that the
// detector declared in Asks; the detector validates, weighs the context that
// the Candidate offers (labels, header, neighbours) and reports a match. A
// detector keeps no state and allocates nothing per candidate.
//
// To write a detector, make a type with Info, Asks and Judge, add it to
// detectors/all, and try it with detectortest.Run.
package detectors

import "strings"

// Detector recognises one type of data. Its methods may be called
// concurrently.
type Detector interface {
	// Info describes the detector; Info().ID is the type of its matches.
	Info() Info
	// Asks declares what the detector wants to be asked about. It is called
	// once, when a Set is built.
	Asks() Asks
	// Judge looks at one candidate and calls c.Report for what it finds there,
	// or does nothing. c is valid during the call only.
	Judge(c *Candidate)
}

// ColumnDetector is a Detector that can also recognise a whole column of a
// table, by its header and a sample of its values.
type ColumnDetector interface {
	Detector
	// Column says with what confidence the column holds values of this type;
	// 0 when it does not. The Set then asks Judge about every cell of a column
	// that is given to the detector, with c.Kind == CellKind, and answers
	// c.Column() to its other candidates in that column.
	Column(col Column) (confidence float64)
}

// Asks is what a detector wants to be asked about. All fields are optional.
type Asks struct {
	// Numbers are shapes of digit groups, as the lengths of their runs:
	// "12" is twelve digits in a row, "4-4-4" three runs of four with any
	// joiner between them (hyphens of every form, spaces, brackets, dots,
	// slashes, 年 月 日; see Number.Seps). Digits may be of either width.
	Numbers []string

	// Joiners are what may join the runs of Numbers; nil: anything may. The Set
	// then spares the detector, and itself, the others.
	Joiners []Sep `json:"-"`

	// Letters asks about numbers with Latin letters directly before them, too:
	// S60.4.1. Without it, only the detector's own label may stand there: TEL03.
	Letters bool

	// At asks about every '@' and '＠'.
	At bool

	// Terms asks about every place where one of these texts stands, as
	// written (ASCII letters match in either case, and only at the beginning
	// of a word). Tens of thousands cost little; a term needs two characters.
	// c.Term is its index. Longer and shorter terms at one place are all asked.
	Terms []string

	// Labels are words that announce a value of this type: "電話番号：", a
	// column header, a form's caption. They are compared without regard to
	// spaces, width of characters and case. c.Label() tells what was found.
	Labels []string

	// Headers are further words that announce the type as the header of a
	// column or the caption of a cell, but would be too weak in prose.
	Headers []string

	// NotLabels are words that announce something else which looks alike:
	// "注文番号". Labels of other detectors count as such by themselves.
	NotLabels []string

	// Lines asks about every line of prose and every cell of a table that holds
	// Japanese text and is not in a column given to the detector. It is meant
	// for what only the words themselves can tell; see Candidate.Afford.
	Lines bool

	// Rows asks a ColumnDetector about rows of tables that no caption announces,
	// too: the header of a table of marks, a plan of seats.
	Rows bool

	// Pure says that what Judge reports of a CellKind depends on the cell and its
	// column alone, so that values that come again need not be judged again.
	Pure bool `json:"-"`

	// Rules are what else decides the matches, for the fingerprint of the Set.
	Rules []string `json:",omitempty"`

	// Beside lets matches stand beside those of other types at the same
	// place. Without it, a place belongs to the type with the best evidence.
	Beside bool
}

// Info describes one detector: what `tenken list detectors` prints and what
// reports call it.
type Info struct {
	ID       string   `json:"id"`       // as in records: "my_number"
	Label    string   `json:"label"`    // Japanese, for people: "個人番号(マイナンバー)"
	English  string   `json:"english"`  // English, for people: "My Number"
	Category Category `json:"category"` // what kind of data
	Severity int      `json:"severity"` // 1 gravest … 4 indicator only (T1–T4)
	Persons  Persons  `json:"persons"`  // what a match says about the number of people
	Names    bool     `json:"names"`    // looks at the names of files, too
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
	Row        int     // the row of a table with headers, or the record, that it stands in, counted over the pieces of a file; -1 elsewhere
	Col        int     // its column, where Row is not -1
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
	Header string // header cells above one another are joined by a space
	Values []string

	// Headers are those of all columns of the table; nil where they are not known.
	Headers []string

	// Beside is the values of the column so many to the right, or to the left where
	// the number is negative, of a table without headers; nil where it has some.
	Beside func(columns int) []string

	// Label says what the header announces to the detector being asked:
	// HeaderLabel, OtherLabel or NoLabel. The Set fills it in.
	Label Label
}

// Share is how many of the non-empty values hold, from 0 to 1, and how many
// those are.
func (c Column) Share(holds func(value string) bool) (share float64, n int) {
	return c.Reaching(0, holds)
}

// Reaching is Share where only a share of least or more tells anything: it gives
// up, with 0, as soon as that cannot be reached.
func (c Column) Reaching(least float64, holds func(value string) bool) (share float64, n int) {
	good := 0
	for i, v := range c.Values {
		if v = strings.TrimSpace(v); v == "" {
			continue
		}
		n++
		if holds(v) {
			good++
		} else if rest := len(c.Values) - i - 1; float64(good+rest)/float64(n+rest) < least {
			return 0, n
		}
	}
	if n == 0 {
		return 0, 0
	}
	return float64(good) / float64(n), n
}
