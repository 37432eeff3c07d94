package main

import (
	"encoding/json"

	"tenken/detectors"
)

// line writes one line of JSON to standard output.
func (a *app) line(v any) error {
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

func infos(set *detectors.Set) map[string]detectors.Info {
	out := map[string]detectors.Info{}
	for _, i := range set.Infos() {
		out[i.ID] = i
	}
	return out
}

// listed is an item with its message_type first.
func listed(kind string, v any) any {
	b, err := json.Marshal(v)
	if err != nil || len(b) < 2 {
		return v
	}
	return json.RawMessage(`{"message_type":"` + kind + `",` + string(b[1:]))
}
