package numfmt

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// token is a part of a section: a letter of dates so many times, a placeholder
// of a digit, or text.
type token struct {
	kind byte // 'x' text; '0' '#' '?' places; '.' ',' '%' 'E'; y m d g e a b h n(minutes) s of dates; 'A' AM/PM; 'f' parts of a second; H N S elapsed
	n    int
	text string
}

// section is a format of some numbers.
type section struct {
	op    string // of the condition: < <= = >= > <>; "" for none
	limit float64

	tokens      []token
	general     bool // as the number is
	negative    bool // for numbers below 0, and tells it
	date, clock bool
	text        bool // for cells that hold text
	template    bool // places of digits that make more of the number than it is: zeros before it, hyphens

	places, decimals int // before and after the point
	thousands        bool
	scale            int // thousandths are shown
	percent          int
	exponent         bool
	unknown          bool // fractions and what else is not understood
}

const (
	maxSections = 4
	maxTokens   = 256 // Excel takes 255 characters
)

func parseCode(code string) (f Format) {
	for rest := code; len(f.sections) < maxSections; {
		s, n := parseSection(rest)
		f.sections = append(f.sections, s)
		if n >= len(rest) {
			break
		}
		rest = rest[n+1:]
	}
	if len(f.sections) > 1 && f.sections[0].op == "" {
		f.sections[1].negative = true
	}
	if s := f.sections[0]; s.general && len(s.tokens) == 0 || s.text && len(f.sections) == 1 {
		return Format{}
	}
	return f
}

// lower is c without its case.
func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// run is how often s repeats its first letter.
func run(s string) int {
	n := 1
	for n < len(s) && lower(s[n]) == lower(s[0]) {
		n++
	}
	return n
}

// parseSection reads to the next semicolon, and says where it is.
func parseSection(code string) (s section, i int) {
	for i < len(code) && code[i] != ';' && len(s.tokens) < maxTokens {
		i += s.parse(code[i:])
	}
	for i < len(code) && code[i] != ';' {
		i++
	}
	s.finish()
	return s, i
}

// parse reads one thing and returns its length.
func (s *section) parse(code string) int {
	text := func(t string) { s.tokens = append(s.tokens, token{kind: 'x', text: t}) }
	switch c := lower(code[0]); c {
	case '"':
		end := strings.IndexByte(code[1:], '"')
		if end < 0 {
			text(code[1:])
			return len(code)
		}
		text(code[1 : 1+end])
		return end + 2
	case '\\', '!':
		_, n := utf8.DecodeRuneInString(code[1:])
		text(code[1 : 1+n])
		return 1 + n
	case '_', '*': // room, or a filler
		_, n := utf8.DecodeRuneInString(code[1:])
		return 1 + n
	case '[':
		return s.bracket(code)
	case 'a':
		for _, mark := range []string{"am/pm", "a/p"} {
			if len(code) >= len(mark) && strings.EqualFold(code[:len(mark)], mark) {
				s.clock = true
				s.tokens = append(s.tokens, token{kind: 'A', n: len(mark)})
				return len(mark)
			}
		}
		fallthrough
	case 'y', 'd', 'm', 'b', 'h', 's':
		n := run(code)
		s.tokens = append(s.tokens, token{kind: c, n: n})
		return n
	case 'g':
		if general(code) {
			s.general = true
			if code[1] == '/' {
				return len(generalJa)
			}
			return len(generalEn)
		}
		n := run(code)
		s.tokens = append(s.tokens, token{kind: 'g', n: n})
		return n
	case 'e':
		if len(code) > 1 && (code[1] == '+' || code[1] == '-') {
			s.exponent = true
			s.tokens = append(s.tokens, token{kind: 'E'})
			return len(code) - len(strings.TrimLeft(code[2:], "0#?"))
		}
		n := run(code)
		s.tokens = append(s.tokens, token{kind: 'e', n: n})
		return n
	case '0', '#', '?', '.', ',', '%':
		s.tokens = append(s.tokens, token{kind: c})
		return 1
	case '@':
		s.text = true
		return 1
	}
	_, n := utf8.DecodeRuneInString(code)
	text(code[:n])
	return n
}

