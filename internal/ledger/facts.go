package ledger

import (
	"encoding/json"
	"reflect"

	"tenken/internal/record"
)

// factsColumn keeps the facts of records. It is version 3 of the ledger.
const factsColumn = `ALTER TABLE item ADD COLUMN facts TEXT;`

// facts is the JSON of facts; NULL when there are none, as for most files.
func facts(f record.Facts) (any, error) {
	if reflect.ValueOf(f).IsZero() {
		return nil, nil
	}
	b, err := json.Marshal(f)
	return string(b), err
}
