package report

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"tenken/internal/extract/xmlscan"
)

// cellFile is a workbook of which nothing but what cells hold is read, whatever
// program saved it (ECMA-376 part 1, 18.3 and 18.4).
type cellFile struct {
	zip    *zip.Reader
	parts  map[string]string // parts of sheets, by name of the sheet
	shared []string
	room   int64 // unpacked bytes that may still be read
	cells  int   // cells that may still be kept
}

// What a book that came back may hold in all.
const (
	mostUnpacked = 1 << 30
	mostCells    = 8 << 20 // ten times those of the longest list
	mostColumns  = 16384
)

var (
	errNoSheet  = errors.New("there is no such sheet")
	errTooLarge = errors.New("it is too large")
)

func openCells(raw []byte) (*cellFile, error) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, err
	}
	f := &cellFile{zip: z, parts: map[string]string{}, room: mostUnpacked, cells: mostCells}
	if err := f.sheets(); err != nil {
		return nil, err
	}
	if len(f.parts) == 0 {
		return nil, errNoSheet
	}
	return f, nil
}

// sheets finds the parts of the sheets and the strings that they share.
func (f *cellFile) sheets() error {
	book, err := f.related("", "/officeDocument")
	if err != nil {
		return err
	}
	var main string
	for _, main = range book {
		break
	}
	targets, err := f.related(main, "")
	if err != nil {
		return err
	}
	err = f.tokens(main, func(t *xmlscan.Token) error {
		if t.Kind == xmlscan.Start && string(t.Name) == "sheet" {
			f.parts[t.Attr("name")] = targets[t.Prefixed("id")]
		}
		return nil
	})
	if err != nil {
		return err
	}
	strs, err := f.related(main, "/sharedStrings")
	for _, part := range strs {
		err = errors.Join(err, f.strings(part))
	}
	return err
}

// related are the parts that a part is related to in a way, by the id of the
// relationship; "" is the package, or any way.
func (f *cellFile) related(part, way string) (map[string]string, error) {
	rels := "_rels/.rels"
	if part != "" {
		rels = path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
	}
	out := map[string]string{}
	err := f.tokens(rels, func(t *xmlscan.Token) error {
		if t.Kind != xmlscan.Start || string(t.Name) != "Relationship" || !strings.HasSuffix(t.Attr("Type"), way) {
			return nil
		}
		target := t.Attr("Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(path.Dir(part), target)
		}
		out[t.Attr("Id")] = strings.TrimPrefix(path.Clean(target), "/")
		return nil
	})
	return out, err
}

// tokens reads a part.
func (f *cellFile) tokens(part string, each func(*xmlscan.Token) error) error {
	for _, p := range f.zip.File {
		if !strings.EqualFold(strings.TrimPrefix(p.Name, "/"), part) {
			continue
		}
		in, err := p.Open()
		if err != nil {
			return err
		}
		defer in.Close()
		bounded := &io.LimitedReader{R: in, N: f.room}
		s := xmlscan.New(bounded)
		for {
			t, err := s.Next()
			if f.room = bounded.N; f.room <= 0 {
				return errTooLarge
			}
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err == nil {
				err = each(t)
			}
			if err != nil {
				return err
			}
		}
	}
	return errNoSheet
}

// plainText gathers the text of a cell: that of <t>, but not of furigana.
type plainText struct {
	b             bytes.Buffer
	text, reading bool
}

func (p *plainText) token(t *xmlscan.Token) {
	switch t.Kind {
	case xmlscan.Text:
		if p.text && !p.reading {
			p.b.Write(t.Text)
		}
		return
	default:
	}
	switch string(t.Name) {
	case "t":
		p.text = t.Kind == xmlscan.Start
	case "rPh":
		p.reading = t.Kind == xmlscan.Start
	}
}

func (f *cellFile) strings(part string) error {
	var p plainText
	return f.tokens(part, func(t *xmlscan.Token) error {
		p.token(t)
		if t.Kind == xmlscan.End && string(t.Name) == "si" {
			if f.cells--; f.cells < 0 {
				return errTooLarge
			}
			f.shared = append(f.shared, unescape(p.b.String()))
			p.b.Reset()
		}
		return nil
	})
}

// rows are the cells of a sheet as they are stored, unformatted. What stands
// behind the last cell of a row, or the last row, is left out.
func (f *cellFile) rows(sheet string) ([][]string, error) {
	part, ok := f.parts[sheet]
	if !ok {
		return nil, errNoSheet
	}
	g := &gatherer{file: f}
	err := f.tokens(part, g.token)
	return g.rows, err
}

// gatherer gathers the cells of a sheet.
type gatherer struct {
	file   *cellFile
	rows   [][]string
	row    int // from 1
	column int
	kind   string
	value  bool // inside <v>
	text   plainText
	raw    bytes.Buffer
}

func (g *gatherer) token(t *xmlscan.Token) error {
	g.text.token(t)
	if t.Kind == xmlscan.Text {
		if g.value {
			g.raw.Write(t.Text)
		}
		return nil
	}
	begins := t.Kind == xmlscan.Start
	switch string(t.Name) {
	case "row":
		if begins {
			g.column = 0
			if g.row++; len(t.Raw("r")) > 0 {
				n, err := strconv.Atoi(string(t.Raw("r")))
				if err != nil || n < 1 || n > 1<<20 {
					return errTooLarge
				}
				g.row = n
			}
		}
	case "c":
		if begins {
			return g.begin(t)
		}
		return g.end()
	case "v":
		g.value = begins
	}
	return nil
}

func (g *gatherer) begin(t *xmlscan.Token) error {
	g.column++
	if ref := t.Raw("r"); len(ref) > 0 {
		g.column = 0
		for _, c := range ref {
			if c |= 0x20; c < 'a' || c > 'z' || g.column > mostColumns {
				break
			}
			g.column = g.column*26 + int(c-'a') + 1
		}
	}
	if g.column < 1 || g.column > mostColumns {
		return errTooLarge
	}
	g.kind = string(t.Raw("t"))
	g.raw.Reset()
	g.text.b.Reset()
	return nil
}

func (g *gatherer) end() error {
	v := g.raw.String()
	switch g.kind {
	case "s":
		if n, err := strconv.Atoi(strings.TrimSpace(v)); err != nil || n < 0 || n >= len(g.file.shared) {
			v = ""
		} else {
			v = g.file.shared[n]
		}
	case "inlineStr":
		v = unescape(g.text.b.String())
	case "str":
		v = unescape(v)
	}
	if v == "" || g.row == 0 || g.column == 0 { // nothing, or a cell outside of rows
		return nil
	}
	return g.put(v)
}

func (g *gatherer) put(v string) error {
	grown := max(0, g.row-len(g.rows))
	if grown == 0 {
		grown = max(0, g.column-len(g.rows[g.row-1]))
	} else {
		grown += g.column
	}
	if g.file.cells -= grown; g.file.cells < 0 {
		return errTooLarge
	}
	for len(g.rows) < g.row {
		g.rows = append(g.rows, nil)
	}
	row := g.rows[g.row-1]
	if row == nil {
		row = make([]string, 0, max(g.column, 24))
	}
	for len(row) < g.column {
		row = append(row, "")
	}
	row[g.column-1] = v
	g.rows[g.row-1] = row
	return nil
}

// unescape undoes _x000D_ and the like (ECMA-376 part 1, 22.9.2.19).
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if escaped(s[i:]) {
			n, _ := strconv.ParseUint(s[i+2:i+6], 16, 16)
			b.WriteRune(rune(n))
			i += 6
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
