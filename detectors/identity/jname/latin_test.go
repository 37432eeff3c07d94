package jname

import "testing"

func TestLatinNames(t *testing.T) {
	for word, want := range map[string]bool{
		"Smith": true, "JANE": true, "O'Brien": true, "Núñez": true, "Nguyen": true, "Wang": true,
		"Sato": true, "Satoh": true, "satou": true, "Onodera": true, "Shun'ichi": true, "Tetsuo": true, "Mitarai": true,
		"Quarterly": false, "Systems": false, "null": false, "X": false, "": false, "Bcdfg": false, "İſK": false,
	} {
		if got := Latin(word); got != want {
			t.Errorf("Latin(%q) = %v", word, got)
		}
	}
	for value, want := range map[string]Likeness{
		"Jane Smith": Whole, "YAMADA Kenji": Whole, "Extreme Networks": Not, "null = null": Form,
	} {
		if got := Like(value); got != want {
			t.Errorf("Like(%q) = %v, want %v", value, got, want)
		}
	}
}

func TestSentencesAreNoNames(t *testing.T) {
	for value, want := range map[string]bool{
		"を変更する": true, "NAME の名前": true, "と説明": true, "がすでに存在していてはいけません": true, "値に置き換えるだけで": true,
		"佐藤 さくら": false, "さとう はなこ": false, "勅使河原 かおり": false, "みどり川 太郎": false, "ジョン・スミス": false, "": false,
	} {
		if got := sentence(value); got != want {
			t.Errorf("sentence(%q) = %v", value, got)
		}
	}
}

func FuzzLatin(f *testing.F) {
	f.Add("Sato")
	f.Add("ooooooooooooouuuuuuuu")
	f.Add("İſK\xff")
	f.Fuzz(func(_ *testing.T, word string) {
		Latin(word)
		latinPart(word)
		sentence(word)
	})
}
