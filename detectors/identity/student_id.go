package identity

import (
	"strings"
	"unicode/utf8"

	"tenken/detectors"
	"tenken/detectors/identity/jname"
)

// StudentID recognises 学籍番号. Every institution writes its own: six to
// twelve letters and digits, such as 21A1234, B123456 or 1234567. So it needs
// a header or a label, and a column whose values are written alike.
type StudentID struct{}

func (StudentID) Info() detectors.Info {
	return detectors.Info{
		ID: "student_id", Label: "学籍番号", English: "Student number",
		Category: detectors.Personal, Severity: 2, Persons: detectors.Key,
		Validate: "column header with values written alike; label; five to twelve letters and digits",
		Source:   "個人情報の保護に関する法律 第2条第1項第1号; 各機関の付番",
	}
}

func (StudentID) Asks() detectors.Asks {
	return detectors.Asks{Labels: studentLabels, Headers: studentHeaders, NotLabels: notStudentLabels, Terms: append(studentTerms, behindName...), Lines: true}
}

var studentLabels = []string{
	"学籍番号", "学生番号", "学生証番号", "学籍no", "学生no", "学籍id", "学生id", "学籍コード", "学生コード", "在籍番号", "生徒番号", "児童番号", "学生証no", "学籍簿番号", "ガクセキバンゴウ", "がくせきばんごう", "ガクセイバンゴウ",
	"student id", "student no", "student number", "studentid", "studentno", "student code", "student_id", "student_no", "gakuseki", "gakuseki_no", "gakusei_id",
}

var studentHeaders = []string{"学籍", "学番", "学生証", "student"}

var notStudentLabels = []string{"受験番号", "職員番号", "教職員番号", "社員番号", "電話番号", "科目番号", "授業番号", "学生数", "学生定員", "学籍番号順", "学生番号順"}

var studentTerms = []string{"学籍番号", "学生番号", "学生証番号", "学籍No", "学生No", "学籍ID", "学生ID", "学籍コード", "学生コード", "在籍番号", "生徒番号", "学籍Ｎｏ", "学籍ＮＯ", "学生ＩＤ", "student id", "student no", "student number", "studentid", "student_id", "student_no", "student-id", "学生証No"}

// behindName is how minutes and notes put a number behind a name:
// 鈴木さん（21A1234）.
var behindName = []string{"さん（", "さん(", "君（", "君(", "くん（", "くん("}

// Column asks that most values below the header could be numbers of students,
// and that they are written alike.
func (StudentID) Column(col detectors.Column) float64 {
	if col.Label != detectors.HeaderLabel {
		if col.Label == detectors.NoLabel && ofSchool(col) {
			return bareStudents
		}
		return 0
	}
	good, n := col.Share(func(v string) bool { return studentID(v, 4) })
	if n == 0 || good < 0.7 {
		return 0
	}
	// The commonest shape: its share tells numbering from free text.
	switch {
	case n >= 5 && commonest(col.Values) < 0.3*float64(n):
		return 0.7
	default:
		return 0.95
	}
}

// commonest is how many values are written as most are.
func commonest(values []string) float64 {
	shapes := map[string]int{}
	most := 0
	for _, v := range values {
		if v = strings.TrimSpace(v); studentID(v, 4) {
			s := shape(v)
			shapes[s]++
			most = max(most, shapes[s])
		}
	}
	return float64(most)
}

// bareStudents is the confidence of a column that only the table around it says
// to number students.
const bareStudents = 0.8

// schoolHeaders stand beside the numbers of students.
var schoolHeaders = []string{"学生", "生徒", "学部", "学科", "学年", "専攻", "履修", "単位", "成績", "評価", "評点", "得点", "点数", "レポート", "出席", "欠席", "gpa", "期末", "中間", "卒論", "ゼミ", "受講", "student", "midterm", "final", "小テスト", "コース合計", "grade", "credit", "attendance"}

