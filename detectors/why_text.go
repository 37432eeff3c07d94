package detectors

// whyTexts says in Japanese and English what each evidence is.
var whyTexts = map[Why][2]string{
	WhyLabel:        {"直前に項目名がある", "its label stands directly before it"},
	WhyNear:         {"近くに項目名がある", "its label stands near before it"},
	WhyHeader:       {"列の見出しがこの種類を示す", "the column's header announces it"},
	WhyColumn:       {"列の値がそろってこの種類の形をしている", "the values of the whole column are of this type"},
	WhyCheckDigit:   {"検査数字が正しい", "the check digit is right"},
	WhyForm:         {"形だけで見分けがつく", "its form alone is distinctive"},
	WhyKnown:        {"実在の一覧にある", "found in a register"},
	WhyDictionary:   {"辞書にある", "found in a dictionary"},
	WhyTitle:        {"敬称や肩書が付いている", "a title or honorific stands with it"},
	WhyRow:          {"同じ行か近くに同じ人の情報がある", "its row, or the text around it, holds other data of a person"},
	WhyRate:         {"まわりの同じ形の数字もほとんど検査数字が正しい", "nearly all numbers of this form around it are valid"},
	WhyMarker:       {"固有の目印がある", "a sign of its own stands with it"},
	WhyAnalyser:     {"形態素解析でも同じ結果", "a morphological analyser agrees"},
	WhyBare:         {"まわりに手がかりがない", "nothing around it says what it is"},
	WhyOtherLabel:   {"別のものの項目名が付いている", "a label of something else stands before it"},
	WhyTest:         {"公表されている試験用の番号", "a published test number"},
	WhyExample:      {"記入例・見本・空の様式の中にある", "an example or a blank form, by the words around it"},
	WhyDummy:        {"仮の値・匿名化された値", "a placeholder, or made anonymous"},
	WhyTime:         {"日付や時刻とも読める", "could be a date and time"},
	WhySequence:     {"連番か同じ数字の並び", "digits in sequence or all alike"},
	WhyUnknown:      {"実在の一覧にない", "not found in the register"},
	WhyOrganisation: {"組織の連絡先", "of an organisation rather than a person"},
	WhyBroken:       {"改行をまたいでいる", "it runs over a line break"},
	WhyLostZero:     {"表計算で消えた先頭の 0 を補った", "completed by a zero that a spreadsheet dropped"},
	WhyPublic:       {"もともと公表されている", "published by its nature"},
	WhyNobody:       {"だれのことか分かる情報が近くにない", "no person is named near it"},
}

// Japanese tells the evidence for and against in Japanese.
func (w Why) Japanese() []string { return w.texts(0) }

// English tells the evidence for and against in English.
func (w Why) English() []string { return w.texts(1) }

func (w Why) texts(language int) []string {
	var out []string
	for b := Why(1); b != 0; b <<= 1 {
		if t, ok := whyTexts[b]; ok && w&b != 0 {
			out = append(out, t[language])
		}
	}
	return out
}

// Against is the evidence in w that speaks against a match.
func (w Why) Against() Why { return w >> 32 << 32 }
