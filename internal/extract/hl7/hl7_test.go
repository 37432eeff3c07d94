package hl7

import (
	"encoding/base64"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

const message = "MSH|^~\\&|HIS|A|B|C|20240401||ADT^A08|1|P|2.5||||||~ISO IR87||ISO 2022-1994\r" +
	"PID|0001||00123456^^^^PI||山中^桜^^^^^L^I~ヤマナカ^サクラ^^^^^L^P||19850401|F\r" +
	"NTE|1||一行目\\.br\\二行目 A\\T\\B\r"

func TestHL7(t *testing.T) {
	want := []string{"PID|0001||00123456^^^^PI||山中^桜^^^^^L^I~ヤマナカ^サクラ^^^^^L^P||19850401|F\nNTE|1||一行目\n二行目 A&B\n"}
	var samples []formattest.Sample
	for name, e := range map[string]encoding.Encoding{"jis": japanese.ISO2022JP, "sjis": japanese.ShiftJIS, "euc": japanese.EUCJP, "utf8": encoding.Nop} {
		text, err := e.NewEncoder().String(message)
		if err != nil {
			t.Fatal(err)
		}
		samples = append(samples, formattest.Sample{Name: name + ".hl7", Data: []byte(text), Want: want})
	}
	pdf := base64.StdEncoding.EncodeToString([]byte("%PDF-1.4 " + strings.Repeat("enclosed ", 20)))
	samples = append(samples,
		formattest.Sample{Name: "00123456_20240401_ADT-00_1_2_-_1", Data: []byte("\x0B" + message + "\x1C\r"), Want: want},
		formattest.Sample{Name: "lf.hl7", Data: []byte(strings.ReplaceAll(message, "\r", "\r\n")), Want: want},
		formattest.Sample{Name: "batch.hl7", Data: []byte("FHS|^~\\&|X\rBHS|^~\\&|X\r" + message), Want: want},
		formattest.Sample{Name: "document.hl7", Data: []byte(message + "OBX|1|ED|x||A^application^pdf^Base64^" + pdf + "||||||F\r"), Want: append(want, "OBX|1|ED|x||A^application^pdf^Base64^||||||F\n", "%PDF-1.4 enclosed")},
	)
	formattest.Run(t, Format{}, samples...)
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(message))
	f.Add([]byte("\rOBX|1|ED|" + strings.Repeat("\xff", 800) + "^Base64^" + strings.Repeat("QUJD", 100)))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20, Members: 50}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) {
		formattest.Read(t, r, "a.hl7", append([]byte("MSH|^~\\&|"), data...))
	})
}
