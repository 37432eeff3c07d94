package detectors

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Label says what announces a candidate.
type Label uint8

// From nothing to the best; compare with >=.
const (
	NoLabel     Label = iota
	OtherLabel        // something else is announced here
	NearLabel         // a label of the type within 40 characters before, nothing else announced between
	OwnLabel          // a label of the type directly before, in the cell to the left or above
	HeaderLabel       // the header of the column
)

// Why is the evidence that the label is.
func (l Label) Why() Why {
	switch l {
	case OtherLabel:
		return WhyOtherLabel
	case NearLabel:
		return WhyNear
	case OwnLabel:
		return WhyLabel
	case HeaderLabel:
		return WhyHeader
	}
	return 0
}

// words is the one dictionary of all labels: folded text to what it announces.
type words struct {
	pairs [1 << 10]uint64 // hashes of the first two characters of all labels
	twos  [1 << 10]uint64 // of labels that have no third one
	three [1 << 10]uint64 // hashes of the first three of the others
	first [1 << 16]uint16 // by hash of two characters: index in lists, 0 for none
	lists [][]int         // of labels whose first two characters have one hash
	list  []word
	index map[string]int
}

type wordKind uint8

const (
	specific  wordKind = iota // says what follows
	anyNumber                 // some number or code follows
	neutral                   // a header of something that is no concern here
	exemplar                  // what follows is an example
)

type word struct {
	text    []rune
	kind    wordKind
	headers bool     // only in headers and captions
	own     []uint16 // detectors it announces
	head    []uint16 // detectors it announces in headers and captions only
	not     []uint16 // detectors it speaks against
}

// generic words end the caption of some number or code, whatever it is.
var generic = []string{"番号", "コード", "no", "id", "code", "number", "№", "key", "キー"}

// others announce numbers that are no one's personal data.
var others = []string{
	"法人番号", "会社法人等番号", "登録番号", "適格請求書発行事業者", "インボイス番号", "事業者番号", "事業所番号",
	"注文番号", "注文no", "受注番号", "発注番号", "伝票番号", "伝票no", "納品番号", "請求書番号", "請求番号", "領収書番号", "見積番号",
	"管理番号", "整理番号", "受付番号", "申請番号", "承認番号", "照会番号", "問合番号", "問合せ番号", "お問い合わせ番号", "追跡番号", "送り状番号",
	"型番", "型式", "品番", "品目コード", "商品コード", "商品番号", "製品番号", "製造番号", "部品番号", "図面番号", "図番", "資産番号", "備品番号", "物品番号",
	"シリアル", "シリアル番号", "シリアルno", "serial", "serialnumber", "sku", "jan", "janコード", "isbn", "issn", "doi", "imei",
	"ジョブid", "jobid", "トランザクションid", "transactionid", "セッションid", "sessionid", "requestid", "orderid", "traceid", "eventid", "ロット", "ロット番号", "lot",
	"タイムスタンプ", "timestamp", "日時", "更新日時", "登録日時", "作成日時", "取得日時", "測定日時", "観測日時", "受信日時", "送信日時", "実行日時", "datetime", "ハッシュ", "hash", "checksum", "uuid", "guid",
	"金額", "価格", "単価", "合計", "小計", "税込", "税抜", "予算額", "決算額", "人口", "世帯数", "面積", "緯度", "経度", "latitude", "longitude", "座標",
	"告示", "条例", "号", "version", "バージョン", "ページ",
	"自治体コード", "市区町村コード", "団体コード", "全国地方公共団体コード", "都道府県コード", "町域コード", "統計コード", "郵便局コード",
	"口座番号", "口座", "支店番号", "店番", "店番号", "金融機関コード",
}

// plainHeaders are frequent headers that announce nothing: they tell a header
// row from the rows below.
var plainHeaders = []string{"番号", "備考", "所属", "学部", "学科", "学年", "専攻", "コース", "部署", "役職", "職名", "日付", "年月日", "区分", "種別", "種類", "内容", "件名", "項目", "状態", "摘要", "科目", "評価", "点数", "合計", "順位", "クラス", "組", "連番", "通番", "no", "id", "name", "date", "type", "status", "note", "memo", "続柄", "国籍", "診療科", "病名", "検査日", "受診日", "登録日", "申込日", "金額", "数量", "単価", "品名", "商品名", "曜日", "時間", "開始", "終了", "担当", "地区", "面積", "人口", "都道府県", "市区町村", "町域", "建物名", "方書", "署名", "確認", "生年", "西暦", "和暦"}

