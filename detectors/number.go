package detectors

import (
	"strings"
	"unicode/utf8"
)

// Sep is what stands between two runs of digits.
type Sep uint8

// The joiners of digits. Spaces around a stronger joiner belong to it.
const (
	NoSep  Sep = iota // none: nothing joins here
	Hyphen            // - ‐ ‑ ‒ – — ― − ﹣ － ー ｰ
	Space             // one or two spaces, of either width
	Dot               // . ．
	Slash             // / ／
	Open              // ( （
	Close             // ) ）
	Year              // 年
	Month             // 月
	Break             // a line break
)

// Run is one run of digits: text[Start:End], Len digits.
type Run struct {
	Start, End int
	Len        int
	Sep        Sep // what joins it to the next run; NoSep after the last
	from       int // index of its first digit
}

// Number is a group of digit runs, as the shared reader found it.
type Number struct {
	digits []byte
	Runs   []Run // the runs of the group

	Plus          bool // a '+' stands directly before it
	Before, After Sep  // what joins the group to further digits outside
	Prev, Next    int  // lengths of the neighbouring runs outside, 0 for none
}

// Digits are the digits of the group as ASCII, without joiners.
func (n *Number) Digits() []byte { return n.digits }

// Start and End bound the group from its first to its last digit.
func (n *Number) Start() int { return n.Runs[0].Start }

// End is the offset after the last digit.
func (n *Number) End() int { return n.Runs[len(n.Runs)-1].End }

// Joined reports whether all joiners inside the group are of one of the given
// kinds. It holds for a single run.
func (n *Number) Joined(by ...Sep) bool {
next:
	for i := range len(n.Runs) - 1 {
		for _, s := range by {
			if n.Runs[i].Sep == s {
				continue next
			}
		}
		return false
	}
	return true
}

// Uniform reports whether the joiners inside the group are all of one kind,
// line breaks aside.
func (n *Number) Uniform() bool {
	kind := NoSep
	for i := range len(n.Runs) - 1 {
		s := n.Runs[i].Sep
		if s == Break {
			continue
		}
		if kind != NoSep && s != kind {
			return false
		}
		kind = s
	}
	return true
}

// Broken reports whether the group runs over a line break.
func (n *Number) Broken() bool {
	for i := range len(n.Runs) - 1 {
		if n.Runs[i].Sep == Break {
			return true
		}
	}
	return false
}

const (
	maxRuns   = 24 // of one chain; longer ones are read in overlapping parts
	maxShape  = 6  // runs of one shape
	maxDigits = 31 // of one run that a shape can name
)

// chain is the digits that joiners hold together, from which groups are cut.
type chain struct {
	runs   []Run  // room for as many as are read
	digits []byte // maxDigits for each run
	n      int    // runs
	d      int    // digits
}

func newChain(runs int) chain {
	return chain{runs: make([]Run, runs), digits: make([]byte, runs*maxDigits)}
}

// read reads the chain of digits that begins at text[pos], a digit, and ends
// before hi. It returns the offset after its last digit. When the chain is
// longer than it can hold it stops between two runs; the last Run's Sep is
// then not NoSep.
func (ch *chain) read(text string, pos, hi int) int {
	ch.n, ch.d = 0, 0
	d := 0 // digits so far
	for ch.n < len(ch.runs) {
		start, n := pos, 0
		digits := ch.digits[d:min(d+maxDigits, len(ch.digits))]
		for pos < hi {
			c, w := text[pos], 1
			if c-'0' > 9 {
				if c, w = digitAt(text, pos, hi); w == 0 {
					break
				}
			}
			if n < len(digits) {
				digits[n] = c
			}
			n++
			pos += w
		}
		r := &ch.runs[ch.n]
		*r = Run{Start: start, End: pos, Len: n, from: d}
		ch.n++
		d += min(n, len(digits))
		ch.d = d
		if pos >= hi || !joins[text[pos]] {
			return pos
		}
		if pos+1 < hi && text[pos+1]-'0' <= 9 { // most
			if sep := asciiJoiner(text[pos]); sep != NoSep {
				r.Sep = sep
				pos++
				continue
			}
		}
		sep, next := joinerAt(text, pos, hi, n)
		if sep == NoSep {
			return pos
		}
		r.Sep = sep
		pos = next
	}
	return ch.runs[ch.n-1].End
}

// joins are the bytes that may begin what joins digits to further ones.
var joins = func() (t [256]bool) {
	for c := range t {
		t[c] = c >= 0xC2 || strings.IndexByte("-. /()\r\n", byte(c)) >= 0
	}
	return t
}()

// joined is a cheap test whether digits that end at text[:i] may be joined to
// further ones.
func joined(text string, i int) bool {
	if i+1 >= len(text) || !joins[text[i]] {
		return false
	}
	next := text[i+1]
	return text[i] >= 0x80 || next-'0' <= 9 || joins[next]
}

