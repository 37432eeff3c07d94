package gdrive_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/build"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tenken/scanners"
	"tenken/scanners/gdrive/gdrivetest"
)

// findRclone is the second client; .ci/run builds it.
func findRclone(t *testing.T) string {
	t.Helper()
	if p, err := exec.LookPath("rclone"); err == nil {
		return p
	}
	p := filepath.Join(build.Default.GOPATH, "bin", "rclone")
	if _, err := os.Stat(p); err != nil {
		t.Skip("rclone is not installed: (cd bench/rclone && go build -o $(go env GOPATH)/bin/rclone .)")
	}
	return p
}

// randomTree puts folders, files and documents into a drive.
func randomTree(r *rand.Rand, put func(gdrivetest.File) *gdrivetest.File, trash func(*gdrivetest.File)) {
	folders := []string{""}
	names := map[string]bool{}
	name := func(ext string) string {
		for {
			kinds := []string{"名簿", "report ", "が", "か\u3099", "a+b&c=d ", "100%", "😀", "q'uote", "back\\slash", "..", "a/b", "=SUM", "長" + strings.Repeat("い", 60)}
			n := fmt.Sprint(kinds[r.IntN(len(kinds))], r.IntN(1e6), ext)
			if !names[n] {
				names[n] = true
				return n
			}
		}
	}
	for range 40 {
		f := put(gdrivetest.File{Name: name(""), Mime: gdrivetest.MimeFolder, Parent: folders[r.IntN(len(folders))]})
		if r.IntN(10) == 0 {
			put(gdrivetest.File{Name: name(".txt"), Parent: f.ID, Data: []byte("in the trash")})
			trash(f)
			continue
		}
		folders = append(folders, f.ID)
	}
	bytesOf := func(n int) []byte {
		b := make([]byte, r.IntN(n))
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		return b
	}
	documents := []struct{ mime, export string }{
		{gdrivetest.MimeDocument, docx}, {gdrivetest.MimeSheet, xlsx}, {gdrivetest.MimeSlides, pptx}, {gdrivetest.MimeDrawing, "application/pdf"},
	}
	for i := range 400 {
		parent := folders[r.IntN(len(folders))]
		switch {
		case i%8 == 0:
			d := documents[r.IntN(len(documents))]
			put(gdrivetest.File{Name: name(""), Mime: d.mime, Parent: parent, Exports: map[string][]byte{d.export: bytesOf(5000)}})
		case i%31 == 0:
			put(gdrivetest.File{Name: name(""), Mime: gdrivetest.MimeShortcut, Parent: parent, Target: "nowhere"})
		case i%29 == 0:
			put(gdrivetest.File{Name: name(""), Mime: gdrivetest.MimeForm, Parent: parent})
		case i%23 == 0:
			trash(put(gdrivetest.File{Name: name(".bin"), Parent: parent, Data: bytesOf(100)}))
		default:
			put(gdrivetest.File{Name: name(".bin"), Parent: parent, Data: bytesOf(1 + r.IntN(20_000))})
		}
	}
}

// seen is a file as a client sees it; size is -1 of documents, where rclone
// does not tell one.
type seen struct {
	path string
	size int64
	md5  string
}

