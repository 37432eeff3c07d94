package gdrive_test

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tenken/scanners"
	"tenken/scanners/gdrive"
	"tenken/scanners/gdrive/gdrivetest"
)

// figures makes TestFigures as large as an institution: make bench-gdrive.
var figures = flag.Bool("figures", false, "1,000 users, 100 shared drives and 1,000,000 files")

const serveEnv = "TENKEN_TEST_TENANT" // USERS DRIVES FILES KEYFILE: be the tenant's server

func TestMain(m *testing.M) {
	if spec := os.Getenv(serveEnv); spec != "" {
		if err := beServer(spec); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// beServer serves a tenant until its input ends. It is a process of its own so
// that the memory of the other is the connector's.
func beServer(spec string) error {
	var users, drives, files int
	var key string
	if _, err := fmt.Sscan(spec, &users, &drives, &files, &key); err != nil {
		return err
	}
	t := gdrivetest.NewTenant("example.ac.jp")
	var all []*gdrivetest.File
	t.Quietly(func() { all = fill(t, users, drives, files) })
	s, err := gdrivetest.NewServer(t)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.KeyFile(key); err != nil {
		return err
	}
	fmt.Println(s.URL)
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		if in.Text() == "change" { // one file in a hundred
			for i := 0; i < len(all); i += 100 {
				t.Write(all[i], []byte("changed "+all[i].Name))
			}
		}
		b, err := json.Marshal(s.Units())
		if err != nil {
			return err
		}
		fmt.Println(string(b))
	}
	return in.Err()
}

// fill makes a tenant in which one shared drive has a tenth of all files.
func fill(t *gdrivetest.Tenant, users, drives, files int) []*gdrivetest.File {
	t.AddUser(gdrivetest.User{Email: "kanri@example.ac.jp", Admin: true})
	var put []func(gdrivetest.File) *gdrivetest.File
	for i := range users - 1 {
		u := t.AddUser(gdrivetest.User{Email: fmt.Sprintf("u%05d@example.ac.jp", i), Suspended: i >= drives && i%50 == 7})
		put = append(put, func(f gdrivetest.File) *gdrivetest.File { return t.Put(u, f) })
	}
	for i := range drives {
		d := t.AddDrive(fmt.Sprintf("共同%04d", i), gdrivetest.Permission{Type: "user", Role: "organizer", Email: fmt.Sprintf("u%05d@example.ac.jp", i)})
		put = append(put, func(f gdrivetest.File) *gdrivetest.File { return t.PutShared(d, f) })
	}
	folders := make([][]string, len(put))
	for i, p := range put {
		parent := ""
		for j := range 10 {
			parent = p(gdrivetest.File{Name: fmt.Sprintf("フォルダー%d", j), Mime: gdrivetest.MimeFolder, Parent: parent}).ID
			folders[i] = append(folders[i], parent)
		}
	}
	at := t.Now().Add(-365 * 24 * time.Hour)
	all := make([]*gdrivetest.File, files)
	for i := range all {
		root := i % len(put)
		if i%10 == 0 {
			root = len(put) - 1
		}
		name := fmt.Sprintf("%d.txt", i)
		all[i] = put[root](gdrivetest.File{
			Name: name, Parent: folders[root][i/len(put)%10], Data: []byte(name), Mime: "text/plain", Modified: at.Add(time.Duration(i/3) * time.Second),
		})
	}
	return all
}

// TestFigures lists and reads a whole tenant, then what has changed since.
func TestFigures(t *testing.T) {
	users, drives, files := 30, 5, 6_000
	if testing.Short() {
		files = 1_000
	}
	if *figures {
		users, drives, files = 1_000, 100, 1_000_000
	}
	key := filepath.Join(t.TempDir(), "key.json")
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d %d %d %s", serveEnv, users, drives, files, key))
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
	defer cmd.Wait() //nolint:errcheck // its input has ended
	defer in.Close()
	told := bufio.NewReader(out)
	line := func() string {
		s, err := told.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(s)
	}
	ask := func(what string) map[string]int64 {
		fmt.Fprintln(in, what)
		units := map[string]int64{}
		if err := json.Unmarshal([]byte(line()), &units); err != nil {
			t.Fatal(err)
		}
		return units
	}
	sc := connect(t, gdrive.Config{Name: "drive", Credentials: key, Admin: "kanri@example.ac.jp", Endpoint: line()})
	begun := time.Now()
	since, first := wholeRun(t, sc, files)
	took, one := time.Since(begun), ask("units")
	memory := peakMemory()
	if first != int64(files) {
		t.Errorf("%d of %d files were told, each once", first, files)
	}
	ask("change")
	begun = time.Now()
	second := changedRun(t, sc, since, files)
	again, two := time.Since(begun), ask("units")
	for k := range two {
		two[k] -= one[k]
	}
	share := float64(sumUnits(two)) / float64(sumUnits(one))
	t.Logf("%d users, %d shared drives, %d files: every file once; %d changed since", users, drives, first, second)
	t.Logf("first run: %v, units by kind %v; second: %v, %v: %.2f %% of the first", took.Round(time.Second), one, again.Round(time.Second), two, 100*share)
	t.Logf("peak memory %d MB", memory>>20)
	if want := int64((files + 99) / 100); second != want {
		t.Errorf("%d changed files were told; want %d", second, want)
	}
	if *figures && (share > 0.02 || memory > 300<<20) {
		t.Errorf("more than 2 %% of the units, or 300 MB")
	}
}

func sumUnits(units map[string]int64) (n int64) {
	for _, u := range units {
		n += u
	}
	return n
}

// number is that of a file, which its name tells.
func number(t *testing.T, it scanners.Item) int {
	n, err := strconv.Atoi(strings.TrimSuffix(path.Base(it.Path), ".txt"))
	if err != nil {
		t.Errorf("%s: %v", it.Path, err)
	}
	return n
}

// wholeRun lists every root and reads every file, as a scan does. It returns
// how many files were told once.
func wholeRun(t *testing.T, sc *gdrive.Scanner, files int) (since map[string]string, n int64) {
	roots, err := sc.Roots(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	since = map[string]string{}
	seen := make([]bool, files)
	readAll(t, sc, "", func(hand func(scanners.Item)) {
		for _, root := range roots {
			for p, err := range sc.List(t.Context(), root, "") {
				if err != nil {
					t.Fatal(err)
				}
				for _, it := range p.Items {
					if i := number(t, it); seen[i] {
						t.Errorf("%s is told twice", it.Path)
					} else {
						seen[i] = true
						n++
					}
					hand(it)
				}
				if p.Since != "" {
					since[root] = p.Since
				}
			}
		}
	})
	return since, n
}

// changedRun does what the next scan does.
func changedRun(t *testing.T, sc *gdrive.Scanner, since map[string]string, files int) (n int64) {
	roots, err := sc.Roots(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	readAll(t, sc, "changed ", func(hand func(scanners.Item)) {
		for _, root := range roots {
			for p, err := range sc.Changes(t.Context(), root, since[root]) {
				if err != nil {
					t.Fatal(err)
				}
				for _, it := range p.Items {
					if i := number(t, it); i%100 != 0 || i >= files {
						t.Errorf("%s did not change", it.Path)
					}
					n++
					hand(it)
				}
			}
		}
	})
	return n
}

// readAll reads what is handed over, some at a time.
func readAll(t *testing.T, sc scanners.Scanner, before string, list func(hand func(scanners.Item))) {
	ch := make(chan scanners.Item, 1000)
	var wg sync.WaitGroup
	var bad atomic.Int64
	for range 8 * runtime.NumCPU() {
		wg.Go(func() {
			for it := range ch {
				rc, err := sc.Open(t.Context(), it)
				var b []byte
				if err == nil {
					b, err = io.ReadAll(rc)
					rc.Close()
				}
				if (err != nil || string(b) != before+path.Base(it.Path)) && bad.Add(1) < 5 {
					t.Errorf("%s: %q, %v", it.Path, b, err)
				}
			}
		})
	}
	list(func(it scanners.Item) { ch <- it })
	close(ch)
	wg.Wait()
}

// peakMemory is the largest resident set of this process so far, in bytes; 0
// where the system does not tell.
func peakMemory() int64 {
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for _, l := range strings.Split(string(b), "\n") {
		if v, ok := strings.CutPrefix(l, "VmHWM:"); ok {
			n, _ := strconv.ParseInt(strings.Fields(v)[0], 10, 64)
			return n << 10
		}
	}
	return 0
}
