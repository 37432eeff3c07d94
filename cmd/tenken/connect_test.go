package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tenken/internal/config"
	allscanners "tenken/scanners/all"
)

// TestKindsOfSources keeps the places that know the kinds of sources together:
// what the configuration takes, what its schema says, what is connected and
// what `tenken list scanners` shows.
func TestKindsOfSources(t *testing.T) {
	var connected, listed []string
	for _, c := range connectors {
		connected = append(connected, c.kind)
	}
	for _, k := range allscanners.Kinds() {
		listed = append(listed, k.ID)
	}
	if !slices.Equal(connected, listed) {
		t.Errorf("connected are %q, listed %q", connected, listed)
	}
	schema, err := config.Schema()
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range connected {
		_, err := config.Parse("x.yaml", fmt.Appendf(nil, "sources: [{name: x, kind: %s}]", kind))
		if err != nil && strings.Contains(err.Error(), "is not known") {
			t.Errorf("the configuration does not know kind %s: %v", kind, err)
		}
		if !strings.Contains(string(schema), `"`+kind+`"`) {
			t.Errorf("the schema does not know kind %s", kind)
		}
	}
	_, err = config.Parse("x.yaml", []byte("sources: [{name: x, kind: nonesuch}]"))
	if want := "knows: " + strings.Join(connected, ", "); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("the configuration says %v; want %q", err, want)
	}
}