// TestRclone has rclone list and read a tenant that was made at random: it sees
// the same tree, sizes and bytes. What rclone asks the emulator is held against
// Google's description, as what we ask is.
func TestRclone(t *testing.T) {
	if testing.Short() {
		t.Skip("lists and copies two drives by another program")
	}
	rclone := findRclone(t)
	s, conf := serve(t)
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0)) //nolint:gosec // no secret
	u := s.AddUser(gdrivetest.User{Email: "lab@example.ac.jp"})
	d := s.AddDrive("共同研究", gdrivetest.Permission{Type: "user", Role: "organizer", Email: u.Email})
	randomTree(r, func(f gdrivetest.File) *gdrivetest.File { return s.Put(u, f) }, s.Trash)
	randomTree(r, func(f gdrivetest.File) *gdrivetest.File { return s.PutShared(d, f) }, s.Trash)

	dir := t.TempDir()
	proxy, err := gdrivetest.NewProxy(s, filepath.Join(dir, "ca.pem"))
	if err != nil {
		t.Fatal(err)
	}
	defer proxy.Close()
	if err := s.KeyFileFor(filepath.Join(dir, "key.json"), "https://oauth2.googleapis.com/token"); err != nil {
		t.Fatal(err)
	}
	ini := fmt.Sprintf("[gd]\ntype = drive\nscope = drive.readonly\nservice_account_file = %s\nimpersonate = %s\n", filepath.Join(dir, "key.json"), u.Email)
	if err := os.WriteFile(filepath.Join(dir, "rclone.conf"), []byte(ini), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) []byte {
		t.Helper()
		cmd := exec.Command(rclone, append([]string{
			"--config", filepath.Join(dir, "rclone.conf"), "--http-proxy", proxy.URL, "--ca-cert", proxy.CA, "--cache-dir", dir,
			"--drive-skip-shortcuts", "--drive-export-formats", "docx,xlsx,pptx,pdf", "--drive-pacer-min-sleep", "1ms", "--retries", "1",
		}, args...)...)
		cmd.Env = append(os.Environ(), "HTTPS_PROXY=", "HTTP_PROXY=", "NO_PROXY=")
		var errs bytes.Buffer
		cmd.Stderr = &errs
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("rclone %q: %v\n%.2000s", args, err, errs.String())
		}
		return out
	}
	sc := connect(t, conf)
	for root, flags := range map[string][]string{u.Email: nil, d.ID: {"--drive-team-drive", d.ID}} {
		ours, contents := ourTree(t, sc, root)
		theirs := theirTree(t, run(append([]string{"lsjson", "-R", "--files-only", "--hash", "gd:"}, flags...)...))
		if !slices.Equal(ours, theirs) {
			t.Errorf("%s: %d files, rclone %d; we alone %v, rclone alone %v", root, len(ours), len(theirs), minus(ours, theirs), minus(theirs, ours))
		}
		if len(ours) < 300 {
			t.Errorf("%s: %d files only", root, len(ours))
		}
		to := filepath.Join(dir, "copy-"+root)
		run(append([]string{"copy", "gd:", to}, flags...)...)
		for path, want := range contents {
			if got, err := os.ReadFile(filepath.Join(to, path)); err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s: %d bytes, rclone %d, %v", path, len(want), len(got), err)
			}
		}
	}
}

// extensions are those that rclone gives to documents.
var extensions = map[string]string{
	gdrivetest.MimeDocument: ".docx", gdrivetest.MimeSheet: ".xlsx", gdrivetest.MimeSlides: ".pptx", gdrivetest.MimeDrawing: ".pdf",
}

// ourTree lists and reads a root: paths below it, as rclone writes them.
func ourTree(t *testing.T, sc scanners.Scanner, root string) (tree []seen, contents map[string][]byte) {
	t.Helper()
	contents = map[string][]byte{}
	for _, it := range list(t, sc, root) {
		if it.Media == "inode/symlink" || it.Media == gdrivetest.MimeForm {
			continue
		}
		_, path, _ := strings.Cut(it.Path, "/")
		f := seen{path: path, size: it.Size, md5: strings.TrimPrefix(it.Version, "md5:")}
		if ext, document := extensions[it.Media]; document {
			f = seen{path: path + ext, size: -1}
		}
		b, err := read(t, sc, it)
		if err != nil {
			t.Errorf("%s: %v", it.Path, err)
		}
		tree, contents[f.path] = append(tree, f), b
	}
	slices.SortFunc(tree, func(a, b seen) int { return strings.Compare(a.path, b.path) })
	return tree, contents
}

func theirTree(t *testing.T, out []byte) []seen {
	t.Helper()
	var list []struct {
		Path   string
		Size   int64
		Hashes struct{ MD5 string }
	}
	if err := json.Unmarshal(out, &list); err != nil {
		t.Fatal(err)
	}
	var tree []seen
	for _, f := range list {
		tree = append(tree, seen{f.Path, f.Size, f.Hashes.MD5})
	}
	slices.SortFunc(tree, func(a, b seen) int { return strings.Compare(a.path, b.path) })
	return tree
}

func minus(a, b []seen) []seen {
	out := slices.DeleteFunc(slices.Clone(a), func(x seen) bool { return slices.Contains(b, x) })
	return out[:min(5, len(out))]
}
