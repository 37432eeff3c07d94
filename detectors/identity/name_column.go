package identity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tenken/detectors"
	"tenken/detectors/identity/jname"
)

// Column weighs the share of names among the values by how clearly the header
// announces them.
func (Name) Column(col detectors.Column) float64 {
	if col.Label == detectors.OtherLabel {
		return 0
	}
	header := detectors.Fold(col.Header)
	half := halfHeader(header) || halves(col, header, "first", "last") || halves(col, header, "sei", "mei")
	if half {
		if latin, n := col.Share(latinName); n > 1 && latin > 0.8 {
			return 0.9
		}
	}
	announced := col.Label == detectors.HeaderLabel || half
	if !announced && splitName(col) {
		return splitNames
	}
	if !announced && !mayBeNames(col.Values) {
		return 0
	}
	if kana, _ := col.Share(onlyKana); kana > 0.6 && (!announced || strings.Contains(header, "名義")) {
		return 0 // readings: see NameKana
	}
	parts, wholes := 0, 0
	form, n := col.Share(func(v string) bool {
		l := likeness(v)
		if l >= jname.Part {
			parts++
		}
		if l >= jname.Whole {
			wholes++
		}
		return l >= jname.Form
	})
	part, whole := float64(parts)/float64(max(n, 1)), float64(wholes)/float64(max(n, 1))
	switch {
	case n == 0, whole < 0.2 && n >= 5 && tallied(col, header):
		return 0
	case half:
		long, _ := col.Share(func(v string) bool { return utf8.RuneCountInString(v) > 1 })
		if part >= 0.4 && (n >= 3 || long > 0) {
			return 0.9
		}
	case public(col, header) && (whole >= 0.4 || part >= 0.7):
		return publicColumn
	case announced && header == "名前": // also that of a setting or a file
		if whole >= 0.3 || part >= 0.5 {
			return 0.95
		}
	case announced && strongHeader(header):
		// In a long column some names are in the dictionary.
		if part >= 0.2 || form >= 0.3 && (part > 0 || n <= 3) {
			return 0.95
		}
	case announced:
		if long, _ := col.Share(func(v string) bool { return utf8.RuneCountInString(v) > 1 }); long >= 0.5 && (whole >= 0.4 || part >= 0.7) { // 正, 準
			return 0.9
		}
	case (whole >= 0.8 && n >= 3 || whole >= 0.65 && n >= 12) && varied(col.Values):
		switch {
		case public(col, header):
			return publicColumn
		case elsewhere(col, header):
			return otherColumn
		}
		return 0.75
	}
	return 0
}

// tallied reports whether the rows say how many bear a name: 名前, 順位, 人数.
func tallied(col detectors.Column, folded string) bool {
	rank, tally := false, false
	for _, h := range col.Headers {
		h = detectors.Fold(h)
		if h != folded && (detectors.PrivateHeader(h) || halfHeader(h)) {
			return false
		}
		rank, tally = rank || strings.Contains(h, "順位"), tally || detectors.Tally(h)
	}
	return rank && tally
}

// Confidence of a column of people in public posts, and of one whose header
// announces something else.
const (
	publicColumn = 0.5
	otherColumn  = 0.45
)

// public reports whether a column holds people in public posts, and nothing in
// the table says more of them than what they do.
func public(col detectors.Column, folded string) bool {
	research, elected, courses := false, false, false
	for _, h := range col.Headers {
		courses = courses || containsAny(h, []string{"科目名", "科目コード", "授業科目", "授業名", "講義名", "時間割", "時限"})
		research = research || strings.Contains(h, "弁護士会") || strings.Contains(h, "事務所名") || !strings.Contains(h, "業績評価") && containsAny(h, []string{"専門分野", "研究分野", "研究テーマ", "研究課題", "研究キーワード", "研究者番号", "researchmap", "業績", "担当科目"})
		elected = elected || containsAny(h, []string{"得票", "党派", "政党", "議席"})
	}
	if elected || onlyPosts(col.Headers, folded) {
		return true
	}
	if !research && !detectors.PublicPost(folded) && !(courses && (strings.HasPrefix(folded, "担当") || folded == "教員" || folded == "教員名")) {
		return false
	}
	for _, h := range col.Headers {
		if h = detectors.Fold(h); h != folded && detectors.PrivateHeader(h) && !detectors.PublicPost(h) && !(research && (readingHeader(h) || workHeader(h))) {
			return false
		}
	}
	return true
}

