package secret_test

import (
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
