package record

import "tenken/scanners"

// Account is an owner of files as a source knows it. One without ID says that
// the source would not tell its accounts.
type Account struct {
	Source string `json:"source"`
	scanners.Account
	Person  string `json:"person,omitempty"`  // behind it, by the institution's directory
	Retired bool   `json:"retired,omitempty"` // by that directory
}
