package record

import (
	"regexp"
	"strings"
)

// Languages of messages and reports.
const (
	Japanese = "ja"
	English  = "en"
)

type words struct{ ja, en string }

func (w words) in(lang string) string {
	if lang == English {
		return w.en
	}
	return w.ja
}

var statusWords = map[Status]words{
	Inspected:  {"点検済", "inspected"},
	Partial:    {"一部点検", "partly inspected"},
	Skipped:    {"対象外", "skipped"},
	Unreadable: {"点検不能", "unreadable"},
}

// Label is the status as people read it.
func (s Status) Label(lang string) string { return statusWords[s].in(lang) }

var levelWords = map[Level]words{
	Critical: {"緊急", "critical"},
	High:     {"高", "high"},
	Medium:   {"中", "medium"},
	Low:      {"低", "low"},
	NoLevel:  {"－", "none"},
}

// Label is the level as people read it.
func (l Level) Label(lang string) string { return levelWords[l].in(lang) }

var verdictWords = map[Verdict]words{
	Violation: {"規程違反の疑い", "possible violation"},
	Review:    {"要確認", "to be reviewed"},
	Approved:  {"許可済", "approved"},
	Clear:     {"該当なし", "clear"},
}

// Label is the verdict as people read it.
func (v Verdict) Label(lang string) string { return verdictWords[v].in(lang) }

// cause explains a Code: what happened and what to do next.
type cause struct{ what, todo words }

var causes = map[Code]cause{
	Encrypted:     {words{"パスワードで暗号化されているため中を確認できません", "encrypted with a password; its contents could not be checked"}, words{"パスワードを解除して内容を確認するか、所有者が目視で点検してください", "remove the password and scan again, or let the owner check it by eye"}},
	RightsManaged: {words{"権利管理（IRM・秘密度ラベル）により保護されているため読めません", "protected by rights management (IRM, sensitivity label)"}, words{"保護を外して点検するか、権限のある人が目視で点検してください", "remove the protection and scan again, or let someone who may open it check it by eye"}},
	Damaged:       {words{"ファイルが壊れているため読めません", "the file is damaged"}, words{"元のアプリで開けるか確認し、不要なら削除してください", "see whether its application opens it; delete it if it is not needed"}},
	Unsupported:   {words{"対応していない形式です", "the format is not supported"}, words{"内容を所有者が目視で点検してください", "let the owner check it by eye"}},
	Limit:         {words{"大きすぎる、または入れ子が深すぎるため途中までの点検です", "too large or too deeply nested; read only in part"}, words{"分割または展開してから点検してください", "split or unpack it and scan again"}},
	TooLarge:      {words{"方針で定めた大きさを超えるため点検していません", "larger than the policy inspects"}, words{"必要なら設定の上限を上げて点検してください", "raise the limit in the configuration if it matters"}},
	Excluded:      {words{"方針により点検の対象から除いています", "excluded by the policy"}, words{"除外の理由が今も正しいか確認してください", "check that the reason for excluding it still holds"}},
	Denied:        {words{"読み取り権限がありません", "no permission to read it"}, words{"点検用アカウントに読み取り権限を付けてください", "give the scanning account the right to read it"}},
	Gone:          {words{"一覧作成後に削除または移動されました", "deleted or moved after it was listed"}, words{"次回の点検で確認します", "the next scan will look again"}},
	Changed:       {words{"点検中に内容が変わりました", "it changed while it was read"}, words{"次回の点検で確認します", "the next scan will look again"}},
	Frozen:        {words{"アーカイブ保管のため、取り出さないと読めません", "archived; it cannot be read without restoring it"}, words{"取り出してから点検するか、所有者が内容を確認してください", "restore it and scan again, or let the owner check it"}},
	ReadError:     {words{"読み取り中にエラーが起きました", "reading failed"}, words{"保存先の状態を確認し、もう一度点検してください", "check the storage and scan again"}},
	ParserCrash:   {words{"読み取り処理が異常終了しました", "the reader crashed on it"}, words{"所有者が目視で点検し、ツールの担当者に連絡してください", "let the owner check it by eye and tell the tool's maintainers"}},
	TimedOut:      {words{"制限時間内に読み終わりませんでした", "reading took longer than allowed"}, words{"分割するか、設定の制限時間を延ばしてください", "split it, or allow more time in the configuration"}},
	ImageOnly:     {words{"画像だけで文字情報がありません", "pictures only, without text"}, words{"所有者が目視で点検してください", "let the owner check it by eye"}},
	NotListed:     {words{"フォルダーの一覧を取得できませんでした", "the folder could not be listed"}, words{"点検用アカウントに権限を付けて、もう一度点検してください", "give the scanning account the right to list it and scan again"}},
	SpecialFile:   {words{"通常のファイルではありません", "not a regular file"}, words{"対応は不要です", "nothing to do"}},
	NoContent:     {words{"フォルダーまたは削除の目印で、中身がありません", "a mark of a folder or of a deletion; it has no contents"}, words{"対応は不要です", "nothing to do"}},
	KeyDenied:     {words{"保存先で暗号化されており、鍵を使う権限がありません", "encrypted by the store with a key that may not be used"}, words{"点検用アカウントに鍵の利用（kms:Decrypt など）を許可するか、所有者が目視で点検してください", "grant the scanning account the use of the key (kms:Decrypt), or let the owner check it by eye"}},
	ReaderPays:    {words{"読み取る側が料金を負担する設定のため、読んでいません", "its readers pay for it, so it was not read"}, words{"料金を負担してよければ、設定で requester_pays: true にしてください", "set requester_pays: true in the configuration if the cost is acceptable"}},
	Malware:       {words{"保存先が有害なファイル（マルウェアなど）と判定しています", "the provider holds it for malware or abuse"}, words{"開かずに、情報セキュリティの担当者に連絡してください", "do not open it; tell those responsible for information security"}},
	NoCopy:        {words{"所有者がダウンロードを禁止しているため読めません", "its owner forbids downloading it"}, words{"所有者が目視で点検してください", "let the owner check it by eye"}},
	OnlineOnly:    {words{"フォームやサイトなど、ファイルとして取り出せない形式です", "a form, site or the like: there is no file to download"}, words{"所有者が画面で内容を点検してください", "let the owner check it in the browser"}},
	SymbolicLink:  {words{"リンク（実体は別の場所で点検します）", "a link; its target is inspected where it lies"}, words{"対応は不要です", "nothing to do"}},
}

