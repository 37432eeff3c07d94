package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"

	"tenken/internal/extract/ocr"
)

// recognition checks a mode of the recognition of pictures; "" is auto.
func (a *app) recognition(mode string) (string, error) {
	switch mode = first(mode, ocr.Auto); mode {
	case ocr.On:
		if ocr.Find() != nil {
			return "", usage(errors.New(a.text(msgNoOCR, ocr.Package)))
		}
	case ocr.Off, ocr.Auto:
	default:
		return "", usage(errors.New(a.text(msgBadOCR, mode)))
	}
	return mode, nil
}

// means is what files can be read by, besides this build: when it changes, they
// are worth reading again. The key keeps the passwords from being guessed.
func means(key []byte, mode string, passwords []string) string {
	var out []string
	if mode != ocr.Off && ocr.Find() == nil {
		out = append(out, "ocr")
	}
	if len(passwords) > 0 {
		h := hmac.New(sha256.New, key)
		h.Write([]byte(strings.Join(passwords, "\n")))
		out = append(out, "passwords "+hex.EncodeToString(h.Sum(nil)))
	}
	return strings.Join(out, "\x00")
}
