//go:build ignore

package main

import (
	"log"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/ikawaha/kagome-dict/dict"
)

// distil clusters the connection classes of d and returns the cluster of each
// and the costs between clusters: matrix[left*wanted+right].
func distil(d *dict.Dict) (cluster []int, matrix []int16) {
	n := int(d.Connection.Row)
	mass := make([]float64, n)
	names := map[int]int{} // class id -> fixed cluster
	for i, m := range d.Morphs {
		mass[m.LeftID] += math.Exp(-float64(m.Weight) / 2500)
		if p := partOfSpeech(d, i); len(p) >= 4 && p[0] == "名詞" && p[1] == "固有名詞" {
			if k, ok := fixed[p[1]+","+p[2]+","+p[3]]; ok {
				names[int(m.LeftID)] = k
			}
		}
	}
	mass[0] = math.Inf(1) // the edges of a text
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		if mass[a] > mass[b] {
			return -1
		} else if mass[a] < mass[b] {
			return 1
		}
		return a - b
	})
	cluster = make([]int, n)
	for i := range cluster {
		cluster[i] = -1
	}
	for id, k := range names {
		cluster[id] = k
	}
	next := firstFree
	var probes []int
	for _, id := range order {
		if len(probes) < singles {
			probes = append(probes, id)
		}
		if cluster[id] < 0 && next < firstFree+singles {
			cluster[id] = next
			next++
		}
	}
	var rest []int
	for id := range cluster {
		if cluster[id] < 0 && mass[id] > 0 {
			rest = append(rest, id)
		}
	}
	vector := func(id int) []float64 {
		v := make([]float64, 0, 2*len(probes))
		for _, p := range probes {
			v = append(v, float64(d.Connection.At(id, p)), float64(d.Connection.At(p, id)))
		}
		return v
	}
	vectors := make([][]float64, len(rest))
	for i, id := range rest {
		vectors[i] = vector(id)
	}
	for i, k := range kmeans(vectors, wanted-next) {
		cluster[rest[i]] = next + k
	}
	for id := range cluster {
		if cluster[id] < 0 {
			cluster[id] = wanted - 1 // no word has it
		}
	}

	sum := make([]float64, wanted*wanted)
	weight := make([]float64, wanted*wanted)
	for l := range n {
		for r := range n {
			w := math.Min(mass[l], 1e3) * math.Min(mass[r], 1e3)
			k := cluster[l]*wanted + cluster[r]
			sum[k] += w * float64(d.Connection.At(l, r))
			weight[k] += w
		}
	}
	matrix = make([]int16, wanted*wanted)
	for k := range matrix {
		if weight[k] > 0 {
			matrix[k] = int16(math.Round(sum[k] / weight[k]))
		}
	}
	log.Printf("%d classes used, %d clustered, edge class %d", n, len(rest), cluster[0])
	return cluster, matrix
}

func kmeans(vectors [][]float64, k int) []int {
	rnd := rand.New(rand.NewPCG(1, 2))
	centres := make([][]float64, k)
	for i, p := range rnd.Perm(len(vectors))[:k] {
		centres[i] = slices.Clone(vectors[p])
	}
	of := make([]int, len(vectors))
	for range 25 {
		for i, v := range vectors {
			best, at := math.Inf(1), 0
			for c, centre := range centres {
				dist := 0.0
				for j := range v {
					dist += (v[j] - centre[j]) * (v[j] - centre[j])
					if dist >= best {
						break
					}
				}
				if dist < best {
					best, at = dist, c
				}
			}
			of[i] = at
		}
		size := make([]float64, k)
		for i, c := range of {
			if size[c] == 0 {
				clear(centres[c])
			}
			size[c]++
			for j, x := range vectors[i] {
				centres[c][j] += x
			}
		}
		for c := range centres {
			if size[c] > 0 {
				for j := range centres[c] {
					centres[c][j] /= size[c]
				}
			}
		}
	}
	return of
}
