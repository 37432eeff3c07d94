package jname

import "strings"

func isJoint(r rune) bool { return strings.ContainsRune("・＝=·･", r) }

// foreign judges the chain of katakana words at character i and returns where
// to go on.
func (f *Finder) foreign(i int, least float64) int {
	text := f.text
	parts, odds, best, bad := 0, 0.0, -9.0, false
	j := i
	for {
		k := j
		for k < len(text) && isKatakana(text[k]) {
			k++
		}
		if k > j {
			p := 1.0
			for _, q := range f.p[j:k] {
				p = min(p, q)
			}
			l := logit(p)
			odds += l
			best = max(best, l)
			parts++
			bad = bad || compound[string(text[j:k])]
		} else if k < len(text) && isLatin(text[k]) {
			k++ // an initial
			if k < len(text) && text[k] == '.' {
				k++
			}
		} else {
			break
		}
		j = k
		if k+1 < len(text) && isJoint(text[k]) && (isKatakana(text[k+1]) || isLatin(text[k+1]) && k+2 < len(text) && (isJoint(text[k+2]) || text[k+2] == '.')) {
			j = k + 1
			continue
		}
		if k > 0 && text[k-1] == '.' && k < len(text) && isKatakana(text[k]) {
			continue
		}
		break
	}
	for isJoint(text[j-1]) {
		j--
	}
	score := odds
	if parts > 1 {
		score = 0.5*odds/float64(parts) + 0.5*best
		score += wChain
	}
	if bad {
		score += wCompound
	}
	if best < -3.5 {
		return max(j, i+1)
	}
	f.judge(i, j, score, parts > 1, 0, least)
	return max(j, i+1)
}
