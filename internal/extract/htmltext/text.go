// Package htmltext takes the text out of HTML: what a reader sees, and what
// attributes hold. It runs no script, fetches nothing, and leaves out furigana,
// which would stand in the middle of names.
package htmltext

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tenken/internal/extract"
)

// Text puts out the text of the HTML in r, which is valid UTF-8. Places are
// lines of the source and cells of its tables ("table 2!B7"), after place when
// there is one.
func Text(r io.Reader, place string, put func(extract.Text) error) error {
	w := &walker{b: builder{put: put, place: place}, line: 1}
	err := w.walk(r)
	w.b.closeCell()
	w.b.newline()
	if err == nil {
		err = w.commented()
	}
	w.b.flush(false)
	switch {
	case w.b.err != nil:
		return w.b.err
	case err == nil && w.cut:
		return fmt.Errorf("attribute or comments: %w", extract.ErrLimit)
	}
	return err
}

// maxToken bounds what the tokenizer holds: one tag, or one run of text.
const maxToken = 1 << 20

// walker goes through the tokens.
type walker struct {
	b      builder
	line   int      // of the source
	tables []*table // open ones, the innermost last
	count  int      // tables so far
	skip   atom.Atom
	ruby   bool // in furigana
	pre    int
	mail   string // address of the open link
	since  int    // where its text begins
	key    string // last attribute of the last tag
	cut    bool   // one that holds text was too long

	comments []comment
	size     int  // of these
	inside   bool // of one
}

// comment is what the source leaves out from a line on.
type comment struct {
	line int
	text []byte
}

// maxComments bounds the comments of a document, in bytes.
const maxComments = 1 << 20

// keep keeps a comment for the end, but for those that are for old browsers or
// Office.
func (w *walker) keep(text []byte) {
	if w.inside || w.skip != 0 || bytes.HasPrefix(text, []byte("[")) || len(bytes.TrimSpace(text)) == 0 {
		return
	}
	if w.size += len(text); w.size > maxComments {
		w.cut = true
		return
	}
	w.comments = append(w.comments, comment{w.line, bytes.Clone(text)})
}

// commented puts out the comments, behind what is seen: what was taken off a page
// is often still there.
func (w *walker) commented() error {
	w.inside = true
	w.b.setTable("")
	for _, c := range w.comments {
		w.tables, w.skip, w.ruby, w.pre, w.mail, w.line = nil, 0, false, 0, "", c.line
		if err := w.walk(bytes.NewReader(c.text)); err != nil {
			return err
		}
		w.b.closeCell()
		w.b.newline()
	}
	w.b.setTable("")
	return nil
}

// walk reads to the end. The tokenizer gives up on a token that is too long;
// another one goes on behind it.
func (w *walker) walk(r io.Reader) error {
	for {
		z := html.NewTokenizer(r)
		z.SetMaxBuf(maxToken)
		for t := z.Next(); t != html.ErrorToken && w.b.err == nil; t = z.Next() {
			w.token(z, t)
		}
		if w.b.err != nil {
			return w.b.err
		}
		tag := z.Raw() // one that did not end
		w.unended(tag)
		if err := z.Err(); errors.Is(err, io.EOF) {
			return nil
		} else if !errors.Is(err, html.ErrBufferExceeded) {
			return err
		}
		rest := bufio.NewReader(io.MultiReader(bytes.NewReader(bytes.Clone(z.Buffered())), r))
		r = rest
		switch {
		case w.skip != 0:
			r = io.MultiReader(strings.NewReader("<"), rest)
			w.discard(rest, '<', "/"+w.skip.String())
		case len(tag) > 0:
			w.cut = w.cut || texts[w.key]
			w.discard(rest, '>', "")
		}
	}
}

// unended takes the attributes of a tag that has no end.
func (w *walker) unended(tag []byte) {
	for _, end := range []string{`">`, `'>`, `>`} {
		z := html.NewTokenizer(io.MultiReader(bytes.NewReader(tag), strings.NewReader(end)))
		if t := z.Next(); t == html.StartTagToken {
			w.token(z, t)
			return
		}
	}
}

// discard leaves out everything up to the delimiter that then follows it.
func (w *walker) discard(r *bufio.Reader, delim byte, then string) {
	for {
		b, err := r.ReadSlice(delim)
		w.line += bytes.Count(b, []byte("\n"))
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil {
			return
		}
		if next, _ := r.Peek(len(then)); strings.EqualFold(string(next), then) {
			return
		}
	}
}

// token takes one token.
func (w *walker) token(z *html.Tokenizer, t html.TokenType) {
	lines := bytes.Count(z.Raw(), []byte("\n"))
	switch t {
	case html.TextToken:
		w.text(z.Text())
	case html.StartTagToken, html.SelfClosingTagToken:
		name, more := z.TagName()
		attrs := attributes(z, more)
		w.start(atom.Lookup(name), attrs)
		if w.key = ""; len(attrs) > 0 {
			w.key = attrs[len(attrs)-1].key
		}
	case html.CommentToken:
		w.keep(z.Text())
	case html.EndTagToken:
		name, _ := z.TagName()
		w.end(atom.Lookup(name))
	}
	w.line += lines
}

// text adds running text, line by line of the source where that is kept.
func (w *walker) text(text []byte) {
	if w.skip != 0 || w.ruby {
		return
	}
	line := w.line
	for len(text) > 0 {
		n := bytes.IndexByte(text, '\n') + 1
		if n == 0 {
			n = len(text)
		}
		w.put(text[:n], line)
		text = text[n:]
		line++
	}
}

