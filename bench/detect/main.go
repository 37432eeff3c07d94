// Command detect measures the pass of detection beside the tools that people
// would use instead, on the same texts in one run. It is a module of its own,
// so that the tools are no dependencies of the product.
//
// Figures are megabytes (10^6 bytes of UTF-8) per second of processor time of
// the process, the best of several passes, garbage collection included.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	re2 "github.com/wasilibs/go-re2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"

	"tenken/bench/texts"
	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/custom"
	"tenken/internal/extract/charset"
)

func main() {
	seed := flag.Uint64("seed", texts.Seed, "of the texts")
	size := flag.Int("size", 4, "megabytes of each slice")
	gitleaks := flag.String("gitleaks", "gitleaks", "program; empty: leave it out")
	flag.Parse()
	if err := run(*seed, *size<<20, *gitleaks); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(seed uint64, size int, gitleaks string) error {
	slices := texts.All(seed, size)
	fmt.Printf("%s; %d processors; %s %s/%s; seed %d; %d MB of each slice\n\n", processor(), runtime.NumCPU(), runtime.Version(), runtime.GOOS, runtime.GOARCH, seed, size>>20)
	fmt.Printf("%-44s", "MB/s")
	for _, s := range slices {
		fmt.Printf("%11s", s.Name)
	}
	fmt.Printf("%11s\n", "equal mix")

	words, wrong := custom.New(custom.Definition{Info: detectors.Info{ID: "term", Label: "語"}, Words: texts.Terms(seed, texts.MostTerms)})
	if wrong != nil {
		return fmt.Errorf("terms: %v", wrong)
	}
	began, before := time.Now(), heap()
	terms, err := detectors.NewSet(words)
	if err != nil {
		return err
	}
	built, held := time.Since(began), heap()-before
	runtime.KeepAlive(terms)
	everything, err := detectors.NewSet(append(all.Detectors(), words)...)
	if err != nil {
		return err
	}
	builtIn, err := detectors.NewSet(all.Detectors()...)
	if err != nil {
		return err
	}
	scan := func(set *detectors.Set) func(texts.Slice) error {
		return func(s texts.Slice) error {
			sc := set.NewScan()
			defer sc.Close()
			for _, p := range s.Pieces {
				sc.Text("", p.Text, p.Table)
			}
			return nil
		}
	}
	ours := row("tenken, all detectors, 50,000 terms, names", slices, 5, scan(everything))
	row("tenken, all detectors, names", slices, 5, scan(builtIn))
	row("tenken, 50,000 terms alone", slices, 5, scan(terms))

	set, err := re2.Compile("(?:" + strings.Join(patterns, ")|(?:") + ")")
	if err != nil {
		return err
	}
	ratio(ours, row("go-re2, 40 patterns in one", slices, 3, func(s texts.Slice) error {
		for _, p := range s.Pieces {
			set.FindAllStringIndex(p.Text, -1)
		}
		return nil
	}))

	dir, err := os.MkdirTemp("", "tenken-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	files := map[string]string{}
	for _, s := range slices {
		files[s.Name] = filepath.Join(dir, s.Name, s.Name+".txt")
		if err := os.MkdirAll(filepath.Dir(files[s.Name]), 0o700); err != nil {
			return err
		}
		var b strings.Builder
		for _, p := range s.Pieces {
			b.WriteString(p.Text)
		}
		if err := os.WriteFile(files[s.Name], []byte(b.String()), 0o600); err != nil {
			return err
		}
	}
	list := filepath.Join(dir, "patterns")
	ascii := strings.ReplaceAll(strings.Join(patterns, "\n"), `\b`, `(?-u:\b)`)
	if err := os.WriteFile(list, []byte(ascii), 0o600); err != nil {
		return err
	}
	if rg, err := exec.LookPath("rg"); err != nil {
		fmt.Println("ripgrep is missing: apt install ripgrep")
	} else {
		ratio(ours, row("ripgrep -o, the same patterns", slices, 1, func(s texts.Slice) error {
			return quiet(exec.Command(rg, "-o", "--dfa-size-limit", "1G", "--no-filename", "-j1", "-f", list, files[s.Name]), 1)
		}))
	}
	if _, err := exec.LookPath(gitleaks); err != nil || gitleaks == "" {
		fmt.Println("gitleaks is missing: go install github.com/zricethezav/gitleaks/v8@v8.30.1")
	} else {
		ratio(ours, row("gitleaks dir", slices, 1, func(s texts.Slice) error {
			return quiet(exec.Command(gitleaks, "dir", "--no-banner", "--log-level", "error", "--exit-code", "0", filepath.Dir(files[s.Name])), 0)
		}))
	}
	fmt.Printf("\n50,000 terms: built in %d ms, %.1f MB of heap\n", built.Milliseconds(), float64(held)/1e6)
	clean := slices[4]
	sc := builtIn.NewScan()
	sc.Text("", clean.Pieces[0].Text, nil)
	fmt.Printf("allocations per MB without findings: %.1f\n\n", allocations(func() { sc.Text("", clean.Pieces[0].Text, nil) })/(float64(len(clean.Pieces[0].Text))/1e6))
	return decoding(slices[0])
}

// row measures work on each slice and prints a line of the table.
func row(name string, slices []texts.Slice, passes int, work func(texts.Slice) error) []float64 {
	fmt.Printf("%-44s", name)
	var rates []float64
	inverse := 0.0
	for _, s := range slices {
		best := time.Duration(1 << 62)
		for range passes + 1 { // the first one warms up
			began := cpu()
			if err := work(s); err != nil {
				fmt.Printf("\n%v\n", err)
				return nil
			}
			best = min(best, cpu()-began)
		}
		rate := float64(s.Bytes()) / 1e6 / best.Seconds()
		rates, inverse = append(rates, rate), inverse+1/rate
		fmt.Printf("%11.1f", rate)
	}
	mix := float64(len(slices)) / inverse
	fmt.Printf("%11.1f\n", mix)
	return append(rates, mix)
}

// ratio prints how many times as fast ours is.
func ratio(ours, theirs []float64) {
	if theirs == nil {
		return
	}
	fmt.Printf("%-44s", "  tenken is so many times as fast")
	for i := range ours {
		fmt.Printf("%11.1f", ours[i]/theirs[i])
	}
	fmt.Println()
}

// decoding measures the decoders of the old encodings.
func decoding(s texts.Slice) error {
	text := s.Pieces[0].Text
	src, err := encoding.ReplaceUnsupported(japanese.ShiftJIS.NewEncoder()).String(text)
	if err != nil {
		return err
	}
	raw, rates := []byte(src), []float64{}
	dec := japanese.ShiftJIS.NewDecoder()
	table := charset.ShiftJIS.NewDecoder()
	dst := make([]byte, 2*len(text))
	for _, d := range []func() error{
		func() error { table.Reset(); _, _, err := table.Transform(dst, raw, true); return err },
		func() error { dec.Reset(); _, _, err := dec.Transform(dst, raw, true); return err },
	} {
		best := time.Duration(1 << 62)
		for range 20 {
			began := cpu()
			if err := d(); err != nil {
				return err
			}
			best = min(best, cpu()-began)
		}
		rates = append(rates, float64(len(text))/1e6/best.Seconds())
	}
	fmt.Printf("Shift_JIS to UTF-8: %.0f MB/s; golang.org/x/text: %.0f MB/s; %.1f times as fast\n", rates[0], rates[1], rates[0]/rates[1])
	return nil
}

// cpu is the processor time of this process and those it waited for.
func cpu() time.Duration {
	var sum time.Duration
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var r syscall.Rusage
		if syscall.Getrusage(who, &r) == nil {
			sum += time.Duration(r.Utime.Nano() + r.Stime.Nano())
		}
	}
	return sum
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func allocations(f func()) float64 {
	var a, b runtime.MemStats
	runtime.ReadMemStats(&a)
	f()
	runtime.ReadMemStats(&b)
	return float64(b.Mallocs - a.Mallocs)
}

// quiet runs a program; it may end with code ok, too.
func quiet(c *exec.Cmd, ok int) error {
	c.Stderr = os.Stderr
	err := c.Run()
	if err != nil && c.ProcessState != nil && c.ProcessState.ExitCode() == ok {
		return nil
	}
	return err
}

func processor() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.SplitSeq(string(text), "\n") {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			return strings.TrimLeft(name, "\t :")
		}
	}
	return runtime.GOARCH
}
