package detectors

import (
	"strings"
	"unicode/utf8"
)

// script is what the names of a column are written in.
type script byte

const (
	noName script = iota
	kanji         // 氏名
	kana          // フリガナ
)

// scriptOf reads a caption.
func scriptOf(caption string) script {
	for _, w := range []string{"カナ", "ガナ", "かな", "がな", "よみ", "読み", "kana", "Kana", "KANA"} {
		if strings.Contains(caption, w) {
			return kana
		}
	}
	for _, w := range []string{"氏名", "名前", "姓名"} {
		if strings.Contains(caption, w) {
			return kanji
		}
	}
	if strings.HasSuffix(caption, "name") || strings.HasSuffix(caption, "Name") {
		return kanji
	}
	for _, w := range []string{"者名", "員名", "生名", "徒名", "童名", "芳名", "宛名", "人名", "届け先名", "送付先名"} {
		if strings.HasSuffix(caption, w) {
			return kanji
		}
	}
	return noName
}

// part divides fields at single spaces, where the gaps between some columns
// are no wider than those between words: 1001 山田 太郎. Fields of which one is a
// code and the other is none are divided first.
func (l *layout) part(text string) {
	for _, codes := range []bool{false, true} {
		for i := 0; i < len(l.fields) && len(l.fields) < l.width; i++ {
			f := l.fields[i]
			n := strings.IndexByte(text[f.start:f.end], ' ')
			if n <= 0 {
				continue
			}
			a, b := text[f.start:f.start+n], text[f.start+n+1:f.end]
			if isDatum(a) && (isDatum(b) == codes) || !codes && isDatum(b) && !isDatum(a) {
				l.fields[i].end = f.start + n
				l.fields = append(l.fields, span{})
				copy(l.fields[i+2:], l.fields[i+1:])
				l.fields[i+1] = span{f.start + n + 1, f.end}
			}
		}
	}
}

// isDatum reports whether s is a number, code, date or address of mail, and no
// word.
func isDatum(s string) bool {
	digits := false
	for i := range len(s) {
		switch c := s[i]; {
		case c-'0' <= 9 || c == '@':
			digits = true
		case c >= 0x80 || c == ' ':
			return false
		}
	}
	return digits
}

// joinNames joins surname and given name where single spaces divide the fields
// of the line: they are one cell each of a column of names.
func (l *layout) joinNames(text string) {
	if head := len(l.heads) > 0 && l.heads[len(l.heads)-1] == l.row; head || l.by == byGap && len(l.fields) <= l.width {
		return
	}
	at := 0
	if len(l.fields) > 0 && l.width > 0 && l.names[0] != noName && isCount(text[l.fields[0].start:l.fields[0].end]) {
		at = 1 // the number of the row, which has no caption
	}
	for col := 0; col < l.width && at+1 < len(l.fields); col, at = col+1, at+1 {
		s := l.names[col]
		if s == noName {
			continue
		}
		a, b := l.fields[at], l.fields[at+1]
		if !half(text[a.start:a.end], s) || !half(text[b.start:b.end], s) {
			continue
		}
		// Without a field too many, the next one may be that of its own column,
		// unless it is in kana, as few others are.
		if next := col+1 < l.width && l.names[col+1] != noName && l.names[col+1] != s; !next && s != kana && len(l.fields)-at <= l.width-col {
			continue
		}
		l.fields[at].end = b.end
		l.fields = append(l.fields[:at+1], l.fields[at+2:]...)
	}
}

// half reports whether v may be a surname or a given name.
func half(v string, s script) bool {
	n := 0
	for _, r := range v {
		switch {
		case r >= 'ァ' && r <= 'ヿ', r >= 'ｦ' && r <= 'ﾟ':
		case s == kanji && (r >= 'ぁ' && r <= 'ゟ' || r >= 0x3400 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0x20000 || r == '々' || r == '〆'):
		case s == kana && r >= 'ぁ' && r <= 'ゟ':
		default:
			return false
		}
		n++
	}
	return n > 0 && n <= 10 && (s == kana || n <= 6)
}

