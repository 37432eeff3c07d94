package record

import "slices"

// Facts are what a policy needs to know of a file in which something was found,
// besides the findings, and what it said of it besides the verdict. In JSON
// they are fields of the record.
type Facts struct {
	Storage    Storage    `json:"storage,omitzero"`      // where it is kept
	Labels     []string   `json:"labels,omitempty"`      // classification marks in it, distinct, at most MaxLabels
	Protection Protection `json:"protection,omitempty"`  // how its contents are protected; "" not at all
	SharedWith []string   `json:"shared_with,omitempty"` // accounts by ID, besides the owner, sorted; at most MaxShares
	Shares     int        `json:"shares,omitempty"`      // how many there are

	Policy  string   `json:"policy,omitempty"`  // fingerprint of the policy that judged it
	Grade   string   `json:"grade,omitempty"`   // 格付け by the policy: the institution's name of it
	Rule    string   `json:"rule,omitempty"`    // id of the rule that decided the verdict
	Rulings []Ruling `json:"rulings,omitempty"` // every clause that the file touches, gravest first, at most MaxRulings
	Legal   []string `json:"legal,omitempty"`   // cases of leak report that a theft of the file would be, and exemptions; see Case
}

// Bounds of facts.
const (
	MaxLabels  = 10
	MaxShares  = 1000
	MaxRulings = 8
)

// Ruling is what one rule says of a file.
type Ruling struct {
	Rule    string  `json:"rule"`
	Level   Level   `json:"level"`
	Verdict Verdict `json:"verdict"`
	Clause  string  `json:"clause,omitempty"`
	Action  string  `json:"action,omitempty"`
	Beside  string  `json:"beside,omitempty"` // path of the file that makes this one a violation where it lies
}

// Storage says where a file is kept, as the configuration says of its source.
type Storage struct {
	Kind     string   `json:"kind,omitempty"`     // of the connector: folder, s3, gdrive, onedrive
	Contract Contract `json:"contract,omitempty"` // whose contract with the service; "" unknown
	Device   Contract `json:"device,omitempty"`   // whose computer; "" unknown or none
}

// Contract tells the institution's own from personal ones.
type Contract string

// The two of them.
const (
	Institutional Contract = "institution"
	Personal      Contract = "personal"
)

// Protection says how the contents of a file are protected.
type Protection string

// The protections. One that law and guidelines do not count as protection,
// such as the old encryption of zip archives, is none.
const (
	Unprotected   Protection = ""
	WithPassword  Protection = "encrypted"     // by a cipher that counts as strong
	Pseudonymised Protection = "pseudonymised" // kept as 仮名加工情報, and no identifier was found in it
)

// Same reports whether a policy said the same of a file twice.
func (f File) Same(g File) bool {
	return f.Level == g.Level && f.Verdict == g.Verdict && f.Clause == g.Clause && f.Action == g.Action &&
		f.Protection == g.Protection && f.Policy == g.Policy && f.Grade == g.Grade && f.Rule == g.Rule &&
		slices.Equal(f.Rulings, g.Rulings) && slices.Equal(f.Legal, g.Legal)
}

// Case is a case of leak report, or an exemption from it, by law.
type Case struct {
	ID      string `json:"id"`
	Name    string `json:"name"` // in Japanese
	English string `json:"english"`
	Source  string `json:"source"` // article and number
	Exempt  bool   `json:"exempt,omitempty"`
}

// Label is the case as people read it.
func (c Case) Label(lang string) string { return words{c.Name, c.English}.in(lang) }
