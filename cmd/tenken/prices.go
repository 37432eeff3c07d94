package main

import (
	"fmt"
	"os"

	"tenken/configs"
	"tenken/internal/config"
	"tenken/internal/engine"
	"tenken/internal/strict"
)

// price is what a provider charges in a region.
type price struct {
	Kind     string  `yaml:"kind"`
	Region   string  `yaml:"region"`
	Name     string  `yaml:"name"`
	Currency string  `yaml:"currency"`
	List     float64 `yaml:"list"`   // 1,000 pages of listings
	Read     float64 `yaml:"read"`   // 1,000 files
	Egress   float64 `yaml:"egress"` // 10^9 bytes to the internet
	Source   string  `yaml:"source"`
	AsOf     string  `yaml:"as_of"`
}

// cost is an estimate by list prices.
type cost struct {
	Currency string  `json:"currency"`
	Amount   float64 `json:"amount"` // for listing and reading
	Egress   float64 `json:"egress"` // of it, for moving bytes to the internet
	Price    string  `json:"price"`
	Source   string  `json:"source"`
	AsOf     string  `json:"as_of"`
}

// loadPrices reads a file of prices; "" is the one that is built in.
func loadPrices(file string) ([]price, error) {
	text := configs.Prices
	if file != "" {
		var err error
		if text, err = os.ReadFile(file); err != nil {
			return nil, usage(fmt.Errorf("prices: %w", err))
		}
	}
	var all struct {
		Prices []price `yaml:"prices"`
	}
	f, err := strict.Decode(first(file, "prices"), text, &all, "configs/prices.yaml")
	if err != nil {
		return nil, usage(fmt.Errorf("prices: %w", err))
	}
	for i, p := range all.Prices {
		where := fmt.Sprintf("prices[%d]", i)
		if p.Kind == "" || p.Name == "" || p.Currency == "" || p.Source == "" || p.AsOf == "" {
			f.At(where, "kind・name・currency・source・as_of が要ります", "kind, name, currency, source and as_of are needed")
		}
		if p.List < 0 || p.Read < 0 || p.Egress < 0 {
			f.At(where, "負の値です", "a price is negative")
		}
	}
	return all.Prices, f.Err()
}

// costOf estimates what a scan of a source is charged; nil where nothing is, or
// no price is known: a server of the institution, another region.
func costOf(prices []price, s config.Source, f engine.Forecast) *cost {
	region := ""
	if s.Kind == "s3" {
		c := s.S3
		if c == nil {
			c = &config.S3{}
		}
		if c.Endpoint != "" {
			return nil
		}
		region = first(c.Region, os.Getenv("AWS_REGION"), os.Getenv("AWS_DEFAULT_REGION"), "us-east-1")
	}
	for _, p := range prices {
		if p.Kind != s.Kind || p.Region != region {
			continue
		}
		var due, bytes int64
		for _, d := range f.Departments {
			due += d.Due
			bytes += d.DueBytes
		}
		c := cost{Currency: p.Currency, Egress: float64(bytes) / 1e9 * p.Egress, Price: p.Name, Source: p.Source, AsOf: p.AsOf}
		c.Amount = float64(f.Pages)/1000*p.List + float64(due)/1000*p.Read + c.Egress
		return &c
	}
	return nil
}
