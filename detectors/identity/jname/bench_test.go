package jname

import (
	"strings"
	"testing"

	"tenken/bench/texts"
)

// BenchmarkProse is the analysis of sentences of the slice of prose, and the
// look at them before.
func BenchmarkProse(b *testing.B) {
	text := texts.All(texts.Seed, 64<<10)[0].Pieces[0].Text
	sentences := strings.SplitAfter(text, "。")
	f := Take()
	defer Give(f)
	b.Run("likely", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			for _, s := range sentences {
				f.Likely(s)
			}
		}
	})
	for _, whole := range []bool{true, false} {
		name := "stretches"
		if whole {
			name = "whole"
		}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				for _, s := range sentences {
					f.Find(s, 0.5, whole)
				}
			}
		})
	}
}
