package onedrive

import (
	"errors"
	"maps"
	"strconv"
	"testing"

	"tenken/scanners"
)

func TestMarksTellWhatBecameOfAFolder(t *testing.T) {
	m := marks{}
	for i := range 1000 {
		m[hash("id"+strconv.Itoa(i))] = hash("state" + strconv.Itoa(i))
	}
	back, err := unpack(m.pack())
	if err != nil || !maps.Equal(m, back) {
		t.Fatalf("%d marks came back as %d, %v", len(m), len(back), err)
	}
	for state, want := range map[string]mark{"state7": same, "state8": other} {
		if got := back.of("id7", state); got != want {
			t.Errorf("%s: %v; want %v", state, got, want)
		}
	}
	if back.of("unheard", "of") != fresh || !back.has("id7") || back.has("unheard") {
		t.Error("new folders are not told from old ones")
	}
}

// FuzzCursor takes cursors that a ledger on a bad disk may give back.
func FuzzCursor(f *testing.F) {
	f.Add(cursor{Link: "https://graph.microsoft.com/v1.0/x", Folders: marks{1: 2}.pack()}.String())
	f.Add(`{"link":"x","folders":"!"}`)
	f.Fuzz(func(t *testing.T, text string) {
		c, err := parse(text)
		if err == nil {
			_, err = unpack(c.Folders)
		}
		if err != nil && !errors.Is(err, scanners.ErrExpired) {
			t.Error(err)
		}
	})
}
