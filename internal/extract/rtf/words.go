package rtf

// outside are destinations whose text is not the document's.
var outside = map[string]bool{
	"fonttbl": true, "colortbl": true, "stylesheet": true, "pict": true, "objdata": true, "themedata": true, "colorschememapping": true,
	"latentstyles": true, "datastore": true, "author": true, "operator": true, "manager": true, "company": true, "hlinkbase": true, "listtable": true, "listoverridetable": true, "rsidtbl": true, "generator": true, "xmlnstbl": true, "mmathPr": true,
	"bkmkstart": true, "bkmkend": true, "pnseclvl": true, "filetbl": true, "revtbl": true, "nonshppict": true, "rt": true,
}

// written are the properties of shapes that are text: of decorated letters, and
// what pictures show.
var written = map[string]bool{"gtextUNICODE": true, "wzDescription": true}

// starred are destinations that old readers do not know and whose text counts.
var starred = map[string]bool{"shpinst": true, "shptxt": true, "footnote": true, "annotation": true, "ud": true, "upr": true, "fldinst": true}

// word obeys a control word.
func (r *reader) word(w string, n int, given bool) error {
	star := r.star
	r.star = false
	switch w {
	case "u":
		r.unicode(n)
		return nil
	case "bin":
		if n > 0 {
			return r.binary(n)
		}
		return nil
	}
	if r.ignore = 0; outside[w] || star && !starred[w] {
		r.flush()
		switch {
		case w == "fonttbl":
			r.inFonts = r.depth
		case w == "objdata" || w == "pict" && r.out.Picture != nil && !r.top().skip:
			r.embedded.begin(r.depth, w == "pict")
		}
		r.top().skip = true
		return nil
	}
	switch w {
	case "info":
		if r.top().skip {
			break
		}
		r.flush()
		r.text.Place("properties", 0)
		r.inInfo = r.depth
	case "title", "subject", "keywords", "doccomm", "category":
		if r.inInfo > 0 {
			r.endLine()
		}
	case "fldinst":
		if r.flush(); r.inCode == 0 && !r.top().skip {
			r.inCode, r.code = r.depth, r.code[:0]
			r.top().code = true
		} else {
			r.top().skip = true
		}
	case "sn": // the name of a property of a shape, whose value follows
		r.flush()
		r.property = r.property[:0]
		r.top().name = true
	case "sv":
		if r.flush(); !written[string(r.property)] {
			r.top().skip = true
			break
		}
		r.endLine()
	case "pngblip", "jpegblip":
		r.embedded.known = true
	case "par", "line", "page", "sect", "nestrow":
		r.write("\n")
	case "tab", "nestcell":
		r.write("\t")
	case "trowd":
		r.flush()
		r.table.row = true
	case "intbl":
		r.flush()
		r.top().cell = !given || n != 0
	case "pard":
		r.flush()
		r.top().cell = false
	case "cell":
		r.endCell()
	case "row":
		r.endRow()
	case "emdash":
		r.write("—")
	case "endash":
		r.write("–")
	case "lquote":
		r.write("‘")
	case "rquote":
		r.write("’")
	case "ldblquote":
		r.write("“")
	case "rdblquote":
		r.write("”")
	case "bullet":
		r.write("・")
	case "uc":
		r.top().uc = min(max(n, 0), 100)
	case "ansicpg":
		r.page = n
	case "f":
		r.flush()
		r.top().font = n
	case "fcharset":
		if r.inFonts > 0 && len(r.fonts) < maxFonts {
			r.fonts[r.top().font] = n
		}
	case "plain":
		r.flush()
		r.top().font = -1
	case "v":
		r.flush()
		r.top().skip = r.top().skip || !given || n != 0
	}
	return nil
}
