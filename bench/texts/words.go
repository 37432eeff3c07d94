package texts

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"golang.org/x/text/encoding/japanese"
)

// words is a vocabulary, and the chance that puts it together. Frequent words
// come often, as in any language: the n-th with a probability of about 1/n.
type words struct {
	*rand.Rand
	nouns, verbs, kana []string
	terms              []string
	noun, verb, kata   *rand.Zipf
	row                int
}

var usual = strings.Fields(`研究 都市 人口 交通 結果 昨日 図書館 本 大学 講義 午後 学生 食堂 昼食 山 川 春 桜 会議 資料 議事 章 実験 方法 考察 解析 時間 問題 場合 自分 世界 社会 人間 言葉 先生 仕事 生活 子供
	経済 政治 文化 歴史 教育 制度 組織 地域 環境 技術 情報 関係 必要 意味 部分 全体 可能 影響 変化 理由 目的 計画 事業 管理 規則 申請 期間 対象 内容 状況 調査 報告 記録 責任 担当 施設 設備 予算 決定 提出 確認 手続 書類 東京 大阪 京都 日本 国際 主人 女 男 家 道 門 雨 空 夜 朝 心 手 声 顔 目 私 彼 彼女 何 誰`)

var okurigana = strings.Fields(`る った いた んだ した って れる せる ない なかった ます ました れば よう きた いる える けた めた した すれば`)

var particles = strings.Fields(`は が を に の と で も へ から まで より の の の を に は`)

var fillers = strings.Fields(`その この しかし また さらに そして たとえば もっとも ところが やがて それでも すぐに とても あるいは つまり`)

var ends = strings.Fields(`である だった という のだ と思う ことになる ものである のである らしい ようだ かもしれない`)

const katakana = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンガギグゲゴザジズゼゾダデドバビブベボパピプペポー"

func newWords(seed uint64) *words {
	w := &words{Rand: rand.New(rand.NewPCG(seed, 0x776f726473))}
	kanji := level1()
	w.Shuffle(len(kanji), func(i, j int) { kanji[i], kanji[j] = kanji[j], kanji[i] })
	often := rand.NewZipf(w.Rand, 1.05, 40, uint64(len(kanji)-1))
	pick := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteRune(kanji[often.Uint64()])
		}
		return b.String()
	}
	w.nouns = append(w.nouns, usual...)
	for range 6000 {
		w.nouns = append(w.nouns, pick(2))
	}
	for range 2000 {
		w.verbs = append(w.verbs, pick(1))
		w.kana = append(w.kana, w.foreign(3+w.IntN(4)))
	}
	seen := map[string]bool{}
	for len(w.terms) < MostTerms {
		var t string
		switch w.IntN(4) {
		case 0:
			t = pick(2) + w.pick("症候群", "性疾患", "炎症", "障害", "検査", "療法", "反応", "装置")
		case 1:
			t = pick(4 + w.IntN(2))
		case 2:
			t = w.foreign(4 + w.IntN(5))
		default:
			t = pick(2) + w.foreign(3)
		}
		if !seen[t] {
			seen[t] = true
			w.terms = append(w.terms, t)
		}
	}
	w.noun = rand.NewZipf(w.Rand, 1.05, 8, uint64(len(w.nouns)-1))
	w.verb = rand.NewZipf(w.Rand, 1.05, 8, uint64(len(w.verbs)-1))
	w.kata = rand.NewZipf(w.Rand, 1.05, 8, uint64(len(w.kana)-1))
	return w
}

// level1 is the kanji of JIS X 0208 level 1.
func level1() []rune {
	var out []rune
	dec := japanese.EUCJP.NewDecoder()
	for row := byte(0xB0); row <= 0xCF; row++ {
		for cell := byte(0xA1); cell <= 0xFE; cell++ {
			if s, err := dec.String(string([]byte{row, cell})); err == nil {
				if r := []rune(s); len(r) == 1 && r[0] >= 0x4E00 {
					out = append(out, r[0])
				}
			}
		}
	}
	return out
}

func (w *words) pick(of ...string) string { return of[w.IntN(len(of))] }

func (w *words) foreign(n int) string {
	ks := []rune(katakana)
	var b strings.Builder
	for range n {
		b.WriteRune(ks[w.IntN(len(ks))])
	}
	return b.String()
}

// sentence writes a sentence of ten to sixty characters.
func (w *words) sentence(b *strings.Builder) {
	if w.IntN(3) == 0 {
		b.WriteString(w.pick(fillers...) + "、")
	}
	for clauses := 1 + w.IntN(3); clauses > 0; clauses-- {
		for range 1 + w.IntN(3) {
			switch w.IntN(12) {
			case 0:
				b.WriteString(w.kana[w.kata.Uint64()])
			case 1:
				b.WriteString(w.pick("それ", "これ", "もの", "こと", "ところ", "ひと"))
			default:
				b.WriteString(w.nouns[w.noun.Uint64()])
			}
			b.WriteString(w.pick(particles...))
		}
		b.WriteString(w.verbs[w.verb.Uint64()])
		b.WriteString(w.pick(okurigana...))
		if clauses > 1 {
			b.WriteString("、")
		}
	}
	if w.IntN(3) == 0 {
		b.WriteString(w.pick(ends...))
	}
	b.WriteString("。")
}

// paragraph is prose as books have it: hardly a digit, now and then a year.
func (w *words) paragraph(b *strings.Builder) {
	b.WriteString("　")
	for range 3 + w.IntN(8) {
		w.sentence(b)
	}
	if w.IntN(2) == 0 {
		b.WriteString(w.terms[w.IntN(len(w.terms))] + "の" + w.nouns[w.noun.Uint64()] + "である。")
	}
	if w.IntN(6) == 0 {
		fmt.Fprintf(b, "%d年のことだ。", 1900+w.IntN(120))
	}
	if w.IntN(4) == 0 {
		b.WriteString("\n「")
		w.sentence(b)
		b.WriteString("」")
	}
	b.WriteString("\n")
}

// section is a document of an office or a laboratory: headings, Japanese with
// English words, lists, some code.
func (w *words) section(b *strings.Builder) {
	fmt.Fprintf(b, "\n## %d.%d %s%s\n\n", 1+w.IntN(9), 1+w.IntN(20), w.nouns[w.noun.Uint64()], w.nouns[w.noun.Uint64()])
	for range 2 + w.IntN(4) {
		for range 1 + w.IntN(4) {
			w.sentence(b)
			if w.IntN(3) == 0 {
				b.WriteString(w.english(2 + w.IntN(6)))
				b.WriteString(" を")
			}
		}
		b.WriteString("\n")
	}
	for range w.IntN(5) {
		b.WriteString("- " + w.nouns[w.noun.Uint64()] + ": ")
		w.sentence(b)
		b.WriteString("\n")
	}
	for range w.IntN(4) {
		b.WriteString(w.english(30) + ".\n")
	}
	if w.IntN(3) == 0 {
		for range 4 + w.IntN(12) {
			fmt.Fprintf(b, "\t%s := %s.%s(ctx, %q) // %s\n", w.pick(latin...), w.pick(latin...), w.pick(latin...), w.pick(latin...), w.english(4))
		}
	}
}

var latin = strings.Fields(`the of and to in is that for it as with on be by this are from or an at value error node state server client request response function component data model file system type index buffer reader
	writer context result table field option config handler update render props effect event stream window process user time size path name list query cache token session`)

func (w *words) english(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(latin[w.IntN(len(latin))])
	}
	return b.String()
}
