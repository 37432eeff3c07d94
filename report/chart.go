package report

import (
	"fmt"
	"math"

	"github.com/xuri/excelize/v2"

	"tenken/internal/record"
)

// chart draws the book's one chart below the types: a department's files by
// type, or the institution's by department and level.
func (w *workbook) chart() error {
	types := len(w.survey.mainTypes(typesShown))
	if types == 0 {
		return nil
	}
	font := excelize.Font{Family: family, Size: 10, Color: "404040"}
	chart := &excelize.Chart{
		Type: excelize.Bar,
		Format: excelize.GraphicOptions{
			PrintObject: ptr(true), Locked: ptr(true), AltText: wordChart.in(w.Lang),
		},
		Legend:   excelize.ChartLegend{Position: "none"},
		XAxis:    excelize.ChartAxis{ReverseOrder: true, Font: font},
		YAxis:    excelize.ChartAxis{None: true, Minimum: ptr(0.0)}, // every bar has its figure
		PlotArea: excelize.ChartPlotArea{ShowVal: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: `#,##0;;`}},
		GapWidth: ptr(uint(60)),
		Title: excelize.ChartTitle{
			Paragraph: []excelize.RichTextRun{{Text: wordChart.in(w.Lang), Font: &excelize.Font{Family: family, Size: 11, Bold: true}}},
		},
		Dimension: chartSize(),
	}
	sheet := sheetCover.in(w.Lang)
	chart.Series = []excelize.ChartSeries{{
		Name:       fmt.Sprintf("%s!%s", quoted(sheet), at(middle+1, firstBlockRow)),
		Categories: area(sheet, middle, firstBlockRow+1, middle, firstBlockRow+types),
		Values:     area(sheet, middle+1, firstBlockRow+1, middle+1, firstBlockRow+types),
		Fill:       solid("44546A"),
	}}
	if w.Whole {
		w.stack(chart)
	}
	return w.AddChart(sheet, at(middle, chartRow), chart)
}

// chartSize covers columns middle to rightEnd and chartRows rows, in pixels as
// the library counts them: 8 a digit of the default font, 3.4 points 4.
func chartSize() excelize.ChartDimension {
	width := 0
	for _, w := range coverWidths[middle-1 : rightEnd] {
		width += int(w*8 + 0.5)
	}
	height := chartRows * int(math.Ceil(rowHeight*4/3.4))
	return excelize.ChartDimension{Width: uint(width - 1), Height: uint(height - 1)}
}

var wordChart = words{"情報の種類別 要対応ファイル数", "Files to act on, by type"}

var wordChartWhole = words{"部局別 要対応ファイル数（危険度の内訳）", "Files to act on, by department and level"}

// stack makes the chart one of the departments with most to do.
func (w *workbook) stack(chart *excelize.Chart) {
	sheet := sheetDepartments.in(w.Lang)
	n := min(len(w.survey.departments), departmentsShown)
	chart.Type = excelize.BarStacked
	chart.Title.Paragraph[0].Text = wordChartWhole.in(w.Lang)
	chart.Format.AltText = wordChartWhole.in(w.Lang)
	chart.Legend = excelize.ChartLegend{Position: "top", Font: &excelize.Font{Family: family, Size: 10}}
	chart.Overlap = ptr(100)
	chart.Series = nil
	for _, l := range []struct {
		record.Level
		color string
	}{ // figures stand on them
		{record.Critical, "E57373"}, {record.High, "F4B183"}, {record.Medium, "FFE699"}, {record.Low, "D9D9D9"},
	} {
		column := w.levelColumn(l.Level)
		chart.Series = append(chart.Series, excelize.ChartSeries{
			Name:       fmt.Sprintf("%s!%s", quoted(sheet), at(column, departmentsHead)),
			Categories: area(sheet, 1, departmentsHead+1, 1, departmentsHead+n),
			Values:     area(sheet, column, departmentsHead+1, column, departmentsHead+n),
			Fill:       solid(l.color),
		})
	}
}

// levelColumn is where the table of departments counts a level.
func (w *workbook) levelColumn(l record.Level) int {
	for i, c := range departmentColumns {
		if c.head.ja == l.Label(record.Japanese) {
			return i + 1
		}
	}
	panic("report: no column of level " + string(l)) // a mistake in the program
}

func solid(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}
