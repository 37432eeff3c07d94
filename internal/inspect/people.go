package inspect

import (
	"sort"

	"tenken/detectors"
)

// people estimates how many distinct persons a file concerns. A person shows
// as a distinct value of a Key type, as a row, or, where there is no Key, as a
// distinct value of a Weak type. In a table a row is one person at most, so
// two telephone numbers a row do not make two people of one.
type people struct {
	types map[string]*typePeople
	cells []detectors.Cell // of the current piece; nil in prose
	table string           // key of the current table
	laid  string           // key of tables in the current prose
	row   int              // last row of it that held a person; -1 before the first
	rows  int              // rows with a person, all tables together
}

type typePeople struct {
	kind      detectors.Persons
	table     sketch // values in tables
	prose     sketch // values elsewhere
	dummies   sketch // values in tables that look made up
	records   int    // rows of tables, and matches elsewhere: the persons of a Row type
	most      int    // rows of the table that has most of them
	here      int    // rows of the present table
	lastTable string
	lastRow   int

	columns map[int]*columnOf // of types in ofOne
}

// piece begins a piece of text; a nil table is prose.
func (p *people) piece(path string, t *detectors.Table) {
	if p.laid = path + "\x00\x00"; t == nil {
		p.cells = nil
		return
	}
	p.cells = t.Cells
	if key := path + "\x00" + t.Name; key != p.table {
		p.table, p.row = key, -1
	}
}

// match takes one sure match of the current piece.
func (p *people) match(info detectors.Info, m detectors.Match, value string, digest uint64) {
	if info.Persons == detectors.None || info.Persons == "" {
		return
	}
	y := p.typed(info)
	row, col, inTable := p.rowAt(m.Start)
	if m.Row >= 0 {
		row, col, inTable = m.Row, m.Col, true
		if p.cells == nil && p.table != p.laid {
			p.table, p.row = p.laid, -1
		}
	}
	if !inTable {
		y.prose.add(digest)
		y.records++
		return
	}
	if row != p.row {
		p.row = row
		p.rows++
	}
	if y.lastTable != p.table || y.lastRow != row {
		if y.lastTable != p.table {
			y.here = 0
		}
		y.lastTable, y.lastRow = p.table, row
		y.records++
		y.here++
		y.most = max(y.most, y.here)
	}
	y.table.add(digest)
	if ofOne[info.ID] {
		y.column(col, m.Row >= 0, value, digest)
	}
}

// typed is what is known of one type.
func (p *people) typed(info detectors.Info) *typePeople {
	if p.types == nil {
		p.types = map[string]*typePeople{}
	}
	y := p.types[info.ID]
	if y == nil {
		y = &typePeople{kind: info.Persons}
		p.types[info.ID] = y
	}
	return y
}

// doubt takes a match in a table that looks made up: 山田 太郎. Among others who
// do not, he is somebody.
func (p *people) doubt(info detectors.Info, m detectors.Match, digest uint64) {
	if _, _, inTable := p.rowAt(m.Start); !inTable && m.Row < 0 {
		return
	}
	if info.Persons != detectors.None && info.Persons != "" {
		p.typed(info).dummies.add(digest)
	}
}

// leastOthers is how many persons of a table show that those who look made up
// are persons, too, where they are fewer.
const leastOthers = 4

func (p *people) rowAt(offset int) (row, col int, inTable bool) {
	i := sort.Search(len(p.cells), func(i int) bool { return p.cells[i].Start > offset }) - 1
	if i < 0 || offset > p.cells[i].End {
		return 0, 0, false
	}
	return p.cells[i].Row, p.cells[i].Col, true
}

// lyingRows is in how many rows at most, and with how many values in each at
// least, a type shows that a table lies on its side: its persons are columns.
const lyingRows = 2

// oneEach is the type of which nobody has two: a person's and a dependant's in
// one row are two persons.
const oneEach = "my_number"

// of is the number of persons by one type alone.
func (p *people) of(typ string) int {
	y := p.types[typ]
	switch {
	case y == nil:
		return 0
	case y.kind == detectors.Row:
		return p.rowsOf(y)
	}
	inTables := y.table.count()
	beside := union(&y.prose, &y.table).count() - inTables // in prose only
	if lying := y.records <= lyingRows && inTables > lyingRows*y.records; !lying && typ != oneEach {
		inTables = min(inTables, p.rows)
		if typ == "name" {
			inTables = max(inTables, p.together())
		}
	}
	if dummies := y.dummies.count(); inTables >= leastOthers && dummies <= inTables {
		inTables += dummies
	}
	return inTables + max(0, beside)
}

// total is the estimate for the file: the largest by any type, Weak types
// counting only where there is no other.
func (p *people) total() int {
	strong, weak, contacts := 0, 0, 0
	for typ, y := range p.types {
		switch n := p.of(typ); {
		case y.kind == detectors.Weak:
			weak = max(weak, n)
		case typ == "phone_mobile" || typ == "phone_fixed" || typ == "email":
			contacts = max(contacts, n)
		default:
			strong = max(strong, n)
		}
	}
	switch {
	case strong == 0 && contacts == 0:
		return weak
	case strong >= leastOthers && contacts <= strong && p.of("name") == strong && weak > strong && 2*weak <= 3*strong: // names that were missed
		return weak
	case strong > 0 && contacts <= 2*strong && p.of("name") == strong && p.of("birth_date") == strong: // two numbers each
		return strong
	}
	return max(strong, contacts)
}
