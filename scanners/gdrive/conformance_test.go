package gdrive_test

import (
	"fmt"
	"strings"
	"testing"

	"tenken/scanners/gdrive/gdrivetest"
	"tenken/scanners/scannertest"
)

// TestConformance tries a user's drive and a shared drive, whose pages are short
// or empty, as Google's may be.
func TestConformance(t *testing.T) {
	for _, kind := range []string{"user", "shared drive"} {
		t.Run(kind, func(t *testing.T) {
			scannertest.Run(t, func(t *testing.T) scannertest.Source { return source(t, kind == "user") })
		})
	}
}

func source(t *testing.T, user bool) scannertest.Source {
	s, conf := serve(t)
	s.MostOfPage, s.EmptyPages = 70, true
	u := s.AddUser(gdrivetest.User{Email: "lab@example.ac.jp", Name: "研究 花子"})
	d := s.AddDrive("共同研究", gdrivetest.Permission{Type: "user", Role: "organizer", Email: u.Email})
	put := func(f gdrivetest.File) *gdrivetest.File {
		if user {
			return s.Put(u, f)
		}
		return s.PutShared(d, f)
	}
	top, name := d.ID, "共同研究"
	if user {
		top, name = s.RootOf(u), u.Email
	}
	src := scannertest.Source{Contents: map[string]string{}}
	var folders []*gdrivetest.File
	for i := range 7 {
		f := gdrivetest.File{Name: fmt.Sprintf("部局%d", i), Mime: gdrivetest.MimeFolder}
		if i > 3 {
			f.Parent = folders[i-3].ID
		}
		folders = append(folders, put(f))
	}
	pathOf := func(i int) string {
		if i > 3 {
			return fmt.Sprintf("%s/部局%d/部局%d", name, i-3, i)
		}
		return fmt.Sprintf("%s/部局%d", name, i)
	}
	for i := range 300 {
		text := fmt.Sprint("内容", i)
		put(gdrivetest.File{Name: fmt.Sprintf("名簿%03d.txt", i), Parent: folders[i%7].ID, Data: []byte(text), Mime: "text/plain"})
		src.Contents[fmt.Sprintf("%s/名簿%03d.txt", pathOf(i%7), i)] = text
	}
	for _, odd := range []string{"=cmd|' -c calc'!A0.csv", "100%&?#[].txt", "か\u3099.txt", "", "a/b.txt"} {
		put(gdrivetest.File{Name: odd, Data: []byte(odd), Mime: "text/plain"})
		shown := strings.ReplaceAll(odd, "/", "／")
		if shown == "" {
			shown = "_"
		}
		src.Contents[name+"/"+shown] = odd
	}
	src.Scanner = connect(t, conf)
	find := func(path string) *gdrivetest.File {
		levels := strings.Split(strings.ReplaceAll(strings.TrimPrefix(path, name+"/"), "／", "/"), "/")
		if strings.HasSuffix(path, "a／b.txt") {
			levels = []string{"a/b.txt"}
		}
		if levels[0] == "_" {
			levels[0] = ""
		}
		return s.Find(top, levels...)
	}
	src.Vanish = func(path string) { s.Delete(find(path)) }
	src.Change = func(path string) { s.Write(find(path), []byte("something else")) }
	return src
}