// ofSchool reports whether a column below ID or 番号 numbers students, by two of
// the headers beside it; or, where the table has no headers, whether all values
// are letters and digits as schools mix them, written alike.
func ofSchool(col detectors.Column) bool {
	if col.Header == "" && len(col.Headers) == 0 {
		share, n := col.Reaching(0.95, schoolCode)
		return n >= 5 && share >= 0.95 && commonest(col.Values) >= 0.6*float64(n) && varied(col.Values)
	}
	switch detectors.Fold(col.Header) {
	case "id", "番号", "no", "idno", "id番号", "idナンバー", "コード", "code":
	default:
		return false
	}
	school, sure := 0, false
	for _, h := range col.Headers {
		h = detectors.Fold(h)
		if containsAny(h, []string{"患者", "受診", "職員", "社員", "品", "在庫", "シリアル", "価格", "金額"}) || containsAny(h, []string{"学籍", "学生番号", "studentid"}) {
			return false
		}
		if containsAny(h, schoolHeaders) {
			school++
		}
		sure = sure || containsAny(h, []string{"gpa", "学生", "生徒", "履修", "成績", "卒論", "student", "コース合計"})
	}
	if school < 2 && !sure {
		return false
	}
	share, n := col.Reaching(0.9, func(v string) bool { return studentID(v, 6) && !isAscending(v) })
	return n >= 3 && share >= 0.9 && varied(col.Values)
}

// isAscending reports whether v may be the number of a row or a date, and no
// more than that.
func isAscending(v string) bool {
	return strings.HasPrefix(v, "000") || len(v) == 8 && (v[:3] == "202" || v[:3] == "201") && strings.Trim(v, "0123456789") == "" && v[4:6] <= "12"
}

// Judge looks at a cell of a column of student numbers, or at a label.
func (StudentID) Judge(c *detectors.Candidate) {
	switch c.Kind {
	case detectors.LineKind:
		numberedNames(c)
	case detectors.CellKind:
		if v := c.Text[c.Start:c.End]; c.Column() == bareStudents {
			if studentID(v, 6) && !uniform(v) {
				c.ReportAbout(detectors.Somebody, c.Start, c.End, bareStudents, detectors.WhyColumn)
			}
		} else if c.Label() != detectors.OtherLabel && studentID(v, 4) {
			confidence, why := c.Column(), detectors.WhyHeader|detectors.WhyColumn
			if uniform(v) {
				confidence, why = 0.4, why|detectors.WhyDummy
			}
			c.Report(c.Start, c.End, confidence, why)
		}
	case detectors.TermKind:
		if c.Column() > 0 {
			return
		}
		if c.Term >= len(studentTerms) {
			bracketed(c)
			return
		}
		start, separated := valueAt(c, c.End)
		for start < c.Hi { // 学籍番号は21A1234
			r, w := utf8.DecodeRuneInString(c.Text[start:c.Hi])
			if r != 'は' && r != 'が' && r != '「' && r != 'の' && r != '#' {
				break
			}
			start += w
			separated = true
		}
		end := codeEnd(c, start)
		if start == end || !separated && c.Text[c.End-1] < 0x80 {
			return
		}
		if v := c.Text[start:end]; studentID(v, 5) && c.LabelBefore(start) >= detectors.OwnLabel {
			confidence, why := 0.9, detectors.WhyLabel
			if uniform(v) {
				confidence, why = 0.4, why|detectors.WhyDummy
			}
			c.Report(start, end, confidence, why)
		}
	}
}

// bracketed reports the code of letters and digits that alone, or before a
// comma, stands in brackets behind a name.
func bracketed(c *detectors.Candidate) {
	start := c.End
	end := codeEnd(c, start)
	const most = 60 // bytes of what else stands there: 農3、B4TB1001
	if inside := c.Text[start:min(c.Hi, start+most)]; end == start {
		if i := strings.IndexAny(inside, "）)\n"); i > 0 {
			if k := strings.LastIndexAny(inside[:i], "、，,・ 　"); k > 0 {
				_, w := utf8.DecodeRuneInString(inside[k:])
				start += k + w
				end = codeEnd(c, start)
			}
		}
	}
	switch c.Next(end) {
	case '）', ')', '、', '，', ',', ' ', '　':
	default:
		return
	}
	letters, digits := 0, 0
	for _, r := range detectors.Half(c.Text[start:end]) {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r >= 'A' && r <= 'Z':
			letters++
		}
	}
	if v := c.Text[start:end]; letters >= 1 && letters <= 3 && digits >= 5 && studentID(v, 6) && !uniform(v) {
		c.Report(start, end, 0.7, detectors.WhyTitle)
	}
}

