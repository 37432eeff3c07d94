package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"tenken/internal/config"
	"tenken/internal/extract"
	"tenken/internal/extract/mdb"
	"tenken/internal/extract/ocr"
	"tenken/internal/extract/pst"
	"tenken/internal/extract/tool"
	"tenken/internal/ledger"
	"tenken/internal/sandbox"
	"tenken/scanners"
)

// roomy is the free space in bytes below which a scan may not come to its end:
// the ledger of a million files with findings, and what is spooled meanwhile.
const roomy = 2 << 30

// helpers are programs without which some files are not read, one a line.
var helpers = []struct {
	program, pkg string
	reads        scanners.Text
}{
	{"tesseract", ocr.Package, scanners.Text{Ja: "画像の中の文字（OCR）", En: "text in pictures (OCR)"}},
	{"mdb-export", mdb.Package, scanners.Text{Ja: "Access のデータベース", En: "Access databases"}},
	{"readpst", pst.Package, scanners.Text{Ja: "Outlook のメールボックス（pst）", En: "Outlook mailboxes (pst)"}},
}

// machine examines what every scan needs here. Its error is one with which a
// scan would not start.
func (a *app) machine(ctx context.Context, conf config.Config, state string) ([]scanners.Check, error) {
	if _, err := loadPolicy(conf.Path(conf.Policy), conf.Path(conf.Law), conf.Custom()...); err != nil {
		return nil, err
	}
	if _, err := a.passwords(conf.Path(conf.Passwords)); err != nil {
		return nil, err
	}
	out := []scanners.Check{readersCheck()}
	for _, h := range helpers {
		out = append(out, helperCheck(h.program, h.pkg, h.reads))
	}
	return append(out, diskCheck(state), a.ledgerCheck(ctx, state)), nil
}

// readersCheck starts a process that reads files, and asks what it gave up.
func readersCheck() scanners.Check {
	c := scanners.Check{
		ID: "readers", State: scanners.Healthy,
		What: scanners.Text{
			Ja: "ファイルは、ネットワークもほかのファイルも使えない専用のプロセスで読みます",
			En: "files are read in processes without network or other files",
		},
	}
	switch got, err := sandbox.Try(self(childCommand)); {
	case err != nil:
		c.State = scanners.Missing
		c.What = scanners.Text{Ja: fmt.Sprintf("読み取り用のプロセスを起動できません: %v", err), En: fmt.Sprintf("processes that read files do not start: %v", err)}
		c.Next = scanners.Text{
			Ja: "点検はこのプロセスの中で行われます。プロセスの数の制限などを確かめてください",
			En: "a scan reads in its own process instead; look at the limits on processes",
		}
	case !got.Files || !got.Network:
		c.State = scanners.Unsure
		c.What = scanners.Text{
			Ja: "ファイルは専用のプロセスで読みますが、この機械ではその隔離が十分でありません",
			En: "files are read in processes of their own, which this machine does not confine fully",
		}
		c.Next = scanners.Text{Ja: "Linux 5.13 以降（Landlock）で実行すると隔離されます", En: "Linux 5.13 or later (Landlock) confines them"}
	}
	return c
}

func helperCheck(program, pkg string, reads scanners.Text) scanners.Check {
	c := scanners.Check{ID: "program", Where: program, State: scanners.Healthy, What: reads}
	var missing *extract.MissingTool
	if err := tool.Find(program, pkg); errors.As(err, &missing) {
		c.State = scanners.Missing
		c.Next = scanners.Text{Ja: "読むには: apt install " + missing.Package, En: "to read them: apt install " + missing.Package}
	}
	return c
}

func diskCheck(state string) scanners.Check {
	c := scanners.Check{ID: "disk", Where: state, State: scanners.Healthy}
	dir := state
	for dir != filepath.Dir(dir) {
		if _, err := os.Stat(dir); err == nil {
			break
		}
		dir = filepath.Dir(dir)
	}
	n, err := free(dir)
	c.What = scanners.Text{Ja: fmt.Sprintf("空き %.1f GB", float64(n)/1e9), En: fmt.Sprintf("%.1f GB free", float64(n)/1e9)}
	switch {
	case err != nil:
		c.State, c.What = scanners.Unsure, scanners.Text{Ja: fmt.Sprintf("空きを確かめられません: %v", err), En: fmt.Sprintf("free space cannot be told: %v", err)}
	case n < roomy:
		c.State, c.Next = scanners.Missing, scanners.Text{Ja: "2 GB 以上の空きを作るか、--state で別の場所を指定してください", En: "make 2 GB free, or name another place with --state"}
	}
	return c
}

func (a *app) ledgerCheck(ctx context.Context, state string) scanners.Check {
	c := scanners.Check{ID: "ledger", Where: state, State: scanners.Healthy}
	l, err := ledger.OpenReader(ctx, state, ledger.At(a.db))
	switch {
	case errors.Is(err, ledger.ErrNone), errors.Is(err, os.ErrNotExist):
		c.What = scanners.Text{Ja: "台帳はまだありません（最初の点検で作ります）", En: "there is no ledger yet; the first scan makes it"}
	case err != nil:
		text := a.explain(codeOf(err), err)
		c.State, c.What = scanners.Failing, scanners.Text{Ja: text, En: text}
	default:
		c.What = scanners.Text{Ja: "台帳を読めます", En: "the ledger can be read"}
		c.Where = l.String()
		l.Close()
	}
	return c
}
