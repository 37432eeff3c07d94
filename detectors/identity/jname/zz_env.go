package jname

import (
	"os"
	"strconv"
)

func envf(k string, d float64) float64 {
	if v := os.Getenv(k); v != "" {
		x, _ := strconv.ParseFloat(v, 64)
		return x
	}
	return d
}
