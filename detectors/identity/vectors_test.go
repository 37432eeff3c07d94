package identity_test

import (
	"testing"

	"tenken/detectors/detectortest"
	"tenken/detectors/identity"
)

// Vectors that were published, and the same with another check digit.
func TestPublishedVectors(t *testing.T) {
	var cases []detectortest.Case
	for _, v := range []string{"123456789012", "983205673210", "621498320258"} {
		cases = append(cases, detectortest.Case{Text: "個人番号：" + v, Plain: true, Least: 0.6})
	}
	for _, v := range []string{"621498320257", "983205673214"} {
		cases = append(cases, detectortest.Case{Text: "個人番号：«" + v + "»", Plain: true})
	}
	try(t, identity.MyNumber{}, cases...)
	cases = nil
	for _, v := range []string{"459803358720", "970512345650", "309212345690", "302000000610", "302000000100"} {
		cases = append(cases, detectortest.Case{Text: "運転免許証番号：«" + v + "»", Plain: true})
	}
	cases = append(cases, detectortest.Case{Text: "運転免許証番号：309212345610", Plain: true}) // a guide's example, and none
	try(t, identity.NewDriverLicense(), cases...)
}