// examples announce that what follows is nobody's data.
var examples = []string{
	"例)", "例:", "(例", "【例】", "＜例＞", "例>", "記入例", "記載例", "入力例", "作成例", "書き方例", "表示例", "見本", "サンプル", "ダミー", "ダミーデータ", "テストデータ", "架空",
	"sample", "example", "forexample", "e.g.", "dummy", "placeholder",
}

// compileWords builds the dictionary from what the detectors ask.
func compileWords(asks []Asks) *words {
	ws := &words{index: map[string]int{}, lists: make([][]int, 1)}
	for d, a := range asks {
		for _, l := range a.Labels {
			w := ws.word(l)
			w.own, w.headers = append(w.own, uint16(d)), false
		}
	}
	for _, l := range others {
		ws.word(l).headers = false
	}
	for _, l := range generic {
		w := ws.word(l)
		w.headers, w.kind = false, anyNumber
	}
	for _, l := range examples {
		w := ws.word(l)
		w.headers, w.kind = false, exemplar
	}
	for d, a := range asks {
		for _, l := range a.NotLabels {
			_, known := ws.index[Fold(l)]
			w := ws.word(l)
			if !known {
				w.kind = neutral // it speaks against this type only
			}
			w.not, w.headers = append(w.not, uint16(d)), false
		}
	}
	for d, a := range asks {
		for _, l := range a.Headers {
			w := ws.word(l)
			w.head = append(w.head, uint16(d))
		}
	}
	for _, ls := range [][]string{facilityHeaders, personHeaders, plainHeaders} {
		for _, l := range ls {
			if _, known := ws.index[Fold(l)]; !known {
				ws.word(l).kind = neutral
			}
		}
	}
	ws.inherit(asks)
	for i, w := range ws.list {
		if len(w.text) > 1 {
			h := pair(w.text[0], w.text[1])
			ws.pairs[h>>6] |= 1 << (h & 63)
			if len(w.text) == 2 {
				ws.twos[h>>6] |= 1 << (h & 63)
			} else {
				t := third(h, w.text[2])
				ws.three[t>>6] |= 1 << (t & 63)
			}
			if ws.first[h] == 0 {
				ws.first[h] = uint16(len(ws.lists))
				ws.lists = append(ws.lists, nil)
			}
			l := &ws.lists[ws.first[h]]
			*l = append(*l, i)
		}
	}
	for _, is := range ws.lists { // longest first: the first that fits is the one
		slices.SortStableFunc(is, func(a, b int) int { return len(ws.list[b].text) - len(ws.list[a].text) })
	}
	return ws
}

// inherit lets words of detectors that stand beside others announce also what
// the label at their end announces: 受診者氏名 is a name, too.
func (ws *words) inherit(asks []Asks) {
	beside := func(ds []uint16) bool {
		return !slices.ContainsFunc(ds, func(d uint16) bool { return !asks[d].Beside })
	}
	for i := range ws.list {
		w := &ws.list[i]
		if len(w.own)+len(w.head) == 0 || !beside(w.own) || !beside(w.head) {
			continue
		}
		for from := 1; from+2 <= len(w.text); from++ {
			if k, ok := ws.index[string(w.text[from:])]; ok && len(ws.list[k].own) > 0 {
				for _, d := range ws.list[k].own {
					if !slices.Contains(w.own, d) && !slices.Contains(w.not, d) {
						w.own = append(w.own, d)
					}
				}
				break
			}
		}
	}
}

func (ws *words) word(text string) *word {
	f := Fold(text)
	i, ok := ws.index[f]
	if !ok {
		i = len(ws.list)
		ws.index[f] = i
		ws.list = append(ws.list, word{text: []rune(f), headers: true})
	}
	return &ws.list[i]
}

// hit is a label found in a window: runes [from, to).
type hit struct{ from, to, word int }

