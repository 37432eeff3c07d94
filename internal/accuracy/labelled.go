package accuracy

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"tenken/detectors"
)

// Labelled measures the findings of one type on sentences that others labelled,
// one JSON object a line: text, and entities with type, start and end in code
// points. A finding is right where it overlaps an entity of that label.
func Labelled(set *detectors.Set, r io.Reader, typ, label string) (by Levels, err error) {
	const longest = 1 << 20
	in := bufio.NewScanner(r)
	in.Buffer(nil, longest)
	for n := 1; in.Scan(); n++ {
		var line struct {
			Text     string
			Entities []struct {
				Type       string
				Start, End int
			}
		}
		if err := json.Unmarshal(in.Bytes(), &line); err != nil {
			return by, fmt.Errorf("line %d: %w", n, err)
		}
		points := make([]int, len(line.Text)+1) // code points before each byte
		k := 0
		for i := range line.Text {
			points[i] = k
			k++
		}
		points[len(line.Text)] = k
		for _, m := range set.NewScan().Text("", line.Text, nil) {
			l := level(m.Confidence)
			if m.Type != typ || l < 0 {
				continue
			}
			right := false
			for _, e := range line.Entities {
				right = right || e.Type == label && points[m.Start] < e.End && points[m.End] > e.Start
			}
			if right {
				by[l].Right++
			} else {
				by[l].Wrong++
			}
		}
	}
	return by, in.Err()
}