// bracket reads a condition, a unit of elapsed time, or a currency; colours and
// languages say nothing.
func (s *section) bracket(code string) int {
	end := strings.IndexByte(code, ']')
	if end < 0 {
		return len(code)
	}
	in := code[1:end]
	switch {
	case in == "":
	case strings.Trim(strings.ToLower(in), "hms") == "" && run(in) == len(in):
		s.clock = true
		s.tokens = append(s.tokens, token{kind: map[byte]byte{'h': 'H', 'm': 'N', 's': 'S'}[lower(in[0])], n: len(in)})
	case in[0] == '$':
		if sign, _, _ := strings.Cut(in[1:], "-"); sign != "" {
			s.tokens = append(s.tokens, token{kind: 'x', text: sign})
		}
	case strings.IndexByte("<=>", in[0]) >= 0:
		op := in[:1]
		if len(in) > 1 && (in[1] == '=' || in[1] == '>') {
			op = in[:2]
		}
		if v, err := strconv.ParseFloat(strings.TrimSpace(in[len(op):]), 64); err == nil {
			s.op, s.limit = op, v
		}
	}
	return end + 1
}

func (s *section) holds(v float64) bool {
	switch s.op {
	case "<":
		return v < s.limit
	case "<=":
		return v <= s.limit
	case ">":
		return v > s.limit
	case ">=":
		return v >= s.limit
	case "<>":
		return v != s.limit
	}
	return v == s.limit
}

// finish finds out what the tokens come to.
func (s *section) finish() {
	s.minutes()
	for _, t := range s.tokens {
		switch t.kind {
		case 'y', 'm', 'd', 'g', 'e', 'a', 'b':
			s.date = true
		case 'h', 's', 'n', 'H', 'N', 'S':
			s.clock = true
		}
	}
	if s.date || s.clock {
		s.fractions()
		return
	}
	s.digits()
}

// minutes tells minutes from months: they stand behind hours or before seconds.
func (s *section) minutes() {
	before := byte(0)
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.kind == 'm' && t.n <= 2 {
			after := s.next(i, ".")
			if before == 'h' || before == 'H' || after == 's' || after == 'S' {
				t.kind = 'n'
			}
		}
		if t.kind != 'x' && t.kind != '.' {
			before = t.kind
		}
	}
}

// next is the kind of what follows token i, texts and the kinds in skip aside.
func (s *section) next(i int, skip string) byte {
	for _, t := range s.tokens[i+1:] {
		if t.kind != 'x' && strings.IndexByte(skip, t.kind) < 0 {
			return t.kind
		}
	}
	return 0
}

// fractions finds the parts of a second: places behind a point.
func (s *section) fractions() {
	for i := range s.tokens {
		switch t := &s.tokens[i]; {
		case t.kind == '.' && i+1 < len(s.tokens) && s.tokens[i+1].kind == '0':
			t.kind, t.text = 'x', "."
			for j := i + 1; j < len(s.tokens) && s.tokens[j].kind == '0'; j++ {
				s.tokens[j].kind = 'f'
			}
		case t.kind != 'x' && strings.IndexByte("0#?.,%", t.kind) >= 0:
			t.text, t.kind = string(t.kind), 'x'
		}
	}
}

// digits counts the places of a number.
func (s *section) digits() {
	zeros, inside, point := 0, false, false
	for i, t := range s.tokens {
		switch t.kind {
		case '0', '#', '?':
			if point {
				s.decimals++
				continue
			}
			if s.places++; t.kind == '0' {
				zeros++
			}
		case '.':
			point = true
		case ',':
			if k := s.next(i, ""); k == '0' || k == '#' || k == '?' {
				s.thousands = true
			} else if s.places > 0 {
				s.scale++
			}
		case '%':
			s.percent++
		case 'x':
			if k := s.next(i, ""); s.places > 0 && !point && (k == '0' || k == '#' || k == '?') {
				inside = true
				s.unknown = s.unknown || t.text == "/" && zeros == 0
			}
		}
	}
	s.unknown = s.unknown || s.exponent && s.places > 1
	s.template = !point && !s.thousands && !s.exponent && s.percent == 0 && s.scale == 0 && !s.unknown && !s.general && s.places > 1 && (zeros > 1 || inside)
	s.scale, s.percent = min(s.scale, 9), min(s.percent, 9)
	s.decimals = int(math.Min(float64(s.decimals), 30))
}
