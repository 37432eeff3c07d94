package detectors

import "strings"

// publicLists begin lists of people in public posts.
var publicLists = []string{"委員名簿", "委員会名簿", "委員一覧", "役員名簿", "役員一覧", "教員一覧", "教員紹介", "研究者一覧", "講師一覧", "議員名簿", "議員一覧", "歴代", "審議会", "審査員名簿", "評議員", "登壇者", "組織図", "著者一覧"}

// privateHeaders show that a list is one of private people after all.
var privateHeaders = []string{"住所", "電話", "生年月日", "学籍", "学生番号", "性別", "年齢", "携帯", "メール", "mail", "患者", "フリガナ", "ふりがな", "成績", "口座", "本籍", "個人番号", "職員番号"}

// PrivateHeader reports whether a header, folded, announces what is published
// of nobody: where somebody lives, how to reach him or her, marks.
func PrivateHeader(folded string) bool { return containsAny(folded, privateHeaders) }

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
	*p = public{known: true, at: -1}
	for _, w := range publicLists {
		if k := strings.Index(text, w); k >= 0 && (p.at < 0 || k < p.at) {
			p.at = k
		}
	}
	p.private = p.at >= 0 && containsAny(text, privateHeaders)
	p.opened = containsAny(opening, publicLists) && !containsAny(opening+text, privateHeaders)
}
