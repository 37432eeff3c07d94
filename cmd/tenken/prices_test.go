package main

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tenken/internal/config"
	"tenken/internal/engine"
)

func TestCost(t *testing.T) {
	t.Setenv("AWS_REGION", "")
	t.Setenv("AWS_DEFAULT_REGION", "")
	prices, err := loadPrices("")
	if err != nil {
		t.Fatal(err)
	}
	f := engine.Forecast{Pages: 2000, Departments: []engine.Department{{Due: 1_000_000, DueBytes: 60e9}, {Due: 1_000_000, DueBytes: 40e9}}}
	for _, c := range []struct {
		name           string
		source         config.Source
		amount, egress float64
	}{
		{"Tokyo", config.Source{Kind: "s3", S3: &config.S3{Region: "ap-northeast-1"}}, 2*0.0047 + 2000*0.00037 + 100*0.114, 11.4},
		{"no region is us-east-1", config.Source{Kind: "s3"}, 2*0.005 + 2000*0.0004 + 100*0.09, 9},
		{"a region without a price", config.Source{Kind: "s3", S3: &config.S3{Region: "eu-west-9"}}, 0, 0},
		{"a server of one's own", config.Source{Kind: "s3", S3: &config.S3{Region: "us-east-1", Endpoint: "https://s3.example.ac.jp"}}, 0, 0},
		{"folders", config.Source{Kind: "folder"}, 0, 0},
		{"Drive charges nothing", config.Source{Kind: "gdrive"}, 0, 0},
	} {
		got := costOf(prices, c.source, f)
		if got == nil {
			got = &cost{}
		}
		if math.Abs(got.Amount-c.amount) > 1e-9 || math.Abs(got.Egress-c.egress) > 1e-9 || c.amount > 0 && (got.Currency != "USD" || got.Source == "" || got.AsOf == "") {
			t.Errorf("%s: %+v, want %g, of it %g", c.name, got, c.amount, c.egress)
		}
	}
}

func TestPricesOfOnesOwn(t *testing.T) {
	file := filepath.Join(t.TempDir(), "prices.yaml")
	for text, want := range map[string]string{
		"prices:\n  - {kind: s3, name: a, currency: JPY, list: 1, source: x, as_of: y}\n":  "",
		"prices:\n  - {kind: s3, name: a, currency: JPY, list: -1, source: x, as_of: y}\n": "negative",
		"prices:\n  - {kind: s3, name: a, currency: JPY, list: 1}\n":                       "source",
		"prices:\n  - {kind: s3, cost: 1}\n":                                               "cost",
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := loadPrices(file); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
}
