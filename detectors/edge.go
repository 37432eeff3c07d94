package detectors

import "unicode/utf8"

// closed reports whether a joiner to digits outside makes the group a part of
// something longer.
func closed(outer Sep, n *Number) bool {
	return closes(outer) || outer == Slash && (len(n.Runs) == 1 || n.Runs[0].Sep == Slash)
}

// closes is closed of the joiners that do so for every group.
func closes(outer Sep) bool {
	return outer == Hyphen || outer == Dot || outer == Year || outer == Month
}

// edge is what stands directly beside a number.
type edge uint8

const (
	edgeNone    edge = iota
	edgeLetters      // Latin letters before it: part of a code, unless they are its label
	edgeCode         // one letter before it and a digit before that: no label ends there
	edgeCut          // part of something else: a decimal, a file name, a URL, a hash
)

func leftEdge(text string, lo, i int) (e edge, plus bool) {
	if i <= lo {
		return edgeNone, false
	}
	switch c := text[i-1]; {
	case isLetter(c):
		if i-1 > lo && text[i-2]-'0' <= 9 {
			return edgeCode, false
		}
		return edgeLetters, false
	case c == '+':
		return edgeNone, true
	case c == '_', c == '#', c == '%', c == '\\', c == '$', c == '&':
		return edgeCut, false
	case c == '-', c == '.':
		if i-1 > lo && (isLetter(text[i-2]) || text[i-2] == '_') {
			return edgeLetters, false
		}
		if c == '.' {
			return edgeCut, false
		}
	case c == '/', c == '=':
		if inURL(text, lo, i) {
			return edgeCut, false
		}
	case c >= 0x80:
		switch r, _ := utf8.DecodeLastRuneInString(text[lo:i]); {
		case r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ':
			return edgeLetters, false
		case r == '￥', r == '¥', r == '＃', r == '＿', r == '％':
			return edgeCut, false
		case r == '＋':
			return edgeNone, true
		}
	}
	return edgeNone, false
}

func rightEdge(text string, i, hi int) edge {
	if i >= hi {
		return edgeNone
	}
	next := byte(0)
	if i+1 < hi {
		next = text[i+1]
	}
	switch c := text[i]; {
	case isLetter(c):
		if c|0x20 == 'x' || c|0x20 == 'e' && next|0x20 == 'x' { // extension of a phone
			return edgeNone
		}
		return edgeCut
	case c == '_', c == '@', c == '%', c == '\\':
		return edgeCut
	case c == '-', c == '.':
		if isLetter(next) || next == '_' {
			return edgeCut
		}
	case c == 0xEF:
		switch r, _ := utf8.DecodeRuneInString(text[i:hi]); {
		case r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ', r == '％', r == '＠', r == '＿':
			return edgeCut
		}
	}
	return edgeNone
}

// inURL reports whether text[i] stands in the path or query of a URL, or in a
// file path, that begins at most 200 bytes before.
func inURL(text string, lo, i int) bool {
	for k := i - 1; k >= lo && k > i-200; k-- {
		switch c := text[k]; {
		case c <= ' ', c == '"', c == '<', c == '>', c >= 0x80:
			return false
		case c == ':' && k+2 < len(text) && text[k+1] == '/' && text[k+2] == '/':
			return true
		case c == '?':
			return true
		}
	}
	return false
}
