package onedrive_test

import (
	"fmt"
	"testing"

	"tenken/scanners/onedrive/onedrivetest"
	"tenken/scanners/scannertest"
)

func TestConformance(t *testing.T) {
	for _, kind := range []struct {
		name   string
		fill   func(*onedrivetest.Tenant) (d *onedrivetest.Drive, label string)
		adjust func(*onedrivetest.Server)
	}{
		{"OneDrive", func(c *onedrivetest.Tenant) (*onedrivetest.Drive, string) {
			return c.AddUser("taro", "佐藤 太郎", "医学部").OneDrive(), "taro@example.ac.jp/"
		}, func(s *onedrivetest.Server) { s.PageSize = 50 }},
		{"library", func(c *onedrivetest.Tenant) (*onedrivetest.Drive, string) {
			return c.AddSite("教務/入試", "kyomu", nil).Library("ドキュメント"), "教務／入試/ドキュメント/"
		}, func(s *onedrivetest.Server) { s.PageSize, s.EmptyPages, s.Upside, s.IgnoreRanges = 70, 3, true, true }},
	} {
		t.Run(kind.name, func(t *testing.T) {
			scannertest.Run(t, func(t *testing.T) scannertest.Source {
				c := onedrivetest.New("example.ac.jp")
				d, label := kind.fill(c)
				s := scannertest.Source{Contents: map[string]string{}}
				put := func(at, content string) {
					d.Put(at, content)
					s.Contents[label+at] = content
				}
				for i := range 300 {
					put(fmt.Sprintf("部局%d/年度 2026/名簿 +%04d.txt", i%7, i), fmt.Sprint("内容", i))
				}
				for _, at := range []string{"a/b/c/d/e.txt", "=cmd|' -c calc'!A0.csv", "100%&?#[].txt", "が.txt", "空.txt"} {
					put(at, at)
				}
				put("大きい.bin", string(make([]byte, 9<<20)))
				srv, conf := serve(t, c)
				kind.adjust(srv)
				s.Scanner = open(t, conf)
				s.Vanish = func(at string) { d.At(at[len(label):]).Remove() }
				s.Change = func(at string) { d.At(at[len(label):]).Write("something else altogether") }
				return s
			})
		})
	}
}
