package mail_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime/quotedprintable"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
	"tenken/internal/extract/html"
	"tenken/internal/extract/mail"
	"tenken/internal/extract/plain"
)

func encode(t testing.TB, e encoding.Encoding, s string) string {
	t.Helper()
	b, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func b64(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

// fold64 is base64 in lines, as mail has it.
func fold64(s string) string {
	var b strings.Builder
	for e := b64(s); len(e) > 0; {
		n := min(76, len(e))
		b.WriteString(e[:n] + "\r\n")
		e = e[n:]
	}
	return b.String()
}

func qp(s string) string {
	var b bytes.Buffer
	w := quotedprintable.NewWriter(&b)
	io.WriteString(w, s)
	w.Close()
	return b.String()
}

func crlf(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }

const (
	subject = "備品の棚卸しについて"
	body    = "各位\r\n\r\n来週までに備品の確認をお願いします。\r\n総務課 青葉\r\n"
)

// message is a mail with the header fields and body given.
func message(fields, body string) []byte {
	return []byte(crlf("Message-ID: <1@example.ac.jp>\nFrom: =?UTF-8?B?"+b64("青葉 一郎")+"?= <aoba@example.ac.jp>\nTo: wakaba@example.ac.jp\nDate: Wed, 1 Jul 2026 09:00:00 +0900\nMIME-Version: 1.0\n"+fields+"\n") + body)
}

func mixed(t *testing.T) []byte {
	return message("Subject: "+subject+"\nContent-Type: multipart/mixed; boundary=\"=_x\"\n", crlf(
		"For old programs.\n--=_x\nContent-Type: multipart/alternative; boundary=y\n\n"+
			"--y\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"+strings.ReplaceAll(qp(body), "\r\n", "\n")+"\n"+
			"--y\nContent-Type: text/html; charset=utf-8\n\n<html><p>各位<p>来週までに<b>備品</b>の確認をお願いします。<p>総務課 青葉</html>\n--y--\n"+
			"--=_x\nContent-Type: text/plain; name=\"=?UTF-8?B?"+b64("一覧.txt")+"?=\"\nContent-Disposition: attachment;\n filename*0*=UTF-8''%E4%B8%80;\n filename*1*=%E8%A6%A7.txt\nContent-Transfer-Encoding: base64\n\n")+
		fold64(encode(t, japanese.ShiftJIS, "机,三十台\r\n椅子,五十脚\r\n"))+
		crlf("--=_x\nContent-Type: message/rfc822\n\nFrom: a@example.ac.jp\nSubject: =?ISO-2022-JP?B?"+b64(encode(t, japanese.ISO2022JP, "転送する件名"))+"?=\nMIME-Version: 1.0\n\n転送された本文\n--=_x--\nList footer\n"))
}

func TestFormat(t *testing.T) {
	want := []string{"Subject: " + subject + "\n", "From: 青葉 一郎 <aoba@example.ac.jp>\n", body}
	sjis, jis, euc := japanese.ShiftJIS, japanese.ISO2022JP, japanese.EUCJP
	word := func(label string, e encoding.Encoding, s string) string {
		return "=?" + label + "?B?" + b64(encode(t, e, s)) + "?="
	}
	long := encode(t, jis, subject+subject)
	formattest.Run(t, mail.Format{},
		formattest.Sample{Name: "utf-8", Data: message("Subject: "+word("UTF-8", encoding.Nop, subject)+"\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n", body), Want: want},
		formattest.Sample{Name: "utf-8 base64", Data: message("Subject: "+word("utf-8", encoding.Nop, subject)+"\nContent-Type: text/plain; charset=\"utf-8\"\nContent-Transfer-Encoding: base64\n", fold64(body)), Want: want},
		formattest.Sample{Name: "jis", Data: message("Subject: "+word("ISO-2022-JP", jis, subject)+"\nContent-Type: text/plain; charset=ISO-2022-JP\n", encode(t, jis, body)), Want: want},
		formattest.Sample{Name: "raw jis", Data: message("Subject: "+encode(t, jis, subject)+"\n", encode(t, jis, body)), Want: want},
		formattest.Sample{Name: "cp50220", Data: message("Subject: "+word("cp50220", jis, subject)+"\nContent-Type: text/plain; charset=cp50220\n", encode(t, jis, body)), Want: want},
		formattest.Sample{Name: "raw sjis", Data: message("Subject: "+encode(t, sjis, subject)+"\n", encode(t, sjis, body)), Want: want},
		formattest.Sample{Name: "sjis said to be ascii", Data: message("Subject: "+word("us-ascii", sjis, subject)+"\nContent-Type: text/plain; charset=us-ascii\n", encode(t, sjis, body)), Want: want},
		formattest.Sample{Name: "sjis said to be latin", Data: message("Subject: "+word("iso-8859-1", sjis, subject)+"\nContent-Type: text/plain; charset=iso-8859-1\n", encode(t, sjis, body)), Want: want},
		formattest.Sample{Name: "cp932 quoted-printable", Data: message("Subject: =?cp932?Q?"+strings.ReplaceAll(qp(encode(t, sjis, subject)), "=\r\n", "")+"?=\nContent-Type: text/plain; charset=cp932\nContent-Transfer-Encoding: quoted-printable\n", qp(encode(t, sjis, body))), Want: want},
		formattest.Sample{Name: "euc", Data: message("Subject: "+word("EUC-JP", euc, subject)+"\nContent-Type: text/plain; charset=euc-jp\n", encode(t, euc, body)), Want: want},
		formattest.Sample{Name: "word cut inside a character", Data: message("Subject: =?ISO-2022-JP?B?"+b64(long[:17])+"?=\n =?ISO-2022-JP?B?"+b64(long[17:])+"?=\n", body), Want: []string{"Subject: " + subject + subject + "\n"}},
		formattest.Sample{Name: "html alone", Data: message("Subject: "+subject+"\nContent-Type: text/html; charset=Shift_JIS\n", encode(t, sjis, "<html><body>各位<br>備品の<b>確認</b></body></html>")), Want: []string{"各位\n備品の確認\n"}},
		formattest.Sample{Name: "mixed", Data: mixed(t), Want: []string{"Subject: " + subject, body, "一覧.txt\n", "For old programs.", "転送する件名", "転送された本文", "List footer"}},
		formattest.Sample{Name: "no closing boundary", Data: message("Subject: "+subject+"\nContent-Type: multipart/mixed; boundary=b\n", "--b\r\n\r\n"+body), Want: want},
		formattest.Sample{Name: "apple", Data: append([]byte("1234\n"), message("Subject: "+subject+"\n", body)...), Want: want},
		formattest.Sample{Name: "lf", Data: bytes.ReplaceAll(message("Subject: "+subject+"\n", body), []byte("\r\n"), []byte("\n")), Want: []string{"来週までに備品の確認をお願いします。\n総務課"}},
		formattest.Sample{Name: "enveloped", Data: message("Subject: "+subject+"\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n", fold64("\x30\x82")), Want: []string{subject}, Partial: extract.ErrEncrypted},
	)
}

func reader(t testing.TB) *extract.Reader {
	return extract.NewReader([]extract.Format{mail.Format{}, html.Format{}, plain.Format{}}, extract.Budget{}, t.TempDir())
}

func TestPlaces(t *testing.T) {
	res := formattest.Read(t, reader(t), "m.eml", mixed(t))
	if len(res.Problems) > 0 {
		t.Errorf("problems %v", res.Problems)
	}
	for text, place := range map[string]string{
		"備品の棚卸し": "header Subject", "aoba@": "header From", "来週までに": "line 3", "一覧.txt": "attachment name",
		"椅子": "m.eml!/一覧.txt line 2", "転送する": "m.eml!/part 4.eml header Subject", "転送された": "m.eml!/part 4.eml line 1",
		"For old": "preamble line 1", "List footer": "epilogue line 1",
	} {
		found := false
		for _, x := range res.Texts {
			if i := strings.Index(x.Body, text); i >= 0 {
				found = true
				if got := x.Place(i); got != place {
					t.Errorf("%s stands at %q, want %q", text, got, place)
				}
			}
		}
		if !found {
			t.Errorf("%s is missing", text)
		}
	}
}

// TestAlternatives reads a plain text and HTML: what both have is put out once,
// what only one has is not lost.
func TestAlternatives(t *testing.T) {
	alternative := func(plain, html string) []byte {
		return message("Subject: x\nContent-Type: multipart/alternative; boundary=b\n", crlf("--b\n\n"+plain+"\n--b\nContent-Type: multipart/related; boundary=c\n\n--c\nContent-Type: text/html\n\n"+html+"\n--c--\n--b--\n"))
	}
	same := formattest.Read(t, reader(t), "m", alternative("在庫は 三台\nです。", "<p>在庫は<b>三台</b><br>です。")).Text()
	if strings.Count(same, "三台") != 1 {
		t.Errorf("text %q, want it once", same)
	}
	more := formattest.Read(t, reader(t), "m", alternative("HTML で表示してください。", "<table><tr><td>在庫<td>三台</table>"))
	if !strings.Contains(more.Text(), "三台") {
		t.Errorf("text %q lacks what only the HTML has", more.Text())
	}
	if x := more.Texts[len(more.Texts)-1]; x.Table == nil || x.Place(0) != "part 2 table 1!A1" {
		t.Errorf("last piece at %q", x.Place(0))
	}
}

func TestAttachmentNames(t *testing.T) {
	sjis, jis := japanese.ShiftJIS, japanese.ISO2022JP
	percent := func(s string) string {
		var b strings.Builder
		for i := range len(s) {
			fmt.Fprintf(&b, "%%%02X", s[i])
		}
		return b.String()
	}
	long := encode(t, jis, "長い名前の資料.txt")
	tests := []struct{ name, fields, want string }{
		{"ascii", "Content-Disposition: attachment; filename=a.txt", "a.txt"},
		{"quoted", "Content-Disposition: attachment; filename=\"a \\\"b\\\"; c.txt\"", "a \"b\"; c.txt"},
		{"name only", "Content-Type: text/plain; name=\"=?utf-8?B?" + b64("資料.txt") + "?=\"\nContent-Disposition: attachment", "資料.txt"},
		{"encoded word", "Content-Disposition: attachment; filename=\"=?ISO-2022-JP?B?" + b64(encode(t, jis, "資料.txt")) + "?=\"", "資料.txt"},
		{"two encoded words", "Content-Disposition: attachment;\n filename=\"=?UTF-8?B?" + b64("資料") + "?=\n =?UTF-8?B?" + b64("一覧.txt") + "?=\"", "資料一覧.txt"},
		{"rfc 2231", "Content-Disposition: attachment; filename*=utf-8'ja'" + percent("資料.txt"), "資料.txt"},
		{"rfc 2231 sjis", "Content-Disposition: attachment; filename*=Shift_JIS''" + percent(encode(t, sjis, "資料.txt")), "資料.txt"},
		{"rfc 2231 in pieces", "Content-Disposition: attachment;\n filename*0*=iso-2022-jp''" + percent(long[:9]) + ";\n filename*1*=" + percent(long[9:]), "長い名前の資料.txt"},
		{"rfc 2231 and plain", "Content-Disposition: attachment; filename=\"?.txt\"; filename*=utf-8''" + percent("資料.txt"), "資料.txt"},
		{"raw sjis", "Content-Disposition: attachment; filename=\"" + encode(t, sjis, "成績表.txt") + "\"", "成績表.txt"},
		{"raw sjis, backslash last", "Content-Disposition: attachment; filename=\"" + encode(t, sjis, "予定表") + "\"", "予定表"},
		{"raw jis", "Content-Disposition: attachment; filename=\"" + encode(t, jis, "この資料は予備.txt") + "\"", "この資料は予備.txt"},
		{"raw utf-8", "Content-Disposition: attachment; filename=\"資料.txt\"", "資料.txt"},
		{"no semicolon", "Content-Type: text/plain name=\"資料.txt\"\nContent-Disposition: attachment", "資料.txt"},
		{"none", "Content-Type: text/csv\nContent-Disposition: attachment", "part 1.csv"},
	}
	for _, tt := range tests {
		res := formattest.Read(t, reader(t), "m.eml", message(tt.fields+"\n", body))
		if x := res.Texts[len(res.Texts)-1]; x.Path != "m.eml!/"+tt.want {
			t.Errorf("%s: path %q, want %q", tt.name, x.Path, "m.eml!/"+tt.want)
		}
	}
}

func TestTransferEncodings(t *testing.T) {
	tests := []struct{ name, encoding, in, want string }{
		{"base64 in one line", "base64", b64(body), body},
		{"base64 with strangers", "BASE64", " \r\n*" + strings.Join(strings.Split(b64(body), ""), "\r\n\t"), body},
		{"base64 padded in the middle", "base64", b64("一") + "\r\n" + b64("二三四") + "\r\n" + b64("五"), "一二三四五"},
		{"base64 cut", "base64", strings.TrimRight(b64("abcd"), "="), "abcd"},
		{"soft line ends", "quoted-printable", "=E4=BA=\r\n=8C  =\r\n=  \r\n=\n!", "二  !"},
		{"stray equals signs", "quoted-printable", "a = b =zz =e4=ba=8c =", "a = b =zz 二 ="},
		{"unknown", "x-unknown", "as it is", "as it is"},
	}
	for _, tt := range tests {
		res := formattest.Read(t, reader(t), "m.eml", message("Content-Transfer-Encoding: "+tt.encoding+"\n", tt.in))
		if x := res.Texts[len(res.Texts)-1]; x.Body != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, x.Body, tt.want)
		}
	}
}

