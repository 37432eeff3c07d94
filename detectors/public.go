package detectors

import "strings"

// publicLists begin lists of people in public posts.
var publicLists = []string{"委員名簿", "委員会名簿", "委員一覧", "役員名簿", "役員一覧", "教員一覧", "教員紹介", "研究者一覧", "講師一覧", "議員名簿", "議員一覧", "歴代", "審議会", "審査員名簿", "評議員", "登壇者", "組織図", "著者一覧", "座長", "年会プログラム", "年会 プログラム", "年会　プログラム", "大会プログラム", "大会 プログラム", "叙勲", "受章者", "受賞者", "入賞者", "当選者", "会議録"}

// staffPages begin lists of those who teach and do research, which say how these are
// reached at work; privateOfStaff show that a list says more.
var (
	staffPages     = []string{"教員一覧", "教員紹介", "研究者一覧", "研究者紹介", "スタッフ紹介", "議員紹介"}
	privateOfStaff = []string{"住所", "生年月日", "学籍", "学生番号", "性別", "年齢", "携帯", "患者", "成績", "口座", "本籍", "個人番号", "職員番号"}
)

// gazettes begin publications of offices, with the names and addresses that
// the law wants published.
var gazettes = []string{"公開特許公報", "特許公報(", "特許公報（", "【公報種別】", "公表特許公報", "登録実用新案公報", "官報", "国会会議録", "裁判官　", "裁判長裁判官"}

// privateHeaders show that a list is one of private people after all.
var privateHeaders = []string{"住所", "電話", "生年月日", "学籍", "学生番号", "性別", "年齢", "携帯", "メール", "mail", "患者", "フリガナ", "ふりがな", "成績", "口座", "本籍", "個人番号", "職員番号"}

// PrivateHeader reports whether a header, folded, announces what is published
// of nobody: where somebody lives, how to reach him or her, marks.
func PrivateHeader(folded string) bool {
	return containsAny(folded, privateHeaders) && !strings.Contains(folded, "成績評価")
}

// PublicList reports whether offset i stands in a short list of people in
// public posts, by the words at the beginning of the piece, or else of the file
// or member.
func (c *Candidate) PublicList(i int) bool {
	if !c.publicNear(i) {
		return false
	}
	p := &c.scan.public
	if p.at >= 0 && p.at < i {
		return !p.private
	}
	return p.opened
}

// publicNear reports whether a list of people in public posts may be around
// offset i.
func (c *Candidate) publicNear(i int) bool {
	const most = 64 << 10
	if i > most {
		return false
	}
	p := &c.scan.public
	if !p.known {
		p.read(c.scan.text, c.scan.opens)
	}
	return p.at >= 0 || p.opened
}

// public remembers what the beginning of a piece says, which is asked at every
// name in it.
type public struct {
	known   bool
	at      int  // where the first word of a list of public posts begins in the piece, -1 for none
	private bool // a header there speaks against it
	opened  bool // the beginning of the file or member begins such a list, and nothing speaks against it
}

func (p *public) read(text, opening string) {
	text = text[:min(len(text), openingBytes)]
	if containsAny(opening, staffPages) && !containsAny(opening+text, privateOfStaff) {
		*p = public{known: true, at: -1, opened: true}
		return
	}
	*p = public{known: true, at: -1}
	for _, w := range publicLists {
		if k := strings.Index(text, w); k >= 0 && (p.at < 0 || k < p.at) {
			p.at = k
		}
	}
	p.private = p.at >= 0 && containsAny(text, privateHeaders)
	p.opened = containsAny(opening, publicLists) && !containsAny(opening+text, privateHeaders)
	if containsAny(opening, gazettes) {
		p.opened, p.at = true, -1
	}
}

// ReadingOfThing reports whether a header, folded, announces how the name of an
// organisation, a place or an article is read.
func ReadingOfThing(folded string) bool {
	for _, r := range [...]string{"カナ", "フリガナ", "ふりがな", "かな", "ヨミ", "よみ", "読み"} {
		if i := strings.Index(folded, r); i > 0 {
			return containsAny(folded[:i], things)
		}
	}
	return false
}

