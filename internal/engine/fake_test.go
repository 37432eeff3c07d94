package engine_test

import (
	"context"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tenken/internal/ledger"
	"tenken/internal/record"
	"tenken/scanners"
)

func open(tb testing.TB, dir string) *ledger.Ledger {
	tb.Helper()
	l, err := ledger.Open(context.Background(), dir)
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// synthetic lists n items of one root, 1,000 a page.
type synthetic struct {
	n    int
	vary func(*scanners.Item) // changes items on their way out
}

func (s *synthetic) Roots(context.Context) ([]string, error) { return []string{"/srv/共有"}, nil }

func (s *synthetic) List(ctx context.Context, root, from string) iter.Seq2[scanners.Page, error] {
	return func(yield func(scanners.Page, error) bool) {
		i := 0
		if from != "" {
			i, _ = strconv.Atoi(from)
		}
		for i < s.n {
			var p scanners.Page
			for ; i < s.n && len(p.Items) < 1000; i++ {
				p.Items = append(p.Items, s.item(root, i))
			}
			if i < s.n {
				p.Next = strconv.Itoa(i)
			}
			if err := ctx.Err(); err != nil {
				yield(scanners.Page{}, err)
				return
			}
			if !yield(p, nil) {
				return
			}
		}
	}
}

var epoch = time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC)

func (s *synthetic) item(root string, i int) scanners.Item {
	path := fmt.Sprintf("学部%02d/研究室%03d/資料_%07d.docx", i%10, i/100%100, i)
	it := scanners.Item{
		Source: "synthetic", Root: root, ID: path, Path: path, Version: "v" + strconv.Itoa(i), Link: "file://" + root + "/" + path,
		Owner: "staff" + strconv.Itoa(i%100), Size: int64(i % 50_000), Modified: epoch.Add(time.Duration(i) * time.Second),
	}
	if s.vary != nil {
		s.vary(&it)
	}
	return it
}

func (s *synthetic) Open(context.Context, scanners.Item) (io.ReadCloser, error) {
	return io.NopCloser(strings.NewReader("")), nil
}

// inspector records everything as inspected, unless told otherwise.
type inspector struct {
	rules string
	do    func(context.Context, scanners.Item) (record.File, error)
	calls atomic.Int64
}

func (in *inspector) Ruleset() string { return "rules" + in.rules }

func (in *inspector) Reading() string { return "reading" }

func (in *inspector) Again(context.Context, scanners.Scanner, scanners.Item, record.File) (record.File, bool, error) {
	return record.File{}, false, nil
}

func (in *inspector) Item(ctx context.Context, _ scanners.Scanner, it scanners.Item) (record.File, error) {
	in.calls.Add(1)
	if in.do != nil {
		return in.do(ctx, it)
	}
	return clean(it), nil
}

func clean(it scanners.Item) record.File {
	return record.File{Item: it, Status: record.Inspected, Level: record.NoLevel, Verdict: record.Clear, Ruleset: "rules", Inspected: time.Now()}
}