// usualCaption reports whether v is a caption of lists of people that
// announces nothing that is looked for.
func usualCaption(v string) bool {
	if len(v) > 40 {
		return false
	}
	if identifier(v) || polymorphism(v) {
		return true
	}
	if v == "" || !captionEnds[v[len(v)-1]] || utf8.RuneCountInString(v) > 10 {
		return false
	}
	if usualCaptions[v] || turn(v) {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(v)
	for _, end := range usualEnds[r] {
		if strings.HasSuffix(v, end) && len(v) > len(end) {
			return true
		}
	}
	return false
}

// polymorphism reports whether v is the number of a variant in dbSNP: rs1801133.
func polymorphism(v string) bool {
	n, ok := strings.CutPrefix(v, "rs")
	return ok && len(n) >= dataDigits && strings.Trim(n, "0123456789") == ""
}

// turn reports whether v is the caption of one of several days, lessons or
// questions: 4/1, 第3回, 10月, Q1, 問2.
func turn(v string) bool {
	for _, question := range [...]string{"Q", "問", "設問", "質問", "項目", "課題", "小テスト"} {
		if n, ok := strings.CutPrefix(v, question); ok && n != "" && len(n) <= 2 && strings.Trim(n, "0123456789") == "" {
			return true
		}
	}
	rest := strings.TrimPrefix(v, "第")
	n := 0
	for n < len(rest) && rest[n]-'0' <= 9 {
		n++
	}
	if n == 0 || n > 2 {
		return false
	}
	tail := rest[n:]
	switch tail {
	case "回", "月", "日", "限", "週", "講", "回目":
		return true
	}
	day, ok := strings.CutPrefix(tail, "/")
	return ok && len(day) > 0 && len(day) <= 2 && strings.Trim(day, "0123456789") == ""
}

// identifier reports whether v is the name of a column as programs give them:
// line_cd.
func identifier(v string) bool {
	under := false
	for i := range len(v) {
		switch c := v[i]; {
		case c == '_' && i > 0 && i+1 < len(v):
			under = true
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c-'0' <= 9 && i > 0:
		default:
			return false
		}
	}
	return under
}

var (
	usualCaptions = setOf(
		"No", "No.", "NO", "№", "ID", "番号", "項番", "連番", "通番", "学年", "年代", "通院歴", "通院先", "既往", "服薬", "利き手", "喫煙", "飲酒", "睡眠時間", "同居家族", "学科", "学部", "専攻", "所属", "部局", "部署", "役職", "職名", "身分", "区分", "種別", "クラス", "組", "班", "年齢", "性別",
		"成績", "評価", "評語", "点数", "得点", "素点", "合計", "平均", "順位", "合否", "判定", "結果", "出席", "欠席", "備考", "メモ", "摘要", "日付", "金額", "単価", "数量", "期限", "国籍", "続柄", "病名", "診断", "処方", "HbA1c", "身長", "体重", "BMI", "血圧", "術式", "手術", "麻酔", "主治医", "診療科", "病棟", "病室", "転帰", "合併症", "既往歴", "アレルギー", "用量", "用法", "単位", "要介護度", "介護度", "サービス", "ケアマネ", "自由記述", "コメント", "所見",
		"Last", "First", "Middle", "Affiliation", "Department", "Organization", "Institution", "Position", "Title", "Country", "Status", "Notes", "Remarks", "Comment", "Comments", "Date", "Role", "Year", "Subject", "Room", "Team", "Group", "Section", "Type", "Category", "Amount", "Total", "Class",
		"支払先", "用務", "源泉", "銀行", "支店", "預金種目",
	)
	usualEnds = byLast("番号", "番地", "年度", "月日", "日", "名", "コード", "区分", "点", "点数", "率", "額", "数", "欄", "値", "ID", "評価", "期限", "分野")
)

// captionEnds are the last bytes of usual captions: most words of English end
// with others.
var captionEnds = func() (t [256]bool) {
	for c := range usualCaptions {
		t[c[len(c)-1]] = true
	}
	for _, ends := range usualEnds {
		for _, e := range ends {
			t[e[len(e)-1]] = true
		}
	}
	for c := '0'; c <= '9'; c++ { // 4/1
		t[c] = true
	}
	for _, c := range []string{"回", "月", "日", "限", "週", "講", "目"} {
		t[c[len(c)-1]] = true
	}
	return t
}()

func setOf(list ...string) map[string]bool {
	m := map[string]bool{}
	for _, s := range list {
		m[s] = true
	}
	return m
}

// byLast sorts endings by their last character.
func byLast(list ...string) map[rune][]string {
	m := map[rune][]string{}
	for _, s := range list {
		r, _ := utf8.DecodeLastRuneInString(s)
		m[r] = append(m[r], s)
	}
	return m
}
