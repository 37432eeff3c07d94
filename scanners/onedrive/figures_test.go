package onedrive_test

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"tenken/scanners"
	"tenken/scanners/onedrive"
	"tenken/scanners/onedrive/onedrivetest"
)

// The size of the tenant of TestFigures; make bench-onedrive has it large.
var (
	figureUsers = flag.Int("users", 20, "accounts of TestFigures")
	figureSites = flag.Int("sites", 2, "sites of TestFigures")
	figureItems = flag.Int("items", 10_000, "files of TestFigures")
	figureReads = flag.Int("reads", 10_000, "files of TestFigures that are read; the others are reckoned to cost as much")
)

// TestMain is the tenant of TestFigures where a test runs it as that: memory is
// of the scanner alone.
func TestMain(m *testing.M) {
	flag.Parse()
	if os.Getenv("TENKEN_TEST_TENANT") != "" {
		if err := beTenant(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// beTenant serves a tenant and does what lines on its input say.
func beTenant(in io.Reader, out io.Writer) error {
	c := onedrivetest.New("example.ac.jp")
	var drives []*onedrivetest.Drive
	for i := range *figureUsers {
		drives = append(drives, c.AddUser(fmt.Sprintf("u%05d", i), "利用者", "部局"+strconv.Itoa(i%20)).OneDrive())
	}
	for i := range *figureSites {
		drives = append(drives, c.AddSite("サイト"+strconv.Itoa(i), "s"+strconv.Itoa(i), nil).Library("ドキュメント"))
	}
	place := func(i int) (*onedrivetest.Drive, string) {
		n := i / len(drives)
		return drives[i%len(drives)], fmt.Sprintf("年度%d/資料%d/f%d.txt", 2000+n/100%10, n/20%5, i)
	}
	for i := range *figureItems {
		d, at := place(i)
		d.Put(at, "議事録")
	}
	srv, err := onedrivetest.Serve(c)
	if err != nil {
		return err
	}
	ca, err := srv.WriteCA(os.Getenv("TENKEN_TEST_TENANT"))
	if err != nil {
		return err
	}
	answer := json.NewEncoder(out)
	if err := answer.Encode([]string{srv.URL, ca, c.ID, srv.App.ID, srv.App.Secret}); err != nil {
		return err
	}
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		switch word, rest, _ := strings.Cut(lines.Text(), " "); word {
		case "change": // this many, spread over all
			n, err := strconv.Atoi(rest)
			if err != nil {
				return err
			}
			for i := range n {
				d, at := place(i * (*figureItems / n))
				d.At(at).Write("改訂")
			}
		}
		if err := answer.Encode(map[string]any{"units": srv.Units(), "wrong": srv.Wrong()}); err != nil {
			return err
		}
	}
	return lines.Err()
}

// far is a tenant in a process of its own.
type far struct {
	t    *testing.T
	in   io.Writer
	out  *json.Decoder
	conf onedrive.Config
}

func farTenant(t *testing.T) *far {
	t.Helper()
	dir := t.TempDir()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-users", strconv.Itoa(*figureUsers), "-sites", strconv.Itoa(*figureSites), "-items", strconv.Itoa(*figureItems))
	cmd.Env = append(os.Environ(), "TENKEN_TEST_TENANT="+dir)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.Close(); cmd.Wait() }) //nolint:errcheck // it ends with its input
	f := &far{t: t, in: in, out: json.NewDecoder(out)}
	var told []string
	if err := f.out.Decode(&told); err != nil {
		t.Fatal(err)
	}
	t.Setenv("AZURE_CLIENT_SECRET", told[4])
	f.conf = config(told[0], told[1], told[2], told[3])
	return f
}

// tell has something done and returns the units that were spent before.
func (f *far) tell(line string) int {
	f.t.Helper()
	if _, err := fmt.Fprintln(f.in, line); err != nil {
		f.t.Fatal(err)
	}
	var told struct {
		Units int
		Wrong []string
	}
	if err := f.out.Decode(&told); err != nil || len(told.Wrong) > 0 {
		f.t.Fatalf("%v, %q", err, told.Wrong)
	}
	return told.Units
}

