package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
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
		if got := lines(parse([]byte(head + strings.ReplaceAll(c.rows, " ", "\t"))).words); got != c.want {
			t.Errorf("%q gives %q, want %q", c.rows, got, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("5\t1\t1\t1\t1\t1\t0\t0\t10\t10\t90\t氏\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		w := parse(b).words
		lines(correct(addresses(w, image.NewGray(image.Rect(0, 0, 50, 50))), w))
	})
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

func TestRulesGo(t *testing.T) {
	m := image.NewGray(image.Rect(0, 0, 400, 300))
	for i := range m.Pix {
		m.Pix[i] = 255
	}
	fill := func(x0, y0, x1, y1 int) {
		for y := y0; y < y1; y++ {
			for x := x0; x < x1; x++ {
				m.Pix[y*m.Stride+x] = 0
			}
		}
	}
	if erase(m) {
		t.Error("an empty page has rules")
	}
	fill(20, 50, 380, 53)    // rules
	fill(20, 50, 22, 290)    //
	fill(100, 40, 106, 50)   // a stroke on the rule
	fill(150, 100, 200, 104) // one too short for a rule
	fill(200, 150, 350, 250) // a black box
	ink := func() (n int) {
		for _, p := range m.Pix {
			if p == 0 {
				n++
			}
		}
		return n
	}
	if want := 6*10 + 50*4 + 150*100; !erase(m) || ink() != want {
		t.Errorf("%d dots of ink, want %d", ink(), want)
	}
	page := fmt.Appendf(nil, "P5 400 300 255\n%s", m.Pix)
	if g := decode(io.NewSectionReader(bytes.NewReader(page), 0, int64(len(page)))); g == nil || !bytes.Equal(g.Pix, m.Pix) {
		t.Error("a rendered page is not read")
	}
}

func TestNumbersAreReadAgain(t *testing.T) {
	at := func(left, width int, text string) word { return word{text, "1", left, 0, width, 20} }
	words := []word{at(0, 20, "電"), at(20, 20, "話"), at(50, 30, "990"), at(82, 5, "-"), at(90, 40, "1234"), at(150, 60, "s9697l"), at(300, 40, "1985"), at(400, 20, "12")}
	other := []word{at(0, 40, "ee"), at(50, 80, "090-1234"), at(151, 59, "s96971"), at(300, 40, "I9B5"), at(400, 20, "13")}
	if got, want := lines(correct(words, other)), "電話 090-1234 s96971 1985 12\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAddressesAreJoined(t *testing.T) {
	at := func(left, width int, text string) word { return word{text, "1", left, 0, width, 20} }
	m := image.NewGray(image.Rect(0, 0, 800, 40))
	for i := range m.Pix {
		m.Pix[i] = paper
	}
	for x := 52; x < 66; x++ { // an underscore in the first gap
		m.Pix[18*m.Stride+x] = 0
	}
	for _, c := range []struct {
		words []word
		want  string
	}{
		{[]word{at(0, 50, "taro"), at(68, 100, "yamada@examp"), at(176, 20, "Le,"), at(206, 20, "jp"), at(240, 40, "学生")}, "taro_yamada@example.jp 学生\n"},
		{[]word{at(100, 50, "miyaj"), at(162, 60, "ima@⑥example.com"), at(242, 60, "090-1234")}, "miyajima@example.com 090-1234\n"},
		{[]word{at(100, 60, "Mail:"), at(172, 60, "a@example.com"), at(300, 60, "b@example.com")}, "Mail: a@example.com b@example.com\n"},
		{[]word{at(100, 50, "taro"), at(168, 100, "yamada"), at(282, 60, "tel")}, "taro yamada tel\n"},
	} {
		if got := lines(addresses(c.words, m)); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	for a, b := range map[string]string{"k.ito19@example.jp": "k.ito10@example.jp", "taro@examplejp": "taro@example.jp", "taro@example.jp": "tar@example.jp"} {
		words, other := []word{at(0, 200, a)}, []word{at(0, 200, b)}
		if got, want := lines(correct(words, other)), max(len(a), len(b)); len(got) != want+1 {
			t.Errorf("%s, or %s: %q", a, b, got)
		}
	}
}

// TestAPageOfNumbers holds recognition to what a scanned list is read for, in
// lines and between the rules of a table.
func TestAPageOfNumbers(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	lines := []string{"佐藤 陽子 090-5185-2874 s96971@stu.example.ac.jp", "高橋 健一 090-1353-5917 s19097@stu.example.ac.jp", "この名簿は連絡のために作成したものです。"}
	table := "<table border=1><tr><td>" + strings.Join(lines, "<td>080-0900-9009</tr><tr><td>") + "</tr></table>"
	want := []string{"090-5185-2874", "090-1353-5917", "佐藤", "高橋", "連絡のために作成", "s96971@stu.example.ac.jp"}
	for body, want := range map[string][]string{strings.Join(lines, "\n"): want, table: append(want, "080-0900-9009")} {
		text, err := Tesseract{}.Recognize(context.Background(), picture(t, body))
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("not found: %s in %q", w, text)
			}
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
