package msg

import (
	"bytes"
	"encoding/binary"
	"testing"
	"unicode/utf16"

	"tenken/internal/extract"
	"tenken/internal/extract/cfb"
	"tenken/internal/extract/formattest"
)

// node is a stream, or a storage where it has children.
type node struct {
	name     string
	data     []byte
	children []node
}

// compound writes a compound file without small streams: its header sets their
// bound to 0.
func compound(children []node) []byte {
	const none, end, sector = 0xFFFFFFFF, 0xFFFFFFFE, 512
	type entry struct {
		node
		right, child, start uint32
		kind                byte
	}
	entries := []entry{{node: node{name: "Root Entry"}, kind: 5, right: none, child: none, start: end}}
	var add func(parent int, children []node)
	add = func(parent int, children []node) {
		last := -1
		for _, c := range children {
			i := len(entries)
			e := entry{node: c, kind: 2, right: none, child: none, start: end}
			if c.children != nil {
				e.kind = 1
			}
			entries = append(entries, e)
			if last < 0 {
				entries[parent].child = uint32(i)
			} else {
				entries[last].right = uint32(i)
			}
			last = i
			add(i, c.children)
		}
	}
	add(0, children)
	var fat []uint32
	var body []byte
	put := func(data []byte) uint32 {
		if len(data) == 0 {
			return end
		}
		first := uint32(len(fat))
		for len(data) > 0 {
			n := min(len(data), sector)
			body = append(append(body, data[:n]...), make([]byte, sector-n)...)
			if data = data[n:]; len(data) > 0 {
				fat = append(fat, uint32(len(fat)+1))
			} else {
				fat = append(fat, end)
			}
		}
		return first
	}
	for i := range entries {
		if entries[i].kind == 2 {
			entries[i].start = put(entries[i].data)
		}
	}
	var dir []byte
	for _, e := range entries {
		b := make([]byte, 128)
		units := utf16.Encode([]rune(e.name))
		for i, u := range units {
			binary.LittleEndian.PutUint16(b[2*i:], u)
		}
		binary.LittleEndian.PutUint16(b[64:], uint16(2*len(units)+2))
		b[66] = e.kind
		binary.LittleEndian.PutUint32(b[68:], none)
		binary.LittleEndian.PutUint32(b[72:], e.right)
		binary.LittleEndian.PutUint32(b[76:], e.child)
		binary.LittleEndian.PutUint32(b[116:], e.start)
		binary.LittleEndian.PutUint32(b[120:], uint32(len(e.data)))
		dir = append(dir, b...)
	}
	dirAt := put(dir)
	fatAt := uint32(len(fat))
	fat = append(fat, 0xFFFFFFFD)
	table := make([]byte, sector)
	for i := range sector / 4 {
		v := uint32(none)
		if i < len(fat) {
			v = fat[i]
		}
		binary.LittleEndian.PutUint32(table[4*i:], v)
	}
	body = append(body, table...)
	h := bytes.Repeat([]byte{0xFF}, sector)
	copy(h, make([]byte, 76))
	copy(h, cfb.Signature)
	binary.LittleEndian.PutUint16(h[30:], 9)
	binary.LittleEndian.PutUint32(h[48:], dirAt)
	binary.LittleEndian.PutUint32(h[60:], end)
	binary.LittleEndian.PutUint32(h[68:], end)
	binary.LittleEndian.PutUint32(h[76:], fatAt)
	return append(h, body...)
}

func wide(property, text string) node {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return node{name: "__substg1.0_" + property + typeUnicode, data: b}
}

func sample(body node) []byte {
	inner := node{name: "__substg1.0_" + propData + typeObject, children: []node{
		{name: properties, data: []byte("x")}, wide(propSubject, "転送された件"), wide(propBody, "中のメールの本文\r\n"),
	}}
	return compound([]node{
		{name: properties, data: []byte("x")},
		wide(propSubject, "名簿の送付"), wide(propSenderName, "山中 桜"), wide(propSenderSMTP, "sakura@example.ac.jp"),
		body,
		{name: "__recip_version1.0_#00000000", children: []node{wide(propName, "木下 進"), wide(propSMTP, "susumu@example.ac.jp")}},
		{name: "__attach_version1.0_#00000000", children: []node{wide(propLongName, "一覧.csv"), {name: "__substg1.0_" + propData + typeBinary, data: []byte("氏名,電話\n")}}},
		{name: "__attach_version1.0_#00000001", children: []node{inner}},
	})
}

func TestMSG(t *testing.T) {
	sjis := node{name: "__substg1.0_" + propBody + typeBytes, data: []byte("\x8E\x81\x96\xBC\r\n\x8E\x52\x92\x86\r\n")} // 氏名, 山中
	html := node{name: "__substg1.0_" + propHTML + typeBinary, data: []byte("<html><p>本文です</p></html>")}
	headers := []string{"一覧.csv\n", "Subject: 名簿の送付\n", "From: 山中 桜 sakura@example.ac.jp\n", "木下 進 susumu@example.ac.jp\n", "氏名,電話", "転送された件", "中のメールの本文\n"}
	formattest.Run(t, Format{},
		formattest.Sample{Name: "a.msg", Data: sample(wide(propBody, "お送りします。\r\n")), Want: append(headers, "お送りします。\n")},
		formattest.Sample{Name: "sjis.msg", Data: sample(sjis), Want: append(headers, "氏名\n山中\n")},
		formattest.Sample{Name: "html.msg", Data: sample(html), Want: append(headers, "本文です")},
	)
}

// TestObjects reads a file that is an object in the text, and tells of an
// attachment that the message does not hold.
func TestObjects(t *testing.T) {
	object := node{name: "__substg1.0_" + propData + typeObject, children: []node{{name: "Package", data: []byte("表の中身\n")}}}
	data := compound([]node{
		{name: properties, data: []byte("x")}, wide(propSubject, "名簿の送付"),
		{name: "__attach_version1.0_#00000000", children: []node{wide(propLongName, "山中_成績.xlsx"), object}},
		{name: "__attach_version1.0_#00000001", children: []node{wide(propLongName, "cloud.docx")}},
	})
	formattest.Run(t, Format{}, formattest.Sample{Name: "a.msg", Data: data, Want: []string{"山中_成績.xlsx\n", "表の中身", "cloud.docx\n"}, Partial: extract.ErrUnsupported})
}

func FuzzRead(f *testing.F) {
	f.Add(sample(wide(propBody, "x")))
	r := extract.NewReader([]extract.Format{Format{}}, extract.Budget{Output: 16 << 20, Members: 50}, f.TempDir())
	f.Fuzz(func(t *testing.T, data []byte) { formattest.Read(t, r, "a.msg", data) })
}