// digitAt returns the digit at text[i] as ASCII and its width in bytes, which
// is 0 when there is none.
func digitAt(text string, i, hi int) (byte, int) {
	c := text[i]
	if c-'0' <= 9 {
		return c, 1
	}
	if c == 0xEF && i+2 < hi && text[i+1] == 0xBC && text[i+2]-0x90 <= 9 {
		return '0' + text[i+2] - 0x90, 3
	}
	return 0, 0
}

// asciiJoiner is what c alone joins digits by.
func asciiJoiner(c byte) Sep {
	switch c {
	case '-':
		return Hyphen
	case '/':
		return Slash
	case '.':
		return Dot
	case ' ':
		return Space
	case '(':
		return Open
	case ')':
		return Close
	}
	return NoSep
}

// joinerAt reads what joins a run of digits that ends at text[i] to the next
// one, and returns where that begins. NoSep: no digit follows a joiner here.
func joinerAt(text string, i, hi, run int) (Sep, int) {
	sep, spaces := NoSep, 0
	for tokens := 0; i < hi && tokens < 5; tokens++ {
		c := text[i]
		if c-'0' <= 9 {
			return sep, i
		}
		s, w := NoSep, 1
		switch {
		case c == '\n', c == '\r':
			s = Break
		case c < 0x80:
			s = asciiJoiner(c)
		case c >= 0xC2:
			var r rune
			r, w = utf8.DecodeRuneInString(text[i:hi])
			if r >= '０' && r <= '９' {
				return sep, i
			}
			s = wideJoiner(r)
		}
		if s == NoSep || !combine(&sep, s, &spaces, run) {
			return NoSep, i
		}
		i += w
	}
	return NoSep, i
}

// combine adds joiner s to what was read so far. Two joiners that do not
// belong together join nothing.
func combine(sep *Sep, s Sep, spaces *int, run int) bool {
	switch {
	case s == Space:
		*spaces++
		if *sep == NoSep {
			*sep = Space
		}
		return *spaces <= 2
	case s == Break:
		// A line break joins after a hyphen, or inside groups of four.
		if *sep == Hyphen || run == 4 || *sep == Break {
			*sep = Break
			return true
		}
		return false
	case *sep == NoSep, *sep == Space:
		*sep = s
		return true
	case *sep == Close && (s == Hyphen || s == Open), *sep == Hyphen && s == Open:
		*sep = s
		return true
	}
	return false
}

// wideJoiner classifies the joiners outside ASCII.
func wideJoiner(r rune) Sep {
	switch r {
	case '‐', '‑', '‒', '–', '—', '―', '−', '﹣', '－', 'ー', 'ｰ', '─', '━', '⁃', '﹘', '\u00ad':
		return Hyphen
	case '　', '\u00a0', '\u2002', '\u2003', '\u2007', '\u2009', '\u202f':
		return Space
	case '．':
		return Dot
	case '／':
		return Slash
	case '（':
		return Open
	case '）':
		return Close
	case '年':
		return Year
	case '月':
		return Month
	}
	return NoSep
}

// inNumber are the characters of ASCII in what ReadNumber takes.
var inNumber = func() (t [128]bool) {
	for _, c := range "0123456789+'-. /()\r\n\t" {
		t[c] = true
	}
	return t
}()

// ReadNumber reads a value that is one number and nothing else but white space
// and brackets, for detectors that judge a column. It is small so that the room
// for the digits is its caller's.
func ReadNumber(value string) (Number, bool) {
	var r room
	return r.read(value)
}

// room is where a number of one shape is read to.
type room struct {
	runs   [maxShape]Run
	digits [maxShape * maxDigits]byte
}

func (room *room) read(value string) (Number, bool) {
	for i := range len(value) {
		if c := value[i]; c < 0x80 && !inNumber[c] {
			return Number{}, false
		}
	}
	i := 0
	plus := false
	for i < len(value) {
		if _, w := digitAt(value, i, len(value)); w > 0 {
			break
		}
		r, w := utf8.DecodeRuneInString(value[i:])
		switch r {
		case '+', '＋':
			plus = true
		case ' ', '　', '(', '（', '\'', '’':
		default:
			return Number{}, false
		}
		i += w
	}
	if i == len(value) {
		return Number{}, false
	}
	ch := chain{runs: room.runs[:], digits: room.digits[:]}
	end := ch.read(value, i, len(value))
	for _, r := range value[end:] {
		switch r {
		case ' ', '　', ')', '）', '日', '\n', '\r', '\t':
		default:
			return Number{}, false
		}
	}
	return Number{digits: ch.digits[:ch.d], Runs: ch.runs[:ch.n], Plus: plus}, true
}
