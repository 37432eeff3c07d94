package scanners

import (
	"encoding/json"
	"testing"
)

func TestExposureSurvivesJSON(t *testing.T) {
	for e := Unknown; e <= Anyone; e++ {
		b, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		var back Exposure
		if err := json.Unmarshal(b, &back); err != nil || back != e {
			t.Errorf("%v became %s and then %v (%v)", e, b, back, err)
		}
		for _, lang := range []string{"ja", "en"} {
			if e.Label(lang) == "" {
				t.Errorf("%v has no label in %s", e, lang)
			}
		}
	}
	var e Exposure
	if err := json.Unmarshal([]byte(`"world"`), &e); err == nil {
		t.Error(`"world" was taken as an exposure`)
	}
}