// find collects the labels in w, the longest at each place and none inside
// another, in order. A Latin word must not continue a longer Latin word.
func (ws *words) find(w *window, text string, headers bool, hits []hit) []hit {
	runes := w.runes[:w.n]
	for i := 0; i < len(runes); {
		h, last := uint32(0), i+1 == len(runes)
		if !last {
			h = pair(runes[i], runes[i+1])
		}
		if last || ws.pairs[h>>6]>>(h&63)&1 == 0 {
			if r := runes[i]; r > 0x2000 && (r < 0x3041 || r > 0xFFFF) {
				if k, ok := ws.sign(r); ok { // 自宅〒
					hits = append(hits, hit{i, i + 1, k})
				}
			}
			i++
			continue
		}
		if next := rune(0); ws.twos[h>>6]>>(h&63)&1 == 0 || isLower(runes[i]) {
			if i+2 < len(runes) {
				next = runes[i+2]
			}
			if !ws.begins(h, next) || isLower(runes[i]) && inside(text, w.base+int(w.start[i])) {
				i++
				continue
			}
		}
		best := -1
		for _, k := range ws.lists[ws.first[h]] {
			e := &ws.list[k]
			if (!e.headers || headers) && i+len(e.text) <= len(runes) && slices.Equal(runes[i:i+len(e.text)], e.text) &&
				wordEdges(w, text, i, i+len(e.text)) && !(isNameWord(e.text) && nameOfThing(w, text, i)) {
				best = k
				break
			}
		}
		if best < 0 {
			i++
			continue
		}
		to := i + len(ws.list[best].text)
		hits = append(hits, hit{i, to, best})
		i = to
	}
	return hits
}

// sign is the label that a sign alone is: 〒, ☎.
func (ws *words) sign(r rune) (word int, ok bool) {
	if isSign(r) {
		word, ok = ws.index[string(r)]
	}
	return word, ok
}

func isSign(r rune) bool {
	switch r {
	case '〒', '☎', '☏', '℡', '✉', '📞':
		return true
	}
	return false
}

// pair hashes two characters to sixteen bits.
func pair(a, b rune) uint32 { return (uint32(a)*0x9E3779B1 ^ uint32(b)*0x85EBCA6B) >> 16 }

// third adds a third character to the hash of two.
func third(h uint32, c rune) uint32 { return (h*0x9E3779B1 ^ uint32(c)*0x85EBCA6B) >> 16 }

// begins reports whether a label may begin with two characters of hash h and
// the one that is next.
func (ws *words) begins(h uint32, next rune) bool {
	t := third(h, next)
	return ws.three[t>>6]>>(t&63)&1 != 0 || ws.twos[h>>6]>>(h&63)&1 != 0
}

// wordEdges reports whether the Latin word at runes [from, to) of w begins and
// ends as a word does: "tel" in "TEL03", "homeTel", "user_tel", not in "hotel".
func wordEdges(w *window, text string, from, to int) bool {
	if isLower(w.runes[from]) && inside(text, w.base+int(w.start[from])) {
		return false
	}
	if isLower(w.runes[to-1]) {
		_, size := utf8.DecodeRuneInString(text[w.base+int(w.start[to-1]):])
		at := w.base + int(w.start[to-1]) + size
		plural := at < len(text) && text[at] == 's' && (at+1 == len(text) || !isLetter(text[at+1]))
		if at < len(text) && !plural && (text[at] >= 'a' && text[at] <= 'z' || isLetter(text[at]) && text[at-1] >= 'A' && text[at-1] <= 'Z') {
			return false
		}
	}
	return true
}

// inside reports whether the Latin letter at text[at:] goes on with a word.
func inside(text string, at int) bool {
	return at > 0 && isLetter(text[at-1]) && !(text[at-1] >= 'a' && text[at] <= 'Z')
}

// whose are the words before "name" that make it a person's: student_name.
var whose = []string{
	"full", "first", "last", "middle", "family", "given", "maiden", "legal", "real", "sur", "student", "pupil", "patient", "client", "customer", "employee", "staff", "member", "person", "people", "teacher", "faculty", "professor", "doctor",
	"guardian", "parent", "father", "mother", "child", "spouse", "contact", "applicant", "candidate", "participant", "attendee", "guest", "visitor", "subject", "respondent", "holder", "recipient", "receiver", "sender", "owner", "insured", "donor", "alumni", "kanji", "jp", "ja", "japanese",
}

func isNameWord(label []rune) bool { return string(label) == "name" || string(label) == "names" }

// nameOfThing reports whether the word "name" at rune from of w belongs to an
// identifier that says what else is named: station_name, hostName.
func nameOfThing(w *window, text string, from int) bool {
	at := w.base + int(w.start[from])
	if at == 0 {
		return false
	}
	switch c := text[at-1]; {
	case c == '_', c == '-', c == '.':
		if at < 2 || !isWord(text[at-2]) {
			return false
		}
	case !isLetter(c):
		return false
	}
	before := string(w.runes[max(0, from-12):from])
	for _, p := range whose {
		if strings.HasSuffix(before, p) {
			return false
		}
	}
	return true
}

