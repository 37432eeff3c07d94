package detectors_test

import (
	"testing"

	"tenken/bench/texts"
	"tenken/detectors"
	"tenken/detectors/all"
)

// everything is all built-in detectors and a dictionary of 50,000 terms.
func everything(t testing.TB) *detectors.Set {
	t.Helper()
	dictionary := words{terms: texts.Terms(texts.Seed, texts.MostTerms), beside: true}
	s, err := detectors.NewSet(append(all.Detectors(), dictionary)...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// BenchmarkDetect is the pass over each slice of bench/texts, with all detectors
// and 50,000 terms.
func BenchmarkDetect(b *testing.B) {
	set := everything(b)
	for _, s := range texts.All(texts.Seed, 4<<20) {
		b.Run(s.Name, func(b *testing.B) {
			b.SetBytes(int64(s.Bytes()))
			b.ReportAllocs()
			found := 0
			for b.Loop() {
				sc := set.NewScan()
				found = 0
				for _, p := range s.Pieces {
					found += len(sc.Text("", p.Text, p.Table))
				}
				sc.Close()
			}
			b.ReportMetric(float64(found), "matches")
		})
	}
}

func BenchmarkNewSet(b *testing.B) {
	terms := texts.Terms(texts.Seed, texts.MostTerms)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := detectors.NewSet(words{terms: terms}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkNext is the loop over every byte alone, of 50,000 terms.
func BenchmarkNext(b *testing.B) {
	set, err := detectors.NewSet(words{terms: texts.Terms(texts.Seed, texts.MostTerms)})
	if err != nil {
		b.Fatal(err)
	}
	for _, s := range texts.All(texts.Seed, 512<<10) {
		b.Run(s.Name, func(b *testing.B) {
			b.SetBytes(int64(s.Bytes()))
			for b.Loop() {
				set.Events(s.Pieces[0].Text)
			}
		})
	}
}