// What says what happened, in one sentence without a full stop.
func (c Code) What(lang string) string { return causeOf(c).what.in(lang) }

// Todo says what to do about it.
func (c Code) Todo(lang string) string { return causeOf(c).todo.in(lang) }

func causeOf(c Code) cause {
	if k, ok := causes[c]; ok {
		return k
	}
	return cause{words{string(c), string(c)}, words{"", ""}}
}

// Place translates a place ("page 4", "a.zip!/b.csv line 12") for people.
func Place(place, lang string) string {
	if lang == English {
		return place
	}
	for _, p := range placeWords {
		if !strings.Contains(place, p.word) { // most places are cells
			continue
		}
		if m := p.en.FindStringIndex(place); m != nil {
			return place[:m[0]] + p.en.ReplaceAllString(place[m[0]:], p.ja)
		}
	}
	return place
}

// placeWords are the places that formats name, at the end of a member's path.
var placeWords = []struct {
	word string // in every such place
	en   *regexp.Regexp
	ja   string
}{
	{"line", regexp.MustCompile(`(^| )line (\d+)$`), "${1}${2}行目"},
	{"page", regexp.MustCompile(`(^| )page (\d+)$`), "${1}${2}ページ"},
	{"slide", regexp.MustCompile(`(^| )slide (\d+)$`), "${1}${2}枚目のスライド"},
	{"slide", regexp.MustCompile(`(^| )slide (\d+) notes$`), "${1}${2}枚目のノート"},
	{"slide", regexp.MustCompile(`(^| )slide (\d+) comments$`), "${1}${2}枚目のコメント"},
	{"slide", regexp.MustCompile(`(^| )slide (\d+) table (\d+)(![A-Z]+\d+)?$`), "${1}${2}枚目の表${3}${4}"},
	{"slide", regexp.MustCompile(`(^| )slide master (\d+)$`), "${1}スライドマスター${2}"},
	{"slide", regexp.MustCompile(`(^| )slide layout (\d+)$`), "${1}スライドレイアウト${2}"},
	{"table", regexp.MustCompile(`(^| )table (\d+)(![A-Z]+\d+)?$`), "${1}表${2}${3}"},
	{"attachment", regexp.MustCompile(`(^| )attachment (\d+)$`), "${1}添付${2}"},
	{"header", regexp.MustCompile(`(^| )header (From|To|Cc|Bcc|Reply-To|Sender)$`), "${1}メールの ${2}"},
	{"header", regexp.MustCompile(`(^| )header Subject$`), "${1}件名"},
	{"header", regexp.MustCompile(`(^| )header$`), "${1}ヘッダー"},
	{"footer", regexp.MustCompile(`(^| )footer$`), "${1}フッター"},
	{"text box", regexp.MustCompile(`(^| )text box$`), "${1}テキストボックス"},
	{"chart", regexp.MustCompile(`(^| )chart$`), "${1}グラフ"},
	{"comments", regexp.MustCompile(`(^| )comments$`), "${1}コメント"},
	{"notes", regexp.MustCompile(`(^| )notes$`), "${1}注"},
	{"properties", regexp.MustCompile(`(^| )properties$`), "${1}文書のプロパティ"},
	{"links", regexp.MustCompile(`(^| )links$`), "${1}リンク先"},
	{"names", regexp.MustCompile(`(^| )defined names$`), "${1}名前の定義"},
	{"names", regexp.MustCompile(`(^| )names$`), "${1}中のファイル名"},
}
