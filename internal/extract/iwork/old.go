package iwork

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"tenken/internal/extract"
	"tenken/internal/extract/compose"
	"tenken/internal/extract/numfmt"
	"tenken/internal/extract/xmlscan"
)

// stride is how many places of cells a row takes in iWork '09.
const stride = 256

// maxNamed bounds what is remembered by its name: formats, choices.
const maxNamed = 1 << 16

// oldDocument reads a document of iWork '09. Its masters and styles are left out, but
// for the formats of dates.
type oldDocument struct {
	text   *compose.Builder
	asides bool
	para   int // depth of paragraphs
	skip   int // depth inside what is left out

	style   string // being read
	formats map[string]string
	byStyle map[string]string

	tables int
	name   string
	grid   int // depth inside the cells of a table
	at     int // place of the cell
	menu   int // depth inside the choices of a menu
	choice string
	chosen map[string]string
	cell   []byte
	other  []byte
}

// readOld puts out the paragraphs and cells.
func readOld(ctx context.Context, r io.Reader, b *compose.Builder, asides bool) error {
	b.Place("", 1)
	o := &oldDocument{text: b, asides: asides, formats: map[string]string{}, byStyle: map[string]string{}, chosen: map[string]string{}}
	s := xmlscan.New(r)
	for n := 0; ; n++ {
		t, err := s.Next()
		switch {
		case errors.Is(err, io.EOF):
			b.EndTable()
			return b.Err()
		case err != nil:
			return fmt.Errorf("%w: %w", extract.ErrDamaged, err)
		case n&0xFFF == 0 && ctx.Err() != nil:
			return context.Cause(ctx)
		}
		switch t.Kind {
		case xmlscan.Start:
			o.start(t)
		case xmlscan.End:
			o.end(string(t.Name))
		case xmlscan.Text:
			if o.para > 0 && o.skip == 0 {
				if o.grid > 0 {
					o.cell = append(o.cell, t.Text...)
				} else {
					b.Write(t.Text)
				}
			}
		}
		if b.Err() != nil {
			return b.Err()
		}
	}
}

func (o *oldDocument) start(t *xmlscan.Token) {
	name := string(t.Name)
	switch {
	case o.skip > 0:
		o.skip++
		o.format(name, t)
		return
	case name == "stylesheet" || name == "master-slides" || name == "prototypes":
		o.skip++
		return
	case o.grid > 0:
		o.inGrid(name, t)
		return
	}
	switch name {
	case "p":
		o.para++
	case "br", "lnbr":
		o.text.Line()
	case "tabular-model":
		o.name = t.Attr("name")
	case "datasource":
		o.tables++
		table := "table " + strconv.Itoa(o.tables)
		if o.name != "" && len(o.name) < 200 {
			table += " " + o.name
		}
		o.text.Table(table)
		o.grid, o.at = 1, -1
	}
}

// format remembers how a style shows dates.
func (o *oldDocument) format(name string, t *xmlscan.Token) {
	if len(o.byStyle) > maxNamed || len(o.formats) > maxNamed {
		return
	}
	switch name {
	case "cell-style":
		o.style = t.Attr("ID")
	case "date-format":
		code := t.Attr("fmt")
		o.formats[t.Attr("ID")], o.byStyle[o.style] = code, code
	case "date-format-ref":
		o.byStyle[o.style] = o.formats[t.Attr("IDREF")]
	}
}

// inGrid reads a cell, or what it holds.
func (o *oldDocument) inGrid(name string, t *xmlscan.Token) {
	if o.grid++; o.grid == 2 {
		if n, err := strconv.Atoi(t.Attr("ct")); err == nil && n >= 0 && n <= 1<<24 {
			o.at = min(max(o.at, 0)+n, 1<<28) // from the cell before
		} else {
			o.at++
		}
		o.cell, o.other = o.cell[:0], o.other[:0]
	}
	if o.menu > 0 || name == "menu-choices" {
		o.menu++
		if id := t.Attr("ID"); id != "" && name != "menu-choices" {
			o.choice = id
		}
	}
	switch name {
	case "ct":
		if o.menu == 0 {
			o.cell = append(o.cell, t.Attr("s")...)
		} else if len(o.chosen) < maxNamed {
			o.chosen[o.choice] = t.Attr("s")
		}
	case "proxied-cell-ref":
		o.cell = append(o.cell, o.chosen[t.Attr("IDREF")]...)
	case "d", "rd":
		if o.menu == 0 {
			o.date(t.Attr("cell-date"), o.byStyle[t.Attr("s")])
		}
	case "n", "rn":
		if v := t.Attr("v"); v != "" && o.menu == 0 {
			o.cell = append(o.cell, round(v)...)
		}
	case "p":
		o.para++
	case "br", "lnbr":
		o.cell = append(o.cell, '\n')
	}
}

func (o *oldDocument) end(name string) {
	switch {
	case o.skip > 0:
		o.skip--
	case o.grid > 0:
		o.menu = max(o.menu-1, 0)
		if name == "p" {
			o.para = max(o.para-1, 0)
		}
		switch o.grid--; {
		case o.grid == 0:
			o.text.EndTable()
		case o.grid == 1 && len(o.cell) > 0:
			o.text.Cell(o.at/stride, o.at%stride)
			o.text.Write(o.cell)
			o.text.Also(o.other)
			o.text.EndCell()
		}
	case name == "p":
		o.para = max(o.para-1, 0)
		o.text.Line()
	}
}

// date puts down a moment: seconds from 2001-01-01, or its name.
func (o *oldDocument) date(v, code string) {
	seconds, err := strconv.ParseFloat(v, 64)
	if err != nil {
		o.cell = append(o.cell, strings.TrimSuffix(v, "T00:00:00+0000")...)
		return
	}
	o.cell = append(o.cell, date(seconds)...)
	if o.asides && code != "" {
		const from = 36892 // days of spreadsheets until then
		raw := strconv.AppendFloat(nil, seconds/86400+from, 'f', -1, 64)
		o.other, _ = numfmt.Parse(-1, dateCode(code)).Other(o.other, raw, false)
	}
}

// dateCode writes a pattern of dates of Unicode (UTS 35) as spreadsheets do.
func dateCode(pattern string) string {
	return strings.NewReplacer("M", "m", "H", "h", "'", `"`, "EEEE", "dddd", "EEE", "ddd", "E", "ddd", "a", "AM/PM", "G", "ggg").Replace(pattern)
}
