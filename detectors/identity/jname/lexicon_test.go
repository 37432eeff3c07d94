package jname

import (
	"testing"
)

func TestLexiconHoldsNames(t *testing.T) {
	lx := load()
	for _, c := range []struct {
		word  string
		class byte
		want  bool
	}{
		{"佐藤", surname, true}, {"小鳥遊", surname, true}, {"健一", given, true}, {"ジョン", other, true},
		{"東京", place, true}, {"サトウ", surnameReading, true}, {"ケンイチ", givenReading, true},
		{"佐藤", given, false}, {"機械", surname, false}, {"", surname, false}, {"佐", place, false},
	} {
		if got := lx.has(c.word, c.class); got != c.want {
			t.Errorf("has(%q, %d) = %v", c.word, c.class, got)
		}
	}
}

func TestSpellingTellsForeignNamesFromWords(t *testing.T) {
	lx := load()
	for _, w := range []string{"シュタインベルガー", "マクドネル", "ペトロフスキー", "ロドリゲス"} {
		if r := []rune(w); lx.person.logP(r) <= lx.word.logP(r) {
			t.Errorf("%s: person %.1f, word %.1f", w, lx.person.logP(r), lx.word.logP(r))
		}
	}
	for _, w := range []string{"アプリケーション", "プログラミング", "シミュレーター"} {
		if r := []rune(w); lx.person.logP(r) >= lx.word.logP(r) {
			t.Errorf("%s: person %.1f, word %.1f", w, lx.person.logP(r), lx.word.logP(r))
		}
	}
}

func TestPhrasesFit(t *testing.T) {
	for _, ps := range []*phrases{organisations, legalForms} {
		for _, list := range ps.first {
			if len(list[0]) > longestPhrase {
				t.Errorf("%s is longer than %d characters", string(list[0]), longestPhrase)
			}
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		unpack()
	}
}
