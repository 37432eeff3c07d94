package detectors

import "testing"

func TestWhyTexts(t *testing.T) {
	for b, name := range whyNames {
		if len(b.Japanese()) != 1 || len(b.English()) != 1 {
			t.Errorf("%s has no text", name)
		}
	}
	for b := range whyTexts {
		if len(b.Strings()) != 1 {
			t.Errorf("%q has no name", b.English())
		}
	}
	if w := WhyLabel | WhyExample; w.Against() != WhyExample {
		t.Errorf("Against = %v, want the example", w.Against().Strings())
	}
}
