package detectors

import "slices"

// words is the one dictionary of all labels: folded text to what it announces.
type words struct {
	pairs  [1 << 10]uint64 // hashes of the first two characters of all labels
	twos   [1 << 10]uint64 // of labels that have no third one
	three  [1 << 10]uint64 // hashes of the first three of the others
	within [1 << 10]uint64 // hashes of any three characters in a row
	first  [1 << 16]uint16 // by hash of two characters: index in lists, 0 for none
	lists  [][]int         // of labels whose first two characters have one hash
	list   []word
	index  map[string]int
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
	post    bool     // people in public posts
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
var plainHeaders = []string{"番号", "備考", "所属", "学部", "学科", "学年", "専攻", "コース", "部署", "役職", "職名", "日付", "年月日", "区分", "種別", "種類", "内容", "件名", "項目", "状態", "摘要", "科目", "評価", "点数", "合計", "順位", "クラス", "組", "連番", "通番", "no", "id", "name", "date", "type", "status", "note", "memo", "続柄", "国籍", "診療科", "病名", "検査日", "受診日", "登録日", "申込日", "金額", "数量", "単価", "品名", "商品名", "曜日", "時間", "開始", "終了", "担当", "地区", "面積", "人口", "都道府県", "市区町村", "町域", "建物名", "方書", "署名", "確認", "被験者", "回答者", "sei", "mei", "生年", "西暦", "和暦", "任期", "就任回数", "就任年月日"}

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
	for _, ls := range [][]string{facilityHeaders, personHeaders, plainHeaders, publicPosts, eventHeaders, resultHeaders} {
		for _, l := range ls {
			if _, known := ws.index[Fold(l)]; !known {
				ws.word(l).kind = neutral
			}
		}
	}
	for _, l := range publicPosts {
		ws.word(l).post = true
	}
	ws.inherit(asks)
	for i, w := range ws.list {
		if len(w.text) > 1 {
			h := pair(w.text[0], w.text[1])
			ws.pairs[h>>6] |= 1 << (h & 63)
			for k := range w.text[2:] {
				t := third(pair(w.text[k], w.text[k+1]), w.text[k+2])
				ws.within[t>>6] |= 1 << (t & 63)
			}
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
