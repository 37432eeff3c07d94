package charset

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// Sentences, names and rows written for this test, in the words of a
// university office. Short strings are cut out of them at random.
var (
	prose = []string{
		"本年度の自己点検は、各部局の担当者が十月末までに実施し、結果を所定の様式で報告してください。",
		"演習室の鍵を借りる場合は、受付で学生証を提示のうえ、貸出簿に氏名と時刻を記入すること。",
		"昨日の懇親会はとても楽しかったです。また次の機会にもぜひ声をかけてくださいね！",
		"サーバーのメンテナンスのため、土曜日の午後はメールとファイル共有が利用できません。",
		"実験で得られたデータはバックアップを取り、退職や卒業のときに消去したかどうかを確認します。",
		"遠方から来る受験生のために、駅からキャンパスまでの臨時バスを三十分おきに運行する予定だ。",
		"倫理審査の申請書には、研究の目的、対象者の選び方、同意の取り方をわかりやすく書く必要がある。",
		"図書館は試験期間中、午後十時まで開いています。ただし日曜・祝日は除きます。",
		"①出張の報告　②会計の締切　③その他（株）との契約更新について、順に説明があった。",
		"あのころはまだ電話でのやりとりがほとんどで、手紙を書くことも珍しくなかったのを覚えている。",
	}
	surnames = strings.Fields("山田 佐藤 鈴木 高橋 田中 渡辺 伊藤 中村 小林 加藤 斎藤 長谷川 大久保 松尾 石井 近藤 藤原 岡本 村上 森 榊原 西園寺 小野寺 五十嵐 髙木 宮﨑")
	given    = strings.Fields("太郎 花子 一郎 美咲 健太 陽子 さくら ひろし 直樹 由美子 翔 恵 誠 久美 大輔 真由美 ケンジ エミ 凜 雅彦")
	halves   = strings.Fields("ﾔﾏﾀﾞ ﾀﾛｳ ｻﾄｳ ﾊﾅｺ ｽｽﾞｷ ｲﾁﾛｳ ﾀｶﾊｼ ﾐｻｷ ﾜﾀﾅﾍﾞ ｹﾝﾀ ｺﾊﾞﾔｼ ﾖｳｺ ｶﾄｳ ﾅｵｷ ﾌｼﾞﾜﾗ ﾋﾛｼ ﾎﾝｼﾔ ｼﾞﾑｼﾂ")
)

