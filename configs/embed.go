// Package configs embeds the sample configuration and the policies.
package configs

import "embed"

// Default is the commented sample configuration.
//
//go:embed default.yaml
var Default []byte

// Policies holds the policies that ship with tenken.
//
//go:embed policy/*.yaml
var Policies embed.FS

// Law is the law of leak reports that ships with tenken.
//
//go:embed law/japan.yaml
var Law []byte

// Questions are those of the ministry's notice, for the sheet of questions.
//
//go:embed questions.yaml
var Questions []byte

// Prices are what providers charge, for the forecast of a scan's cost.
//
//go:embed prices.yaml
var Prices []byte
