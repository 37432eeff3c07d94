package identity_test

import (
	"testing"

	"tenken/detectors"
	"tenken/detectors/detectortest"
	"tenken/detectors/identity"
)

func TestNamesBelowOneAnother(t *testing.T) {
	detectortest.Run(t, identity.Name{}, []detectortest.Case{
		{Name: "list", Text: "参加の方\n«石井 達也»\n«岡田 美穂»\n«宮本 和夫»\n«上田 理恵»\n以上", Least: detectors.Medium, Plain: true},
		{Name: "one line among prose", Text: "次の人が来た。\n石井 達也\n雨が降っていた。\n", Least: detectors.Medium, Plain: true},
		{Name: "places", Text: "山口\n石川\n福島\n宮崎\n", Least: detectors.Medium, Plain: true},
		{Name: "unit before a name", Text: "来談者: 工学部3年 «宮本»さん", Least: detectors.Medium, Plain: true},
	}, rivals("name")...)
}

func TestShortEras(t *testing.T) {
	detectortest.Run(t, identity.BirthDate{}, []detectortest.Case{
		{Text: "生年月日：«昭8.2.13»", Least: detectors.Medium, Plain: true},
		{Text: "«平12.4.30»生", Least: detectors.Medium, Plain: true},
		{Text: "最大10.5.3の値を取る", Least: detectors.Medium, Plain: true},
	}, rivals("birth_date")...)
}
