package engine

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"tenken/internal/ledger"
	"tenken/internal/record"
	"tenken/scanners"
)

// Forecast is what a scan of one source would come to.
type Forecast struct {
	Source      string       `json:"source"`
	Departments []Department `json:"departments"`
	Refused     int64        `json:"refused"`         // folders that would not list
	Pages       int64        `json:"pages"`           // of listings
	Units       float64      `json:"units"`           // of the provider's quota, for listing and reading; 0: no quota is known
	Days        float64      `json:"days"`            // that the quota makes it take; 0: none is known
	Bound       string       `json:"bound,omitempty"` // by which limit: "units_per_minute", "units_per_day", "bytes_per_day"
}

// Department is a department's part of a forecast.
type Department struct {
	Name      string                `json:"department"`
	Files     int64                 `json:"files"`
	Bytes     int64                 `json:"bytes"`
	Unchanged int64                 `json:"unchanged"` // inspected before, and as they were
	Due       int64                 `json:"due"`       // files to be read
	DueBytes  int64                 `json:"due_bytes"`
	Skipped   map[record.Code]int64 `json:"skipped"` // by policy, and why
}

// Plan lists the sources and reads nothing. l, which may be nil, tells what a
// scan under ruleset would find unchanged; skip is the policy's.
func Plan(ctx context.Context, l *ledger.Ledger, sources []Source, ruleset string, skip func(scanners.Item) (record.Reason, bool), tell func(files int64)) ([]Forecast, error) {
	var out []Forecast
	var files int64
	for _, src := range sources {
		p := planning{Forecast: Forecast{Source: src.Name}, src: src, departments: map[string]*Department{}}
		roots, err := src.Scanner.Roots(ctx)
		if err != nil {
			return nil, fmt.Errorf("source %q: %w", src.Name, err)
		}
		for _, root := range roots {
			for page, err := range src.Scanner.List(ctx, root, "") {
				var busy scanners.Busy
				if err != nil && (ctx.Err() != nil || errors.As(err, &busy)) {
					return nil, fmt.Errorf("list %q: %w", root, err)
				}
				if err != nil {
					p.Refused++
					break
				}
				if err := p.page(ctx, l, ledger.Root{Source: src.Name, Root: root}, page, ruleset, skip); err != nil {
					return nil, err
				}
				files += int64(len(page.Items))
				tell(files)
			}
		}
		out = append(out, p.end())
	}
	return out, nil
}

type planning struct {
	Forecast
	src         Source
	departments map[string]*Department
}

func (p *planning) page(ctx context.Context, l *ledger.Ledger, root ledger.Root, page scanners.Page, ruleset string, skip func(scanners.Item) (record.Reason, bool)) error {
	p.Pages++
	p.Refused += int64(len(page.Refused))
	all := entries(p.src, scanners.Page{Items: page.Items})
	good := make([]bool, len(all))
	if l != nil {
		var err error
		if good, err = l.Good(ctx, root, all, ruleset); err != nil {
			return err
		}
	}
	for i, e := range all {
		d := p.departments[e.Department]
		if d == nil {
			d = &Department{Name: e.Department, Skipped: map[record.Code]int64{}}
			p.departments[e.Department] = d
		}
		d.Files++
		d.Bytes += e.Size
		if r, skipped := skip(e.Item); skipped {
			d.Skipped[r.Code]++
			continue
		}
		if good[i] {
			d.Unchanged++
			continue
		}
		d.Due++
		d.DueBytes += e.Size
	}
	return nil
}

// end adds up what the source's quota makes of it.
func (p *planning) end() Forecast {
	f := p.Forecast
	var due, bytes int64
	for _, name := range slices.Sorted(maps.Keys(p.departments)) {
		d := p.departments[name]
		f.Departments = append(f.Departments, *d)
		due += d.Due
		bytes += d.DueBytes
	}
	m, ok := p.src.Meter.(scanners.Metered)
	if !ok {
		return f
	}
	q := m.Quota()
	cost := q.Cost
	if cost == nil {
		cost = func(scanners.Call) float64 { return 1 }
	}
	f.Units = float64(f.Pages)*cost(scanners.CallList) + float64(due)*cost(scanners.CallOpen)
	for _, b := range []struct {
		name        string
		needs, aDay float64
	}{
		{"units_per_minute", f.Units, q.PerMinute * 24 * 60},
		{"units_per_day", f.Units, q.PerDay},
		{"bytes_per_day", float64(bytes), float64(q.BytesPerDay)},
	} {
		if b.aDay > 0 && b.needs/b.aDay > f.Days {
			f.Days, f.Bound = b.needs/b.aDay, b.name
		}
	}
	return f
}

// Takes is Days in words for people: "3 h", "2.5 d".
func (f Forecast) Takes() string {
	d := time.Duration(f.Days * 24 * float64(time.Hour))
	if f.Days < 2 {
		return strings.TrimSuffix(d.Round(time.Minute).String(), "0s")
	}
	return fmt.Sprintf("%.1f d", math.Ceil(f.Days*10)/10)
}
