package detectors

import "unicode/utf8"

// Fold writes a label or header as it is compared: lower case, full-width
// letters as ASCII, half-width kana as full-width, without spaces, hyphens,
// underscores and full stops.
func Fold(s string) string { return string(AppendFold(make([]rune, 0, len(s)), s)) }

// AppendFold appends the characters of Fold(s) to out, which is empty.
func AppendFold(out []rune, s string) []rune {
	for _, r := range s {
		f := foldRune(r)
		if f == 0 {
			continue
		}
		if n := len(out); f == 'ﾞ' || f == 'ﾟ' {
			if n > 0 {
				out[n-1] = voiced(out[n-1], f)
			}
			continue
		}
		out = append(out, f)
	}
	return out
}

// foldRune folds one character; 0 drops it. Half-width sound marks are
// returned as they are, for the caller to join to the character before.
func foldRune(r rune) rune {
	switch {
	case r < 0x80:
		return rune(asciiFold[r])
	case r >= '！' && r <= '～':
		return rune(asciiFold[r-'！'+'!'])
	case r >= 'ｦ' && r <= 'ﾝ':
		return halfKana[r-'ｦ']
	}
	switch r {
	case '　', '\u00a0', '\u2002', '\u2003', '\u2009', '\u200b', '\ufeff',
		'‐', '‑', '‒', '–', '—', '―', '−', '﹣', '．':
		return 0
	}
	return r
}

var asciiFold = func() (t [128]byte) {
	for i := range t {
		c := byte(i)
		switch {
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c <= ' ', c == '-', c == '_', c == '.', c == 0x7f:
			c = 0
		}
		t[i] = c
	}
	return t
}()

var halfKana = []rune("ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン")

// voiced joins a half-width sound mark to a kana.
func voiced(r, mark rune) rune {
	if mark == 'ﾟ' {
		switch r {
		case 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ':
			return r + 2
		}
		return r
	}
	switch {
	case r == 'ウ':
		return 'ヴ'
	case r >= 'カ' && r <= 'ヂ', r >= 'ツ' && r <= 'ド', r >= 'ハ' && r <= 'ホ':
		return r + 1
	}
	return r
}

// window is the text before a position, folded, with the way back to the
// original offsets.
type window struct {
	runes [windowRunes]rune
	start [windowRunes]int32 // offset of each rune from the window's origin
	n     int
	base  int // origin: offset in the text of start 0
}

const (
	windowRunes = 48
	windowBytes = 4 * windowRunes
)

// before folds the text that ends at text[end] backwards, down to text[lo] or
// until the window is full. The runes are in the order of the text afterwards.
func (w *window) before(text string, lo, end int) {
	lo = max(lo, end-windowBytes)
	i, mark := windowRunes, rune(0)
	pos := end
	for i > 0 && pos > lo {
		if c := text[pos-1]; c < 0x80 && mark == 0 { // most, and those of three bytes
			if pos--; asciiFold[c] != 0 {
				i--
				w.runes[i], w.start[i] = rune(asciiFold[c]), int32(pos-lo)
			}
			continue
		}
		var f rune
		if pos-lo >= 3 && text[pos-3]-0xE3 <= 6 && (text[pos-2]^0x80)|(text[pos-1]^0x80) < 0x40 {
			f = rune(text[pos-3]&0x0F)<<12 | rune(text[pos-2]&0x3F)<<6 | rune(text[pos-1]&0x3F)
			pos -= 3
		} else {
			r, size := utf8.DecodeLastRuneInString(text[lo:pos])
			f = r
			pos -= size
		}
		if f < 0x3041 || f > 0x9FFF { // others are as they are
			f = foldRune(f)
		}
		switch f {
		case 0:
			continue
		case 'ﾞ', 'ﾟ':
			mark = f
			continue
		}
		if mark != 0 {
			f, mark = voiced(f, mark), 0
		}
		i--
		w.runes[i], w.start[i] = f, int32(pos-lo)
	}
	w.n = windowRunes - i
	w.base = lo
	copy(w.runes[:], w.runes[i:])
	copy(w.start[:], w.start[i:])
}
