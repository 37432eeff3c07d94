package scanners

var exposureLabels = [...]struct{ ja, en string }{
	{"不明", "unknown"},
	{"本人のみ", "owner only"},
	{"学内の特定の人", "named people inside"},
	{"学内全体（学生を含む）", "whole institution, students included"},
	{"学外の特定の人", "named people outside"},
	{"公開（リンクを知る全員）", "anyone with the link"},
}

// Label is the exposure as people read it, in "ja" or "en".
func (e Exposure) Label(lang string) string {
	if e < 0 || int(e) >= len(exposureLabels) {
		return e.String()
	}
	if lang == "en" {
		return exposureLabels[e].en
	}
	return exposureLabels[e].ja
}
