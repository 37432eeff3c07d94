// Package record is what an inspection writes down. It never holds a raw
// value: samples are masked, digests are keyed.
package record

import (
	"time"

	"tenken/scanners"
)

// File is the outcome of one listed item: exactly one per item, version and
// ruleset. Its JSON is the record of the contract.
type File struct {
	scanners.Item
	Department string    `json:"department,omitempty"`
	Status     Status    `json:"status"`
	Reasons    []Reason  `json:"reasons"`
	Persons    int       `json:"persons"` // estimated distinct people
	Level      Level     `json:"level"`
	Verdict    Verdict   `json:"verdict"`
	Clause     string    `json:"clause,omitempty"` // of the institution's regulation
	Action     string    `json:"action,omitempty"` // code of the recommended action; see Action constants
	Findings   []Finding `json:"findings"`
	Ruleset    string    `json:"ruleset"`   // fingerprint of detectors, formats and what is read; see Facts.Policy
	Inspected  time.Time `json:"inspected"` // when
	Facts
}

// Finding is all matches of one type in one file.
type Finding struct {
	Type       string   `json:"type"`
	Category   Category `json:"category"`
	Count      int      `json:"count"`             // matches of medium confidence and above; all of them when none is
	Persons    int      `json:"persons"`           // distinct people by this type alone
	Confidence float64  `json:"confidence"`        // of the best match
	Places     []string `json:"places"`            // at most MaxPlaces, in order
	Sample     string   `json:"sample"`            // masked
	Digests    [][]byte `json:"digests,omitempty"` // keyed, 8 bytes each: the smallest ones, at most MaxDigests
	Values     []byte   `json:"values,omitempty"`  // keyed, 8 bytes: the sum of the digests of all matches; changes when any value does
	Note       string   `json:"note,omitempty"`    // code why it was lowered or raised, for people
}

// Category groups types as the law and departments do; detectors name it.
type Category string

// Bounds of a finding.
const (
	MaxPlaces  = 15
	MaxDigests = 16
)

// Status says how far an item was read.
type Status string

// Every listed item ends as exactly one of these.
const (
	Inspected  Status = "inspected"
	Partial    Status = "partial"    // some of it could not be read
	Skipped    Status = "skipped"    // by policy
	Unreadable Status = "unreadable" // none of it could be read
)

// Reason says why an item was not, or not wholly, inspected.
type Reason struct {
	Code   Code   `json:"code"`
	Place  string `json:"place,omitempty"`  // member or page; "" for the file itself
	Detail string `json:"detail,omitempty"` // technical, never content
}

// Code is a cause that people can act on.
type Code string

// The causes.
const (
	Encrypted     Code = "encrypted"
	Damaged       Code = "damaged"
	RightsManaged Code = "rights_managed" // opened by a server for named people only
	Unsupported   Code = "unsupported"
	Limit         Code = "limit"         // a budget was used up
	TooLarge      Code = "too_large"     // larger than the policy inspects
	Excluded      Code = "excluded"      // by a skip rule
	Denied        Code = "denied"        // no right to read
	Gone          Code = "gone"          // vanished between listing and reading
	Changed       Code = "changed"       // changed while being read
	Frozen        Code = "frozen"        // archived storage tier
	ReadError     Code = "read_error"    // the store or disk failed
	ParserCrash   Code = "parser_crash"  // the reader died on it
	TimedOut      Code = "timeout"       // took longer than the budget allows
	ImageOnly     Code = "image_only"    // pictures without text
	NotListed     Code = "not_listed"    // a folder that would not list
	SpecialFile   Code = "special_file"  // device, socket, pipe
	SymbolicLink  Code = "symbolic_link" // not followed: its target is listed where it lies
	NoContent     Code = "no_content"    // a mark of a folder or of a deletion
	KeyDenied     Code = "key_denied"    // encrypted by the store with a key that is not granted
	ReaderPays    Code = "reader_pays"   // reading costs the reader money, and that was not agreed to
	Malware       Code = "malware"       // the provider says so, and does not hand it out
	NoCopy        Code = "no_copy"       // its owner forbids downloading
	OnlineOnly    Code = "online_only"   // a form, site or map that no file can be made of
)

// Level is how grave a finding is.
type Level string

// The levels, gravest first.
const (
	Critical Level = "critical"
	High     Level = "high"
	Medium   Level = "medium"
	Low      Level = "low"
	NoLevel  Level = "none"
)

// Rank orders levels: 0 for none up to 4 for critical.
func (l Level) Rank() int {
	switch l {
	case Critical:
		return 4
	case High:
		return 3
	case Medium:
		return 2
	case Low:
		return 1
	}
	return 0
}

// Verdict is what the policy says of the file at its place.
type Verdict string

// The verdicts. A file is flagged when it is a violation or to be reviewed.
const (
	Violation Verdict = "violation"
	Review    Verdict = "review"
	Approved  Verdict = "approved"
	Clear     Verdict = "clear"
)

// Flagged reports whether a department has to act on the file.
func (f File) Flagged() bool { return f.Verdict == Violation || f.Verdict == Review }