// TestSevenBits reads UTF-7, and what only looks like it.
func TestSevenBits(t *testing.T) {
	for in, want := range map[string]string{
		"a+XHF1MA-b +- 1 +2FHfQA-.": "a山田b + 1 𤝀.",
		"+XHF1MA":                   "山田",
		"+XHF1MA c+":                "山田 c",
		"+2FM-x+-":                  "x+",
	} {
		res := formattest.Read(t, reader(t), "m.eml", message("Content-Type: text/plain; charset=UTF-7\n", in))
		if got := res.Texts[len(res.Texts)-1].Body; got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestSealedInTheBody(t *testing.T) {
	res := formattest.Read(t, reader(t), "m.eml", message("", "ご確認ください。\n\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"))
	if len(res.Problems) != 1 || !errors.Is(res.Problems[0].Err, extract.ErrEncrypted) || !strings.Contains(res.Text(), "ご確認") {
		t.Errorf("%q, %v", res.Text(), res.Problems)
	}
}

// TestUuencoded reads what mail programs wrote before MIME, and some still do.
func TestUuencoded(t *testing.T) {
	const file = "begin 644 名簿.csv\n:YK\"/Y9\"-+.6NI`KEL;'DN*T@YJ&<+#$P,0H`\n`\nend\n" // as uuencode of GNU writes it
	for name, data := range map[string][]byte{
		"in the body":     message("", "添付のとおりです。\n\n"+file),
		"in JIS":          message("Content-Type: text/plain; charset=iso-2022-jp\n", encode(t, japanese.ISO2022JP, "名簿をお送りします。\n")+strings.Replace(file, "名簿", "list", 1)),
		"as an encoding":  message("Content-Type: application/octet-stream; name=\"名簿.csv\"\nContent-Transfer-Encoding: x-uuencode\n", file),
		"inside of parts": message("Content-Type: multipart/mixed; boundary=b\n", "--b\n\n"+file+"\n--b--\n"),
	} {
		res := formattest.Read(t, reader(t), "m.eml", data)
		x := res.Texts[len(res.Texts)-1]
		if !strings.HasSuffix(x.Path, ".csv") || x.Body != "氏名,室\n山中 桜,101\n" || len(res.Problems) > 0 {
			t.Errorf("%s: %q at %q, %v", name, x.Body, x.Path, res.Problems)
		}
	}
}

func TestClaims(t *testing.T) {
	for _, s := range []string{
		"名前: 青葉\n住所: 広島\n",
		"HTTP/1.1 200 OK\nDate: x\nContent-Type: text/html\n\n",
		"Subject of the meeting: none\nFrom here on: nothing\n",
		"BEGIN:VCARD\nVERSION:3.0\nFN:x\nEND:VCARD\n",
		"name: x\non: push\njobs:\n  build:\n",
	} {
		if (mail.Format{}).Claims(extract.File{Name: "a.eml"}, []byte(s)) {
			t.Errorf("claims %q", s)
		}
	}
}

// TestHostile reads messages made to exhaust whoever parses them.
func TestHostile(t *testing.T) {
	var deep strings.Builder
	for i := range 500 {
		fmt.Fprintf(&deep, "--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n", i, i+1)
	}
	tests := map[string]struct {
		data []byte
		want error
	}{
		"deep parts":    {message("Content-Type: multipart/mixed; boundary=b0\n", deep.String()), extract.ErrLimit},
		"many parts":    {message("Content-Type: multipart/mixed; boundary=b\n", strings.Repeat("--b\nContent-Disposition: attachment\n\nx\n", 30000)), extract.ErrLimit},
		"long field":    {message("Subject: "+strings.Repeat("長", 1<<20)+"\n", body), nil},
		"folded field":  {message("Subject: x\n"+strings.Repeat(" y\n", 1<<18), body), nil},
		"many fields":   {message(strings.Repeat("Subject: x\n", 1<<16), body), nil},
		"long line":     {message("Content-Type: multipart/mixed; boundary=b\n", "--b\n\n"+strings.Repeat("長い", 1<<19)+"\n--b--\n"), nil},
		"same boundary": {message("Content-Type: multipart/mixed; boundary=b\n", "--b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--\n--b--\n"), nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			res := formattest.Read(t, reader(t), "m.eml", tt.data)
			switch {
			case tt.want == nil && len(res.Problems) > 0:
				t.Errorf("problems %v", res.Problems)
			case tt.want != nil && (len(res.Problems) == 0 || !strings.Contains(fmt.Sprint(res.Problems), tt.want.Error())):
				t.Errorf("problems %v, want %v", res.Problems, tt.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(message("Subject: =?UTF-8?B?"+b64(subject)+"?=\nContent-Type: multipart/mixed; boundary=b\n", "--b\n\nx\n--b\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename*0*=a'b'%20;filename*1=\"\\\"\"\n\nQUJD\n--b--\n"))
	f.Add(message("Content-Type: text/html; charset=cp932\nContent-Transfer-Encoding: quoted-printable\n", "=82=A0=\n"))
	f.Add(message("Content-Type: text/html; charset=utf-7\n", "+XHF1MA-+-+2FM"))
	f.Add(message("Content-Transfer-Encoding: x-uue\n", "begin 644 a\n#86)C\n`\nend\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		formattest.Read(t, reader(t), "m.eml", b)
	})
}

func BenchmarkAttachment(b *testing.B) {
	data := message("Content-Type: multipart/mixed; boundary=b\n", "--b\r\n\r\n"+body+"--b\r\nContent-Disposition: attachment; filename=a.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"+fold64(strings.Repeat("0123456789", 1<<20))+"--b--\r\n")
	f := extract.File{Size: int64(len(data)), ReaderAt: bytes.NewReader(data)}
	out := extract.Out{
		Text:   func(extract.Text) error { return nil },
		Member: func(_ string, _ int64, r io.Reader) error { _, err := io.Copy(io.Discard, r); return err },
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if err := (mail.Format{}).Read(b.Context(), f, out); err != nil {
			b.Fatal(err)
		}
	}
}