// codeEnd is where the code that begins at offset i ends.
// numberedNames reports the number in 山田 太郎（26T1234）, beside a whole name:
// letters and digits as schools mix them.
func numberedNames(c *detectors.Candidate) {
	line := c.Text[c.Start:c.End]
	if line[0]-'1' <= 8 && !c.InTable() { // 26012345 山田 太郎, in a list of students
		const least, most = 7, 10
		if n := strings.IndexAny(line[:min(len(line), most+len("　"))], " 　"); n >= least && n <= most && strings.Trim(line[:n], "0123456789") == "" && !uniform(line[:n]) &&
			nameFirst(line[n:]) && containsAny(c.Opening(), []string{"学籍", "学生", "ゼミ", "受講", "履修", "生徒", "研究室配属"}) {
			c.Report(c.Start, c.Start+n, 0.65, detectors.WhyTitle)
			return
		}
	}
	if line[0] < 0x80 && !c.InTable() {
		from := 0
		for from < len(line) && line[from]-'0' <= 9 { // its number in a list
			from++
		}
		for from < len(line) && (line[from] == '.' || line[from] == ')' || line[from] == ' ') {
			from++
		}
		if from > 5 || from > 0 && line[from-1]-'0' <= 9 {
			from = 0
		}
		if from == len(line) || !isCode(rune(line[from])) && line[from] < 0x80 {
			from = len(line) // no code begins here
		}
		if n := strings.IndexAny(line[from:min(len(line), from+16)], " 　"); n >= 6 && n <= 12 && schoolCode(line[from:from+n]) && nameFirst(line[from+n:]) {
			c.Report(c.Start+from, c.Start+from+n, 0.65, detectors.WhyTitle)
			return
		}
	}
	for i := c.Start; i < c.End; {
		open, width := c.Bracket(i)
		if width == 0 {
			return
		}
		i = open + width
		end := codeEnd(c, i)
		if schoolCode(c.Text[i:end]) && nameBefore(c.Text[c.Start:open]) {
			c.Report(i, end, 0.65, detectors.WhyTitle)
		}
	}
}

// nameFirst reports whether text begins with a whole name, as one word or two.
func nameFirst(text string) bool {
	words := strings.Fields(text)
	for n := min(2, len(words)); n > 0; n-- {
		if jname.Like(strings.Join(words[:n], " ")) == jname.Whole {
			return true
		}
	}
	return false
}

// schoolCode reports whether v mixes letters and digits as schools number their
// students.
func schoolCode(v string) bool {
	digits, letters := 0, 0
	for _, r := range detectors.Half(v) {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r != '-':
			letters++
		}
	}
	return letters >= 1 && letters <= 3 && digits >= 5 && studentID(v, 6)
}

func codeEnd(c *detectors.Candidate, i int) int {
	end := i
	for j := i; j < c.Hi; {
		r, w := utf8.DecodeRuneInString(c.Text[j:c.Hi])
		if !isCode(r) {
			break
		}
		j += w
		if r != '-' && r != '－' {
			end = j
		}
	}
	return end
}

func isCode(r rune) bool {
	return r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ' || r == '-' || r == '－'
}

// studentID reports whether v has the form of a number of a student: least to
// twelve letters and digits, most of them digits, at most three hyphens.
func studentID(v string, least int) bool {
	digits, letters, hyphens := 0, 0, 0
	for _, r := range v {
		switch {
		case r >= '0' && r <= '9', r >= '０' && r <= '９':
			digits++
		case r == '-', r == '－':
			hyphens++
		case isCode(r):
			letters++
		default:
			return false
		}
	}
	n := digits + letters
	return n >= least && n <= 12 && digits >= 3 && letters <= 4 && hyphens <= 3 && v[0] != '-' && v[len(v)-1] != '-'
}

// uniform reports whether all digits of v are the same: a placeholder.
func uniform(v string) bool {
	first := rune(-1)
	for _, r := range v {
		if r >= '0' && r <= '9' || r >= '０' && r <= '９' {
			if first >= 0 && r != first {
				return false
			}
			first = r
		}
	}
	return true
}

// shape writes letters as A and digits as 9.
func shape(v string) string {
	b := make([]byte, 0, len(v))
	for _, r := range v {
		switch {
		case r >= '0' && r <= '9', r >= '０' && r <= '９':
			b = append(b, '9')
		case r == '-', r == '－':
			b = append(b, '-')
		default:
			b = append(b, 'A')
		}
	}
	return string(b)
}
