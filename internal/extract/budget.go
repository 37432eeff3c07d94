package extract

// orDefault fills zero fields from DefaultBudget.
func (b Budget) orDefault() Budget {
	fill := func(v *int64, d int64) {
		if *v == 0 {
			*v = d
		}
	}
	d := DefaultBudget
	fill(&b.Expanded, d.Expanded)
	fill(&b.Ratio, d.Ratio)
	fill(&b.Output, d.Output)
	fill(&b.Memory, d.Memory)
	if b.Depth == 0 {
		b.Depth = d.Depth
	}
	if b.Members == 0 {
		b.Members = d.Members
	}
	if b.Pictures == 0 {
		b.Pictures = d.Pictures
	}
	if b.Time == 0 {
		b.Time = d.Time
	}
	return b
}