func isLower(r rune) bool  { return r >= 'a' && r <= 'z' }
func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// announce says what the labels of the window announce to detector det, when
// the value begins where the window ends.
func (ws *words) announce(w *window, hits []hit, det uint16, headers bool) Label {
	l, gap := ws.last(hits, w.n, det, headers)
	switch {
	case l == NoLabel:
		return NoLabel
	case l == OwnLabel && !glue(w.runes[w.n-gap:w.n]):
		if gap > nearRunes {
			return NoLabel
		}
		return NearLabel
	case l == OtherLabel && !glue(w.runes[w.n-gap:w.n]):
		return NoLabel
	}
	return l
}

const nearRunes = 40

// last finds what the last label among hits says to det: OwnLabel, OtherLabel
// or NoLabel, and how many runes lie behind it. Words that touch one another
// are one caption, in which a word of det's own decides.
func (ws *words) last(hits []hit, n int, det uint16, headers bool) (Label, int) {
	if len(hits) == 0 {
		return NoLabel, 0
	}
	for ws.list[hits[len(hits)-1].word].kind == exemplar { // says how, not what
		if hits = hits[:len(hits)-1]; len(hits) == 0 {
			return NoLabel, 0
		}
	}
	gap := n - hits[len(hits)-1].to
	for i := len(hits) - 1; i >= 0; i-- {
		e := &ws.list[hits[i].word]
		switch {
		case slices.Contains(e.not, det):
			return OtherLabel, gap
		case slices.Contains(e.own, det), headers && slices.Contains(e.head, det):
			return OwnLabel, gap
		}
		if e.kind == neutral {
			return NoLabel, gap
		}
		if i > 0 && hits[i-1].to == hits[i].from && e.kind == anyNumber {
			continue
		}
		break
	}
	return OtherLabel, gap
}

// glue reports whether the runes between a label and a value leave the value
// announced: punctuation, a parenthesis, a particle.
func glue(between []rune) bool {
	depth, loose := 0, 0
	for _, r := range between {
		switch r {
		case '(', '[', '【', '〔', '<', '「', '『':
			depth++
			continue
		case ')', ']', '】', '〕', '>', '」', '』':
			depth = max(0, depth-1)
			continue
		case ':', '=', '|', '/', '"', '\'', '→', '⇒', '・', '〒', '*', '+', '~', ';', '`', '#', '{', '}':
			continue
		case '。', '、', ',':
			loose++
		}
		if depth > 0 {
			continue
		}
		if r >= '0' && r <= '9' {
			return false
		}
		loose++
	}
	return loose <= 4 && len(between) <= 24
}

// caption is the labels of a header or of a cell that stands beside another.
type caption struct {
	words [16]int16
	n     int
	whole bool // nothing but labels, brackets and numbers
}

// may is a cheap test whether read may find a label in a header.
func (ws *words) may(text string) bool {
	q := quiet{}
	q.look(ws, text, len(text), true)
	return q.label > 0 || q.at == q.first
}

// read finds the labels of a header.
func (ws *words) read(text string) (c caption) {
	if !ws.may(text) {
		return c
	}
	var (
		w   window
		buf [windowRunes]hit
	)
	w.before(text, 0, len(text))
	if w.n == 1 { // 〒, 点
		if k, ok := ws.index[string(w.runes[0])]; ok {
			c.words[0], c.n, c.whole = int16(k), 1, true
		}
		return c
	}
	hits, covered := ws.find(&w, text, true, buf[:0]), 0
	for _, h := range hits {
		covered += h.to - h.from
		if c.n < len(c.words) {
			c.words[c.n] = int16(h.word)
			c.n++
		}
	}
	c.whole = c.n > 0 && 3*covered >= 2*bare(w.runes[:w.n])
	return c
}

// bare counts the runes that are not punctuation nor inside brackets.
func bare(runes []rune) int {
	n, depth := 0, 0
	for _, r := range runes {
		switch r {
		case '(', '[', '【', '<', '「':
			depth++
		case ')', ']', '】', '>', '」':
			depth--
		case ':', '*', '※', '/', '・', '●', '○', '■', '□', '◆', '◎', '★', '#', '"', '、', ',':
		default:
			if depth <= 0 {
				n++
			}
		}
	}
	return n
}

// of says what the caption announces to det.
func (c *caption) of(ws *words, det uint16) Label {
	verdict := NoLabel
	for _, k := range c.words[:c.n] {
		e := &ws.list[k]
		switch {
		case slices.Contains(e.not, det):
			return OtherLabel
		case slices.Contains(e.own, det), slices.Contains(e.head, det):
			verdict = HeaderLabel
		case verdict == NoLabel && e.kind == specific:
			verdict = OtherLabel
		}
	}
	return verdict
}

func (ws *words) header(text string, det uint16) Label {
	c := ws.read(text)
	return c.of(ws, det)
}
