package scanners

import (
	"context"
	"iter"
)

// Doctor examines its own connection by reading alone: `tenken doctor` shows
// what it finds. An error means that nothing more could be examined.
type Doctor interface {
	Examine(ctx context.Context) iter.Seq2[Check, error]
}

// Restraint tells what each of its credentials could do besides reading, as far
// as the provider says so for certain, without trying it. A scan asks before it
// lists anything.
type Restraint interface {
	Writes(ctx context.Context) iter.Seq2[Check, error]
}

// Check is one thing that was examined.
type Check struct {
	ID    string // stable, for machines: "list", "read", "write", …
	Where string // account, bucket or folder; may be empty
	Needs string // the permission behind it, by the provider's name; may be empty
	State Health
	What  Text // what was examined and what came of it
	Next  Text // what to do about it; empty where nothing is to be done
}

// Health is the outcome of a check.
type Health string

// The outcomes.
const (
	Healthy  Health = "ok"
	Missing  Health = "missing"  // a scan works, but a feature does not
	Failing  Health = "failing"  // a scan would not work
	Writing  Health = "writing"  // the credential may do more than read
	Accepted Health = "accepted" // it may, and somebody said that this is known
	Unsure   Health = "unsure"   // it cannot be told without writing
)

// Text is said to people, in their language.
type Text struct{ Ja, En string }

// In is the text in "ja" or "en".
func (t Text) In(lang string) string {
	if lang == "en" {
		return t.En
	}
	return t.Ja
}
