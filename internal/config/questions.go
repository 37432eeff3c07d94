package config

import (
	"cmp"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"

	"tenken/configs"
	"tenken/internal/followup"
	"tenken/internal/record"
	"tenken/internal/strict"
)

// questions is a file of questions of the self-inspection.
type questions struct {
	Questions []question `yaml:"questions"`
}

type question struct {
	ID       string            `yaml:"id"`
	Part     string            `yaml:"part"`
	PartEn   string            `yaml:"part_en"`
	Ja       string            `yaml:"ja"`
	En       string            `yaml:"en"`
	Clause   string            `yaml:"clause"`
	ClauseEn string            `yaml:"clause_en"`
	Evidence followup.Evidence `yaml:"evidence"`
	Types    []string          `yaml:"types"`
}

var questionID = regexp.MustCompile(`^[a-z0-9_]{1,40}$`)

// ReadQuestions are the questions of the self-inspection: those of the
// configuration, or those of the ministry's notice. known tells the types of
// findings there are. Errors are *Error.
func (c Config) ReadQuestions(lang string, known func(string) bool) ([]followup.Question, error) {
	if c.Questions == "" {
		return parseQuestions("questions.yaml", configs.Questions, lang, known)
	}
	file := c.Path(c.Questions)
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, &Error{File: file, Mistakes: []strict.Mistake{{Ja: "設問のファイルを読めません: " + err.Error(), En: "cannot read the questions: " + err.Error()}}}
	}
	return parseQuestions(file, text, lang, known)
}

func parseQuestions(file string, text []byte, lang string, known func(string) bool) ([]followup.Question, error) {
	var q questions
	f, err := strict.Decode(file, text, &q, "tenken config init --questions")
	if err != nil {
		return nil, err
	}
	if len(q.Questions) == 0 {
		f.At("questions", "設問がありません", "there are no questions")
	}
	seen := map[string]bool{}
	var out []followup.Question
	for i, x := range q.Questions {
		at := fmt.Sprintf("questions[%d]", i)
		switch {
		case !questionID.MatchString(x.ID):
			f.At(at+".id", fmt.Sprintf("id %q: 英小文字・数字・_ で 40 字までにしてください", x.ID), fmt.Sprintf("id %q: write a–z, 0–9 and _, at most 40", x.ID))
		case seen[x.ID]:
			f.At(at+".id", fmt.Sprintf("id %q は二度使われています", x.ID), fmt.Sprintf("the id %q is used twice", x.ID))
		case x.Ja == "" && x.En == "":
			f.At(at, "設問（ja）がありません", "the question (ja) is missing")
		case x.Evidence != "" && !slices.Contains(followup.Evidences, x.Evidence):
			f.At(at+".evidence", fmt.Sprintf("evidence %q: %v のどれかにしてください", x.Evidence, followup.Evidences), fmt.Sprintf("evidence %q: want one of %v", x.Evidence, followup.Evidences))
		}
		seen[x.ID] = true
		for j, t := range x.Types {
			if !known(t) {
				f.At(fmt.Sprintf("%s.types[%d]", at, j), fmt.Sprintf("情報の種類 %q はありません（tenken list detectors）", t), fmt.Sprintf("there is no type %q; see tenken list detectors", t))
			}
		}
		q := followup.Question{ID: x.ID, Part: x.Part, Text: cmp.Or(x.Ja, x.En), Clause: x.Clause, Evidence: x.Evidence, Types: x.Types}
		if lang == record.English {
			q.Part, q.Text, q.Clause = cmp.Or(x.PartEn, x.Part), cmp.Or(x.En, x.Ja), cmp.Or(x.ClauseEn, x.Clause)
		}
		q.Text = strings.TrimSpace(q.Text)
		out = append(out, q)
	}
	return out, f.Err()
}
