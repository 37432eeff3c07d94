package sandbox

import (
	"math"
	"os"
	"slices"

	"github.com/elastic/go-seccomp-bpf"
	"github.com/landlock-lsm/go-landlock/landlock"
	"golang.org/x/sys/unix"
)

// addressSpace bounds what a child maps, whatever its watcher sees: PDFium's
// sandbox reserves some gigabytes that it never touches.
const addressSpace = 16 << 30

// confine gives up, for good and for every program this process starts, what
// reading files does not need. What the kernel does not offer is left.
func confine(o Options) Confinement {
	limit := func(resource int, n uint64) {
		unix.Setrlimit(resource, &unix.Rlimit{Cur: n, Max: n}) //nolint:errcheck // the watcher is there, too
	}
	limit(unix.RLIMIT_AS, addressSpace)
	limit(unix.RLIMIT_CORE, 0) // a core file would hold text
	// A child is replaced long before it has worked so long on files.
	limit(unix.RLIMIT_CPU, uint64(math.Ceil(o.limit().Seconds()))*10)
	return Confinement{Network: noNetwork() == nil, Files: noFiles(o) == nil && landlocked()}
}

// noNetwork takes the calls that make sockets, or get around the filter.
func noNetwork() error {
	return seccomp.LoadFilter(seccomp.Filter{
		NoNewPrivs: true,
		Flag:       seccomp.FilterFlagTSync,
		Policy: seccomp.Policy{
			DefaultAction: seccomp.ActionAllow,
			Syscalls: []seccomp.SyscallGroup{{
				Action: seccomp.ActionErrno,
				Names: []string{
					"socket", "socketpair", "connect", "bind", "listen", "io_uring_setup",
					"ptrace", "process_vm_readv", "process_vm_writev", "bpf", "perf_event_open", "mount", "kexec_load",
				},
			}},
		},
	})
}

// noFiles leaves the folder of spooled files, and what o says may be read.
func noFiles(o Options) error {
	rules := []landlock.Rule{landlock.RWFiles(os.DevNull).IgnoreIfMissing()}
	if o.TmpDir != "" {
		rules = append(rules, landlock.RWDirs(o.TmpDir).IgnoreIfMissing())
	}
	for _, path := range o.Readable {
		info, err := os.Stat(path)
		switch {
		case err != nil:
		case info.IsDir():
			rules = append(rules, landlock.RODirs(path))
		default:
			rules = append(rules, landlock.ROFiles(path))
		}
	}
	return landlock.V7.BestEffort().Restrict(slices.Clip(rules)...)
}

// landlocked reports whether the kernel enforces it: a best effort may be none.
func landlocked() bool {
	f, err := os.Open("/")
	if err == nil {
		f.Close()
	}
	return os.IsPermission(err)
}
