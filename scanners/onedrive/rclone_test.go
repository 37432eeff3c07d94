package onedrive_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tenken/scanners/onedrive/onedrivetest"
)

// rclone is the second client: as bench/rclone builds it, or as installed.
func rclone(t *testing.T) string {
	t.Helper()
	if p, err := exec.LookPath("rclone"); err == nil {
		return p
	}
	out, err := exec.Command("go", "env", "GOPATH").Output()
	if err == nil {
		p := filepath.Join(strings.TrimSpace(string(out)), "bin", "rclone")
		if _, err := os.Stat(p); err == nil {
			return p
		}
	}
	t.Skip("rclone is not installed; .ci/run builds it")
	return ""
}

// Another client, which nobody here wrote, sees the same tree with the same
// bytes in a tenant made by chance.
func TestRcloneSeesTheSame(t *testing.T) {
	if testing.Short() {
		t.Skip("runs rclone")
	}
	program := rclone(t)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	c := onedrivetest.New("example.ac.jp")
	d := c.AddUser("taro", "佐藤 太郎", "").OneDrive()
	names := []string{"名簿", "年度 2026", "a+b", "100%", "が", "#1", "資料(案)", "x&y"}
	var files []string
	for i := range 120 {
		var at []string
		for range r.IntN(4) {
			at = append(at, names[r.IntN(len(names))])
		}
		at = append(at, fmt.Sprintf("%s%d.txt", names[r.IntN(len(names))], i))
		content := make([]byte, r.IntN(5000))
		for i := range content {
			content[i] = byte(r.Uint32())
		}
		d.Put(strings.Join(at, "/"), string(content))
		files = append(files, strings.Join(at, "/"))
	}
	for _, i := range r.Perm(len(files))[:30] {
		switch it := d.At(files[i]); r.IntN(3) {
		case 0:
			it.Remove()
		case 1:
			it.Rename(fmt.Sprintf("new name %d.txt", i))
		case 2:
			it.Write("other")
		}
	}
	srv, conf := serve(t, c)
	srv.PageSize = 25
	s := open(t, conf)
	items, _ := list(t, s, roots(t, s)[0])
	want := map[string]string{}
	for _, it := range items {
		text, err := read(t.Context(), s, it)
		if err != nil {
			t.Fatal(err)
		}
		want[strings.TrimPrefix(it.Path, "taro@example.ac.jp/")] = text
	}

	dir := t.TempDir()
	remote := fmt.Sprintf("[od]\ntype = onedrive\ndrive_type = business\ndrive_id = %s\ntenant_url = %s\ntenant_api_version = v1.0\n"+
		"token = {\"access_token\":%q,\"token_type\":\"Bearer\",\"refresh_token\":\"r\",\"expiry\":\"2099-01-01T00:00:00Z\"}\n", d.ID, srv.URL, srv.Trust(nil))
	if err := os.WriteFile(filepath.Join(dir, "rclone.conf"), []byte(remote), 0o600); err != nil {
		t.Fatal(err)
	}
	ca := conf.Graph.CA
	run := func(args ...string) []byte {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), program, append([]string{"--config", filepath.Join(dir, "rclone.conf"), "--ca-cert", ca, "--retries", "1", "--onedrive-encoding", "None"}, args...)...)
		var errs bytes.Buffer
		cmd.Stderr = &errs
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("rclone %q: %v\n%s", args, err, errs.String())
		}
		return out
	}
	for _, how := range [][]string{nil, {"--onedrive-delta", "--fast-list"}} {
		var listed []struct {
			Path string
			Size int64
		}
		if err := json.Unmarshal(run(append([]string{"lsjson", "-R", "--files-only", "od:"}, how...)...), &listed); err != nil {
			t.Fatal(err)
		}
		if len(listed) != len(want) {
			t.Errorf("rclone %v lists %d files, tenken %d", how, len(listed), len(want))
		}
		for _, f := range listed {
			if text, ok := want[f.Path]; !ok || int64(len(text)) != f.Size {
				t.Errorf("rclone %v lists %q of %d bytes", how, f.Path, f.Size)
			}
		}
	}
	run("copy", "od:", filepath.Join(dir, "copy")) // which checks the hashes, too
	for path, text := range want {
		if got, err := os.ReadFile(filepath.Join(dir, "copy", path)); err != nil || string(got) != text {
			t.Errorf("%q: rclone read %d bytes, %v; tenken %d", path, len(got), err, len(text))
		}
	}
}
