package policy

import (
	"encoding/json"
	"reflect"

	"github.com/invopop/jsonschema"

	"tenken/scanners"
)

// Schema is the JSON Schema (draft 2020-12) of a policy file, made from the
// same structs that read it.
func Schema() ([]byte, error) {
	s := reflector().Reflect(&Policy{})
	s.Title = "tenken policy"
	return json.MarshalIndent(s, "", "  ")
}

func reflector() *jsonschema.Reflector {
	return &jsonschema.Reflector{
		FieldNameTag: "yaml", Anonymous: true, DoNotReference: true, RequiredFromJSONSchemaTags: true,
		Mapper: func(t reflect.Type) *jsonschema.Schema {
			if t != reflect.TypeFor[scanners.Exposure]() {
				return nil
			}
			names := &jsonschema.Schema{Type: "string"}
			for e := scanners.Unknown; e <= scanners.Anyone; e++ {
				names.Enum = append(names.Enum, e.String())
			}
			return names
		},
	}
}

// table is When without the line of CEL that may stand for it.
type table When

// UnmarshalYAML reads a table of conditions, or a line of CEL.
func (w *When) UnmarshalYAML(read func(any) error) error {
	var line string
	if err := read(&line); err == nil {
		*w = When{CEL: line}
		return nil
	}
	return read((*table)(w))
}

// JSONSchema implements the reflector's interface.
func (When) JSONSchema() *jsonschema.Schema {
	t := reflector().Reflect(&table{})
	t.Version, t.ID = "", ""
	return &jsonschema.Schema{OneOf: []*jsonschema.Schema{{Type: "string"}, t}}
}
