//go:build unix

package s3test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// ErrNoCeph says that the programs of a Ceph cluster are not installed.
var ErrNoCeph = errors.New("ceph not found; on Debian install it with: apt-get install --no-install-recommends radosgw ceph-mon ceph-osd ceph-mgr ceph-common")

// Ceph is a cluster of one node on loopback, in memory, with an object gateway:
// a second real S3 server, which knows object ACLs and public access blocks.
type Ceph struct {
	Server
	dir  string
	conf string
}

// cephConf is the configuration of a node that needs no other: one copy of
// everything, one placement group a pool, objects in memory.
const cephConf = `[global]
fsid = 5b1d6a4e-6f0e-4c0e-9a43-7d1f0a2b3c4d
mon_host = v2:127.0.0.1:%[2]d
mon_initial_members = a
public_network = 127.0.0.0/8
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
ms_bind_ipv6 = false
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 1
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 1000
osd_objectstore = memstore
memstore_device_bytes = 1073741824
run_dir = %[1]s
keyring = %[1]s/keyring
log_file = %[1]s/$name.log
admin_socket = %[1]s/$name.asok
pid_file = %[1]s/$name.pid
[mon.a]
mon_data = %[1]s/mon
mon_addr = 127.0.0.1:%[2]d
[osd.0]
osd_data = %[1]s/osd
[mgr.x]
mgr_data = %[1]s/mgr
[client.rgw]
rgw_frontends = beast endpoint=127.0.0.1:%[3]d
rgw_data = %[1]s/rgw
`

// StartCeph starts a cluster that keeps its state in dir until Stop.
func StartCeph(ctx context.Context, dir string) (*Ceph, error) {
	for _, p := range []string{"ceph-mon", "ceph-osd", "ceph-mgr", "radosgw", "radosgw-admin", "ceph", "ceph-authtool", "monmaptool"} {
		if _, err := exec.LookPath(p); err != nil {
			return nil, ErrNoCeph
		}
	}
	mon, rgw, err := twoPorts()
	if err != nil {
		return nil, err
	}
	c := &Ceph{dir: dir, conf: filepath.Join(dir, "ceph.conf")}
	for _, d := range []string{"mon", "osd", "mgr", "rgw"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o700); err != nil {
			return nil, err
		}
	}
	if err := os.WriteFile(c.conf, fmt.Appendf(nil, cephConf, dir, mon, rgw), 0o600); err != nil {
		return nil, err
	}
	c.Endpoint, c.AccessKey, c.Secret = "http://127.0.0.1:"+strconv.Itoa(rgw), "tenken", "tenken-on-loopback"
	if err := c.start(ctx, mon); err != nil {
		c.Stop()
		return nil, err
	}
	return c, nil
}

func (c *Ceph) start(ctx context.Context, mon int) error {
	key, mapFile := filepath.Join(c.dir, "keyring"), filepath.Join(c.dir, "monmap")
	auth := func(name string, create bool, caps ...string) []string {
		args := []string{"ceph-authtool", key, "--gen-key", "-n", name}
		if create {
			args = append(args, "--create-keyring")
		}
		for i := 0; i < len(caps); i += 2 {
			args = append(args, "--cap", caps[i], caps[i+1])
		}
		return args
	}
	all := []string{"mon", "allow *", "osd", "allow *", "mgr", "allow *"}
	for _, args := range [][]string{
		auth("mon.", true, "mon", "allow *"),
		auth("client.admin", false, all...),
		auth("client.rgw", false, all...),
		auth("mgr.x", false, all...),
		auth("osd.0", false, "mon", "allow profile osd", "osd", "allow *", "mgr", "allow profile osd"),
		{"monmaptool", "--create", "--clobber", "--fsid", "5b1d6a4e-6f0e-4c0e-9a43-7d1f0a2b3c4d", "--addv", "a", fmt.Sprintf("[v2:127.0.0.1:%d]", mon), mapFile},
		{"ceph-mon", "-c", c.conf, "--mkfs", "-i", "a", "--monmap", mapFile, "--keyring", key},
		{"ceph-mon", "-c", c.conf, "-i", "a"},
		{"ceph", "-c", c.conf, "--connect-timeout", "30", "osd", "new", "6c0e1f7a-0d4b-4f43-8f1c-2f6a7b8c9d0e"},
		{"ceph", "-c", c.conf, "auth", "import", "-i", key},
		{"ceph-osd", "-c", c.conf, "-i", "0", "--mkfs", "--osd-uuid", "6c0e1f7a-0d4b-4f43-8f1c-2f6a7b8c9d0e"},
		{"ceph-osd", "-c", c.conf, "-i", "0"},
		{"ceph-mgr", "-c", c.conf, "-i", "x"},
		{"radosgw", "-c", c.conf, "-n", "client.rgw", "--keyring", key},
		{"radosgw-admin", "-c", c.conf, "-n", "client.rgw", "user", "create", "--uid=owner", "--display-name=owner", "--access-key=" + c.AccessKey, "--secret-key=" + c.Secret},
		{"radosgw-admin", "-c", c.conf, "-n", "client.rgw", "user", "create", "--uid=stranger", "--display-name=stranger", "--access-key=stranger", "--secret-key=stranger"},
	} {
		if out, err := exec.CommandContext(ctx, args[0], args[1:]...).CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w: %s", strings.Join(args[:2], " "), err, out)
		}
	}
	for range 300 {
		if resp, err := http.Get(c.Endpoint); err == nil {
			resp.Body.Close()
			return nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return fmt.Errorf("radosgw did not answer on %s", c.Endpoint)
}

// Stop ends the cluster.
func (c *Ceph) Stop() {
	files, err := filepath.Glob(filepath.Join(c.dir, "*.pid"))
	if err != nil {
		return
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			continue
		}
		if pid, err := strconv.Atoi(strings.TrimSpace(string(text))); err == nil && pid > 1 {
			syscall.Kill(pid, syscall.SIGKILL) //nolint:errcheck // it may have ended
		}
	}
}

func twoPorts() (a, b int, err error) {
	var ls [2]net.Listener
	for i := range ls {
		if ls[i], err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
			return 0, 0, err
		}
		defer ls[i].Close()
	}
	return ls[0].Addr().(*net.TCPAddr).Port, ls[1].Addr().(*net.TCPAddr).Port, nil
}
