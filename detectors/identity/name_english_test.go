package identity_test

import (
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/detectortest"
	"tenken/detectors/identity"
)

func TestEnglishNames(t *testing.T) {
	detectortest.RunAmong(t, identity.Name{}, all.Detectors(), []detectortest.Case{
		{Text: "The patient was seen by Dr. «Jane Whitfield» on Monday.", Plain: true},
		{Text: "Thank you for your help.\n\nSincerely,\n«Robert van der Meer»\n", Least: detectors.Medium, Plain: true},
		{Text: "From: «Kenji Onodera» <onodera@tenken.ac.jp>\nTo: office@tenken.ac.jp\n", Least: detectors.Medium, Plain: true},
		{Text: "Best,\n\n«Maria Santos»\nInternational Office\nmaria.santos@tenken.ac.jp\n", Least: detectors.Medium, Plain: true},
		{Text: "My name is «Nguyen Thi Hoa» and I lost my card.", Plain: true},
		{Text: "please ask «Emily Carter» about it", Most: detectors.Medium, Plain: true},
		{Text: "Dr. of Engineering", Plain: true},
		{Text: "with kind regards\n\nInternational Office\n", Plain: true},
		{Text: "Mr. Coffee Machine 3000", Least: detectors.Medium, Plain: true},
		{Name: "people", Least: detectors.Medium, Rows: [][]string{{"No", "Name", "Country"}, {"1", "«Jane Whitfield»", "UK"}, {"2", "«Kenji Onodera»", "Japan"}, {"3", "«Maria Santos»", "Brazil"}}},
		{Name: "companies", Least: detectors.Medium, Rows: [][]string{{"Assignment", "Organization Name"}, {"A1", "Extreme Networks Headquarters"}, {"B2", "Texas Instruments"}, {"C3", "Shenzhen Bilian Electronic Co.,Ltd"}, {"D4", "Cisco Systems, Inc"}}},
		{Name: "currencies", Least: detectors.Medium, Rows: [][]string{{"code", "name"}, {"BYN", "Belarusian Ruble"}, {"CAD", "Canadian Dollar"}, {"CHF", "Swiss Franc"}}},
	})
}

func TestNamesInEnglishSentences(t *testing.T) {
	detectortest.Run(t, identity.Name{}, []detectortest.Case{
		{Text: "Yesterday «Enrico» shouted to «Gary» and went home.", Most: detectors.Medium, Plain: true},
		{Text: "This was written by «Hannah McConnan» and nobody else.", Most: detectors.Medium, Plain: true},
		{Text: "We went to a station near Jackson and came back from Victoria.", Plain: true},
		{Text: "You are studying English on Sunday with a German friend from Spain.", Plain: true},
		{Text: "They walked along Henderson Street and saw the Princess.", Plain: true},
		{Text: "They moved to the 12 Henderson, or to Henderson 12, as it is called.", Plain: true},
		{Text: "Jackson County\nHenderson\n", Plain: true},
	}, rivals("name")...)
}
