package detectors_test

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"tenken/detectors"
)

// The slices of a mixed corpus, made from a seed: nothing in it is real.

var proseWords = strings.Fields(`その 研究 では 都市 の 人口 と 交通 について 調べ た 。 結果 を 表 に 示す 。 私 は 昨日 図書館 へ 行っ て 古い 本 を 読ん だ が 、
	面白い こと に 気づい た 。 大学 の 講義 は 午後 から 始まる ので 、 学生 たち は 食堂 で 昼食 を とっ た 。 山 の 向こう に 川 が 流れ 、 春 に なる と 桜 が 咲く 。
	東京 と 大阪 の 間 を 新幹線 が 走る 。 会議 の 資料 を 配布 し 、 議事 を 進める 。 第 三 章 では 実験 の 方法 を 述べ 、 考察 を 加える 。 データ 解析 の ソフトウェア を 用い て`)

func prose(r *rand.Rand, n int) string {
	var b strings.Builder
	for b.Len() < n {
		b.WriteString(proseWords[r.IntN(len(proseWords))])
		if r.IntN(40) == 0 {
			fmt.Fprintf(&b, "%d年", 1950+r.IntN(70))
		}
		if r.IntN(80) == 0 {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func logs(r *rand.Rand, n int) string {
	var b strings.Builder
	for b.Len() < n {
		fmt.Fprintf(&b, "2026-%02d-%02dT%02d:%02d:%02d.%03dZ INFO worker[%d] job=%012d took=%.3fms addr=10.%d.%d.%d trace=%016x bytes=%d\n",
			1+r.IntN(12), 1+r.IntN(28), r.IntN(24), r.IntN(60), r.IntN(60), r.IntN(1000), r.IntN(99999), r.Int64N(1e12), r.Float64()*100,
			r.IntN(256), r.IntN(256), r.IntN(256), r.Uint64(), r.IntN(1e6))
	}
	return b.String()
}

func floats(r *rand.Rand, n int) string {
	var b strings.Builder
	for b.Len() < n {
		fmt.Fprintf(&b, "%d,%.6f,%.4f,%d,%d,%.3e\n", r.IntN(1e6), r.Float64(), r.Float64()*1000, 1700000000+r.IntN(1e8), r.IntN(5), r.Float64())
	}
	return b.String()
}

// roster is a table of people as CSV, with its cells.
func roster(r *rand.Rand, rows int) (string, *detectors.Table) {
	header := []string{"番号", "氏名", "生年月日", "郵便番号", "住所", "電話番号", "メールアドレス", "個人番号"}
	var (
		b strings.Builder
		t detectors.Table
	)
	line := func(row int, cells []string) {
		for col, c := range cells {
			if col > 0 {
				b.WriteByte(',')
			}
			t.Cells = append(t.Cells, detectors.Cell{Start: b.Len(), End: b.Len() + len(c), Row: row, Col: col})
			b.WriteString(c)
		}
		b.WriteByte('\n')
	}
	line(0, header)
	for i := range rows {
		line(i+1, []string{fmt.Sprint(i + 1), "点検 " + string(rune('あ'+r.IntN(60))) + "子",
			fmt.Sprintf("%d/%d/%d", 1950+r.IntN(60), 1+r.IntN(12), 1+r.IntN(28)), fmt.Sprintf("100-000%d", 1+r.IntN(6)),
			fmt.Sprintf("東京都千代田区千代田%d-%d-%d", 1+r.IntN(9), 1+r.IntN(30), 1+r.IntN(30)), fmt.Sprintf("090-%04d-%04d", 1000+r.IntN(9000), r.IntN(10000)),
			fmt.Sprintf("user%05d@mail.tenken.ac.jp", r.IntN(1e5)), myNumber(r)})
	}
	return b.String(), &t
}

// myNumber makes twelve digits with a right check digit.
func myNumber(r *rand.Rand) string {
	d := make([]int, 12)
	sum := 0
	for i, w := range []int{6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2} {
		d[i] = r.IntN(10)
		sum += d[i] * w
	}
	if d[11] = 11 - sum%11; d[11] >= 10 {
		d[11] = 0
	}
	s := ""
	for _, x := range d {
		s += string(rune('0' + x))
	}
	return s
}

func seeded() *rand.Rand { return rand.New(rand.NewPCG(20260401, 7)) }
