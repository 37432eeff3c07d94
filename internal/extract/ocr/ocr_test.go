package ocr

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"io"
	"os/exec"
	"strings"
	"testing"

	"tenken/internal/extract"
)

func TestLinesOfWords(t *testing.T) {
	head := "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
	for _, c := range []struct{ rows, want string }{
		{"", ""},
		{"5 1 1 1 1 1 0 0 10 10 90 氏\n5 1 1 1 1 2 11 0 10 10 80 名\n", "氏名\n"},
		{"5 1 1 1 1 1 0 0 10 10 90 氏\n5 1 1 1 1 2 40 0 10 10 90 名\n", "氏 名\n"},
		{"5 1 1 1 1 1 0 0 30 10 90 090\n5 1 1 1 1 2 33 0 5 10 90 -\n5 1 1 1 1 3 41 0 40 10 90 1234\n5 1 1 1 1 4 85 0 40 10 90 5678\n", "090-1234 5678\n"},
		{"4 1 1 1 1 1 0 0 30 10 -1 x\n5 1 1 1 1 1 0 0 30 10 90 a\n5 1 1 1 2 1 0 0 30 10 90 b\n5 1 1 1 2\n", "a\nb\n"},
	} {
		if got := parse([]byte(head + strings.ReplaceAll(c.rows, " ", "\t"))); got.text != c.want {
			t.Errorf("%q gives %q, want %q", c.rows, got.text, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("5\t1\t1\t1\t1\t1\t0\t0\t10\t10\t90\t氏\n"))
	f.Fuzz(func(t *testing.T, b []byte) { parse(b) })
}

// picture renders a text with another program.
func picture(t *testing.T, text string) *io.SectionReader {
	t.Helper()
	for _, program := range []string{"tesseract", "pdftoppm", "soffice"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip(program, " is missing: apt install ", Package, " poppler-utils libreoffice-writer")
		}
	}
	dir := t.TempDir()
	run := func(stdin string, args ...string) []byte {
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Dir, cmd.Stdin = dir, strings.NewReader(stdin)
		cmd.Env = append(cmd.Environ(), "HOME="+dir)
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s: %v", args[0], err)
		}
		return out
	}
	run("<html><meta charset=utf-8><body style='font-family:\"Noto Serif CJK JP\",IPAMincho,IPAGothic;font-size:12pt'>一覧<br>"+strings.ReplaceAll(text, "\n", "<br>"),
		"sh", "-c", "cat >a.html && soffice --headless --convert-to pdf:writer_web_pdf_Export a.html >/dev/null")
	b := run("", "sh", "-c", "pdftoppm -r 200 -gray -png a.pdf p && ls p-*.png | tail -n 1 | xargs cat")
	return io.NewSectionReader(bytes.NewReader(b), 0, int64(len(b)))
}

// TestAPageOfNumbers holds recognition to what a scanned list is read for.
func TestAPageOfNumbers(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	lines := []string{"佐藤 陽子 090-5185-2874 s96971@stu.example.ac.jp", "高橋 健一 090-1353-5917 s19097@stu.example.ac.jp", "この名簿は連絡のために作成したものです。"}
	text, err := Tesseract{}.Recognize(context.Background(), picture(t, strings.Join(lines, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"090-5185-2874", "090-1353-5917", "s96971@stu.example.ac.jp", "佐藤", "高橋", "連絡のために作成"} {
		if !strings.Contains(text, want) {
			t.Errorf("not found: %s in %q", want, text)
		}
	}
}

func TestAPictureWithoutText(t *testing.T) {
	if Find() != nil {
		t.Skip("Tesseract is missing: apt install ", Package)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 400, 400))); err != nil {
		t.Fatal(err)
	}
	for data, want := range map[string]error{b.String(): nil, "no picture at all": extract.ErrDamaged} {
		text, err := Tesseract{}.Recognize(context.Background(), io.NewSectionReader(strings.NewReader(data), 0, int64(len(data))))
		if text != "" || !errors.Is(err, want) {
			t.Errorf("%.10q: %q %v, want %v", data, text, err, want)
		}
	}
}

func TestWithoutTesseract(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := Tesseract{}.Recognize(context.Background(), io.NewSectionReader(strings.NewReader("x"), 0, 1))
	tool := new(extract.MissingTool)
	if !errors.Is(err, extract.ErrImageOnly) || !errors.As(err, &tool) || tool.Package != Package {
		t.Errorf("got %v", err)
	}
}
