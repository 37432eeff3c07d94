package onedrivetest

import (
	"io/fs"
	"os"
	"path/filepath"
)

// Load puts the files of a folder into a drive and returns how many there are.
func (d *Drive) Load(dir string) (n int, err error) {
	return n, filepath.WalkDir(dir, func(file string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		at, err := filepath.Rel(dir, file)
		if err != nil {
			return err
		}
		d.Put(filepath.ToSlash(at), string(content))
		n++
		return nil
	})
}
