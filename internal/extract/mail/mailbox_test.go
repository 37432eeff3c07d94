package mail_test

import (
	"slices"
	"testing"

	"golang.org/x/text/encoding/japanese"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
	"tenken/internal/extract/mail"
	"tenken/internal/extract/plain"
)

func mailbox(t testing.TB) []byte {
	t.Helper()
	sjis, err := japanese.ShiftJIS.NewEncoder().String("件名はありません。")
	if err != nil {
		t.Fatal(err)
	}
	return []byte("From aoba@example.ac.jp Mon Apr  1 09:00:00 2024\nFrom: aoba@example.ac.jp\nSubject: =?UTF-8?B?" + b64("一通目") + "?=\n\n本文その一\n>From the beginning\nFrom here on it is text\n\n" +
		"From - Tue Apr 02 10:00:00 2024\nFrom: wakaba@example.ac.jp\nSubject: two\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n本文その二\n--b\nContent-Disposition: attachment; filename=\"名簿.csv\"\n\n氏名,室\n山中 桜,101\n--b--\n\n" +
		"From 178@xxx Wed Apr 03 01:02:03 +0000 2024\nFrom: momiji@example.ac.jp\nSubject: three\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\n" + sjis + "\n\n" +
		"From aoba@example.ac.jp Thu Apr  4 09:00:00 2024\nSubject: four\nTo: all@example.ac.jp\n\n本文その四\n")
}

func TestMailbox(t *testing.T) {
	formattest.Run(t, mail.Mailbox{}, formattest.Sample{Name: "Inbox.mbox", Data: mailbox(t), Want: []string{
		"Subject: 一通目", "本文その一", "From here on it is text", "本文その二", "氏名,室\n山中 桜,101", "件名はありません。", "Subject: four", "本文その四",
	}})
	r := extract.NewReader([]extract.Format{mail.Mailbox{}, plain.Format{}}, extract.Budget{}, t.TempDir())
	var places []string
	for _, x := range formattest.Read(t, r, "Inbox", mailbox(t)).Texts {
		places = append(places, x.Place(0))
	}
	for _, want := range []string{"message 1 header From", "message 1 line 1", "message 2 attachment name", "Inbox!/message 2/名簿.csv line 1", "message 4 line 1"} {
		if !slices.Contains(places, want) {
			t.Errorf("no place %q in %q", want, places)
		}
	}
	if (mail.Mailbox{}).Claims(extract.File{}, []byte("From the office in 2024 x\nsomething: else\n")) {
		t.Error("claims a letter")
	}
}

func FuzzMailbox(f *testing.F) {
	f.Add(mailbox(f))
	r := extract.NewReader([]extract.Format{mail.Mailbox{}, plain.Format{}}, extract.Budget{Output: 16 << 20, Members: 50}, f.TempDir())
	f.Fuzz(func(t *testing.T, b []byte) { formattest.Read(t, r, "m.mbox", b) })
}
