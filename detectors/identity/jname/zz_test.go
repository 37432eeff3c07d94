package jname

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"testing"
	"unicode/utf8"
)

type ent struct {
	Type       string
	Start, End int
	Text       string
}
type doc struct {
	ID, Text string
	Entities []ent
}

func docs() []doc {
	f, _ := os.Open("/work/shared/data/labelled/ner_wikipedia_ja.dev.jsonl")
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	var ds []doc
	for sc.Scan() {
		var r doc
		json.Unmarshal(sc.Bytes(), &r)
		ds = append(ds, r)
	}
	return ds
}

type pred struct {
	s, e int
	p    float64
}

func score(ds []doc, preds [][]pred, th float64) (tp, fp, fn int) {
	for i, d := range ds {
		hit := map[int]bool{}
		for _, p := range preds[i] {
			if p.p < th {
				continue
			}
			ok := false
			for k, e := range d.Entities {
				if e.Type == "PERSON" && p.s < e.End && e.Start < p.e {
					hit[k] = true
					ok = true
				}
			}
			if !ok {
				fp++
			}
		}
		for k, e := range d.Entities {
			if e.Type == "PERSON" {
				if hit[k] {
					tp++
				} else {
					fn++
				}
			}
		}
	}
	return
}
func show(ds []doc, preds [][]pred) {
	for i, d := range ds {
		rs := []rune(d.Text)
		for _, p := range preds[i] {
			typ := "-"
			ok := false
			et := ""
			for _, e := range d.Entities {
				if p.s < e.End && e.Start < p.e {
					if e.Type == "PERSON" {
						ok = true
					}
					typ = e.Type
					et = e.Text
				}
			}
			if !ok {
				fmt.Printf("FP %.2f %s [%s] %s | %s\n", p.p, typ, string(rs[p.s:p.e]), et, string(rs[max(0, p.s-12):min(len(rs), p.e+12)]))
			}
		}
		for _, e := range d.Entities {
			if e.Type == "PERSON" {
				hit := false
				for _, p := range preds[i] {
					if p.s < e.End && e.Start < p.e {
						hit = true
					}
				}
				if !hit {
					fmt.Printf("FN [%s] | %s\n", e.Text, string(rs[max(0, e.Start-12):min(len(rs), e.End+12)]))
				}
			}
		}
	}
}
func TestZZ(t *testing.T) {
	ds := docs()
	for _, th := range []float64{0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98} {
		f := Take()
		preds := make([][]pred, len(ds))
		for k, r := range ds {
			for _, n := range f.Find(r.Text, th) {
				preds[k] = append(preds[k], pred{utf8.RuneCountInString(r.Text[:n.Start]), utf8.RuneCountInString(r.Text[:n.End]), n.P})
			}
		}
		if th == 0.5 && os.Getenv("SHOW") != "" {
			show(ds, preds)
		}
		tp, fp, fn := score(ds, preds, 0)
		P, R := float64(tp)/float64(tp+fp), float64(tp)/float64(tp+fn)
		fmt.Printf("%.2f P %.3f R %.3f F %.3f\n", th, P, R, 2*P*R/(P+R))
	}
}
func BenchmarkFind(b *testing.B) {
	ds := docs()
	n := 0
	f := Take()
	for b.Loop() {
		for _, d := range ds {
			f.Find(d.Text, 0.5)
			n += len(d.Text)
		}
	}
	b.SetBytes(int64(n / b.N))
	nn := 0
	for _, d := range ds {
		f.Find(d.Text, 0.5)
		nn += len(f.la.nodes)
	}
	b.ReportMetric(float64(nn*3)/float64(n/b.N), "nodes/char")
}
