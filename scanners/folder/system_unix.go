//go:build unix

package folder

import (
	"io/fs"
	"os/user"
	"strconv"
	"sync"
	"syscall"
)

// openFlags keep a pipe that took a file's place from blocking the scan.
const openFlags = syscall.O_NONBLOCK | syscall.O_NOFOLLOW

// number is the file's inode.
func number(info fs.FileInfo) uint64 {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(st.Ino) //nolint:unconvert // 32 bits wide on some systems
	}
	return 0
}

// owners knows the names of users.
type owners struct{ names sync.Map } // uint32 → string

// of is the login name of the file's owner; its number where it has none.
func (o *owners) of(info fs.FileInfo) string {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return ""
	}
	if n, ok := o.names.Load(st.Uid); ok {
		return n.(string)
	}
	name := strconv.FormatUint(uint64(st.Uid), 10)
	if u, err := user.LookupId(name); err == nil {
		name = u.Username
	}
	o.names.Store(st.Uid, name)
	return name
}
