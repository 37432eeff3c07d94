package config

import (
	"encoding/json"

	"github.com/invopop/jsonschema"
)

// Schema is the JSON Schema (draft 2020-12) of a configuration file, made from
// the same structs that read it.
func Schema() ([]byte, error) {
	r := jsonschema.Reflector{FieldNameTag: "yaml", Anonymous: true, DoNotReference: true, RequiredFromJSONSchemaTags: true}
	s := r.Reflect(&Config{})
	s.Title = "tenken configuration"
	return json.MarshalIndent(s, "", "  ")
}
