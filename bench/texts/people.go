package texts

import (
	"fmt"
	"strings"

	"tenken/detectors"
)

var (
	surnames = strings.Fields("佐藤/サトウ/sato 鈴木/スズキ/suzuki 高橋/タカハシ/takahashi 田中/タナカ/tanaka 伊藤/イトウ/ito 渡辺/ワタナベ/watanabe 山本/ヤマモト/yamamoto 中村/ナカムラ/nakamura 小林/コバヤシ/kobayashi 加藤/カトウ/kato 長谷川/ハセガワ/hasegawa 林/ハヤシ/hayashi 清水/シミズ/shimizu 五十嵐/イガラシ/igarashi")
	givens   = strings.Fields("陽子/ヨウコ/yoko 美咲/ミサキ/misaki 結衣/ユイ/yui 健一/ケンイチ/kenichi 大輔/ダイスケ/daisuke 翔太/ショウタ/shota 誠/マコト/makoto 直樹/ナオキ/naoki 千尋/チヒロ/chihiro 久美子/クミコ/kumiko")
	towns    = strings.Fields("060-0042/北海道札幌市中央区大通西 980-0811/宮城県仙台市青葉区一番町 113-0033/東京都文京区本郷 160-0022/東京都新宿区新宿 460-0008/愛知県名古屋市中区栄 606-8225/京都府京都市左京区田中門前町 530-0001/大阪府大阪市北区梅田 812-0011/福岡県福岡市博多区博多駅前")
	hyphens  = []string{"-", "-", "-", "－", "ー", "‐", "−", "–"}
)

type person struct{ name, kana, romaji, born, era, postal, address, mobile, fixed, mail, number, id string }

// person makes somebody who does not exist; an eighth writes digits in full
// width, and hyphens come in every form.
func (w *words) person() person {
	s, g, at := strings.Split(w.pick(surnames...), "/"), strings.Split(w.pick(givens...), "/"), strings.Split(w.pick(towns...), "/")
	h := hyphens[w.IntN(len(hyphens))]
	y := 1950 + w.IntN(55)
	p := person{
		name: s[0] + w.pick(" ", "　", "") + g[0], kana: s[1] + " " + g[1], romaji: g[2] + " " + s[2],
		born: fmt.Sprintf("%d/%02d/%02d", y, 1+w.IntN(12), 1+w.IntN(28)), era: fmt.Sprintf("昭和%d年%d月%d日", 30+w.IntN(34), 1+w.IntN(12), 1+w.IntN(28)),
		postal: strings.Replace(at[0], "-", h, 1), address: fmt.Sprintf("%s%d%s%d%s%d", at[1], 1+w.IntN(6), h, 1+w.IntN(30), h, 1+w.IntN(20)),
		mobile: fmt.Sprintf("0%d0%s%s%s%s", 7+w.IntN(3), h, w.digits(4), h, w.digits(4)), fixed: fmt.Sprintf("03-%d%s-%s", 3+w.IntN(4), w.digits(3), w.digits(4)),
		mail: fmt.Sprintf("%s.%s%02d@mail.tenken-u.ac.jp", g[2], s[2], w.IntN(100)), number: w.myNumber(), id: fmt.Sprintf("%02dB%04d", 19+w.IntN(7), w.IntN(10000)),
	}
	if w.IntN(8) == 0 {
		for _, f := range []*string{&p.postal, &p.address, &p.mobile, &p.number} {
			*f = widen(*f)
		}
	}
	return p
}

func widen(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r - '0' + '０'
		}
		return r
	}, s)
}

func (w *words) digits(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + w.IntN(10))
	}
	if b[0] == '0' {
		b[0] = '1'
	}
	return string(b)
}

// myNumber satisfies the check digit of 平成26年総務省令第85号 第5条.
func (w *words) myNumber() string {
	body := w.digits(11)
	sum := 0
	for i, f := range []int{6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2} {
		sum += f * int(body[i]-'0')
	}
	check := 0
	if rest := sum % 11; rest > 1 {
		check = 11 - rest
	}
	return body + fmt.Sprint(check)
}

// roster is rows of a staff list as CSV with its cells, as the reader of CSV
// gives them. The first piece holds the header.
func (w *words) roster(size, piece int) Piece {
	var (
		b strings.Builder
		t = &detectors.Table{Name: "名簿"}
	)
	line := func(cells ...string) {
		for col, c := range cells {
			if col > 0 {
				b.WriteByte(',')
			}
			t.Cells = append(t.Cells, detectors.Cell{Start: b.Len(), End: b.Len() + len(c), Row: w.row, Col: col})
			b.WriteString(c)
		}
		b.WriteByte('\n')
		w.row++
	}
	if piece == 0 {
		w.row = 0
		line("学籍番号", "氏名", "フリガナ", "ローマ字", "生年月日", "和暦", "郵便番号", "住所", "携帯電話", "電話番号", "メールアドレス", "個人番号")
	}
	for b.Len() < size {
		p := w.person()
		line(p.id, p.name, p.kana, p.romaji, p.born, p.era, p.postal, p.address, p.mobile, p.fixed, p.mail, p.number)
	}
	return Piece{b.String(), t}
}

// mail is a message with a signature; one in four has a form in it.
func (w *words) mail(b *strings.Builder) {
	from, to := w.person(), w.person()
	fmt.Fprintf(b, "From: %s <%s>\nTo: %s\nDate: Mon, %d Jun 2026 %02d:%02d:%02d +0900\nMessage-ID: <%s.%s@mx.tenken-u.ac.jp>\nSubject: %sの件\n\n",
		from.romaji, from.mail, to.mail, 1+w.IntN(28), w.IntN(24), w.IntN(60), w.IntN(60), w.digits(14), w.digits(8), w.nouns[w.noun.Uint64()])
	fmt.Fprintf(b, "%s 様\n\n", to.name)
	for range 3 + w.IntN(6) {
		for range 1 + w.IntN(3) {
			w.sentence(b)
		}
		b.WriteByte('\n')
	}
	if w.IntN(4) == 0 {
		fmt.Fprintf(b, "\n氏名：%s\nフリガナ：%s\n生年月日：%s\n住所：〒%s　%s\n電話番号：%s\n個人番号：%s\n", to.name, to.kana, to.era, to.postal, to.address, to.mobile, to.number)
	}
	fmt.Fprintf(b, "\n-- \n%s\n〒%s %s\nTEL: %s / 携帯: %s\nE-mail: %s\n\n", from.name, from.postal, from.address, from.fixed, from.mobile, from.mail)
}

// numbers are lines of logs and of measurements: digits that are nobody's.
func (w *words) numbers(b *strings.Builder) {
	if w.IntN(2) == 0 {
		fmt.Fprintf(b, "2026-%02d-%02dT%02d:%02d:%02d.%03dZ INFO worker[%d] job=%012d took=%.3fms addr=10.%d.%d.%d trace=%016x bytes=%d\n",
			1+w.IntN(12), 1+w.IntN(28), w.IntN(24), w.IntN(60), w.IntN(60), w.IntN(1000), w.IntN(99999), w.Int64N(1e12), w.Float64()*100,
			w.IntN(256), w.IntN(256), w.IntN(256), w.Uint64(), w.IntN(1e6))
		return
	}
	fmt.Fprintf(b, "%d,%.6f,%.4f,%d,%d,%.3e\n", w.IntN(1e6), w.Float64(), w.Float64()*1000, 1700000000000+w.Int64N(1e11), w.IntN(5), w.Float64())
}
