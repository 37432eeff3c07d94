package contact

import "tenken/detectors"

// PhoneMobile recognises mobile telephone numbers (060, 070, 080, 090).
type PhoneMobile struct{}

func (PhoneMobile) Info() detectors.Info {
	return detectors.Info{
		ID: "phone_mobile", Label: "携帯電話番号", English: "Mobile phone number",
		Category: detectors.Personal, Severity: 3, Persons: detectors.Key,
		Validate: "prefix and length of the numbering plan",
		Source:   "電気通信番号計画（令和元年総務省告示第6号）",
	}
}

func (PhoneMobile) Asks() detectors.Asks {
	return detectors.Asks{
		Numbers: []string{"11", "3-4-4", "3-8", "7-4", "3-3-5", "10", "2-4-4", "2-8", "12", "2-10", "2-2-4-4", "2-2-8", "2-3-4-4", "2-1-2-4-4", "2-1-10"},
		Joiners: phoneJoiners,
		Labels: append([]string{"携帯電話番号", "携帯電話", "携帯番号", "携帯", "ケータイ", "けいたい", "ケイタイ", "ケイタイデンワ", "スマホ", "スマートフォン", "mobile", "mobilephone", "cell", "cellphone", "cellular", "ph", "m"},
			phoneLabels...),
		Headers:   phoneHeaders,
		NotLabels: []string{"fax", "ファックス", "ファクス", "ﾌｧｯｸｽ"},
	}
}

func (PhoneMobile) Judge(c *detectors.Candidate) {
	if c.Kind != detectors.NumberKind {
		return
	}
	p := readPhone(c.Number)
	if !p.mobile() {
		return
	}
	label, why := c.Announced()
	var confidence float64
	switch {
	case p.lost && (label < detectors.OwnLabel || !c.InTable()):
		return // ten digits from 7, 8 or 9 need a header to be a telephone
	case label >= detectors.OwnLabel:
		confidence = 0.95
	case p.abroad:
		confidence, why = 0.85, why|detectors.WhyMarker
	case len(c.Number.Runs) > 1 && !c.Number.Joined(detectors.Dot):
		confidence, why = 0.8, why|detectors.WhyForm
	case label == detectors.NearLabel:
		confidence = 0.85
	case label == detectors.OtherLabel:
		return
	case inJapanese(c):
		confidence, why = 0.65, why|detectors.WhyBare
	default:
		confidence, why = 0.5, why|detectors.WhyBare
	}
	if p.lost {
		why |= detectors.WhyLostZero
	}
	if p.placeholder() {
		confidence, why = detectors.Low, why|detectors.WhyDummy
	} else if label == detectors.OtherLabel && c.Fills() {
		confidence, why = min(confidence, 0.5), why|detectors.WhyOtherLabel // a column of part numbers
	}
	c.Report(c.Start, c.End, confidence, why)
}

// inJapanese reports whether kana or kanji stand directly at the number: a
// sentence, rather than a log or a list.
func inJapanese(c *detectors.Candidate) bool {
	before, after := c.Prev(c.Start), c.Next(c.End)
	return before >= 'ぁ' && before <= '鿿' || after >= 'ぁ' && after <= '鿿'
}

// Column takes a column in which most values are mobile numbers, with or
// without the leading zero when the header announces them.
func (PhoneMobile) Column(col detectors.Column) float64 {
	return phoneColumn(col, func(p phone, headed bool) bool { return p.mobile() && (headed || !p.lost) })
}

func phoneColumn(col detectors.Column, is func(p phone, headed bool) bool) float64 {
	headed := col.Label == detectors.HeaderLabel
	if col.Label == detectors.OtherLabel {
		return 0
	}
	share, n := col.Reaching(least(col, 0.3, 0.8), func(v string) bool {
		number, ok := detectors.ReadNumber(v)
		return ok && is(readPhone(&number), headed)
	})
	switch {
	case headed && share >= 0.3:
		return 0.95
	case col.Label != detectors.OtherLabel && n >= 3 && share >= 0.8:
		return 0.85
	}
	return 0
}
