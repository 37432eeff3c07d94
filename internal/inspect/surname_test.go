package inspect

import "testing"

func TestSurnames(t *testing.T) {
	s, d := surnames{}, newDigester([]byte("key"))
	for _, c := range []struct {
		value string
		again bool
	}{
		{"木下", false}, {"伊藤 翔太", false}, {"伊藤", true}, {"伊藤　翔太", false}, {"林真由美", false}, {"林", true}, {"木下", false}, {"佐々木", false}, {"佐々木 愛", false}, {"佐々木", true},
	} {
		if got := s.again(d, c.value); got != c.again {
			t.Errorf("%s: %v", c.value, got)
		}
	}
}