// things have names that are read, too.
var things = []string{"機関", "銀行", "支店", "本店", "店舗", "店名", "施設", "会社", "法人", "企業", "団体", "事業所", "学校", "校名", "大学", "病院", "医院", "薬局", "名称", "駅", "町", "市区", "都道府県", "地名", "所在地", "住所", "商品", "品名", "品目", "病名", "表記", "科目", "件名", "書名", "作品"}

// Headers of what is published with the names of those who did it.
var (
	// eventHeaders stand in results of races, games and contests, in lists of
	// works, and in those of people of history.
	eventHeaders = []string{
		"騎手", "ジョッキー", "馬名", "馬番", "調教師", "厩舎", "斤量", "着差", "打率", "打数", "安打", "本塁打", "打点", "防御率", "自責点", "先手", "後手", "棋戦", "艇番", "展示タイム", "区間記録", "資格記録", "公認記録", "大会記録", "自己ベスト", "得失点", "勝率", "賞金",
		"作詞", "作曲", "編曲", "受賞者", "入賞者", "没年", "在任期間", "在位", "主な業績", "通算日数",
		"研究分野", "専門分野", "研究キーワード", "researchmap", "得票", "党派", "会派", "当選回数", "投打", "風速", "風力",
	}
	// resultHeaders do, too, but two of them must come together.
	resultHeaders = []string{"タイム", "着順", "スコア", "レーン", "ゼッケン", "背番号", "ポジション", "選手", "競技者", "走者", "プレーヤー", "プレイヤー", "対戦", "出場", "区間", "予選", "決勝", "チーム", "級別", "監督", "作品名", "曲名", "題名", "シード", "ドロー", "回戦", "種目"}
	rankHeaders   = []string{"順位", "得点", "記録", "結果"} // one of them may be one of the two

	// keptHeaders show that the rows are of an institution's own people.
	keptHeaders = []string{"住所", "電話", "連絡先", "生年", "誕生日", "学籍", "学生", "携帯", "メール", "mail", "患者", "成績", "評価", "評定", "口座", "本籍", "個人番号", "職員", "社員", "会員", "出席", "クラス", "学級", "保護者", "緊急", "申込", "参加費", "検査", "診断", "所見"}
)

// published reports whether the headers are those of results, works or people
// that are published.
func published(columns []column) bool {
	event, result, rank := 0, 0, 0
	for i := range columns {
		if strings.Contains(columns[i].header, "当社の株式") { // 会社法施行規則 第74条
			return true
		}
	}
	for i := range columns {
		h := Fold(columns[i].header)
		switch {
		case h == "", strings.HasPrefix(h, "タイムスタンプ"):
		case containsAny(h, eventHeaders), h == "賞":
			event++
		case containsAny(h, keptHeaders):
			if !strings.Contains(h, "生年") {
				return false
			}
			event--
		case containsAny(h, resultHeaders):
			result++
		case containsAny(h, rankHeaders):
			rank = 1
		}
	}
	return event > 0 || event == 0 && result+rank >= 2
}

// OwnPeople reports whether a header, folded, shows that the rows are of an
// institution's own people, or of somebody in its care.
func OwnPeople(folded string) bool {
	return containsAny(folded, keptHeaders) || containsAny(folded, personHeaders) || containsAny(folded, ownHeaders)
}

// ownHeaders stand in an institution's own lists, and in public ones as well.
var ownHeaders = []string{"学年", "組", "学部", "学科", "専攻", "部署", "部屋", "出欠", "欠席", "点数", "単位", "gpa", "給", "手当", "休", "残業", "病", "症", "薬", "入院", "診", "既往", "相談", "面談", "指導", "続柄", "家族", "寮", "アレルギー", "入会", "会費", "支払", "振込", "署名", "押印", "参加", "希望", "予約", "注文", "届", "要介護", "障害", "等級"}

// published reports whether the candidate stands in such a table.
func (sc *Scan) published() bool {
	if sc.cell < 0 {
		return false
	}
	s := sc.grid.sectionOf(sc.cell)
	return s != nil && s.published
}

// publishes reports whether a type is published of those who take part in what
// the public watches.
func publishes(id string) bool {
	switch id {
	case "name", "name_kana", "name_romaji", "birth_date", "age", "sex", "nationality":
		return true
	}
	return false
}
