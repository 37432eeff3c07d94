package pst

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

const mailbox = "!BDN\x00\x00\x00\x00SM\x17\x00"

// lines reads anything as text, in place of the format of mail.
type lines struct{}

func (lines) Info() extract.Info               { return extract.Info{ID: "lines"} }
func (lines) Claims(extract.File, []byte) bool { return true }
func (lines) Read(_ context.Context, f extract.File, out extract.Out) error {
	return extract.Pieces(f.Reader(), "", out.Text)
}

func TestMessages(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the program is Debian's")
	}
	dir := t.TempDir()
	script := "#!/bin/sh\ngrep -q BDN /dev/fd/3 || exit 1\nwhile [ \"$1\" != -o ]; do shift; done\nmkdir \"$2/受信\"; echo 一通目 >\"$2/受信/1.eml\"; echo 二通目 >\"$2/受信/2.eml\"; exit 1\n"
	if err := os.WriteFile(filepath.Join(dir, "readpst"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	tmp := t.TempDir()
	r := extract.NewReader([]extract.Format{Format{}, lines{}}, extract.Budget{}, tmp)
	res := formattest.Read(t, r, "a.pst", []byte(mailbox))
	if res.Text() != "一通目\n二通目\n" || res.Texts[0].Place(0) != "a.pst!/受信/1.eml line 1" {
		t.Errorf("texts %+v", res.Texts)
	}
	if len(res.Problems) != 1 || !errors.Is(res.Problems[0].Err, extract.ErrDamaged) {
		t.Errorf("problems %v", res.Problems)
	}
	if left, err := os.ReadDir(tmp); err != nil || len(left) > 0 {
		t.Errorf("left in the temporary folder: %v %v", left, err)
	}
}

func TestWithoutTheProgram(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	formattest.Run(t, Format{}, formattest.Sample{Name: "a.pst", Data: []byte(mailbox), Partial: extract.ErrUnsupported})
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{}, t.TempDir())
	res := formattest.Read(t, r, "a.pst", []byte(mailbox))
	tool := new(extract.MissingTool)
	if len(res.Problems) != 1 || !errors.As(res.Problems[0].Err, &tool) || !strings.HasPrefix(tool.Error(), "needs") || tool.Package != Package {
		t.Errorf("problems %v", res.Problems)
	}
}
