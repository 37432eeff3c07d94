package report

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// names gives the books of one run their file names, each one different on
// every file system.
type names struct {
	settings Settings
	taken    map[string]bool
}

func newNames(s Settings) *names { return &names{s, map[string]bool{}} }

// of names a book: "医学部_自己点検_2026-11-22_No12.xlsx".
func (n *names) of(b Book) string {
	tail := "_" + wordFileTail.in(b.Lang) + "_" + b.Made.Format("2006-01-02")
	if b.Run > 0 {
		tail += "_No" + strconv.FormatInt(b.Run, 10)
	}
	stem := fileStem(b.title())
	name := stem + tail
	for i := 2; n.taken[folded(name)]; i++ {
		name = stem + "(" + strconv.Itoa(i) + ")" + tail
	}
	n.taken[folded(name)] = true
	if len(b.protection().Recipients) > 0 {
		return name + ".xlsx" + sealedSuffix
	}
	return name + ".xlsx"
}

// FileTail is what stands behind the department in the names of books.
func FileTail(lang string) string { return wordFileTail.in(lang) }

// folded is the same for names that a file system may take for the same.
func folded(name string) string { return strings.ToLower(norm.NFC.String(name)) }

// wide stands in for characters that file names or sheet names must not hold:
// 理学部/物理学科 becomes 理学部／物理学科.
var wide = strings.NewReplacer(
	"/", "／", `\`, "＼", ":", "：", "*", "＊", "?", "？", `"`, "”", "<", "＜", ">", "＞", "|", "｜", "[", "［", "]", "］",
)

const longestStem = 60 // characters, 180 bytes: with date and number below the 255 bytes of file systems

// fileStem makes a department's name safe as the beginning of a file name on
// Windows, macOS and Linux.
func fileStem(department string) string {
	s := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) {
			return -1
		}
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(department, "_"))
	s = wide.Replace(norm.NFC.String(s))
	s = strings.TrimLeft(s, " .-~$")
	for len(s) > longestStem*3 || len([]rune(s)) > longestStem {
		r := []rune(s)
		s = string(r[:len(r)-1])
	}
	s = strings.TrimRight(s, " .")
	if device, _, _ := strings.Cut(s, "."); s == "" || reserved[strings.ToUpper(strings.TrimSpace(device))] {
		s = "_" + s
	}
	return s
}

// reserved are names that Windows keeps for devices, with any extension.
var reserved = func() map[string]bool {
	m := map[string]bool{"CON": true, "PRN": true, "AUX": true, "NUL": true, "CONIN$": true, "CONOUT$": true}
	for _, n := range []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"} {
		m["COM"+n], m["LPT"+n] = true, true
	}
	return m
}()