func (w *walker) put(text []byte, line int) {
	if len(w.tables) > 0 && !w.b.open {
		if t := w.tables[len(w.tables)-1]; t.in && len(bytes.TrimSpace(text)) > 0 {
			w.b.cell(t.row, t.col)
		}
	}
	w.b.write(text, line, w.pre > 0)
}

// attribute is a name and a value.
type attribute struct{ key, value string }

// maxAttributes bounds the attributes of one tag.
const maxAttributes = 200

func attributes(z *html.Tokenizer, more bool) []attribute {
	var all []attribute
	for more && len(all) < maxAttributes {
		var k, v []byte
		k, v, more = z.TagAttr()
		if len(v) > 0 {
			all = append(all, attribute{string(k), string(v)})
		}
	}
	return all
}

// maxTables bounds tables inside tables.
const maxTables = 64

func (w *walker) start(a atom.Atom, attrs []attribute) {
	if w.skip != 0 {
		return
	}
	switch a {
	case atom.Script, atom.Style:
		w.skip = a
		return
	case atom.Rt, atom.Rp:
		w.ruby = true
		return
	}
	if block[a] || a == atom.Rb {
		w.ruby = false
	}
	switch {
	case a == atom.Table:
		if n := len(w.tables); n >= maxTables {
			w.tables = append(w.tables, w.tables[n-1])
			break
		}
		w.count++
		t := newTable(w.tableName())
		w.tables = append(w.tables, t)
		w.b.setTable(t.name)
	case len(w.tables) > 0 && a == atom.Tr:
		w.row()
	case len(w.tables) > 0 && (a == atom.Td || a == atom.Th):
		w.cell(attrs)
	case a == atom.Pre || a == atom.Textarea:
		w.b.newline()
		w.pre++
	case block[a]:
		w.b.newline()
	}
	w.attributes(a, attrs)
}

func (w *walker) tableName() string {
	return strings.TrimSpace(fmt.Sprintf("%s table %d", w.b.place, w.count))
}

func (w *walker) row() {
	w.b.closeCell()
	w.b.newline()
	w.tables[len(w.tables)-1].nextRow()
}

func (w *walker) cell(attrs []attribute) {
	t, columns, rows := w.tables[len(w.tables)-1], 1, 1
	for _, a := range attrs {
		switch a.key {
		case "colspan":
			columns = span(a.value)
		case "rowspan":
			rows = span(a.value)
		}
	}
	w.b.closeCell()
	if t.in {
		w.b.end('\t')
	}
	t.nextCell(columns, rows)
}

func (w *walker) end(a atom.Atom) {
	if w.skip != 0 {
		if a == w.skip {
			w.skip = 0
		}
		return
	}
	switch {
	case a == atom.Rt || a == atom.Rp || a == atom.Ruby:
		w.ruby = false
	case a == atom.Table && len(w.tables) > 0:
		w.tables = w.tables[:len(w.tables)-1]
		outer := ""
		if n := len(w.tables); n > 0 {
			outer = w.tables[n-1].name
		}
		w.b.setTable(outer)
	case (a == atom.Td || a == atom.Th) && len(w.tables) > 0:
		w.b.closeCell()
	case a == atom.Pre || a == atom.Textarea:
		w.pre = max(w.pre-1, 0)
		w.b.newline()
	case a == atom.A:
		w.link()
	case block[a]:
		w.ruby = false
		w.b.newline()
	}
}

// texts are the attributes that hold text.
var texts = map[string]bool{"alt": true, "title": true, "value": true, "placeholder": true, "aria-label": true, "label": true, "summary": true, "srcdoc": true}

// attributes adds those that hold text, and addresses to write to or to call.
func (w *walker) attributes(a atom.Atom, attrs []attribute) {
	for _, x := range attrs {
		switch {
		case texts[x.key]:
			w.aside(x.value)
		case x.key == "content" && a == atom.Meta:
			w.aside(x.value)
		case x.key == "href":
			if scheme, rest, _ := strings.Cut(x.value, ":"); strings.EqualFold(scheme, "mailto") || strings.EqualFold(scheme, "tel") {
				rest, _, _ = strings.Cut(rest, "?")
				if plain, err := url.PathUnescape(rest); err == nil {
					rest = strings.ToValidUTF8(plain, "\uFFFD")
				}
				w.mail, w.since = rest, len(w.b.body)
			}
		}
	}
}

// link adds the address of a link that does not show it.
func (w *walker) link() {
	if w.mail != "" && !bytes.Contains(w.b.body[min(w.since, len(w.b.body)):], []byte(w.mail)) {
		w.aside(w.mail)
	}
	w.mail = ""
}

// aside adds text that stands in an attribute.
func (w *walker) aside(text string) {
	if w.skip != 0 || w.ruby {
		return
	}
	w.b.space = true
	w.put([]byte(text), w.line)
	w.b.space = true
}

// block is the elements that begin and end lines.
var block = func() map[atom.Atom]bool {
	m := map[atom.Atom]bool{}
	for _, a := range []atom.Atom{
		atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Br, atom.Caption, atom.Center, atom.Dd,
		atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure,
		atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Head, atom.Header, atom.Hr,
		atom.Html, atom.Legend, atom.Li, atom.Main, atom.Menu, atom.Meta, atom.Nav, atom.Ol, atom.Option, atom.P,
		atom.Section, atom.Select, atom.Summary, atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead,
		atom.Title, atom.Tr, atom.Ul,
	} {
		m[a] = true
	}
	return m
}()
