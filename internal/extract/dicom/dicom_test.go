package dicom

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"testing"

	"golang.org/x/text/encoding/japanese"

	"tenken/internal/extract"
	"tenken/internal/extract/formattest"
)

// file writes a data set.
type file struct {
	order    binary.AppendByteOrder
	explicit bool
	b        []byte
}

func (f *file) add(tag uint32, vr, value string) {
	if len(value)%2 == 1 {
		value += " "
	}
	f.head(tag, vr, uint32(len(value)))
	f.b = append(f.b, value...)
}

func (f *file) head(tag uint32, vr string, size uint32) {
	f.b = f.order.AppendUint16(f.order.AppendUint16(f.b, uint16(tag>>16)), uint16(tag))
	switch {
	case !f.explicit || vr == "":
		f.b = f.order.AppendUint32(f.b, size)
	case vr == "SQ" || vr == "OW" || vr == "OB" || vr == "UT":
		f.b = f.order.AppendUint32(append(append(f.b, vr...), 0, 0), size)
	default:
		f.b = f.order.AppendUint16(append(f.b, vr...), uint16(size))
	}
}

// nested writes a patient whose other numbers are in a sequence.
func (f *file) patient(set, name string, indefinite bool) {
	f.add(0x00080005, "CS", set)
	f.add(0x00080060, "CS", "CT")
	f.add(0x00100010, "PN", name)
	f.add(0x00100020, "LO", "00123456")
	f.add(0x00100030, "DA", "19850401")
	inner := &file{order: f.order, explicit: f.explicit}
	inner.add(0x00100020, "LO", "B-77")
	if indefinite {
		f.head(0x00101002, "SQ", undefined)
		f.head(0xFFFEE000, "", undefined)
		f.b = append(f.b, inner.b...)
		f.head(0xFFFEE00D, "", 0)
		f.head(0xFFFEE0DD, "", 0)
	} else {
		f.head(0x00101002, "SQ", uint32(len(inner.b)+8))
		f.head(0xFFFEE000, "", uint32(len(inner.b)))
		f.b = append(f.b, inner.b...)
	}
	f.add(0x00104000, "LT", "remark\r\ntwo")
	f.head(0x7FE00010, "OW", 4)
	f.b = append(f.b, 1, 2, 3, 4)
}

// wrap puts preamble and meta group before a data set.
func wrap(syntax string, b []byte) []byte {
	m := &file{order: binary.LittleEndian, explicit: true}
	m.add(0x00020010, "UI", syntax)
	return append(append(append(make([]byte, preamble), signature...), m.b...), b...)
}

func sample(t testing.TB, syntax, set, name string, indefinite bool) []byte {
	t.Helper()
	f := &file{order: binary.LittleEndian, explicit: syntax != implicitLittle}
	if syntax == explicitBig {
		f.order = binary.BigEndian
	}
	f.patient(set, name, indefinite)
	if syntax == deflated {
		var z bytes.Buffer
		w, err := flate.NewWriter(&z, -1)
		if err == nil {
			_, err = w.Write(f.b)
		}
		if err != nil {
			t.Fatal(err)
		}
		w.Close()
		f.b = z.Bytes()
	}
	return wrap(syntax, f.b)
}

func TestDICOM(t *testing.T) {
	const explicit = "1.2.840.10008.1.2.1"
	jis := func(s string) string {
		out, err := japanese.ISO2022JP.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	sjis, err := japanese.ShiftJIS.NewEncoder().String("ﾔﾏﾅｶ^ｻｸﾗ")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := japanese.ShiftJIS.NewEncoder().String("山中^桜")
	if err != nil {
		t.Fatal(err)
	}
	three := "Yamanaka^Sakura=" + jis("山中") + "^" + jis("桜") + "=" + jis("やまなか") + "^" + jis("さくら")
	common := []string{"PatientID: 00123456\nPatientBirthDate: 19850401\n", "PatientID: B-77\n", "PatientComments: remark\ntwo\n"}
	want := func(name string) []string { return append([]string{"PatientName: " + name + "\n"}, common...) }
	bare := &file{order: binary.LittleEndian}
	bare.patient("ISO_IR 192", "山中^桜", false)
	pdf := &file{order: binary.LittleEndian, explicit: true}
	pdf.add(0x00420011, "OB", "%PDF-1.4 enclosed")
	whole := sample(t, explicit, `\ISO 2022 IR 87`, three, true)
	formattest.Run(t, Format{},
		formattest.Sample{Name: "jis.dcm", Data: whole, Want: want("山中 桜 / Yamanaka Sakura / やまなか さくら")},
		formattest.Sample{Name: "kana.dcm", Data: sample(t, explicit, `ISO 2022 IR 13\ISO 2022 IR 87`, sjis+"="+jis("山中")+"^"+jis("桜"), false), Want: want("山中 桜 / ﾔﾏﾅｶ ｻｸﾗ")},
		formattest.Sample{Name: "utf8.dcm", Data: sample(t, implicitLittle, "ISO_IR 192", "山中^桜", true), Want: want("山中 桜")},
		formattest.Sample{Name: "definite.dcm", Data: sample(t, implicitLittle, "ISO_IR 192", "山中^桜", false), Want: want("山中 桜")},
		formattest.Sample{Name: "big.dcm", Data: sample(t, explicitBig, "ISO_IR 192", "山中^桜", true), Want: want("山中 桜")},
		formattest.Sample{Name: "deflated.dcm", Data: sample(t, deflated, "", raw, true), Want: want("山中 桜")},
		formattest.Sample{Name: "latin.dcm", Data: sample(t, explicit, "ISO_IR 100", raw, true), Want: want("山中 桜")},
		formattest.Sample{Name: "bare", Data: bare.b, Want: want("山中 桜")},
		formattest.Sample{Name: "pdf.dcm", Data: wrap(explicit, pdf.b), Want: []string{"%PDF-1.4 enclosed"}},
		formattest.Sample{Name: "cut.dcm", Data: whole[:len(whole)-40], Want: []string{"PatientID: B-77\n"}, Partial: extract.ErrDamaged},
	)
}

func FuzzRead(f *testing.F) {
	f.Add(sample(f, "1.2.840.10008.1.2.1", `\ISO 2022 IR 87`, "x", true))
	f.Add(sample(f, implicitLittle, "", "x", false))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20, Members: 50}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.dcm", data) })
}
