package secret_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tenken/detectors"
	"tenken/detectors/all"
	"tenken/detectors/detectortest"
	"tenken/detectors/secret"
)

func TestPasswordList(t *testing.T) {
	detectortest.RunAmong(t, secret.PasswordList(), all.Detectors(), []detectortest.Case{
		{Text: "パスワード：«Kx7#mq2p»\n", Least: detectors.Medium, Plain: true},
		{Text: "ID tenken01　パスワード　«ab12cd34»\n", Least: detectors.Medium, Plain: true},
		{Rows: [][]string{{"ユーザーID", "初期パスワード"}, {"s26001", "«hT5-w9Lz»"}, {"s26002", "«Q3kd8-vb»"}, {"s26003", "«m2Pw7xYe»"}}, Least: detectors.Medium},
		{Text: "パスワード：8文字以上で設定してください", Least: detectors.Medium, Plain: true},
		{Text: "パスワード：********\n", Least: detectors.Medium, Plain: true},
		{Text: "パスワード：password1\n", Least: detectors.Medium, Plain: true},
		{Text: "パスワード： ${DB_PASSWORD}\n", Least: detectors.Medium, Plain: true},
		{Rows: [][]string{{"項目", "パスワード"}, {"長さ", "8文字以上"}, {"文字", "英数字"}}, Least: detectors.Medium},
	})
}

func TestSecretKey(t *testing.T) {
	body := strings.Repeat("MIIEpAIBAAKCAQEA7x", 4)
	aws := "AKIA" + "Q3EGTKZP7WVN5MXB" // put together here, issued by nobody
	detectortest.RunAmong(t, secret.SecretKey{}, all.Detectors(), []detectortest.Case{
		{Text: "-----«BEGIN RSA PRIVATE KEY-----»\n" + body + "\n-----END RSA PRIVATE KEY-----\n", Least: detectors.High, Plain: true},
		{Text: "key = «" + aws + "»\n", Least: detectors.High, Plain: true},
		{Text: "AKIAIOSFODNN7EXAMPLE", Least: detectors.Medium, Plain: true},
		{Text: "A key begins with -----BEGIN RSA PRIVATE KEY----- in its first line.", Least: detectors.Medium, Plain: true},
		{Text: "akiaaaaaaaaaaaaaaaaa", Least: detectors.Medium, Plain: true},
	})
}

// Every token that is listed is found, drawn by chance, and not where it is cut
// or goes on.
func TestTokens(t *testing.T) {
	set, err := detectors.NewSet(secret.SecretKey{})
	if err != nil {
		t.Fatal(err)
	}
	found := func(text string) (out []string) {
		for _, m := range set.NewScan().Text("", text, nil) {
			out = append(out, text[m.Start:m.End])
		}
		return out
	}
	for _, k := range secret.Drawn(rand.New(rand.NewPCG(1, 2))) {
		if got := found("token = \"" + k.Text + "\"\n"); !slices.Contains(got, k.Text) {
			t.Errorf("%q is not found: %q", k.Text, got)
		}
		if got := found("x = " + k.Text[:k.Prefix+k.Least-1] + "\n"); len(got) > 0 {
			t.Errorf("%q is cut", got)
		}
		if got := found("x" + k.Text); slices.Contains(got, k.Text) && k.Text[0] != '-' {
			t.Errorf("%q goes on with a word", got)
		}
	}
	header, claims := "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9", "eyJpc3MiOiJ0ZW5rZW4iLCJyb2xlIjoiYSJ9"
	signature := "bZ8mQv3KxT1rWcYp9uLdN0sEaHfGjVi2oXqR4tMkDlU"
	if got := found("Bearer " + header + "." + claims + "." + signature + "\n"); len(got) != 1 || !strings.HasSuffix(got[0], signature) {
		t.Errorf("a signed web token: %q", got)
	}
	for _, text := range []string{header + "." + claims + ".", header + "." + claims, header, "eyJzdWIiOiIxMjM0NTY3ODkwIn0." + claims + "." + signature} {
		if got := found(text); len(got) > 0 {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestKeyFile(t *testing.T) {
	detectortest.RunAmong(t, secret.KeyFile{}, all.Detectors(), []detectortest.Case{
		{Text: "«name,url,username,password»\nmail,https://mail.tenken.ac.jp/,kenji,Kx7-qwe9\n", Least: detectors.Medium, Plain: true},
		{Text: "PuTTY«PuTTY-User-Key-File-»3: ssh-ed25519\n"[len("PuTTY"):], Least: detectors.Medium, Plain: true},
		{Text: "passwords«.kdbx»", Least: detectors.Medium, Plain: true},
		{Text: "name,url,username,password\n", Least: detectors.Medium, Plain: true},
		{Text: "KeePass の .kdbx ファイルは暗号化される。", Least: detectors.Medium, Plain: true},
		{Text: "-----BEGIN PRIVATE KEY-----", Least: detectors.Medium, Plain: true},
	})
}
