package report

import "github.com/xuri/excelize/v2"

// family is the font of every cell: what Excel takes by default in Japan, so
// that no other shows through for Latin letters. Where it is missing, the
// system's own Japanese font stands in.
const family = "游ゴシック"

const fontSize = 11

// Colours are never the only sign: levels and answers are written as words.
const (
	headFill    = "D6DCE5" // light blue-grey
	inputHead   = "FFE699"
	inputFill   = "FFFBE0" // pale yellow: what people fill in
	labelFill   = "EEF1F5"
	evidentFill = "E2EFDA" // pale green: what the tool fills in
	lineColor   = "A6A6A6"
	linkColor   = "0563C1"
	doneColor   = "8C8C8C"
	alarm       = "C00000"
)

// look names a style of cells.
type look int

const (
	text   look = iota // wrapped, with lines
	flat               // one line, for machines
	number             // 1,234
	plain              // number without separators, and dates as text, centred
	date
	dateTime
	percent
	linked
	head
	headInput
	input
	inputDate
	totalText
	totalNumber
	totalPercent
	levelCritical
	levelHigh
	levelMedium
	levelLow
	title
	heading
	marking
	note
	notice // a note not to be overlooked
	label
	figureFiles
	figurePersons
	fact // cells of the summary: one line, in the middle of a taller row
	factNumber
	factPercent
	strong
	broken // an answer that did not come true
	evidentNumber
	evident // what the tool fills in, among cells that people fill in
	looks   // how many there are
)

func (l look) style() *excelize.Style {
	font := &excelize.Font{Family: family, Size: fontSize}
	s := &excelize.Style{
		Font:      font,
		Alignment: &excelize.Alignment{Vertical: "top"},
		Border:    thinLines(),
	}
	fill := func(color string) {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	format := func(f string) { s.CustomNumFmt = &f }
	switch l {
	case text:
		s.Alignment.WrapText = true
		inset(s, "left")
	case flat:
		inset(s, "left")
		s.Alignment.ShrinkToFit = true
	case number, totalNumber:
		format("#,##0")
		inset(s, "right")
	case plain:
		s.Alignment.Horizontal = "center"
	case date:
		format("yyyy-mm-dd")
		s.Alignment.Horizontal = "center"
	case dateTime:
		format("yyyy-mm-dd hh:mm")
		s.Alignment.Horizontal = "center"
	case percent, totalPercent:
		format("0.0%")
		inset(s, "right")
	case linked:
		s.Alignment.Horizontal = "center"
		font.Color, font.Underline = linkColor, "single"
	case head, headInput:
		s.Alignment = &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
		font.Bold = true
		fill(headFill)
		if l == headInput {
			fill(inputHead)
		}
	case input, inputDate:
		fill(inputFill)
		s.Alignment.WrapText = true
		inset(s, "left")
		s.Protection = &excelize.Protection{Locked: false}
		if l == inputDate {
			format("yyyy-mm-dd")
			s.Alignment.Horizontal, s.Alignment.Indent, s.Alignment.WrapText = "center", 0, false
		}
	case levelCritical, levelHigh, levelMedium, levelLow:
		s.Alignment = &excelize.Alignment{Horizontal: "center", Vertical: "center"}
		font.Bold = l != levelLow
		switch l {
		case levelCritical:
			font.Color = "FFFFFF"
			fill(alarm)
		case levelHigh:
			fill("F8CBAD")
		case levelMedium:
			fill("FFE699")
		}
	case title:
		s.Border = nil
		s.Alignment.Vertical = "center"
		font.Bold, font.Size = true, 18
	case heading:
		s.Border = []excelize.Border{{Type: "bottom", Color: "44546A", Style: 2}}
		s.Alignment.Vertical = "center"
		font.Bold, font.Size = true, 12
	case marking:
		s.Border = frame(alarm, 2)
		s.Alignment = &excelize.Alignment{Horizontal: "center", Vertical: "center"}
		font.Bold, font.Color = true, alarm
	case note, notice, strong:
		s.Border = nil
		s.Alignment.Vertical = "center"
		if l == notice {
			font.Bold, font.Color = true, alarm
		}
		if l == strong {
			font.Bold, font.Size = true, 12
		}
	case broken:
		s.Alignment.WrapText = true
		inset(s, "left")
		font.Bold, font.Color = true, alarm
	case evidentNumber:
		fill(evidentFill)
		format("#,##0")
		inset(s, "right")
	case evident:
		fill(evidentFill)
		s.Alignment.WrapText = true
		inset(s, "left")
	case label:
		fill(labelFill)
		s.Alignment = &excelize.Alignment{Vertical: "center", WrapText: true}
		inset(s, "left")
	case figureFiles, figurePersons:
		s.Alignment = &excelize.Alignment{Vertical: "center"}
		inset(s, "right")
		font.Bold, font.Size = true, 14
		format("#,##0")
	case fact:
		s.Alignment = &excelize.Alignment{Vertical: "center", ShrinkToFit: true}
		inset(s, "left")
	case factNumber, factPercent:
		s.Alignment.Vertical = "center"
		inset(s, "right")
		format("#,##0")
		if l == factPercent {
			format("0.0%")
		}
	}
	switch l {
	case totalText, totalNumber, totalPercent:
		s.Alignment.Vertical = "center"
		font.Bold = true
		fill(labelFill)
		if l == totalText {
			inset(s, "left")
		}
	}
	return s
}

// inset keeps text off the line at its side.
func inset(s *excelize.Style, side string) {
	s.Alignment.Horizontal, s.Alignment.Indent = side, 1
}

func thinLines() []excelize.Border { return frame(lineColor, 1) }

func frame(color string, style int) []excelize.Border {
	var out []excelize.Border
	for _, side := range []string{"left", "top", "right", "bottom"} {
		out = append(out, excelize.Border{Type: side, Color: color, Style: style})
	}
	return out
}