// readingHeader reports whether a header announces how names are read: lists of
// researchers are in that order.
func readingHeader(folded string) bool {
	return containsAny(folded, []string{"フリガナ", "ふりがな", "カナ", "よみ"})
}

// workHeader reports whether a header announces how somebody is reached at work:
// universities publish it of their researchers.
func workHeader(folded string) bool {
	return strings.HasPrefix(folded, "事務所") || containsAny(folded, []string{"内線", "電話", "メール", "mail", "tel"}) && !containsAny(folded, []string{"自宅", "携帯", "緊急"})
}

// elsewhere reports whether a column of names has a header that announces
// something else, in a table that says nothing more of people: who plays, who
// speaks, who calibrated.
func elsewhere(col detectors.Column, folded string) bool {
	if folded == "" || strings.ContainsAny(folded, "0123456789") || jname.Like(col.Header) >= jname.Part {
		return false
	}
	for _, h := range col.Headers {
		if h = detectors.Fold(h); detectors.PrivateHeader(h) || detectors.OwnPeople(h) {
			return false
		}
	}
	return true
}

// onlyPosts reports whether a table tells what somebody does and where, and
// nothing else: a list of committee members as it is published.
func onlyPosts(headers []string, folded string) bool {
	post, place := false, false
	for _, h := range headers {
		switch h = detectors.Fold(h); {
		case h == folded:
		case h == "任期", h == "就任回数", h == "就任年月日":
			place = true
		case h == "職":
			post = true
		case strings.HasPrefix(h, "所属") && strings.Contains(h, "役職"):
			post, place = true, true
		case containsAny(h, []string{"職名", "役職", "役名", "肩書", "現職"}):
			post = true
		case h == "所属" || h == "所属機関" || h == "所属先" || h == "機関名" || h == "団体名" || h == "所属団体":
			place = true
		case h == "" || h == "no" || h == "no." || h == "備考" || h == "区分" || h == "専門" || h == "専門分野":
		default:
			return false
		}
	}
	return post && place
}

// halves reports whether header is a or b, and another column has the other one.
func halves(col detectors.Column, header, a, b string) bool {
	return (header == a || header == b) && slices.ContainsFunc(col.Headers, func(h string) bool { h = detectors.Fold(h); return h != header && (h == a || h == b) })
}

// halfHeader reports whether a header announces surnames or given names alone.
func halfHeader(folded string) bool {
	switch folded {
	case "姓", "名", "氏", "苗字", "名字", "姓(漢字)", "名(漢字)", "漢字姓", "漢字名", "氏名姓", "氏名名", "lastname", "firstname", "familyname", "givenname", "surname":
		return true
	}
	return strings.HasSuffix(folded, "氏名姓") || strings.HasSuffix(folded, "氏名名")
}

func strongHeader(folded string) bool {
	for _, w := range []string{"氏名", "姓名", "お名前", "名前", "学生名", "生徒名", "児童名", "患者名", "受診者名", "利用者名", "受験者名", "志願者名", "保護者名", "職員名", "社員名", "従業員名", "会員名", "参加者名", "名義", "fullname", "studentname", "patientname"} {
		if strings.Contains(folded, w) {
			return true
		}
	}
	return false
}

// latinName reports whether v is a surname or given name in Latin letters.
func latinName(v string) bool {
	if len(v) < 2 || len(v) > 20 || v[0] < 'A' || v[0] > 'Z' {
		return false
	}
	return strings.Trim(strings.ToLower(v), "abcdefghijklmnopqrstuvwxyz'-. ") == ""
}

// varied reports whether most values are different, as names are.
func varied(values []string) bool {
	seen := map[string]bool{}
	for _, v := range values {
		seen[v] = true
	}
	return 2*len(seen) > len(values)
}

// mayBeNames is a cheap test whether most values are as long as names are and
// begin like them, before the dictionary is asked.
func mayBeNames(values []string) bool {
	n := 0
	for _, v := range values {
		if r, _ := utf8.DecodeRuneInString(v); r >= 'ァ' && r <= 0x9FFF && len(v) >= 9 && len(v) <= 45 && !strings.ContainsAny(v, "0123456789") {
			n++
		}
	}
	return n >= 3 && 3*n >= 2*len(values)
}