var encoders = []struct {
	want *Encoding
	enc  encoding.Encoding
}{
	{ShiftJIS, japanese.ShiftJIS},
	{EUCJP, japanese.EUCJP},
	{ISO2022JP, japanese.ISO2022JP},
	{UTF8, encoding.Nop},
	{UTF16LE, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	{UTF16BE, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
}

func pick(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }

// cutting returns n characters of running text.
func cutting(n int) func(*rand.Rand) string {
	return func(r *rand.Rand) string {
		var b []rune
		for len(b) < n+40 {
			b = append(b, []rune(pick(r, prose))...)
		}
		i := r.IntN(40)
		return string(b[i : i+n])
	}
}

func name(r *rand.Rand) string { return pick(r, surnames) + pick(r, given) }

func row(r *rand.Rand) string {
	return fmt.Sprintf("%d,%s %s,%s市%s%d-%d,0%d-%04d-%04d\r\n", r.IntN(90000)+10000, pick(r, surnames), pick(r, given),
		pick(r, []string{"札幌", "仙台", "横浜", "名古屋", "広島", "福岡"}), pick(r, []string{"中央", "青葉", "みどり", "西"}), r.IntN(30)+1, r.IntN(20)+1, r.IntN(90)+10, r.IntN(10000), r.IntN(10000))
}

func TestDetect(t *testing.T) {
	kinds := []struct {
		name string
		text func(*rand.Rand) string
		want [6]float64 // least share right, in percent, in the order of encoders
	}{
		{"prose 5", cutting(5), [6]float64{99, 98, 99, 99, 85, 80}},
		{"prose 10", cutting(10), [6]float64{99, 99, 99, 99, 97, 95}},
		{"prose 20", cutting(20), [6]float64{99.5, 99.5, 99.5, 99.5, 99, 99}},
		{"prose 50", cutting(50), [6]float64{100, 100, 100, 100, 100, 100}},
		{"prose 200", cutting(200), [6]float64{100, 100, 100, 100, 100, 100}},
		{"prose 2000", cutting(2000), [6]float64{100, 100, 100, 100, 100, 100}},
		{"name", name, [6]float64{97, 97, 99, 99, 0, 0}}, // a few kanji in UTF-16 are ASCII too
		{"csv row", row, [6]float64{100, 100, 100, 100, 100, 100}},
		{"half-width kana", func(r *rand.Rand) string { return pick(r, halves) + " " + pick(r, halves) }, [6]float64{98, 95, 99, 99, 90, 90}},
	}
	const n = 1000
	for _, k := range kinds {
		line := fmt.Sprintf("%-16s", k.name)
		for i, e := range encoders {
			r, right := rand.New(rand.NewPCG(1, 2)), 0
			for range n {
				s := k.text(r)
				b, err := e.enc.NewEncoder().Bytes([]byte(s))
				if err != nil {
					t.Fatalf("%s cannot hold %q", e.want, s)
				}
				if k.name == "half-width kana" && e.want == ISO2022JP {
					b = kana7(s)
				}
				got := Detect(b)
				if got == e.want || ascii7(s) && got == UTF8 {
					right++
				}
			}
			share := float64(right) * 100 / n
			line += fmt.Sprintf(" %s %5.1f%%", e.want, share)
			if share < k.want[i] {
				t.Errorf("%s in %s: %.1f %% right, want %.1f", k.name, e.want, share, k.want[i])
			}
		}
		t.Log(line)
	}
}

func ascii7(s string) bool { return !hasHigh([]byte(s)) }

// kana7 writes half-width katakana as cp50221 does, after ESC ( I.
func kana7(s string) []byte {
	b := []byte("\x1b(I")
	for _, r := range s {
		if r >= 0xFF61 {
			b = append(b, byte(r-0xFF61+0x21))
		} else {
			b = append(append(append(b, "\x1b(B"...), byte(r)), "\x1b(I"...)
		}
	}
	return append(b, "\x1b(B"...)
}

func TestDetectRefusesOtherData(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	noise := func(n int, f func(i int) byte) []byte {
		b := make([]byte, n)
		for i := range b {
			b[i] = f(i)
		}
		return b
	}
	for name, b := range map[string][]byte{
		"random bytes":  noise(5000, func(int) byte { return byte(r.Uint32()) }),
		"zeros":         make([]byte, 5000),
		"small numbers": noise(5000, func(i int) byte { return byte(r.IntN(40) * (1 - i&3&1) * (1 - i&3/2)) }),
		"audio":         noise(5000, func(i int) byte { return byte(int8(r.NormFloat64() * 20)) }),
		"high bytes":    noise(5000, func(int) byte { return 0x80 | byte(r.Uint32()) }),
		"png":           []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10\x00\x00\x00\x10\x08\x06\x00\x00\x00\x1f\xf3\xffa"),
		"gzip":          []byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xcb\x48\xcd\xc9\xc9\x57\x28\xcf\x2f\xca\x49\x01\x00\x85\x11\x4a\x0d\x0b\x00\x00\x00"),
	} {
		if e := Detect(b); e != nil {
			t.Errorf("%s is taken for %s", name, e)
		}
	}
}

func TestDetectLatin(t *testing.T) {
	for _, s := range []string{"Le caf\xe9 est ferm\xe9 jusqu'\xe0 lundi.", "M\xfcller; Stra\xdfe 12; 80331 M\xfcnchen", "\x93Quoted\x94 text \x96 with dashes, and na\xefve spelling"} {
		if e := Detect([]byte(s)); e != Windows1252 {
			t.Errorf("%q is taken for %v", s, e)
		}
	}
}

func TestDetectToleratesDamage(t *testing.T) {
	s := []byte(strings.Repeat(prose[0]+"\n", 20))
	for _, e := range []*Encoding{UTF8, ShiftJIS, EUCJP} {
		b := s
		if e != UTF8 {
			b, _ = e.enc.NewEncoder().Bytes(s)
		}
		b = append([]byte(nil), b...)
		for i := 100; i < len(b); i += 400 {
			b[i] = 0xFF
		}
		if got := Detect(b); got != e {
			t.Errorf("damaged %s is taken for %v", e, got)
		}
	}
}

func BenchmarkDetect(b *testing.B) {
	for _, e := range encoders[:4] {
		data, _ := e.enc.NewEncoder().Bytes([]byte(strings.Repeat(strings.Join(prose, "\n"), 100)))
		data = data[:64<<10]
		b.Run(e.want.String(), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				Detect(data)
			}
		})
	}
}
