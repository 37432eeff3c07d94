package custom

import (
	"regexp/syntax"
	"unicode/utf8"
)

// anchorsOf are texts of which every match of an expression holds one, and
// that the dictionary of terms can find; nil when there are none. A text that
// begins with a letter or digit of ASCII is found at the beginning of a word
// only, so it must stand at the beginning of the expression or after \b.
func anchorsOf(expr string) []string {
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil
	}
	return anchors(re, true)
}

// mostAnchors bounds the alternatives of one expression.
const mostAnchors = 64

func anchors(re *syntax.Regexp, begins bool) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return usable(re, begins)
	case syntax.OpCapture, syntax.OpPlus:
		return anchors(re.Sub[0], begins)
	case syntax.OpRepeat:
		if re.Min > 0 {
			return anchors(re.Sub[0], begins)
		}
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			a := anchors(sub, begins)
			if a == nil || len(all)+len(a) > mostAnchors {
				return nil
			}
			all = append(all, a...)
		}
		return all
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if a := anchors(sub, begins); a != nil && (best == nil || shortest(a) > shortest(best)) {
				best = a
			}
			switch sub.Op {
			case syntax.OpWordBoundary, syntax.OpBeginLine, syntax.OpBeginText:
				begins = true
			default:
				begins = false
			}
		}
		return best
	}
	return nil
}

// usable is the part of a literal that makes an anchor.
func usable(re *syntax.Regexp, begins bool) []string {
	for i, r := range re.Rune {
		if re.Flags&syntax.FoldCase != 0 && r >= utf8.RuneSelf {
			return nil // terms fold ASCII only
		}
		if word := r < utf8.RuneSelf && (r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z'); word && !(begins && i == 0) {
			continue
		}
		if rest := re.Rune[i:]; len(rest) >= 2 {
			return []string{string(rest)}
		}
	}
	return nil
}

func shortest(list []string) int {
	n := len(list[0])
	for _, s := range list {
		n = min(n, len(s))
	}
	return n
}
