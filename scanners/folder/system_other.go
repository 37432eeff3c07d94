//go:build !unix

package folder

import "io/fs"

const openFlags = 0

// number is 0 where the listing has no file number.
func number(fs.FileInfo) uint64 { return 0 }

// owners is empty where owners are no part of a file's status.
type owners struct{}

func (*owners) of(fs.FileInfo) string { return "" }
