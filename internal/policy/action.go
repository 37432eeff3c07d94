package policy

import (
	"slices"

	"tenken/internal/record"
)

// Action is the code of what a rule recommends.
type Action string

// The recommended actions.
const (
	Delete   Action = "delete"   // delete, or move to the place the rules name
	Move     Action = "move"     // move to the place the rules name
	Restrict Action = "restrict" // end the sharing
	Encrypt  Action = "encrypt"
	Approve  Action = "approve" // ask for the approval that the rules want
	Confirm  Action = "confirm" // the owner confirms that it is needed here
	Nothing  Action = ""
)

var actions = []struct {
	Action
	ja, en string
}{
	{Delete, "不要なら削除し、必要なら規程で定めた保存場所へ移動してください", "delete it, or move it to the place your rules name"},
	{Move, "規程で定めた保存場所へ移動してください", "move it to the place your rules name"},
	{Restrict, "共有をやめ、必要な人だけが見られるようにしてください", "stop sharing it beyond those who need it"},
	{Encrypt, "暗号化して保存してください", "encrypt it"},
	{Approve, "規程で定めた許可を申請するか、規程で定めた保存場所へ移動してください", "ask for the approval that your rules want, or move it to the place they name"},
	{Confirm, "業務に必要か、この場所に置いてよいかを確認してください", "confirm that it is needed and may be kept here"},
}

// ActionLabel is a recommended action as people read it, in "ja" or "en".
func ActionLabel(action, lang string) string {
	for _, a := range actions {
		if string(a.Action) == action {
			if lang == record.English {
				return a.en
			}
			return a.ja
		}
	}
	return action
}

func (a Action) known() bool { return a == Nothing || slices.Contains(actionNames(), string(a)) }

func actionNames() []string {
	var names []string
	for _, a := range actions {
		names = append(names, string(a.Action))
	}
	return names
}
