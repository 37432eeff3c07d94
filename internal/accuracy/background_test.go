package accuracy_test

import (
	"bytes"
	"context"
	"testing"

	"tenken/detectors"
	alldetectors "tenken/detectors/all"
	"tenken/internal/corpus"
	"tenken/internal/extract"
)

// TestNobody reads what concerns nobody. Even one finding of medium confidence
// would be more than 0.05 per megabyte.
func TestNobody(t *testing.T) {
	in := inspector(t, alldetectors.Detectors()...)
	for _, d := range corpus.Background(seed, 400<<10) {
		scan := in.Set.NewScan()
		read := 0
		_, _, err := in.Reader.Read(context.Background(), extract.File{Name: d.Name, Size: int64(len(d.Data)), ReaderAt: bytes.NewReader(d.Data)}, func(x extract.Text) error {
			read += len(x.Body)
			var table *detectors.Table
			if x.Table != nil {
				table = &detectors.Table{Name: x.Table.Name}
				for _, c := range x.Table.Cells {
					table.Cells = append(table.Cells, detectors.Cell(c))
				}
			}
			for _, m := range scan.Text(x.Path, x.Body, table) {
				if m.Confidence >= detectors.Medium {
					t.Errorf("%s: %s %q, confidence %.2f, %v", d.Name, m.Type, x.Body[m.Start:m.End], m.Confidence, m.Why.Strings())
				}
			}
			return nil
		})
		if err != nil || read < len(d.Data)/2 {
			t.Errorf("%s: %d of %d bytes were read: %v", d.Name, read, len(d.Data), err)
		}
	}
}