// TestFigures lists a tenant, reads everything, and comes back when one file in
// a hundred has changed.
func TestFigures(t *testing.T) {
	if testing.Short() && *figureItems <= 10_000 {
		t.Skip("reads ten thousand files")
	}
	f := farTenant(t)
	sc := open(t, f.conf)
	paced := scanners.Paced(sc, scanners.Pace{Whole: true})
	before := peak(t)
	start := time.Now()
	seen := make([]atomic.Int32, *figureItems)
	var mu sync.Mutex
	var sample []scanners.Item
	see := func(it scanners.Item) {
		n, err := strconv.Atoi(strings.TrimSuffix(it.Path[strings.LastIndex(it.Path, "/f")+2:], ".txt"))
		if err != nil {
			t.Error(err)
			return
		}
		seen[n].Add(1)
		if n%max(1, *figureItems / *figureReads) == 0 {
			mu.Lock()
			sample = append(sample, it)
			mu.Unlock()
		}
	}
	rs, err := paced.Roots(t.Context())
	if err != nil || len(rs) != *figureUsers+*figureSites {
		t.Fatalf("%d roots, %v", len(rs), err)
	}
	since := map[string]string{}
	each(t, rs, func(ctx context.Context, root string) error {
		for p, err := range paced.List(ctx, root, "") {
			if err != nil {
				return err
			}
			for _, it := range p.Items {
				see(it)
			}
			if p.Since != "" {
				mu.Lock()
				since[root] = p.Since
				mu.Unlock()
			}
		}
		return nil
	})
	listed := time.Since(start)
	for i := range seen {
		if n := seen[i].Load(); n != 1 {
			t.Fatalf("file %d was listed %d times", i, n)
		}
	}
	listing, grown := f.tell("units"), peak(t)-before
	each(t, sample, func(ctx context.Context, it scanners.Item) error { return readOne(ctx, paced, it) })
	reading := float64(f.tell("units")-listing) / float64(len(sample))
	first := float64(listing) + reading*float64(*figureItems)

	changed := *figureItems / 100
	spent := f.tell("change " + strconv.Itoa(changed))
	again := open(t, f.conf)
	paced = scanners.Paced(again, scanners.Pace{Whole: true})
	if _, err := paced.Roots(t.Context()); err != nil {
		t.Fatal(err)
	}
	var reread atomic.Int64
	each(t, rs, func(ctx context.Context, root string) error {
		for p, err := range paced.(scanners.Feed).Changes(ctx, root, since[root]) {
			if err != nil {
				return err
			}
			reread.Add(int64(len(p.Items)))
			for _, it := range p.Items {
				if err := readOne(ctx, paced, it); err != nil {
					return err
				}
			}
		}
		return nil
	})
	second := f.tell("units") - spent
	if int(reread.Load()) != changed {
		t.Errorf("%d files were read again; %d changed", reread.Load(), changed)
	}
	t.Logf("%d items of %d drives: each listed once, in %s, %d units, peak memory %d MB (%d MB more than before); %d read, %.2f units each; with %d changed, %d units: %.2f %% of the first run's %.0f",
		*figureItems, len(rs), listed.Round(time.Millisecond), listing, peak(t)>>20, grown>>20, len(sample), reading, changed, second, 100*float64(second)/first, first)
	if float64(second)*50 > first {
		t.Errorf("the second run took %d units, the first %.0f", second, first)
	}
	if m := peak(t); m > 300<<20 {
		t.Errorf("peak memory %d MB", m>>20)
	}
}

func each[T any](t *testing.T, all []T, do func(ctx context.Context, one T) error) {
	t.Helper()
	g, ctx := errgroup.WithContext(t.Context())
	g.SetLimit(16)
	for _, one := range all {
		g.Go(func() error { return do(ctx, one) })
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
}

func readOne(ctx context.Context, s scanners.Scanner, it scanners.Item) error {
	_, err := read(ctx, s, it)
	return err
}

// peak is the most memory that this process ever held, in bytes; 0 where the
// system does not tell.
func peak(t *testing.T) int64 {
	t.Helper()
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(text), "VmHWM:")
	kb, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return kb << 10
}
