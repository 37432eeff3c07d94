package folder

import (
	"context"
	"fmt"
	"iter"

	"tenken/scanners"
)

// Examine lists the first page of each folder.
func (f *Folder) Examine(ctx context.Context) iter.Seq2[scanners.Check, error] {
	return func(yield func(scanners.Check, error) bool) {
		for _, root := range f.roots {
			c := scanners.Check{
				ID: "list", Where: root, State: scanners.Healthy,
				What: scanners.Text{Ja: "フォルダーを読めます", En: "the folder can be read"},
			}
			for page, err := range f.List(ctx, root, "") {
				switch {
				case err != nil && ctx.Err() != nil:
					yield(scanners.Check{}, err)
					return
				case err != nil:
					c.State = scanners.Failing
					c.What = scanners.Text{Ja: fmt.Sprintf("フォルダーを読めません: %v", err), En: fmt.Sprintf("the folder cannot be read: %v", err)}
					c.Next = scanners.Text{Ja: "読み取り権限のある利用者で実行してください", En: "run as a user who may read it"}
				case len(page.Refused) > 0:
					c.State = scanners.Missing
					c.What = scanners.Text{Ja: "読めないフォルダーが中にあります: " + page.Refused[0].Path, En: "a folder inside cannot be read: " + page.Refused[0].Path}
					c.Next = scanners.Text{Ja: "読み取り権限のある利用者で実行してください", En: "run as a user who may read it"}
				}
				break
			}
			if !yield(c, nil) {
				return
			}
		}
	}
}
